// Decimals that come in and go out.

import fc from "fast-check";
import { parseValue } from "graphql";
import { describe, expect, it } from "vitest";
import { decimalScalar } from "../src/scalars.js";

describe("Decimal", () => {
  it.each(["0", "12", "0.25", "-3", "123456789012345678", "0.000000000000000001", "000.5"])("[G7] takes the text %s as it is", (text) => {
    expect(decimalScalar.parseValue(text)).toBe(text);
    expect(decimalScalar.serialize(text)).toBe(text);
    expect(decimalScalar.parseLiteral(parseValue(`"${text}"`))).toBe(text);
  });
  it("[G7] takes whole numbers", () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (number) => decimalScalar.parseValue(number) === String(number)));
    expect(decimalScalar.parseLiteral(parseValue("12"))).toBe("12");
  });
  it.each([
    0.1,
    1.5,
    Number.NaN,
    Infinity,
    2 ** 53,
    "",
    " 1",
    "1e3",
    "0x1",
    "1,5",
    "1.",
    ".5",
    "NaN",
    "--1",
    "1234567890123456789",
    "1".repeat(60),
    null,
    true,
    {},
    [],
    ["1"],
  ])("[G7] refuses %o", (value) => expect(() => decimalScalar.parseValue(value)).toThrow());
  it("[G7] refuses a fraction that is written as a number", () => {
    expect(() => decimalScalar.parseLiteral(parseValue("0.1"))).toThrow(/text/);
  });
});
