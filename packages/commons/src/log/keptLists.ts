// The lists that are kept beside the logs, and from which nothing else is made: what leaves with a log, and comes in with it.

/** What a column of a list holds; a time is ISO 8601 with its zone. The rows of a list whose first column is a number are numbered 1, 2, 3. "textOrNull" also in lists that were written before there was such a column. */
export type KeptColumn = "text" | "number" | "time" | "textOrNull";

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
    columns: { number: "number", hash: "text", problemHash: "text", sequence: "number", madeAt: "time" },
  },
  {
    name: "sessions",
    isOfCommunity: false,
    mayBeMissing: false,
    columns: {
      tokenHash: "text",
      kind: "text",
      name: "text",
      createdAt: "time",
      expiresAt: "time",
      agent: "textOrNull",
      reach: "textOrNull",
      basis: "textOrNull",
    },
  },
  {
    name: "invitations",
    isOfCommunity: false,
    mayBeMissing: true,
    columns: { codeHash: "text", role: "text", agent: "textOrNull", invitedBy: "text", createdAt: "time", expiresAt: "time" },
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
