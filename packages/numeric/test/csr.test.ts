// Sparse rows against filtering the list of entries once per row.
import fc from "fast-check";
import { expect, it } from "vitest";
import { csrFromPairs, type CsrMatrix } from "../src/csr.js";

type Entry = readonly [row: number, column: number, value: number];

const problem = fc
  .integer({ min: 1, max: 8 })
  .chain((rowCount) =>
    fc.tuple(
      fc.constant(rowCount),
      fc.array(fc.tuple(fc.nat({ max: rowCount - 1 }), fc.nat({ max: 5 }), fc.double({ noNaN: true })), { maxLength: 40 }),
    ),
  );

const build = (rowCount: number, entries: readonly Entry[]): CsrMatrix =>
  csrFromPairs(
    rowCount,
    entries.map(([row]) => row),
    entries.map(([, column]) => column),
    entries.map(([, , value]) => value),
  );

it("[C1] keeps every entry in its row, in the order given", () => {
  fc.assert(
    fc.property(problem, ([rowCount, entries]) => {
      const matrix = build(rowCount, entries);
      for (let row = 0; row < rowCount; row++) {
        const expected = entries.filter((entry) => entry[0] === row);
        const range = [matrix.rowStarts[row], matrix.rowStarts[row + 1]] as const;
        expect([...matrix.columns.slice(...range)]).toEqual(expected.map((entry) => entry[1]));
        expect([...matrix.values.slice(...range)]).toEqual(expected.map((entry) => entry[2]));
      }
    }),
  );
});

it("[C2] has ascending row starts from 0 to the count of entries", () => {
  fc.assert(
    fc.property(problem, ([rowCount, entries]) => {
      const { rowStarts } = build(rowCount, entries);
      expect(rowStarts.length).toBe(rowCount + 1);
      expect(rowStarts[0]).toBe(0);
      expect(rowStarts[rowCount]).toBe(entries.length);
      expect([...rowStarts]).toEqual([...rowStarts].sort((a, b) => a - b));
    }),
  );
  expect([...csrFromPairs(0, [], []).rowStarts]).toEqual([0]);
});

it("[C3] takes 1 for values that are not given", () => {
  const matrix = csrFromPairs(3, [2, 0, 2], [7, 8, 9]);
  expect([...matrix.rowStarts]).toEqual([0, 1, 1, 3]);
  expect([...matrix.columns]).toEqual([8, 7, 9]);
  expect([...matrix.values]).toEqual([1, 1, 1]);
});

it("[C4] refuses lists of different lengths and rows outside", () => {
  expect(() => csrFromPairs(2, [0, 1], [0])).toThrow(RangeError);
  expect(() => csrFromPairs(2, [0, 1], [0, 1], [5])).toThrow(RangeError);
  for (const row of [-1, 2, 0.5, Number.NaN]) expect(() => csrFromPairs(2, [row], [0])).toThrow(RangeError);
});
