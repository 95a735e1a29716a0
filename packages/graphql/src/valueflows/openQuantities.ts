// What is still open of a promise, a wish or a claim: commons computes it over records that are read as it wants them.

import { NotRead, type RecordsView, recordBook, type RecordRow, remainingOf, WantedList } from "@commonwright/commons";
import type { LedgerReads } from "../ports.js";
import type { RecordField } from "./nounFields.js";

/** So many links of one promise are looked at. */
const MOST_LINKS = 10_000;
/** What wants ever more has no end. */
const MOST_READINGS = 20;

/** Computes over records; what is not there is read and it is computed again. */
async function computed<Result>(reads: LedgerReads, compute: (records: RecordsView) => Result): Promise<Result> {
  const book = recordBook();
  for (let read = 0; read < MOST_READINGS; read += 1) {
    const wanted = new WantedList();
    try {
      return compute(book.view(wanted));
    } catch (error) {
      if (!(error instanceof NotRead)) throw error;
    }
    const [rows, lists] = await Promise.all([
      wanted.keys.length === 0 ? [] : reads.records(wanted.keys),
      wanted.lists.length === 0 ? [] : reads.referring(wanted.lists.map((list) => ({ ...list, limit: MOST_LINKS }))),
    ]);
    book.keep(
      wanted.keys,
      rows.flatMap((row) => row ?? []),
    );
    for (const [index, list] of wanted.lists.entries()) book.keepList(list, lists[index] ?? []);
  }
  throw new Error("what is open wants more and more records");
}

const open =
  (key: "resourceQuantity" | "effortQuantity"): RecordField =>
  async (row: RecordRow, _args, { ledger }) =>
    (await computed(ledger.reads, (records) => remainingOf(records, row)))[key] ?? null;

/** The fields of commitments, intents and claims that say what is open. */
export const openQuantityFields: Readonly<Record<string, RecordField>> = {
  openResourceQuantity: open("resourceQuantity"),
  openEffortQuantity: open("effortQuantity"),
};
