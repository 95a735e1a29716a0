// What the decisions need from a store. Every adapter passes the acceptance suite in packages/store/test.

import type { Entry, Head, SealedEntry } from "./entry.js";
import type { RecordRow } from "./records.js";

/** Appended: the entries and their records are durable. HeadMoved: somebody else appended first; nothing was written. */
export type AppendOutcome = { readonly type: "Appended"; readonly head: Head } | { readonly type: "HeadMoved"; readonly head: Head };

/** All records of a community and the head that they belong to, read as one snapshot. */
export interface Snapshot {
  readonly head: Head;
  readonly records: readonly RecordRow[];
}

/** A plan that was computed, as the list of plans knows it. The document itself is kept under `hash`. */
export interface PlanRow {
  /** SHA-256 in hex of the result document. */
  readonly hash: string;
  /** SHA-256 in hex of the problem document that it answers. */
  readonly problemHash: string;
  /** Sequence of the log that it has seen. */
  readonly sequence: number;
  /** ISO 8601 in UTC. */
  readonly madeAt: string;
}
/** Plans of a community are numbered 1, 2, 3 in the order in which they were kept. */
export interface NumberedPlan extends PlanRow {
  readonly number: number;
}

/** A session that was given to a device or a program. Only the hash of its token is known. */
export interface SessionRow {
  /** SHA-256 in hex of the token. */
  readonly tokenHash: string;
  readonly kind: "device" | "steward";
  readonly name: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** Where a community's log, records, documents and sessions are kept. Every promise resolves only when what it says is durable. */
export interface CommonsStore {
  /** Ids of the communities there are, in the order of their founding. */
  communities(): Promise<readonly string[]>;
  /** Null: no such community. */
  snapshot(community: string): Promise<Snapshot | null>;
  head(community: string): Promise<Head>;
  /** Entries after a sequence, in order. */
  entries(community: string, after: number, limit: number): Promise<readonly SealedEntry[]>;
  /**
   * Appends entries after `after` and projects them (`projectEntry`) in one transaction, or writes nothing.
   * The founding entry of a community is the first after EMPTY_HEAD.
   */
  append(community: string, after: Head, entries: readonly Entry[]): Promise<AppendOutcome>;
  /** Keeps a document under its hash; again with the same hash does nothing. */
  keepDocument(community: string, hash: string, text: string): Promise<void>;
  document(community: string, hash: string): Promise<string | null>;
  /** Gives the plan its number; the same hash at the same sequence again gives the number it has. Prunes documents of all but the newest `PLANS_KEPT` plans. */
  keepPlan(community: string, plan: PlanRow): Promise<number>;
  /** Newest first. */
  plans(community: string, first: number): Promise<readonly NumberedPlan[]>;
  keepSession(session: SessionRow): Promise<void>;
  /** Null: no such session, or it has expired by `now` (ISO 8601). */
  session(tokenHash: string, now: string): Promise<SessionRow | null>;
  close(): Promise<void>;
}

/** How many plans keep their documents. */
export const PLANS_KEPT = 50;
