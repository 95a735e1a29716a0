// Limits of nature, money and market, and where things are made, each in a region that can be followed by hand.
import { describe, expect, test } from "vitest";
import { verifyPlan } from "../../src/checker/index.js";
import type { PlanResult } from "../../src/index.js";
import { planned } from "./planned.js";
import { item, type Json, need, recipe, region } from "./region.js";

async function provenPlan(problem: Json): Promise<PlanResult> {
  const result = await planned(problem);
  expect(verifyPlan(problem, result)).toEqual({ ok: true, problems: [] });
  expect(result.status).toBe("optimal");
  return result;
}

const PENALTY = { rule: "weighted", penalty: { "1": 1, "2": 1, "3": 1 } };
const LANDS = { territories: [{ id: "land" }, { id: "coast" }] };
const TWO_PLACES = {
  ...LANDS,
  places: [
    { id: "town", territory: "land", level: "outlet", x: 0, y: 0 },
    { id: "port", territory: "coast", level: "regional", x: 100, y: 0 },
  ],
};

describe("ceilings", () => {
  const brick = (ceilings: Json[]) =>
    region({
      items: [item("brick"), item("clay")],
      recipes: [recipe("fire", { brick: 1 }, {}, { co2Kg: 2, extracts: [{ item: "clay", quantity: 3 }] })],
      priorities: PENALTY,
      needs: [need("wall", "brick", 10)],
      ceilings,
    });

  test("[M4] CO2 of runs stays under the ceiling of the workshop's territory", async () => {
    const result = await provenPlan(brick([{ territory: "land", co2KgPerPeriod: 7 }]));
    expect(result.runs[0].quantity).toBeCloseTo(3.5, 9);
    // 98 a brick is lost, 2 kg make one: a kilogram more is worth 49.
    expect(result.prices.ceiling).toEqual([
      { territory: "land", co2: true, period: "p0", low: expect.closeTo(49, 6) as number, high: expect.closeTo(49, 6) as number },
    ]);
  });

  test("[M4] extraction by runs stays under its ceiling", async () => {
    const result = await provenPlan(brick([{ territory: "land", extract: "clay", quantityPerPeriod: 12 }]));
    expect(result.runs[0].quantity).toBeCloseTo(4, 9);
    expect(result.unmet[0].reason).toBe("short of extraction of clay under the ceiling of land");
  });

  test("[M4] freight counts where it arrives, purchases where they are made", async () => {
    const result = await provenPlan(
      region({
        ...TWO_PLACES,
        items: [item("cheese", { massKg: 2 })],
        market: [{ item: "cheese", price: { port: 5, town: 6 }, co2Kg: 1 }],
        transport: { costPerKgKm: 0.001, co2PerKgKm: 0.01 },
        priorities: PENALTY,
        needs: [need("lunch", "cheese", 10)],
        ceilings: [{ territory: "land", co2KgPerPeriod: 14 }],
      }),
    );
    // Bought in the port and shipped: 5.20 and 2 kg for land; bought in the town: 6 and 1 kg. 14 kg allow 4 shipped beside 6 bought here.
    expect(result.purchases.map((row) => [row.place, Math.round(row.quantity * 1e6) / 1e6])).toEqual([
      ["town", 6],
      ["port", 4],
    ]);
    expect(result.cost.co2Kg).toBeCloseTo(6 + 4 * 3, 6);
  });
});

describe("money and market", () => {
  test("[M5] purchases stay within the money of their territory, in every period", async () => {
    const result = await provenPlan(
      region({
        periods: ["p0", "p1"],
        items: [item("seed")],
        market: [{ item: "seed", price: 4 }],
        moneyLimits: [{ territory: "land", perPeriod: 20 }],
        holdingRate: 0,
        priorities: PENALTY,
        needs: [need("spring", "seed", 9, { due: "p1" })],
      }),
    );
    // 5 a period; what is bought before is held.
    expect(result.purchases.map((row) => row.period)).toEqual(["p0", "p1"]);
    expect(result.cost.money).toBeCloseTo(36, 9);
    expect(result.unmet).toEqual([]);
  });

  test("[M6] an item is bought up to its limit over all places together", async () => {
    const result = await provenPlan(
      region({
        ...TWO_PLACES,
        items: [item("camera")],
        market: [{ item: "camera", price: 30, limitPerPeriod: 3 }],
        priorities: PENALTY,
        needs: [need("a", "camera", 2), need("b", "camera", 2, { place: "port" })],
      }),
    );
    expect(result.purchases.reduce((sum, row) => sum + row.quantity, 0)).toBeCloseTo(3, 9);
    expect(result.prices.market[0].low).toBeCloseTo(70, 6);
    expect(result.scarce[0]).toMatchObject({ kind: "market", item: "camera", more: 1, saves: expect.closeTo(70, 6) as number });
  });
});

describe("where things are made", () => {
  test("[R6] the shares of each level, of what is bought, from stock and unmet", async () => {
    const result = await provenPlan(
      region({
        ...TWO_PLACES,
        workshops: [
          { id: "shop", place: "town", capabilities: [{ capability: "bench", hoursPerPeriod: 4, costPerHour: 2 }] },
          { id: "yard", place: "port", capabilities: [{ capability: "bench", hoursPerPeriod: 3, costPerHour: 9 }] },
        ],
        items: [item("stool")],
        recipes: [recipe("make", { stool: 1 }, {})],
        market: [{ item: "stool", price: 50, limitPerPeriod: 1 }],
        stocks: [{ item: "stool", place: "port", quantity: 1 }],
        priorities: PENALTY,
        needs: [need("all", "stool", 10)],
      }),
    );
    const share = (value: number) => expect.closeTo(value, 9) as number;
    expect(result.phases).toEqual({
      levels: [
        { level: "personal", can: 0, is: 0 },
        { level: "outlet", can: 1, is: share(0.4) },
        { level: "regional", can: 1, is: share(0.3) },
        { level: "remote", can: 0, is: 0 },
      ],
      bought: share(0.1),
      stock: share(0.1),
      unmet: share(0.1),
    });
  });
});

describe("the certificate of levels", () => {
  test("[C7] every stage has its bound, the vital first", async () => {
    const problem = region({
      items: [item("bread"), item("cake")],
      recipes: [
        recipe("bake-bread", { bread: 1 }, {}),
        recipe("bake-cake", { cake: 1 }, {}, { machine: [{ capability: "bench", hours: 30 }] }),
      ],
      needs: [need("daily", "bread", 85), need("feast", "cake", 2, { priority: 2 })],
    });
    const result = await provenPlan(problem);
    expect(result.certificate.stages.map((stage) => stage.stage)).toEqual(["priority-1", "priority-2", "cost"]);
    // 85 h go to bread, 15 h make half a cake.
    expect(result.levels).toEqual([
      { priority: 1, unmet: 0, bound: 0 },
      { priority: 2, unmet: expect.closeTo(150, 6) as number, bound: expect.closeTo(150, 6) as number },
    ]);
    expect(result.bound).toBeCloseTo(result.objective, 6);
    const raised = structuredClone(result);
    raised.levels[1].bound *= 0.99;
    expect(verifyPlan(problem, raised).ok).toBe(false);
  });
});
