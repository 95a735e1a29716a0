// What one answer may read: lists within lists find more records than the answer itself will ever hold.

import { refusalError } from "../execution/refusal.js";

/** Where the count stands for one request. */
export interface ReadBudget {
  recordsLeft: number;
}

/** Takes so many from the budget; refuses where there are not as many. */
export function spendRecords(budget: ReadBudget, records: number): void {
  budget.recordsLeft -= records;
  if (budget.recordsLeft < 0) throw tooManyRecords();
}

/** The refusal. */
export const tooManyRecords = () =>
  refusalError({
    code: "LIMIT",
    message: "Too many records would be looked at for one answer; ask for fewer lists within lists, or for shorter pages.",
    details: { limit: "records" },
  });
