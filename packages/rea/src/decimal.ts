// Exact decimals as text: "12", "-0.25". Floats never decide on quantities.

/** A decimal in its plain form: no exponent, no leading zeros, no zeros at the end of a fraction, no "-0". */
export type Decimal = string;

/** So many significant digits are taken from people; sums may have more. */
const MOST_DIGITS = 18;
/** Longer texts are not looked at. */
const MOST_CHARACTERS = 100;

/**
 * The plain form of what somebody wrote ("012.50" is "12.5", "-0" is "0"), or null: it is no decimal, or has more than 18 significant digits.
 * White space at the ends is not part of it.
 */
export function plainDecimal(text: string): Decimal | null {
  if (text.length > MOST_CHARACTERS) return null;
  const parts = /^(-?)0*(\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (parts === null || !/\d/.test(text)) return null;
  const [, sign = "", whole = "", fraction = ""] = parts;
  const plain = `${whole === "" ? "0" : whole}.${fraction}`.replace(/\.?0*$/, "");
  if (significantDigits(plain) > MOST_DIGITS) return null;
  return plain === "0" ? plain : sign + plain;
}

/** How many digits of a plain decimal count: neither zeros before the first, nor the sign and the point. */
export const significantDigits = (decimal: Decimal): number => decimal.replace(/[-.]/g, "").replace(/^0+/, "").length;

/** A decimal as an integer and how many of its digits stand behind the point. */
interface Scaled {
  readonly digits: bigint;
  readonly scale: number;
}

function scaled(decimal: Decimal): Scaled {
  const point = decimal.indexOf(".");
  return point < 0
    ? { digits: BigInt(decimal), scale: 0 }
    : { digits: BigInt(decimal.slice(0, point) + decimal.slice(point + 1)), scale: decimal.length - point - 1 };
}

function textOf({ digits, scale }: Scaled): Decimal {
  if (scale === 0) return digits.toString();
  const isNegative = digits < 0n;
  const text = (isNegative ? -digits : digits).toString().padStart(scale + 1, "0");
  const fraction = text.slice(-scale).replace(/0+$/, "");
  const whole = text.slice(0, -scale);
  return `${isNegative ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

const at = ({ digits, scale }: Scaled, wanted: number): bigint => digits * 10n ** BigInt(wanted - scale);

/** The sum of two plain decimals, exact. */
export function addDecimals(one: Decimal, other: Decimal): Decimal {
  const [a, b] = [scaled(one), scaled(other)];
  const scale = Math.max(a.scale, b.scale);
  return textOf({ digits: at(a, scale) + at(b, scale), scale });
}

/** The other sign. */
export function negateDecimal(decimal: Decimal): Decimal {
  if (decimal === "0") return decimal;
  return decimal.startsWith("-") ? decimal.slice(1) : `-${decimal}`;
}

/** -1, 0 or 1. */
export function decimalSign(decimal: Decimal): -1 | 0 | 1 {
  if (decimal === "0") return 0;
  return decimal.startsWith("-") ? -1 : 1;
}

/** Below 0 where `one` is less than `other`, 0 where they are equal. */
export const compareDecimals = (one: Decimal, other: Decimal): number => decimalSign(addDecimals(one, negateDecimal(other)));

/** The product of two plain decimals, exact. */
export function multiplyDecimals(one: Decimal, other: Decimal): Decimal {
  const [a, b] = [scaled(one), scaled(other)];
  return textOf({ digits: a.digits * b.digits, scale: a.scale + b.scale });
}

/** Digits behind the point where a quotient does not end. */
const QUOTIENT_SCALE = 12;

/**
 * One decimal by another that is not 0: exact where 12 digits behind the point hold it, else the next one further from 0, so that what is needed is never too little.
 * @throws RangeError where `by` is 0
 */
export function divideDecimals(decimal: Decimal, by: Decimal): Decimal {
  const [a, b] = [scaled(decimal), scaled(by)];
  const numerator = a.digits * 10n ** BigInt(b.scale + QUOTIENT_SCALE);
  const denominator = b.digits * 10n ** BigInt(a.scale);
  const isExact = numerator % denominator === 0n;
  const isNegative = numerator < 0n !== denominator < 0n;
  const away = isNegative ? -1n : 1n;
  return textOf({ digits: numerator / denominator + (isExact ? 0n : away), scale: QUOTIENT_SCALE });
}

/** The least whole number that is not below a decimal. */
export function ceilDecimal(decimal: Decimal): Decimal {
  const { digits, scale } = scaled(decimal);
  const one = 10n ** BigInt(scale);
  const isWhole = digits % one === 0n;
  return (digits / one + (isWhole || digits < 0n ? 0n : 1n)).toString();
}
