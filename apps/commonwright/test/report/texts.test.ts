// Numbers and columns of the report.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountText, moneyText, provenText, quantityText, shareText } from "../../src/report/amountText.js";
import { LINE_WIDTH, tableLines, wrapped } from "../../src/report/textTable.js";

describe("numbers", () => {
  it("are rounded with sense, and nothing that is there is hidden", () => {
    expect([0, 2, 1.5, 0.004, 5.949999999999999, 3.9999999, 0.9999946, 1234.567, -0, 0.000001].map(amountText)).toEqual([
      "0",
      "2",
      "1.50",
      "< 0.01",
      "5.95",
      "4",
      "1",
      "1234.57",
      "0",
      "< 0.01",
    ]);
    expect([0, 2, 0.004, 95.26].map(moneyText)).toEqual(["0.00", "2.00", "< 0.01", "95.26"]);
    expect([0, 1, 0.0001, 0.9999, 0.9, 0.8181].map(shareText)).toEqual(["0 %", "100 %", "< 0.1 %", "> 99.9 %", "90 %", "81.8 %"]);
    expect([quantityText(1, "piece"), quantityText(2, "piece"), quantityText(2, "kg")]).toEqual(["1 piece", "2 pieces", "2 kg"]);
  });

  it("never claim more than is proven", () => {
    expect([0.004, 0.0041, 0.00411, 0.2, 0.123, 0.0000012].map(provenText)).toEqual([
      "0.4 %",
      "0.41 %",
      "0.42 %",
      "20 %",
      "13 %",
      "0.00012 %",
    ]);
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1, noNaN: true }), (gap) => parseFloat(provenText(gap)) >= gap * 100 * (1 - 1e-9) - 1e-9),
    );
  });

  it("show all and nothing only where they are so", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (share) => {
        expect(["0 %", "100 %"]).not.toContain(shareText(share));
      }),
    );
    fc.assert(fc.property(fc.double({ min: 1e-8, max: 1e12, noNaN: true }), (value) => !/^0(\.0+)?$/.test(amountText(value))));
  });
});

describe("columns", () => {
  it("have their decimal points under each other, and headers at the end of their numbers", () => {
    const rows = [
      ["lamp", "2", "x"],
      ["stand", "10.25"],
      ["cord", "< 0.01", "y"],
    ];
    expect(tableLines(rows, ["left", "number", "left"], { header: ["", "all"] })).toEqual([
      "            all",
      "  lamp     2     x",
      "  stand   10.25",
      "  cord   < 0.01  y",
    ]);
  });

  it("are never wider than a line, whatever stands in them", () => {
    const cell = fc.oneof(fc.string({ maxLength: 200 }), fc.double().map(amountText), fc.constant("12.5 %"));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 5 })), (rows) => {
        const lines = tableLines(rows, ["left", "number", "left", "number"]);
        expect(lines).toHaveLength(rows.length);
        for (const line of lines) expect([...line].length).toBeLessThanOrEqual(LINE_WIDTH);
      }),
    );
    fc.assert(fc.property(fc.string({ maxLength: 500 }), (text) => wrapped(text).every((line) => [...line].length <= LINE_WIDTH)));
  });

  it("lose no word of a sentence", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        words,
        (list) =>
          wrapped(list.join(" "))
            .flatMap((line) => line.trim().split(" "))
            .join() === list.join(),
      ),
    );
  });
});
