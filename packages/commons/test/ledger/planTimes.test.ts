// Instants that are written, and the longest chain of a plan.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { criticalPath, instantOf, instantText, type NetworkStep } from "../../src/index.js";

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
