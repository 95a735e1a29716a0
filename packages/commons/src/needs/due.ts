// When a need must be met: a day, a month or a week that people say, and the period of the plan that it comes to.

import { periodDays } from "../region/calendar.js";

/**
 * The period in which a thing must be there so that it is there by the end of `due`: the last one that ends by then. Where periods are no dates, `due` is the
 * name of one. Null: `due` lies before the end of the first period, or says nothing.
 */
export function periodOfDue(due: string, periods: readonly string[]): string | null {
  if (periods.includes(due)) return due;
  const day = lastDay(due);
  if (day === null) return null;
  return periods.findLast((name) => (periodDays(name)?.end ?? "~") <= day) ?? null;
}

/** The last day of what `due` names: 2027-01-31 for 2027-01. Null: it is no day, month, week or year. */
export const lastDay = (due: string): string | null => periodDays(due)?.end ?? null;
