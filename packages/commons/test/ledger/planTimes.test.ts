// Instants that are written, and the longest chain of a plan.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { criticalPath, instantOf, instantText, latestOf, type NetworkStep } from "../../src/index.js";

const network: fc.Arbitrary<readonly NetworkStep[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.array(fc.nat({ max: 20 }), { maxLength: 3 })), { maxLength: 8 })
  .map((rows) =>
    rows.map(([duration, needs], index) => ({
      id: `s${index}`,
      duration,
      needs: needs.filter((need) => need < index).map((need) => `s${need}`),
    })),
  );

/** Slow and plainly right: every chain that ends in a step. */
function longestTo(steps: readonly NetworkStep[], id: string): number {
  const step = steps.find((each) => each.id === id);
  if (step === undefined) return 0;
  return step.duration + Math.max(0, ...step.needs.map((need) => longestTo(steps, need)));
}

describe("times of a plan", () => {
  it("[C92] an instant that is written is read as the same, and none outside the years 1 to 9999", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true }), (date) => {
        const text = instantText(date.getTime());
        expect(text).toBe(date.toISOString().replace(".000Z", "Z"));
        expect(instantOf(text ?? "")).toBe(date.getTime());
      }),
    );
    expect(instantText(Date.parse("9999-12-31T23:59:59.999Z") + 1)).toBeNull();
    expect(instantText(Date.parse("0001-01-01T00:00:00Z") - 1)).toBeNull();
    expect(instantText(0.5)).toBeNull();
  });

  it("[C50] the last moment of a text is the one before the next text of its precision begins", () => {
    const next: Readonly<Record<number, (date: Date) => number>> = {
      4: (date) => date.setUTCFullYear(date.getUTCFullYear() + 1),
      7: (date) => date.setUTCMonth(date.getUTCMonth() + 1),
      10: (date) => date.setUTCDate(date.getUTCDate() + 1),
      16: (date) => date.setUTCMinutes(date.getUTCMinutes() + 1),
      19: (date) => date.setUTCSeconds(date.getUTCSeconds() + 1),
    };
    const dates = fc.date({ min: new Date("1000-01-01"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true });
    fc.assert(
      fc.property(dates, fc.constantFrom(4, 7, 10, 16, 19), (date, length) => {
        const text = date.toISOString().slice(0, length);
        const start = new Date(length > 10 ? `${text}Z` : text);
        expect([text, latestOf(length > 10 ? `${text}Z` : text)]).toEqual([text, (next[length]?.(start) ?? Number.NaN) - 1]);
      }),
    );
  });

  it("[C93] the critical path is a chain of needs, and none is longer", () => {
    fc.assert(
      fc.property(network, fc.boolean(), (steps, isTurned) => {
        const given = isTurned ? steps.toReversed() : steps;
        const { steps: chain, length } = criticalPath(given);
        expect(length).toBe(Math.max(0, ...steps.map(({ id }) => longestTo(steps, id))));
        const byId = new Map(steps.map((step) => [step.id, step]));
        expect(chain.reduce((sum, id) => sum + (byId.get(id)?.duration ?? Number.NaN), 0)).toBe(length);
        for (const [index, id] of chain.entries()) if (index > 0) expect(byId.get(id)?.needs).toContain(chain[index - 1]);
      }),
    );
  });

  it("[C93] steps that need each other in a circle are a fault", () => {
    const circle = [
      { id: "a", duration: 1, needs: ["b"] },
      { id: "b", duration: 1, needs: ["a"] },
    ];
    expect(() => criticalPath(circle)).toThrow(RangeError);
  });
});
