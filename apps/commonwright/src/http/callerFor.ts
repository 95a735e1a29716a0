// From a request's headers and connection to who asks.

import { getCookie } from "hono/cookie";
import type { House } from "./house.js";
import type { HttpContext } from "./httpContext.js";
import { type Caller, callerOf, type CallerRefusal } from "./viewer.js";

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
export function callerFor(context: HttpContext, { sessions, port, isBehindProxy }: House): Promise<Caller> {
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
    sessions.find,
  );
}

/** The token that a program sends, empty where it sends none behind the word; null: it does not say that it has one. */
export function bearerOf(context: HttpContext): string | null {
  const [word, token = ""] = (context.req.header("authorization") ?? "").trim().split(/\s+(.*)/s);
  return word?.toLowerCase() === "bearer" ? token : null;
}

/** Why somebody who sends a token is answered nothing at all: as the public they would not know what they do not see. Null: go on. */
export const tokenRefusal = (context: HttpContext, { kind, refusal }: Caller): CallerRefusal | null =>
  kind === "public" && bearerOf(context) !== null ? refusal : null;

/** The address at the other end of the connection; what a proxy says of itself is not believed. */
export const addressOf = (context: HttpContext): string => context.env.incoming.socket.remoteAddress ?? "";
