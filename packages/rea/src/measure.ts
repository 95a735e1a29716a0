// A quantity with its unit.

/** A quantity with its unit. `hasNumericalValue` is an exact decimal as text, such as "0.25". */
export interface Measure {
  readonly hasNumericalValue: string;
  readonly hasUnit: string;
}

/** A number as plain decimal text, without an exponent; read back as a number it is the same. Throws on NaN and infinities. */
export function decimalText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no quantity`);
  const parts = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value));
  if (parts === null) return String(value);
  const [, sign = "", whole = "", fraction = "", exponent = ""] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${"0".repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** So much of a unit. */
export const measureOf = (value: number, unit: string): Measure => ({ hasNumericalValue: decimalText(value), hasUnit: unit });
