// What is still open of promises, wishes and claims: commons computes it over records that are read as it wants them.

import { NotRead, type RecordRow, recordBook, type Remaining, remainingOf, WantedList } from "@commonwright/commons";
import type { LedgerReads } from "../ports.js";
import { type ReadBudget, spendRecords } from "./readBudget.js";

/** So many links of one promise are looked at. */
const MOST_LINKS = 10_000;
/** What wants ever more has no end. */
const MOST_READINGS = 20;

/** What is left of each of the records; what all of them want to look at is read together, and what is not there yet is computed again. */
export async function remainingOfAll(reads: LedgerReads, rows: readonly RecordRow[], budget: ReadBudget): Promise<Remaining[]> {
  const book = recordBook();
  for (let read = 0; read < MOST_READINGS; read += 1) {
    const wanted = new WantedList();
    const view = book.view(wanted);
    const found = rows.flatMap((row) => attempt(() => remainingOf(view, row)) ?? []);
    if (found.length === rows.length) return found;
    spendRecords(budget, wanted.keys.length);
    const [records, lists] = await Promise.all([
      wanted.keys.length === 0 ? [] : reads.records(wanted.keys),
      wanted.lists.length === 0 ? [] : reads.referring(wanted.lists.map((list) => ({ ...list, limit: MOST_LINKS }))),
    ]);
    spendRecords(
      budget,
      lists.reduce((sum, list) => sum + 1 + list.length, 0),
    );
    book.keep(
      wanted.keys,
      records.flatMap((row) => row ?? []),
    );
    for (const [index, list] of wanted.lists.entries()) book.keepList(list, lists[index] ?? []);
  }
  throw new Error("what is open wants more and more records");
}

/** Null: not all of it was read. */
function attempt<Result>(compute: () => Result): Result | null {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof NotRead)) throw error;
    return null;
  }
}
