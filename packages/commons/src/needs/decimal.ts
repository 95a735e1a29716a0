// Exact decimals as people type them.

/** Significant digits that are kept exactly. */
const MOST_DIGITS = 18;

/**
 * The decimal in its plain form ("012.50" is "12.5"), or null: it is no decimal without sign and exponent, or has more than 18 significant digits.
 * White space at the ends is not part of it.
 */
export function plainDecimal(text: string): string | null {
  const parts = /^0*(\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (parts === null || !/\d/.test(text)) return null;
  const whole = parts[1] ?? "";
  const fraction = (parts[2] ?? "").replace(/0+$/, "");
  if ((whole + fraction).replace(/^0+/, "").length > MOST_DIGITS) return null;
  return `${whole === "" ? "0" : whole}${fraction === "" ? "" : `.${fraction}`}`;
}
