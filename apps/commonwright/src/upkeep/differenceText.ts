// What differs between records and log, for people.

import type { RecordDifference } from "@commonwright/commons";
import { printable } from "../refusal.js";
import { clipped } from "../report/textTable.js";

/** So many differences are printed; the store tells at most a hundred. */
const MOST_PRINTED = 20;
/** The store tells no more than this. */
const MOST_TOLD = 100;
/** So much stands before the first character that differs. */
const BEFORE = 20;
const WIDTH = 88;

/** `3 records differ`, or `at least 100 records differ`. */
export const countText = ({ length }: readonly RecordDifference[]): string =>
  `${length === MOST_TOLD ? "at least " : ""}${length} ${length === 1 ? "record differs" : "records differ"}`;

/** Each with what is kept and what the log says, cut to where they begin to differ. */
export function differenceLines(differences: readonly RecordDifference[]): string[] {
  const lines = differences.slice(0, MOST_PRINTED).flatMap(({ kind, id, kept, right }) => {
    const at = commonLength(kept ?? "", right ?? "");
    return [`  ${printable(`${kind} ${id}`)}`, `    kept  ${partText(kept, at)}`, `    log   ${partText(right, at)}`];
  });
  const more = differences.length - MOST_PRINTED;
  return more > 0 ? [...lines, `  and ${more} more`] : lines;
}

function partText(line: string | null, at: number): string {
  if (line === null) return "nothing";
  const start = Math.max(0, at - BEFORE);
  return clipped(printable(`${start > 0 ? "…" : ""}${line.slice(start, start + 2 * WIDTH)}`), WIDTH);
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
