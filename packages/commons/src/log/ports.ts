// What the decisions need from a store. Every adapter passes the acceptance suite in packages/store/test.

import type { Head, SealedEntry } from "./entry.js";
import type { CreatedKey, EventColumns } from "./eventColumns.js";
import type { KeptListOf, KeptRow } from "./keptLists.js";
import type { LogBatch } from "./logBatch.js";
import type { Reach } from "../membership/standing.js";
import type { RecordKey, RecordKind, RecordRow } from "./records.js";

/**
 * Appended: the entries and their records are durable. HeadMoved: somebody else appended first; nothing was written.
 * Busy: another writer has its turn, for at most so many milliseconds more; nothing was written.
 */
export type AppendOutcome =
  | { readonly type: "Appended"; readonly head: Head }
  | { readonly type: "HeadMoved"; readonly head: Head }
  | { readonly type: "Busy"; readonly milliseconds: number };

/** The regional records of a community and the head that they belong to, read as one snapshot. */
export interface Snapshot {
  readonly head: Head;
  /** In the order of kind and id by bytes; those that were removed are left out. */
  readonly records: readonly RecordRow[];
}

/** A stretch of a list whose order is the age of its records, newest first. */
export interface PageAsk {
  /** At most so many. */
  readonly limit: number;
  /** Older than this `created`: down from there, newest first. */
  readonly before?: number;
  /** Newer than this `created`: the ones next to it, still newest first. Not together with `before`. */
  readonly after?: number;
  /** True: begin at the oldest where neither `before` nor `after` is given. */
  readonly fromOldest?: boolean;
}

/** All records of a kind. */
export interface ListAsk extends PageAsk {
  readonly kind: RecordKind;
}

/** The records of a kind that name another record in a property. */
export interface ReferringAsk extends ListAsk {
  readonly property: string;
  /** The record that is named. */
  readonly target: RecordKey;
}

/** What differs between the records that were kept and what the log amounts to: one side is null where it has no such record. */
export interface RecordDifference extends RecordKey {
  readonly kept: string | null;
  readonly right: string | null;
}

/** Makes of entries, in order, what they amount to: the state of every record that they touch, after all of them. */
export type Replay = (entries: readonly SealedEntry[]) => readonly RecordRow[];

