// From a request's headers and connection to who asks.

import { getCookie } from "hono/cookie";
import type { House } from "./house.js";
import type { HttpContext } from "./httpContext.js";
import { type Caller, callerOf } from "./viewer.js";

/** The cookie that holds a device's token. */
export const SESSION_COOKIE = "commonwright_session";
const FORWARDING = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-server",
  "x-real-ip",
  "x-client-ip",
  "true-client-ip",
  "cf-connecting-ip",
  "via",
] as const;

/** Says who asks. */
export function callerFor(context: HttpContext, { sessions, port, isBehindProxy, membership }: House): Promise<Caller> {
  const header = (name: string) => context.req.header(name) ?? null;
  return callerOf(
    {
      remoteAddress: addressOf(context),
      port,
      host: (header("host") ?? "").toLowerCase(),
      origin: header("origin"),
      fetchSite: header("sec-fetch-site"),
      isForwarded: isBehindProxy || FORWARDING.some((name) => header(name) !== null),
      bearer: bearerOf(context),
      cookie: getCookie(context, SESSION_COOKIE) ?? null,
    },
    { find: sessions.find, hasStewards: membership.hasStewards },
  );
}

/** The token that a program sends. */
export const bearerOf = (context: HttpContext): string | null =>
  /^Bearer (\S+)$/i.exec(context.req.header("authorization") ?? "")?.[1] ?? null;

/** The address at the other end of the connection; what a proxy says of itself is not believed. */
export const addressOf = (context: HttpContext): string => context.env.incoming.socket.remoteAddress ?? "";
