// Accounts: what they may go down to.

import { compareDecimals, plainDecimal } from "@commonwright/rea";
import { type Decider, entryOf } from "../log/decider.js";
import type { RecordsView } from "../log/logBatch.js";
import { type LedgerDecision, seen } from "./recordDecisions.js";
import { amountOf } from "./resources.js";

/** How low an account may go: below nothing means credit. */
export interface SetAccountLimit {
  readonly revisionId: string;
  /** A decimal. */
  readonly lowestBalance: string;
}

/** Decides on the limit of an account. One that the account is below already is refused. */
export function setAccountLimit(records: RecordsView, { revisionId, lowestBalance }: SetAccountLimit, decider: Decider): LedgerDecision {
  const found = seen(records, "economicResource", revisionId);
  if ("refusal" in found) return found;
  const { id, body } = found.row;
  if (body["lowestBalance"] === undefined) return { refusal: { type: "NotAnAccount", resource: id } };
  const lowest = plainDecimal(lowestBalance);
  if (lowest === null) return { refusal: { type: "NotADecimal", at: "lowestBalance", text: lowestBalance } };
  if (lowest === body["lowestBalance"]) return { entries: [], id, warnings: [] };
  for (const key of ["accountingQuantity", "onhandQuantity"] as const) {
    const balance = amountOf(body, key);
    if (compareDecimals(balance, lowest) < 0) return { refusal: { type: "BelowLimit", account: id, lowest, balance, taken: "0" } };
  }
  return { entries: [entryOf("accountLimitSet", { id, lowestBalance: lowest }, decider)], id, warnings: [] };
}
