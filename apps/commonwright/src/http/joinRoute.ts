// POST /join and /claim: a device gets its session; POST /sign-out: it gives it back.

import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { GivingRole } from "@commonwright/commons";
import { addressOf, callerFor, SESSION_COOKIE } from "./callerFor.js";
import type { House } from "./house.js";
import type { HttpContext } from "./httpContext.js";
import { refusalJson } from "./plainAnswers.js";
import type { RateLimit } from "./rateLimit.js";
import { SESSION_DAYS } from "./sessions.js";

const MOST_NAME = 80;
const CODE = /^[\w-]{22}$/;

interface Doorway {
  readonly house: House;
  readonly joins: RateLimit;
}

/** Takes `{ "code": …, "name"?: … }`; answers `{ "name": … }` with the cookie of a new session, or a refusal. */
export async function answerJoin(context: HttpContext, { house, joins }: Doorway): Promise<Response> {
  if (!joins(addressOf(context))) return refusalJson(429, "Too many codes were tried from this address; it must wait a minute.");
  const strange = await strangeRequest(context, house);
  if (strange !== null) return strange;
  const { code, name } = joinBody(await context.req.json<unknown>().catch(() => null));
  const invitation = code === null ? null : await invitationOf(code, house);
  if (invitation === null)
    return refusalJson(403, "This code is not open any more. Ask who invited you for a new one, or have the terminal print one (Enter).");
  const newcomer = name ?? `Somebody who joined ${new Date(house.now()).toISOString().slice(0, 10)}`;
  const { role, agent = house.makeId(), by } = invitation;
  const person = { person: agent, name: newcomer, by };
  const joined = role === null ? await house.membership.joinByHouse(person) : await house.membership.join({ ...person, role });
  if ("refused" in joined) return refusalJson(409, joined.refused.message);
  return welcome(context, house, { agent: joined.agent, name: newcomer });
}

/** Takes `{ "name": … }` from the machine itself, while there is no steward; answers as `/join`. */
export async function answerClaim(context: HttpContext, { house, joins }: Doorway): Promise<Response> {
  if (!joins(addressOf(context))) return refusalJson(429, "This was tried too often from this address; it must wait a minute.");
  const strange = await strangeRequest(context, house);
  if (strange !== null) return strange;
  const caller = await callerFor(context, house);
  if (caller.kind !== "local" || caller.refusal !== null)
    return refusalJson(
      403,
      "Only who sits at the machine of a community without stewards becomes its first one. Ask a steward for an invitation.",
    );
  const { name } = joinBody(await context.req.json<unknown>().catch(() => null));
  if (name === null) return refusalJson(400, 'Say who you are: {"name": "Ada"}.');
  const claimed = await house.membership.claim({ person: house.makeId(), name, by: "this machine" });
  if ("refused" in claimed) return refusalJson(409, claimed.refused.message);
  return welcome(context, house, { agent: claimed.agent, name });
}

/** Ends the session of this device. */
export async function answerSignOut(context: HttpContext, house: House): Promise<Response> {
  const strange = await strangeRequest(context, house);
  if (strange !== null) return strange;
  const token = getCookie(context, SESSION_COOKIE);
  if (token !== undefined) await house.sessions.end(token);
  house.community(null)?.events.review();
  deleteCookie(context, SESSION_COOKIE, { path: "/" });
  return context.json({});
}

/** Only pages of ours send JSON from an origin of ours; a form of a strange page can do neither. Null: it is one of ours, or no browser. */
async function strangeRequest(context: HttpContext, house: House): Promise<Response | null> {
  const type = (context.req.header("content-type") ?? "").split(";")[0].trim().toLowerCase();
  if (type !== "application/json") return refusalJson(415, "Send the request as application/json.");
  const caller = await callerFor(context, house);
  return caller.isCrossSite ? refusalJson(403, "This came from a page of another site.") : null;
}

async function welcome(
  context: HttpContext,
  house: House,
  { agent, name }: { readonly agent: string; readonly name: string },
): Promise<Response> {
  const token = await house.sessions.open("device", name, { actor: { agent, reach: "steward", isGranted: false } });
  house.onJoined(name);
  const isSecure = (context.req.header("origin") ?? "").startsWith("https://");
  setCookie(context, SESSION_COOKIE, token, {
    httpOnly: true,
    sameSite: "Strict",
    secure: isSecure,
    path: "/",
    maxAge: SESSION_DAYS * 24 * 3600,
  });
  return context.json({ name });
}

interface Invitation {
  /** Null: what the community has no steward for yet, or else a member. */
  readonly role: Exclude<GivingRole, "owner"> | null;
  readonly agent?: string;
  readonly by: string;
}

/** What a code is good for. The one of the terminal makes the first steward where there is none yet: whoever sees the terminal runs the house. */
async function invitationOf(code: string, house: House): Promise<Invitation | null> {
  if (house.joinCodes.redeem(code)) return { role: null, by: "this machine" };
  const invitation = await house.invitations.take(code);
  if (invitation === null) return null;
  const { role, agent, invitedBy } = invitation;
  return { role, ...(agent === undefined ? {} : { agent }), by: invitedBy };
}

function joinBody(body: unknown): { code: string | null; name: string | null } {
  if (typeof body !== "object" || body === null) return { code: null, name: null };
  const { code, name } = body as Record<string, unknown>;
  // Names are shown to others: no control characters, nothing at the ends.
  const plain = typeof name === "string" ? name.replace(/\p{C}/gu, " ").trim().slice(0, MOST_NAME) : "";
  return { code: typeof code === "string" && CODE.test(code) ? code : null, name: plain === "" ? null : plain };
}
