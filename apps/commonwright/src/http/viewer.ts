// Who asks: by a token, a session, or from this machine.

import { type Actor, HOUSE, VISITOR } from "@commonwright/commons";
import { isLoopback, loopbackNames } from "./hosts.js";

/** Who asks, as the API says it: this machine, a device with a session, a program with a steward's token, or anyone. */
export type ViewerKind = "local" | "device" | "steward" | "public";

/** Who asks. `refusal` says, to those who may not change things at all, how they could; null for those who may change something. */
export interface Caller {
  readonly kind: ViewerKind;
  readonly name: string | null;
  /** Who acts, and how much that may at most; what exactly is for the community's table of permissions. */
  readonly actor: Actor;
  /** Which session this is, where there is one: the first part of its hash. */
  readonly session?: string;
  /** Whether a page of another site asks. */
  readonly isCrossSite?: true;
  readonly refusal: CallerRefusal | null;
}
export interface CallerRefusal {
  readonly code: "UNAUTHENTICATED" | "FORBIDDEN";
  readonly message: string;
}

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
  readonly actor: Actor;
  /** The first part of its hash. */
  readonly session: string;
}
/** Finds the session of a token. */
export type FindSession = (token: string) => Promise<KnownSession | null>;

/** What is known of the house beside the request. */
export interface Premises {
  readonly find: FindSession;
  /** Whether the community has a steward. Before, whoever sits at the machine may everything. */
  readonly hasStewards: () => boolean;
}

/** Says who asks. A token goes before a cookie, a cookie before the machine. */
export async function callerOf(credentials: Credentials, { find, hasStewards }: Premises): Promise<Caller> {
  if (credentials.bearer !== null) return bearerCaller(await find(credentials.bearer));
  if (isCrossSite(credentials)) return { ...PUBLIC, isCrossSite: true, refusal: OTHER_SITE };
  const session = credentials.cookie === null ? null : await find(credentials.cookie);
  const caller = session === null ? machineCaller(credentials, hasStewards()) : session;
  if (caller.actor.reach === null)
    return { ...PUBLIC, refusal: isHere(credentials) && credentials.cookie === null ? SIGN_IN : noSession(credentials) };
  // A browser names the origin with every change. What has none is no page of ours, and brings a token instead.
  return { ...caller, refusal: credentials.origin === null ? NO_ORIGIN : null };
}

const PUBLIC = { kind: "public", name: null, actor: VISITOR } as const;
const SIGN_IN: CallerRefusal = {
  code: "UNAUTHENTICATED",
  message:
    "This community has stewards, and this browser is not signed in. Open a link by which you were invited, or press Enter in the terminal of the program for a code.",
};
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

/** This machine, unless a proxy stands between: then everybody would seem to be here. Where there are stewards, sitting here makes nobody one. */
const machineCaller = (credentials: Credentials, hasStewards: boolean): Pick<Caller, "kind" | "name" | "actor"> =>
  isHere(credentials) && !hasStewards ? { kind: "local", name: "this machine", actor: HOUSE } : PUBLIC;

const isHere = ({ remoteAddress, port, host, isForwarded }: Credentials): boolean =>
  !isForwarded && isLoopback(remoteAddress) && loopbackNames(port).has(host);
