// How the commands around archives say how much there is.

import type { RowCounts } from "./archiveFormat.js";

/** A number as people read it. */
export const count = (number: number): string => number.toLocaleString("en");

/** `1,234 entries, 2 documents and 1 plan`; what is called otherwise is named as it is. */
export function rowCountsText(rows: RowCounts): string {
  const told = Object.entries(rows).filter(([name, many]) => many > 0 || ALWAYS_TOLD.has(name));
  const parts = told.map(([name, many]) => `${count(many)} ${many === 1 ? (SINGULAR[name] ?? name) : name}`);
  const [last = "nothing"] = parts.slice(-1);
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

/** What every archive has; of other lists only those that hold something are told. */
const ALWAYS_TOLD: ReadonlySet<string> = new Set(["entries", "documents", "plans", "sessions"]);
const SINGULAR: Readonly<Record<string, string>> = {
  entries: "entry",
  documents: "document",
  plans: "plan",
  sessions: "session",
  invitations: "invitation",
};

/** Seconds with one digit behind the point. */
export const secondsSince = (started: Date, now: Date): string => ((now.getTime() - started.getTime()) / 1000).toFixed(1);

/** That there are entries that are only kept. */
export function unknownLines(unknown: number): readonly string[] {
  if (unknown === 0) return [];
  return [`${unknownText(unknown)} kept as ${unknown === 1 ? "it is" : "they are"}.`];
}

/** `3 entries are of kinds that this version does not know, and are` */
const unknownText = (unknown: number): string =>
  unknown === 1
    ? "1 entry is of a kind that this version does not know, and is"
    : `${count(unknown)} entries are of kinds that this version does not know, and are`;
