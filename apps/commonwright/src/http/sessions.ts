// Sessions of devices and programs: a secret token with its owner, its hash in the store.

import { createHash, randomBytes } from "node:crypto";
import type { CommonsStore, SessionRow } from "@commonwright/commons";
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
  /** Keeps a new session and gives its token, which is known to nobody else. It lasts `SESSION_DAYS` unless other `days` are given. */
  readonly open: (kind: KnownSession["kind"], name: string, more?: SessionTerms) => Promise<string>;
}

/** What a session may have besides its kind and name. */
export interface SessionTerms {
  /** Id of the agent that acts through it. */
  readonly agent?: string;
  readonly days?: number;
}

/** Sessions in a store. */
export function sessionsIn(store: Pick<CommonsStore, "session" | "keepSession">, now: () => Date): Sessions {
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
    async open(kind, name, { agent, days = SESSION_DAYS } = {}) {
      const token = randomBytes(TOKEN_BYTES).toString("base64url");
      const created = now();
      const times = { createdAt: created.toISOString(), expiresAt: expiryAfter(created, days) };
      await store.keepSession({ tokenHash: hashOfToken(token), kind, name, ...(agent === undefined ? {} : { agent }), ...times });
      return token;
    },
  };
}

/** When a session ends that begins now. */
export const expiryAfter = (begin: Date, days: number): string => new Date(begin.getTime() + days * 24 * 3600 * 1000).toISOString();

const knownSession = ({ kind, name, agent }: SessionRow): KnownSession => ({ kind, name, ...(agent === undefined ? {} : { agent }) });

/** What is kept of a token, in hex. */
export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("hex");
