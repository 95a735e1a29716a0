// Explanations: all ways, what they cost, and why one is taken.
import { describe, expect, test } from "vitest";
import {
  type Explanation,
  explainer,
  pegPlan,
  type PlanProblem,
  type PlanResult,
  readProblem,
  type Use,
  type Way,
} from "../../src/index.js";
import { randomProblem } from "../oracle/randomProblem.js";
import { planned, relative, withStatedCosts } from "../plan/planned.js";
import { item, type Json, need, recipe, region } from "../plan/region.js";
import { costByAllWays } from "./allWays.js";

interface Planned {
  readonly seed: number;
  readonly problem: PlanProblem;
  readonly result: PlanResult;
}

async function planOf(original: unknown, seed = 0): Promise<Planned> {
  const read = readProblem(original);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return { seed, problem: read.problem, result: await planned(original) };
}

async function randomPlans(): Promise<Planned[]> {
  const plans: Planned[] = [];
  for (let seed = 1; seed <= 24; seed++) {
    const rule = seed % 2 === 0 ? ("weighted" as const) : ("lexicographic" as const);
    plans.push(await planOf(withStatedCosts(randomProblem(seed, { rule })), seed));
  }
  return plans;
}

const plans = randomPlans();

/** Every use of every line of every need. */
function linesOf({ problem, result }: Planned): (Use & { readonly quantity: number })[] {
  return pegPlan(problem, result).needs.flatMap((of) =>
    of.lines.flatMap(({ item: id, source, recipe: by, usedAt }) =>
      usedAt.map(({ place, period, quantity }) => ({ item: id, place, period, source, recipe: by, quantity })),
    ),
  );
}

const sumOfParts = ({ parts }: Way) => Object.values(parts ?? {}).reduce((sum, part: number) => sum + part, 0);