/** An entry as it is kept: the text that its hash was taken of. Nobody has looked whether they fit. */
export interface LogText {
  readonly sequence: number;
  /** Hex of SHA-256 of the hash before it and the text. */
  readonly hash: string;
  /** Canonical JSON of the entry. */
  readonly text: string;
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
  /** Id of the agent that acts through it; absent: none is known. */
  readonly agent?: string;
  /** How much it may at most. */
  readonly reach: Reach;
  /** Whether the reach stands whatever the agent is in the community. */
  readonly isGranted: boolean;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** A code by which somebody comes to belong, once. Only its hash is known. */
export interface InvitationRow {
  /** SHA-256 in hex of the code. */
  readonly codeHash: string;
  readonly role: "member" | "maintainer" | "steward";
  /** Id of the Person who gets another device; absent: somebody new. */
  readonly agent?: string;
  /** Id of the agent who invites, or the name of who has none. */
  readonly invitedBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** A store as it was at one moment. Good until the reading that it was given to is done. */
export interface WholeView extends Pick<CommonsStore, "communities" | "head" | "texts"> {
  /** A few rows at a time, in the order of their first column. Lists of communities are those of communities that there are. */
  rows(list: KeptListOf): AsyncIterable<readonly KeptRow[]>;
}

/** A log on its way into a store. */
export interface LogIntake {
  /**
   * The next entries, from the first of the log on, also those that are there already; their records are made anew on the way.
   * Throws StoreFault Refused where they do not continue the chain, or are not those that are there.
   */
  take(page: readonly LogText[]): Promise<void>;
  /** Behind the last. Throws StoreFault Refused where the log that is there goes on. */
  end(): Promise<void>;
}

/** Where what comes in is handed over: one log after the other, then rows. Nobody sees any of it before all is there. */
export interface Intake {
  log(community: string, replay: Replay): Promise<LogIntake>;
  rows(list: KeptListOf, rows: readonly KeptRow[]): Promise<void>;
}

/** Where a community's log, records, documents and sessions are kept. Every promise resolves only when what it says is durable. */
export interface CommonsStore {
  /** Ids of the communities there are, in the order of their founding. */
  communities(): Promise<readonly string[]>;
  /** Null: no such community. */
  region(community: string): Promise<Snapshot | null>;
  head(community: string): Promise<Head>;
  /** Entries after a sequence, in order. */
  entries(community: string, after: number, limit: number): Promise<readonly SealedEntry[]>;
  /** What is kept of the entries after a sequence, in order. */
  texts(community: string, after: number, limit: number): Promise<readonly LogText[]>;
  /**
   * Appends the entries of a batch behind its `after` and writes its records, in one transaction, or writes nothing.
   * The founding entry of a community is the first after EMPTY_HEAD. `writer` names who appends: one that found the head moved
   * may take a turn (`takeTurn`), and until it is over the others find the community busy.
   */
  append(community: string, batch: LogBatch, writer?: string): Promise<AppendOutcome>;
  /** Gives the head, and keeps other writers out for a moment so that the next append behind it is not overtaken. Null: somebody else has the turn. */
  takeTurn(community: string, writer: string): Promise<Head | null>;
  /** Those of the records that there are, whatever their order; also those that were removed. */
  records(community: string, keys: readonly RecordKey[]): Promise<readonly RecordRow[]>;
  /** A page of a list without what was removed; newest first. */
  list(community: string, ask: ListAsk): Promise<readonly RecordRow[]>;
  /** For each ask its page, in the order of the asks; one way to the database for all of them. */
  referring(community: string, asks: readonly ReferringAsk[]): Promise<readonly (readonly RecordRow[])[]>;
  /** How many there are of a kind, or of those that name a record; counting ends at `most`. */
  count(
    community: string,
    ask: { readonly kind: RecordKind; readonly property?: string; readonly target?: RecordKey },
    most: number,
  ): Promise<number>;
  /** At most so many of the events behind a sequence, oldest first. */
  flows(community: string, after: number, limit: number): Promise<EventColumns>;
  /** The ids of records in the order of the keys; null: there is no such record, or it was removed. */
  idsCreated(community: string, keys: readonly CreatedKey[]): Promise<readonly (string | null)[]>;
  /** Makes all records of a community anew from its log, in one transaction; at most 100 differences to what was kept. */
  rebuild(community: string, replay: Replay): Promise<readonly RecordDifference[]>;
  /** What a rebuild would find, at most 100 differences; nothing is changed, and nobody waits for it. */
  compare(community: string, replay: Replay): Promise<readonly RecordDifference[]>;
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
  /** Those that have not expired by `now`, oldest first. */
  sessions(now: string): Promise<readonly SessionRow[]>;
  /** Ends a session at once; false where there was none. */
  revokeSession(tokenHash: string): Promise<boolean>;
  keepInvitation(invitation: InvitationRow): Promise<void>;
  /** Gives an invitation that has not expired by `now`, once: it is gone then. Null: there is none. */
  takeInvitation(codeHash: string, now: string): Promise<InvitationRow | null>;
  /** Those that are open at `now`, oldest first. */
  invitations(now: string): Promise<readonly InvitationRow[]>;
  /** Takes an invitation back; false where there was none. */
  revokeInvitation(codeHash: string): Promise<boolean>;
  /** Reads all there is as it was at one moment, while others go on writing. */
  whole<Outcome>(read: (view: WholeView) => Promise<Outcome>): Promise<Outcome>;
  /**
   * Takes in logs and lists that were kept elsewhere, all that `bring` hands over or, where it throws, nothing. `replacing`: all that is there
   * is gone by then; only for a store that no other program uses.
   */
  takeIn(how: { readonly replacing: boolean }, bring: (into: Intake) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** How many plans keep their documents. */
export const PLANS_KEPT = 50;
