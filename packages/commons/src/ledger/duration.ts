// How long a step takes, in milliseconds.

import { ceilDecimal, compareDecimals, type Decimal, type Measure, multiplyDecimals } from "@commonwright/rea";
import type { RecordsView } from "../log/logBatch.js";
import { textAt } from "./bodyText.js";

/** Milliseconds of the units of time, by their UCUM codes. As in UCUM a year is 365.25 days and a month its twelfth. */
const MILLISECONDS: ReadonlyMap<string, Decimal> = new Map([
  ["s", "1000"],
  ["min", "60000"],
  ["h", "3600000"],
  ["d", "86400000"],
  ["wk", "604800000"],
  ["mo", "2629800000"],
  ["a", "31557600000"],
]);

/** Longer than all years that can be written. */
const LONGEST = "400000000000000";

/** Whole milliseconds, rounded up, of a duration so many times over; null: its unit is none of time, or it is longer than 10,000 years. */
export function durationMs(records: RecordsView, { hasNumericalValue, hasUnit }: Measure, times: Decimal): number | null {
  const perUnit = MILLISECONDS.get(hasUnit) ?? MILLISECONDS.get(textAt(records.get("unit", hasUnit)?.body, "ucumCode"));
  if (perUnit === undefined) return null;
  const whole = ceilDecimal(multiplyDecimals(multiplyDecimals(hasNumericalValue, perUnit), times));
  return compareDecimals(whole, LONGEST) > 0 ? null : Number(whole);
}
