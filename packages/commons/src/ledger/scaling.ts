// Quantities of a recipe at the size of a plan: exact, and where a quotient does not end never too little of what is needed.

import {
  addDecimals,
  ceilDecimal,
  compareDecimals,
  type Decimal,
  divideDecimals,
  type Measure,
  multiplyDecimals,
  negateDecimal,
  significantDigits,
} from "@commonwright/rea";

/** So many times the recipe: `by` / `of`, kept apart so that nothing is rounded before the end. */
export interface Factor {
  readonly by: Decimal;
  readonly of: Decimal;
}

/** How often a recipe that makes `of` must run to make `by`. */
export const wholeBatches = ({ by, of }: Factor): Decimal => ceilDecimal(divideDecimals(by, of));

/** The step by which a quotient that does not end is rounded. */
const LEAST = "0.000000000001";

/** What goes in: exact, or the next one above with 12 digits behind the point and 18 in all. */
export const scaledUp = (quantity: Decimal, { by, of }: Factor): Decimal =>
  shortened(divideDecimals(multiplyDecimals(quantity, by), of), true);

/** What comes out: exact, or the next one below, so that no more is promised than will be there. */
export function scaledDown(quantity: Decimal, { by, of }: Factor): Decimal {
  const whole = multiplyDecimals(quantity, by);
  const above = divideDecimals(whole, of);
  const isExact = compareDecimals(multiplyDecimals(above, of), whole) === 0;
  return shortened(isExact ? above : addDecimals(above, negateDecimal(LEAST)), false);
}

/** As many digits as people may write. */
const MOST_DIGITS = 18;

function shortened(decimal: Decimal, isUp: boolean): Decimal {
  const point = decimal.indexOf(".");
  const places = MOST_DIGITS - point;
  if (point < 0 || places < 0 || significantDigits(decimal) <= MOST_DIGITS) return decimal;
  const cut = addDecimals(decimal.slice(0, places === 0 ? point : point + 1 + places), "0");
  return isUp ? addDecimals(cut, places === 0 ? "1" : `0.${"0".repeat(places - 1)}1`) : cut;
}

/** Whether a quantity has more digits than a record may have. */
export const isTooLong = ({ hasNumericalValue }: Measure): boolean => significantDigits(hasNumericalValue) > MOST_DIGITS;
