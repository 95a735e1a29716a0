// Sessions of devices and programs: a secret token with its owner, its hash in the store.

import { createHash, randomBytes } from "node:crypto";
import type { Actor, CommonsStore, SessionRow } from "@commonwright/commons";
import type { FindSession, KnownSession } from "./viewer.js";

/** How long a session lasts. */
export const SESSION_DAYS = 180;
const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

/** What was found stays known for so long, so that not every request asks the store. */
const REMEMBER_MS = 30_000;
const MOST_REMEMBERED = 5_000;

/** Gives out and recognises sessions. */
export interface Sessions {
  readonly find: FindSession;
  /** The session of a token that was found a moment ago, without asking the store; null: it is not known now. */
  readonly peek: (token: string) => KnownSession | null;
  /** Ends a session; false: there was none. */
  readonly end: (token: string) => Promise<boolean>;
  /** Keeps a new session and gives its token, which is known to nobody else. It lasts `SESSION_DAYS` unless other `days` are given. */
  readonly open: (kind: KnownSession["kind"], name: string, terms: SessionTerms) => Promise<string>;
}

/** What a session may have besides its kind and name. */
export interface SessionTerms {
  readonly actor: Actor;
  readonly days?: number;
}

/** Sessions in a store. */
export function sessionsIn(store: Pick<CommonsStore, "session" | "keepSession" | "revokeSession">, now: () => Date): Sessions {
  const seen = new Map<string, { readonly session: KnownSession | null; readonly until: number }>();
  return {
    async find(token) {
      if (!TOKEN.test(token)) return null;
      const tokenHash = hashOfToken(token);
      const known = seen.get(tokenHash);
      if (known !== undefined && known.until > now().getTime()) return known.session;
      const row = await store.session(tokenHash, now().toISOString());
      const session = row === null ? null : knownSession(row);
      if (seen.size >= MOST_REMEMBERED) seen.clear();
      seen.set(tokenHash, { session, until: now().getTime() + REMEMBER_MS });
      return session;
    },
    peek(token) {
      const known = seen.get(hashOfToken(token));
      return known !== undefined && known.until > now().getTime() ? known.session : null;
    },
    async end(token) {
      seen.delete(hashOfToken(token));
      return store.revokeSession(hashOfToken(token));
    },
    async open(kind, name, { actor, days = SESSION_DAYS }) {
      const token = randomBytes(TOKEN_BYTES).toString("base64url");
      const created = now();
      const times = { createdAt: created.toISOString(), expiresAt: expiryAfter(created, days) };
      const { agent, reach, isGranted } = actor;
      if (reach === null) throw new RangeError("a visitor needs no session");
      const acting = agent === null ? {} : { agent };
      await store.keepSession({ tokenHash: hashOfToken(token), kind, name, ...acting, reach, isGranted, ...times });
      return token;
    },
  };
}

/** When a session ends that begins now. */
export const expiryAfter = (begin: Date, days: number): string => new Date(begin.getTime() + days * 24 * 3600 * 1000).toISOString();

const knownSession = ({ tokenHash, kind, name, agent, reach, isGranted }: SessionRow): KnownSession => ({
  kind,
  name,
  actor: { agent: agent ?? null, reach, isGranted },
  session: sessionId(tokenHash),
});

/** Enough of the hash to tell sessions apart; nobody comes from it to the token. */
const sessionId = (tokenHash: string): string => tokenHash.slice(0, 12);

/** What is kept of a token, in hex. */
export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("hex");
