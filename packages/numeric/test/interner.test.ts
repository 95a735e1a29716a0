// Interning against a plain list searched from the front.
import fc from "fast-check";
import { expect, it } from "vitest";
import { Interner } from "../src/interner.js";

const ids = fc.array(fc.oneof(fc.string({ maxLength: 2 }), fc.constantFrom("", "__proto__", "constructor", "toString")));

it("[N1] numbers ids in the order of their first appearance", () => {
  fc.assert(
    fc.property(ids, (given) => {
      const interner = new Interner();
      const distinct: string[] = [];
      for (const id of given) {
        if (!distinct.includes(id)) distinct.push(id);
        expect(interner.intern(id)).toBe(distinct.indexOf(id));
        expect(interner.size).toBe(distinct.length);
      }
    }),
  );
});

it("[N2] gives the id of an index back", () => {
  fc.assert(
    fc.property(ids, (given) => {
      const interner = new Interner();
      const indices = given.map((id) => interner.intern(id));
      expect(indices.map((index) => interner.idOf(index))).toEqual(given);
      expect(given.map((id) => interner.indexOf(id))).toEqual(indices);
    }),
  );
});

it("[N3] knows nothing of ids and indices that were never given", () => {
  const interner = new Interner();
  interner.intern("saw");
  expect(interner.indexOf("lathe")).toBe(-1);
  expect(interner.indexOf("__proto__")).toBe(-1);
  expect(interner.size).toBe(1);
  for (const index of [-1, 1, 0.5, Number.NaN]) expect(() => interner.idOf(index)).toThrow(RangeError);
});