describe("ways", () => {
  test("[E7] cost what their parts add up to, and the cheapest costs what all ways by plain recursion say", async () => {
    let compared = 0;
    for (const plan of await plans) {
      const explain = explainer(plan.problem, plan.result);
      const costOf = costByAllWays(plan.problem, plan.result);
      for (const { item: id, place, period } of linesOf(plan)) {
        const where = `seed ${plan.seed}, ${id} at ${place} in ${period}`;
        const { chosen, rivals } = explain.explainUse({ item: id, place, period });
        for (const way of [...chosen, ...rivals]) {
          expect(Math.abs(sumOfParts(way) - (way.unitCost ?? NaN)), where).toBeLessThan(1e-9 * Math.max(1, way.unitCost ?? 0));
        }
        const isStated = plan.problem.recipes.some(
          (entry) =>
            entry.out.slice(1).some((row) => row.item === id) || (entry.out[0].item === id && entry.in.some((row) => row.item === id)),
        );
        if (isStated) continue;
        const least = Math.min(...[...chosen, ...rivals].map((way) => way.unitCost ?? Infinity));
        expect(relative(least, costOf(id, place, plan.problem.periods.indexOf(period))), where).toBeLessThan(1e-7);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(150);
  });

  test("[E8] that the plan takes cost no more than any rival; rivals are sorted, at most eight, and none is taken twice", async () => {
    let ways = 0;
    for (const plan of await plans) {
      const explain = explainer(plan.problem, plan.result);
      for (const use of linesOf(plan)) {
        const { chosen, rivals } = explain.explainUse(use);
        const where = `seed ${plan.seed}, ${use.item} at ${use.place} in ${use.period}`;
        expect(chosen.length, where).toBeGreaterThan(0);
        expect(rivals.length).toBeLessThanOrEqual(8);
        expect(rivals.map((way) => way.unitCost)).toEqual(rivals.map((way) => way.unitCost).toSorted((a, b) => (a ?? 0) - (b ?? 0)));
        // What the gap leaves open weighs more on a smaller quantity.
        const slack = 1e-6 * Math.max(1, chosen[0].unitCost ?? 0) + (1e-7 * plan.result.objective) / use.quantity;
        for (const way of rivals) expect(way.unitCost, where).toBeGreaterThanOrEqual((chosen[0].unitCost ?? 0) - slack);
        for (const way of chosen) expect(way.reason).toBe("chosen");
        const all = [...chosen, ...rivals].map((way) => JSON.stringify([way.source, way.workshop ?? way.place, way.recipe]));
        expect(new Set(all).size, where).toBe(all.length);
        ways += all.length;
      }
    }
    expect(ways).toBeGreaterThan(400);
  });

  test("[E8] with whole numbers and set-ups the chosen way is among those explained, and its parts add up", async () => {
    for (const seed of [3, 6, 9]) {
      const plan = await planOf(withStatedCosts(randomProblem(seed, { setups: 2, integers: 1, parts: 4, needs: 4 })), seed);
      const explain = explainer(plan.problem, plan.result);
      for (const use of linesOf(plan)) {
        const { chosen, rivals } = explain.explainUse(use);
        expect(chosen.length, `seed ${seed}`).toBeGreaterThan(0);
        for (const way of [...chosen, ...rivals]) expect(relative(sumOfParts(way), way.unitCost ?? NaN), `seed ${seed}`).toBeLessThan(1e-9);
      }
    }
  });
});

const PLACES = [
  { id: "town", territory: "land", level: "outlet", x: 0, y: 0 },
  { id: "port", territory: "coast", level: "regional", x: 100, y: 0 },
];
const LANDS = [{ id: "land" }, { id: "coast" }];
const shop = (id: string, place: string, hoursPerPeriod: number, changes: Json = {}) => ({
  id,
  place,
  capabilities: [{ capability: "bench", hoursPerPeriod, costPerHour: 2 }],
  ...changes,
});
const craft = (hours: Record<string, number>) =>
  Object.entries(hours).map(([territory, hoursPerPeriod]) => ({ territory, skill: "craft", hoursPerPeriod }));

/** A stool in the town, made at either of two shops; the test says what is different. */
async function stool(changes: Json, use: Partial<Use> = {}): Promise<Explanation> {
  const { problem, result } = await planOf(
    region({
      territories: LANDS,
      places: PLACES,
      items: [item("stool"), item("chair")],
      recipes: [recipe("join", { stool: 1 }, {}, { labour: [{ skill: "craft", hours: 1 }] })],
      workshops: [shop("near", "town", 100), shop("far", "port", 100)],
      labour: craft({ land: 100, coast: 100 }),
      transport: { costPerKgKm: 0.01 },
      weights: { money: 1, labourHour: 1, co2Kg: 1 },
      priorities: { rule: "weighted", penalty: { "1": 1, "2": 1, "3": 1 } },
      needs: [need("hall", "stool", 10)],
      ...changes,
    }),
  );
  return explainer(problem, result).explainUse({ item: "stool", place: "town", period: "p0", ...use });
}

const reasonOf = ({ rivals, unable }: Explanation, workshop: string | null) =>
  [...rivals, ...unable].find((way) => way.workshop === workshop)?.reason;

describe("reasons", () => {
  test("[E8] freight: the same work farther away", async () => {
    const why = await stool({});
    expect(why.chosen).toEqual([
      {
        source: "made",
        place: "town",
        workshop: "near",
        recipe: "join",
        period: "p0",
        unitCost: 3,
        difference: 0,
        parts: { money: 2, labour: 1, co2: 0, freight: 0, materials: 0, holding: 0, scarcity: 0 },
        reason: "chosen",
        missing: [],
      },
    ]);
    expect(why.rivals).toHaveLength(1);
    expect(why.rivals[0]).toMatchObject({ workshop: "far", reason: "freight", difference: expect.closeTo(1, 9) as number });
    expect(why.limits).toEqual([]);
  });

  test("[E8] noFreeHours and noFreeHands: cheaper but for the hours", async () => {
    const hours = await stool({ workshops: [shop("near", "town", 4), shop("far", "port", 100)] });
    // Both are taken at the margin; the near one has the price of its hours in it.
    expect(new Set(hours.chosen.map((way) => way.workshop))).toEqual(new Set(["far", "near"]));
    expect(hours.limits).toEqual([
      { kind: "machine", workshop: "near", capability: "bench", period: "p0", price: expect.closeTo(1, 9) as number, unit: "h" },
    ]);
    const busy = {
      recipes: [
        recipe("join", { stool: 1 }, {}, { labour: [{ skill: "craft", hours: 1 }] }),
        recipe("build", { chair: 1 }, {}, { labour: [{ skill: "craft", hours: 1 }] }),
      ],
      transport: { costPerKgKm: 0.1 },
      items: [item("stool"), item("chair", { massKg: 5 })],
      needs: [need("hall", "stool", 4), need("seat", "chair", 4)],
    };
    expect(reasonOf(await stool({ ...busy, workshops: [shop("near", "town", 4), shop("far", "port", 100)] }), "near")).toBe("noFreeHours");
    expect(reasonOf(await stool({ ...busy, labour: craft({ land: 4, coast: 100 }) }), "near")).toBe("noFreeHands");
  });

  test("[E8] slower and dearer: more hours for the same, or costlier ones", async () => {
    const free = { transport: {} };
    const slow = await stool({ ...free, workshops: [shop("near", "town", 100), shop("far", "port", 100, { efficiency: 1.5 })] });
    expect(reasonOf(slow, "far")).toBe("slower");
    const far = { id: "far", place: "port", capabilities: [{ capability: "bench", hoursPerPeriod: 100, costPerHour: 5 }] };
    expect(reasonOf(await stool({ ...free, workshops: [shop("near", "town", 100), far] }), "far")).toBe("dearer");
    expect(reasonOf(await stool(free), "far")).toBe("same");
    const bought = await stool({ ...free, market: [{ item: "stool", price: 9 }] });
    expect(reasonOf(bought, null)).toBe("dearer");
  });

  test("[E8] soldOut and limit: a stock, a market and a ceiling that are used up", async () => {
    const chairs = {
      items: [item("stool"), item("chair", { massKg: 5 })],
      recipes: [recipe("join", { stool: 1 }, {}, { labour: [{ skill: "craft", hours: 1 }], co2Kg: 1 })],
    };
    const stock = await stool({
      stocks: [{ item: "stool", place: "port", quantity: 5 }],
      workshops: [shop("near", "town", 100)],
      needs: [need("hall", "stool", 10), need("quay", "stool", 5, { place: "port" })],
    });
    expect(stock.rivals.find((way) => way.source === "stock")?.reason).toBe("soldOut");
    const market = await stool({
      market: [{ item: "stool", price: { port: 1 }, limitPerPeriod: 5 }],
      workshops: [shop("near", "town", 100)],
      needs: [need("hall", "stool", 10), need("quay", "stool", 5, { place: "port" })],
    });
    expect(market.rivals.find((way) => way.source === "bought")?.reason).toBe("soldOut");
    const ceiling = await stool({
      ...chairs,
      ceilings: [{ territory: "land", co2KgPerPeriod: 4 }],
      recipes: [recipe("join", { stool: 1 }, {}, { co2Kg: 1 }), recipe("build", { chair: 1 }, {}, { co2Kg: 1 })],
      transport: { costPerKgKm: 0.1 },
      needs: [need("hall", "stool", 4), need("seat", "chair", 4)],
    });
    expect(reasonOf(ceiling, "near")).toBe("limit");
    expect(ceiling.limits[0]).toMatchObject({ kind: "ceiling", territory: "land", co2: true, unit: "kg" });
  });

  test("[E9] what cannot be at all says what it lacks", async () => {
    const capabilities = ["bench", "lathe"];
    const turned = recipe(
      "turn",
      { stool: 1 },
      {},
      {
        machine: [
          { capability: "bench", hours: 1 },
          { capability: "lathe", hours: 1 },
        ],
        labour: [{ skill: "craft", hours: 1 }],
      },
    );
    const both = {
      capabilities: [
        { capability: "bench", hoursPerPeriod: 100, costPerHour: 2 },
        { capability: "lathe", hoursPerPeriod: 100, costPerHour: 2 },
      ],
    };
    const lathe = await stool({
      capabilities,
      recipes: [turned],
      workshops: [shop("near", "town", 100), shop("far", "port", 100, both)],
    });
    expect(lathe.unable[0]).toMatchObject({ workshop: "near", reason: "missingCapability", missing: ["lathe"], unitCost: null });
    expect(lathe.unable.at(-1)).toMatchObject({ source: "bought", reason: "notSold" });
    expect(reasonOf(await stool({ labour: craft({ coast: 100 }) }), "near")).toBe("missingSkill");
    const closed = await stool({ workshops: [shop("near", "town", 0), shop("far", "port", 100)] });
    expect(closed.unable[0]).toMatchObject({ workshop: "near", reason: "noFreeHours", missing: ["bench"] });
    const soldOut = await stool({ market: [{ item: "stool", price: 1, limitPerPeriod: 0 }] });
    expect(soldOut.unable).toMatchObject([{ source: "bought", reason: "soldOut" }]);
    const late = await stool({
      periods: ["p0", "p1"],
      recipes: [recipe("join", { stool: 1 }, {}, { leadPeriods: 1 })],
      market: [{ item: "stool", price: 50 }],
    });
    expect(late.chosen[0].source).toBe("bought");
    expect(late.unable.map((way) => way.reason)).toEqual(["tooLate", "tooLate"]);
  });

  test("[E7] an unknown item, place or period is a fault", async () => {
    await expect(stool({}, { item: "nothing" })).rejects.toThrow('"nothing"');
    await expect(stool({}, { period: "p9" })).rejects.toThrow('"p9"');
  });
});
