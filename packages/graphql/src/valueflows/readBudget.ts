// What one answer may read: lists within lists find more records than the answer itself will ever hold.

import { refusalError, TOLD_ALREADY } from "../execution/refusal.js";

/** Where the count stands for one request. */
export interface ReadBudget {
  recordsLeft: number;
  /** Whether it was told that there are too many. */
  isLimitTold: boolean;
}

/** Takes so many from the budget; refuses where there are not as many. */
export function spendRecords(budget: ReadBudget, records: number): void {
  budget.recordsLeft -= records;
  if (budget.recordsLeft < 0) throw tooManyRecords(budget);
}

/** The refusal, whole at the first time. */
export function tooManyRecords(budget: ReadBudget): Error {
  if (budget.isLimitTold) return TOLD_ALREADY;
  budget.isLimitTold = true;
  return refusalError({
    code: "LIMIT",
    message: "Too many records would be looked at for one answer; ask for fewer lists within lists, or for shorter pages.",
    details: { limit: "records" },
  });
}
