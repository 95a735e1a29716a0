// The fields that say what is still open of a promise, a wish or a claim.

import type { Remaining } from "@commonwright/commons";
import type { RecordField } from "./nounFields.js";

const open =
  (key: keyof Remaining): RecordField =>
  async (row, _args, { ledger }) =>
    (await ledger.remaining(row))[key] ?? null;

/** The fields of commitments, intents and claims that say what is open. */
export const openQuantityFields: Readonly<Record<string, RecordField>> = {
  openResourceQuantity: open("resourceQuantity"),
  openEffortQuantity: open("effortQuantity"),
};
