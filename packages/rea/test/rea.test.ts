import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACTIONS, decimalText, measureOf } from "../src/index.js";

describe("the vocabulary", () => {
  it("[R1] has the 19 actions", () => {
    expect(new Set(ACTIONS).size).toBe(19);
    for (const action of ACTIONS) expect(action).toMatch(/^[a-z]+([A-Z][a-z]+)*$/);
  });

  it("[R2] quantities are plain digits that read back as the same number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = decimalText(value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text) === value).toBe(true);
        expect(measureOf(value, "kg")).toEqual({ hasNumericalValue: text, hasUnit: "kg" });
      }),
    );
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) expect(() => decimalText(wrong)).toThrow(RangeError);
  });
});
