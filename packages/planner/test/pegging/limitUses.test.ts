// What a plan uses of each limit, for whom, and who waits.
import { describe, expect, test } from "vitest";
import { limitUses, pegPlan, readProblem } from "../../src/index.js";
import { randomProblem } from "../oracle/randomProblem.js";
import { planned, withStatedCosts } from "../plan/planned.js";
import { item, need, recipe, region } from "../plan/region.js";

async function usesOf(original: unknown) {
  const read = readProblem(original);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  const result = await planned(original);
  const pegging = pegPlan(read.problem, result);
  return { result, uses: limitUses(read.problem, result, pegging) };
}

describe("limits", () => {
  test("[E6] say who uses them and who waits", async () => {
    const { uses } = await usesOf(
      region({
        items: [item("stool"), item("lamp"), item("crown")],
        weights: { money: 1, labourHour: 1, co2Kg: 0 },
        recipes: [
          recipe("join", { stool: 1 }, {}),
          recipe("wire", { lamp: 1 }, {}, { machine: [], labour: [{ skill: "craft", hours: 2 }] }),
        ],
        needs: [need("hall", "stool", 60), need("yard", "stool", 70, { priority: 2 }), need("light", "lamp", 10), need("king", "crown", 1)],
      }),
    );
    expect(uses).toEqual([
      {
        kind: "machine",
        workshop: "shop",
        capability: "bench",
        period: "p0",
        used: expect.closeTo(100, 4) as number,
        available: 100,
        users: [
          { need: "hall", quantity: expect.closeTo(60, 4) as number },
          { need: "yard", quantity: expect.closeTo(40, 4) as number },
        ],
        waiting: [{ need: "yard", quantity: expect.closeTo(30, 4) as number }],
      },
      {
        kind: "labour",
        territory: "land",
        skill: "craft",
        period: "p0",
        used: expect.closeTo(20, 4) as number,
        available: 100,
        users: [{ need: "light", quantity: expect.closeTo(20, 4) as number }],
        waiting: [],
      },
    ]);
  });

  test("[E6] are used no more than they allow, and every one with a price is used up", async () => {
    let priced = 0;
    for (let seed = 1; seed <= 16; seed++) {
      const { result, uses } = await usesOf(withStatedCosts(randomProblem(seed)));
      for (const row of uses) {
        expect(row.used, `seed ${seed}`).toBeLessThanOrEqual(row.available * (1 + 1e-6));
        const sum = row.users.reduce((all, user) => all + user.quantity, 0);
        expect(sum, `seed ${seed}`).toBeLessThanOrEqual(row.used * (1 + 1e-6) + 1e-9);
      }
      for (const kind of ["machine", "labour", "ceiling", "money", "market"] as const) {
        for (const { low: _, high: __, ...names } of result.prices[kind]) {
          const row = uses.find(
            (use) => use.kind === kind && Object.entries(names).every(([key, value]) => Reflect.get(use, key) === value),
          );
          expect(row?.used, `seed ${seed}, ${kind}`).toBeGreaterThan((row?.available ?? 0) * (1 - 1e-5));
          priced++;
        }
      }
    }
    expect(priced).toBeGreaterThan(20);
  });
});
