// All that a store keeps: how it is read as one moment, and how it is taken in somewhere else.

import type { Head } from "./entry.js";
import type { CommonsStore, LogText, Replay } from "./ports.js";

/** What a column of a list holds. "textOrNull" also in lists that were written before there was such a column. */
export type KeptColumn = "text" | "number" | "textOrNull";

/** A list that is kept beside the logs, and from which nothing else is made. */
export interface KeptList {
  readonly name: string;
  /** True: each community has its own. False: the store has one. */
  readonly isOfCommunity: boolean;
  /** True: the list came after the first version of archives, so that an archive without it is whole. */
  readonly mayBeMissing: boolean;
  /** The columns by their names; the rows of a list are in the order of the first. */
  readonly columns: Readonly<Record<string, KeptColumn>>;
}

/**
 * Every list there is. Records, events and quantities are not among them: they are made of the logs. A table that is added to a store needs its
 * list here, and a test of the store fails until it has one.
 */
export const KEPT_LISTS = [
  { name: "documents", isOfCommunity: true, mayBeMissing: false, columns: { hash: "text", text: "text" } },
  {
    name: "plans",
    isOfCommunity: true,
    mayBeMissing: false,
    columns: { number: "number", hash: "text", problemHash: "text", sequence: "number", madeAt: "text" },
  },
  {
    name: "sessions",
    isOfCommunity: false,
    mayBeMissing: false,
    columns: { tokenHash: "text", kind: "text", name: "text", createdAt: "text", expiresAt: "text", agent: "textOrNull" },
  },
] as const satisfies readonly KeptList[];
export type KeptListName = (typeof KEPT_LISTS)[number]["name"];

/** Which list, and of which community; null for those of the store. */
export interface KeptListOf {
  readonly name: KeptListName;
  readonly community: string | null;
}

/** The values of a row, in the order of the columns. */
export type KeptRow = readonly (string | number | null)[];

/** A store as it was at one moment. Good until the reading that it was given to is done. */
export interface WholeView extends Pick<CommonsStore, "communities" | "head" | "texts"> {
  /** A few rows at a time, in the order of their first column. Lists of communities are those of communities that there are. */
  rows(list: KeptListOf): AsyncIterable<readonly KeptRow[]>;
}

/** A log on its way into a store. */
export interface LogIntake {
  /** The head that the store has of this log; EMPTY_HEAD where it has none of it. */
  readonly before: Head;
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
