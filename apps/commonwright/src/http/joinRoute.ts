// POST /join: a phone that has scanned the code gets its session.

import { setCookie } from "hono/cookie";
import { addressOf, SESSION_COOKIE } from "./callerFor.js";
import type { House } from "./house.js";
import type { HttpContext } from "./httpContext.js";
import { refusalJson } from "./plainAnswers.js";
import type { RateLimit } from "./rateLimit.js";
import { SESSION_DAYS } from "./sessions.js";

const MOST_NAME = 80;
const CODE = /^[\w-]{22}$/;

/** Takes `{ "code": …, "name"?: … }`; answers `{ "name": … }` with the cookie of a new session, or a refusal. */
export async function answerJoin(context: HttpContext, { house, joins }: { house: House; joins: RateLimit }): Promise<Response> {
  if (!joins(addressOf(context))) return refusalJson(429, "Too many codes were tried from this address; it must wait a minute.");
  const { code, name } = joinBody(await context.req.json<unknown>().catch(() => null));
  if (code === null || !house.joinCodes.redeem(code))
    return refusalJson(403, "This code is not open any more. Have the terminal print a new one (Enter), and scan that.");
  const deviceName = name ?? `a device that joined ${new Date(house.now()).toISOString().slice(0, 10)}`;
  const token = await house.sessions.open("device", deviceName);
  house.onJoined(deviceName);
  setCookie(context, SESSION_COOKIE, token, { httpOnly: true, sameSite: "Strict", path: "/", maxAge: SESSION_DAYS * 24 * 3600 });
  return context.json({ name: deviceName });
}

function joinBody(body: unknown): { code: string | null; name: string | null } {
  if (typeof body !== "object" || body === null) return { code: null, name: null };
  const { code, name } = body as Record<string, unknown>;
  // Names are shown to others: no control characters, nothing at the ends.
  const plain = typeof name === "string" ? name.replace(/\p{C}/gu, " ").trim().slice(0, MOST_NAME) : "";
  return { code: typeof code === "string" && CODE.test(code) ? code : null, name: plain === "" ? null : plain };
}
