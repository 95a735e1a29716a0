// Exact decimals against fractions of big integers, and their reading against another reading.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDecimals,
  ceilDecimal,
  compareDecimals,
  decimalSign,
  divideDecimals,
  multiplyDecimals,
  negateDecimal,
  plainDecimal,
  significantDigits,
} from "../src/index.js";

/** A fraction of two big integers; the lower one above 0. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** The fraction that a text says, digit by digit. */
function fractionOf(text: string): Fraction {
  let top = 0n;
  let bottom = 1n;
  let isBehindPoint = false;
  for (const character of text.replace("-", "")) {
    if (character === ".") isBehindPoint = true;
    else {
      top = top * 10n + BigInt(character);
      if (isBehindPoint) bottom *= 10n;
    }
  }
  return { top: text.startsWith("-") ? -top : top, bottom };
}

const isSame = (a: Fraction, b: Fraction) => a.top * b.bottom === b.top * a.bottom;
const PLAIN = /^(?:0|-?(?:[1-9]\d*|0\.\d*[1-9]|[1-9]\d*\.\d*[1-9]))$/;

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.nat({ max: 20 }))
  .map(([digits, scale]) => {
    const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
    return `${digits < 0n ? "-" : ""}${text.slice(0, text.length - scale)}.${text.slice(text.length - scale)}`;
  })
  .map((text) => plainDecimal(text))
  .filter((text) => text !== null);

describe("decimals", () => {
  it("[R7] sums, products and signs are exact and plain", () => {
    fc.assert(
      fc.property(decimal, decimal, (one, other) => {
        const [a, b] = [fractionOf(one), fractionOf(other)];
        const results = [
          [addDecimals(one, other), { top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom }],
          [multiplyDecimals(one, other), { top: a.top * b.top, bottom: a.bottom * b.bottom }],
          [negateDecimal(one), { top: -a.top, bottom: a.bottom }],
        ] as const;
        for (const [text, fraction] of results) {
          expect(text).toMatch(PLAIN);
          expect(isSame(fractionOf(text), fraction)).toBe(true);
        }
        const difference = a.top * b.bottom - b.top * a.bottom;
        expect(Math.sign(compareDecimals(one, other))).toBe(difference === 0n ? 0 : difference < 0n ? -1 : 1);
        expect(decimalSign(one)).toBe(a.top === 0n ? 0 : a.top < 0n ? -1 : 1);
      }),
      { numRuns: 1000 },
    );
    expect(addDecimals("0.1", "0.2")).toBe("0.3");
    expect(addDecimals("0.3", "-0.3")).toBe("0");
    expect(multiplyDecimals("-0.5", "0")).toBe("0");
  });

  it("[R7] a quotient is exact, or the next of 12 digits behind the point further from 0; the next whole number is not below", () => {
    const tick = { top: 1n, bottom: 10n ** 12n };
    fc.assert(
      fc.property(
        decimal,
        decimal.filter((each) => each !== "0"),
        (one, other) => {
          const text = divideDecimals(one, other);
          expect(text).toMatch(PLAIN);
          const [a, b, quotient] = [fractionOf(one), fractionOf(other), fractionOf(text)];
          const product = { top: quotient.top * b.top, bottom: quotient.bottom * b.bottom };
          // |quotient * other| is |one| or above it, by less than one tick of other.
          const size = (value: bigint) => (value < 0n ? -value : value);
          const over = size(product.top) * a.bottom - size(a.top) * product.bottom;
          expect(over >= 0n).toBe(true);
          expect(over * tick.bottom * b.bottom < size(b.top) * tick.top * product.bottom * a.bottom).toBe(true);
          const ceiling = BigInt(ceilDecimal(one));
          expect(ceiling * a.bottom >= a.top && (ceiling - 1n) * a.bottom < a.top).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
    expect([divideDecimals("1", "3"), divideDecimals("-1", "3"), divideDecimals("6", "0.5")]).toEqual([
      "0.333333333334",
      "-0.333333333334",
      "12",
    ]);
    expect([ceilDecimal("0.1"), ceilDecimal("-0.9"), ceilDecimal("-1"), ceilDecimal("2")]).toEqual(["1", "0", "-1", "2"]);
    expect(() => divideDecimals("1", "0")).toThrow(RangeError);
  });

  it("[R8] what people write is read as it is meant, or not at all", () => {
    /** Another reading: what is no decimal by the letter of it, and else its fraction. */
    const isDecimal = (text: string) => /^-?(?:\d+\.?\d*|\.\d+)$/.test(text.trim());
    const letters = fc.constantFrom("0", "1", "9", "-", ".", " ", "+", "e", ",", "00", "٣");
    fc.assert(
      fc.property(
        fc.array(letters, { maxLength: 12 }).map((parts) => parts.join("")),
        (text) => {
          const plain = plainDecimal(text);
          expect(plain !== null).toBe(isDecimal(text));
          if (plain === null) return;
          expect(plain).toMatch(PLAIN);
          expect(isSame(fractionOf(plain), fractionOf(text.trim()))).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
    const known = {
      "012.50": "12.5",
      "-0": "0",
      "-0.00": "0",
      ".5": "0.5",
      "5.": "5",
      " 7 ": "7",
      "100": "100",
      "1000.0": "1000",
      "-.25": "-0.25",
    };
    for (const [text, plain] of Object.entries(known)) expect(plainDecimal(text)).toBe(plain);
    for (const wrong of ["", " ", "-", ".", "-.", "1 000", "1,5", "1e3", "NaN", "Infinity", "0x10", "--1", "1.2.3"])
      expect(plainDecimal(wrong)).toBeNull();
  });

  it("[R8] 18 digits that count are taken, 19 are not; long texts are not looked at", () => {
    const digits = (count: number) => "123456789".repeat(3).slice(0, count);
    expect(plainDecimal(digits(18))).toBe(digits(18));
    expect(plainDecimal(digits(19))).toBeNull();
    expect(plainDecimal(`0.0000${digits(18)}`)).toBe(`0.0000${digits(18)}`);
    expect(plainDecimal(`1.${digits(18)}`)).toBeNull();
    expect(plainDecimal(`000${digits(17)}.10000`)).toBe(`${digits(17)}.1`);
    expect(plainDecimal("0".repeat(101))).toBeNull();
    expect([significantDigits("-0.0120"), significantDigits("100"), significantDigits("0")]).toEqual([3, 3, 0]);
  });
});
