// Who asks, and whether they may change things: one table, held against every request.

import { isLoopback, loopbackNames } from "./hosts.js";

/** Who asks, as the API says it: this machine, a device with a session, a program with a steward's token, or anyone. */
export type ViewerKind = "local" | "device" | "steward" | "public";

/** Who asks. `refusal` says, to those who may not change things, how they could; null for those who may. */
export interface Caller {
  readonly kind: ViewerKind;
  readonly name: string | null;
  /** Id of the agent that acts through the session; absent: none is known. */
  readonly agent?: string;
  readonly refusal: CallerRefusal | null;
}
export interface CallerRefusal {
  readonly code: "UNAUTHENTICATED" | "FORBIDDEN";
  readonly message: string;
}

/** Who may change things. Roles and objects come with the community's own rules; until then it is these four. */
const MAY_CHANGE: Readonly<Record<ViewerKind, boolean>> = { local: true, device: true, steward: true, public: false };

/** What of a request says who asks. Header values as sent, null where absent. */
export interface Credentials {
  readonly remoteAddress: string;
  readonly port: number;
  readonly host: string;
  readonly origin: string | null;
  readonly fetchSite: string | null;
  readonly isForwarded: boolean;
  readonly bearer: string | null;
  readonly cookie: string | null;
}

/** A session that is known and not over. */
export interface KnownSession {
  readonly kind: "device" | "steward";
  readonly name: string;
  /** Id of the agent that acts through it. */
  readonly agent?: string;
}
/** Finds the session of a token. */
export type FindSession = (token: string) => Promise<KnownSession | null>;

/** Says who asks. A token goes before a cookie, a cookie before the machine. */
export async function callerOf(credentials: Credentials, find: FindSession): Promise<Caller> {
  if (credentials.bearer !== null) return bearerCaller(await find(credentials.bearer));
  if (isCrossSite(credentials)) return { ...PUBLIC, refusal: OTHER_SITE };
  const session = credentials.cookie === null ? null : await find(credentials.cookie);
  const caller = session === null ? machineCaller(credentials) : session;
  if (!MAY_CHANGE[caller.kind]) return { ...PUBLIC, refusal: noSession(credentials) };
  // A browser names the origin with every change. What has none is no page of ours, and brings a token instead.
  return { ...caller, refusal: credentials.origin === null ? NO_ORIGIN : null };
}

const PUBLIC = { kind: "public", name: null } as const;
const NO_SESSION: CallerRefusal = {
  code: "UNAUTHENTICATED",
  message:
    "Everybody may look; to change things this device needs a session. Open the page on the machine that runs it, or scan the code that its terminal prints with --host 0.0.0.0. A program sends a token, as Authorization: Bearer; `commonwright token` makes one.",
};
const BEHIND_PROXY: CallerRefusal = {
  code: "UNAUTHENTICATED",
  message:
    "Everybody may look; what comes through a proxy (X-Forwarded-For and the like, or --allow-host) is not taken for this machine, and changes things with a session or a token only. A program sends a token, as Authorization: Bearer; `commonwright token` makes one. A device scans the code that the terminal prints with --host 0.0.0.0.",
};
const SESSION_OVER: CallerRefusal = {
  code: "UNAUTHENTICATED",
  message: "The session of this device is over or not known here. Scan a new code from the terminal of the machine that runs this.",
};
const UNKNOWN_TOKEN: CallerRefusal = {
  code: "UNAUTHENTICATED",
  message:
    "This token is not known here or is over. Make a new one with `commonwright token`, or start with --token-file FILE, which writes one.",
};
const OTHER_SITE: CallerRefusal = {
  code: "FORBIDDEN",
  message: "This came from a page of another site. Changes are taken from our own pages, or from programs with a steward's token.",
};
const NO_ORIGIN: CallerRefusal = {
  code: "FORBIDDEN",
  message: "A change needs the header Origin of our own page, or a steward's token as Authorization: Bearer (see --token-file).",
};

function bearerCaller(session: KnownSession | null): Caller {
  if (session === null) return { ...PUBLIC, refusal: UNKNOWN_TOKEN };
  return { ...session, refusal: null };
}

const noSession = ({ cookie, isForwarded }: Credentials) => (cookie !== null ? SESSION_OVER : isForwarded ? BEHIND_PROXY : NO_SESSION);

/** From another origin: by what the browser says of the page that asks. */
function isCrossSite({ origin, host, fetchSite }: Credentials): boolean {
  if (fetchSite !== null && fetchSite !== "same-origin" && fetchSite !== "none") return true;
  return origin !== null && origin !== `http://${host}` && origin !== `https://${host}`;
}

/** This machine, unless a proxy stands between: then everybody would seem to be here. */
function machineCaller({ remoteAddress, port, host, isForwarded }: Credentials): { kind: ViewerKind; name: string | null } {
  const isHere = !isForwarded && isLoopback(remoteAddress) && loopbackNames(port).has(host);
  return isHere ? { kind: "local", name: "this machine" } : PUBLIC;
}
