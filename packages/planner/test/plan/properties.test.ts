// What must hold for every plan, on seeded random problems.
import { seededRandom } from "@commonwright/numeric";
import { describe, expect, test } from "vitest";
import { compileProblem } from "../../src/arrays/compile.js";
import { verifyPlan } from "../../src/checker/index.js";
import { type PlanResult, readProblem } from "../../src/index.js";
import { boundAtPrices } from "../../src/pricing/bound.js";
import { freePrices } from "../../src/pricing/priceSystem.js";
import { choicesOf, rootBranch } from "../../src/search/choices.js";
import { type PlanProblemJson, randomProblem } from "../oracle/randomProblem.js";
import { planned, relative, withStatedCosts } from "./planned.js";

const seeds = (count: number) => Array.from({ length: count }, (_, k) => k + 1);
const weighted = (seed: number) => withStatedCosts(randomProblem(seed, { rule: "weighted" }));

describe("bounds", () => {
  test("[C3] [C4] any prices prove a bound at or below the optimum", async () => {
    for (const seed of seeds(20)) {
      const problem = weighted(seed);
      const { objective } = await planned(problem);
      const read = readProblem(problem);
      if ("problems" in read) throw new Error("the random problem is sound");
      const arrays = compileProblem(read.problem);
      const choices = choicesOf(arrays);
      const stage = { costScale: 1 as const, goingWithout: arrays.needs.penalty, held: [] };
      const context = { arrays, stage, choices, branch: rootBranch(arrays, choices) };
      const dice = seededRandom(seed);
      const random = () => dice.nextFloat();
      for (let trial = 0; trial < 15; trial++) {
        const prices = freePrices(arrays, stage, choices);
        for (let l = 0; l < prices.limit.length; l++) prices.limit[l] = random() < 0.5 ? 0 : random() ** 3 * 60;
        for (let n = 0; n < prices.node.length; n++) if (prices.node[n] === 0) prices.node[n] = random() < 0.5 ? 0 : random() * 40;
        expect(boundAtPrices(context, prices).value, `seed ${seed}, trial ${trial}`).toBeLessThanOrEqual(objective * (1 + 1e-9) + 1e-6);
      }
    }
  });
});

describe("changes of the problem", () => {
  test("[M2] a workshop that the plan does not use can go", async () => {
    let tried = 0;
    for (const seed of seeds(15)) {
      const problem = weighted(seed);
      const before = await planned(problem);
      const used = new Set(before.runs.map((row) => row.workshop));
      const idle = problem.workshops.find((workshop) => !used.has(workshop.id));
      if (idle === undefined) continue;
      tried++;
      // Reference costs measure penalties and would change where the idle workshop is the cheapest: state them.
      const stated = withReferenceCosts(problem);
      const all = await planned(stated);
      const fewer = await planned({ ...stated, workshops: stated.workshops.filter((workshop) => workshop.id !== idle.id) });
      if (!all.runs.some((row) => row.workshop === idle.id))
        expect(relative(fewer.objective, all.objective), `seed ${seed}`).toBeLessThan(1e-7);
    }
    expect(tried).toBeGreaterThan(3);
  });

  test("[M2] [M3] more hours never cost more", async () => {
    for (const seed of seeds(10)) {
      const problem = weighted(seed);
      const more = {
        ...problem,
        workshops: problem.workshops.map((workshop) => ({
          ...workshop,
          capabilities: workshop.capabilities.map((row) => ({ ...row, hoursPerPeriod: row.hoursPerPeriod * 1.5 })),
        })),
        labour: problem.labour.map((row) => ({ ...row, hoursPerPeriod: row.hoursPerPeriod * 1.5 })),
      };
      const [before, after] = [await planned(problem), await planned(more)];
      expect(after.objective, `seed ${seed}`).toBeLessThanOrEqual(before.objective * (1 + 1e-9));
    }
  });

  test("[M8] the unit in which an item is counted changes nothing", async () => {
    for (const seed of seeds(8)) {
      const problem = weighted(seed);
      const counted = inOtherUnit(problem, problem.items[Math.min(2, problem.items.length - 1)].id, 1000);
      const [before, after] = [await planned(problem), await planned(counted)];
      expect(relative(after.objective, before.objective), `seed ${seed}`).toBeLessThan(1e-7);
    }
  });

  test("[R5] a little more of a need costs its price: within the interval, or the penalty where that is less", async () => {
    let tried = 0;
    for (const seed of seeds(12)) {
      const problem = withReferenceCosts(weighted(seed));
      const before = await planned(problem);
      for (const [n, wanted] of problem.needs.entries()) {
        const price = before.prices.item.find((row) => row.item === wanted.item && row.place === wanted.place && row.period === wanted.due);
        if (price === undefined) continue;
        const step = 1e-4 * wanted.quantity;
        const needs = problem.needs.map((other, k) => (k === n ? { ...other, quantity: other.quantity + step } : other));
        const rise = ((await planned({ ...problem, needs })).objective - before.objective) / step;
        const penalty = penaltyOf(problem, n);
        const slack = 1e-3 * (1 + Math.abs(rise));
        expect(rise, `seed ${seed}, ${wanted.id}`).toBeGreaterThanOrEqual(Math.min(price.low, penalty) - slack);
        expect(rise, `seed ${seed}, ${wanted.id}`).toBeLessThanOrEqual(Math.min(price.high ?? Infinity, penalty) + slack);
        tried++;
        if (tried % 3 === 0) break;
      }
    }
    expect(tried).toBeGreaterThan(15);
  });
});

describe("the same problem", () => {
  test("[R7] [R1] gives the same result, byte for byte, whatever the order of its keys", async () => {
    const problem = withStatedCosts(randomProblem(3, { rule: "lexicographic" }));
    const turned = Object.fromEntries(Object.entries(problem).reverse());
    expect(JSON.stringify(await planned(turned))).toBe(JSON.stringify(await planned(problem)));
  });

  test("[R2] the parts of the cost make the objective", async () => {
    for (const seed of seeds(6)) {
      const problem = withStatedCosts(randomProblem(seed, { rule: "lexicographic" }));
      const { cost, objective } = await planned(problem);
      const weighed =
        problem.weights.money * cost.money + problem.weights.labourHour * cost.labourHours + problem.weights.co2Kg * cost.co2Kg;
      expect(relative(weighed, objective)).toBeLessThan(1e-12);
    }
  });
});

describe("a plan that is good enough", () => {
  test("[R3] stops within the share that was asked for, and the checker agrees with its gap", async () => {
    for (const seed of seeds(12)) {
      const problem = seed % 3 === 0 ? withStatedCosts(randomProblem(seed, { rule: "lexicographic" })) : weighted(seed);
      const exact = await planned(problem);
      const rough = await planned(problem, 0.2);
      expect(rough.gap, `seed ${seed}`).toBeLessThanOrEqual(0.2 + 1e-9);
      expect(rough.bound, `seed ${seed}`).toBeLessThanOrEqual(exact.objective * (1 + 1e-9) + 1e-6);
      expect(verifyPlan(problem, rough).ok, `seed ${seed}`).toBe(true);
    }
  });
});

describe("changed results", () => {
  test("[R1] 200 results with one quantity, price or bound changed by 1 % are all rejected", async () => {
    const dice = seededRandom(77);
    const random = () => dice.nextFloat();
    const accepted: string[] = [];
    let changes = 0;
    for (let seed = 1; changes < 200; seed++) {
      const problem = withStatedCosts(randomProblem(seed, { rule: seed % 2 === 0 ? "weighted" : "lexicographic" }));
      const result = await planned(problem);
      expect(verifyPlan(problem, result).ok, `seed ${seed} unchanged`).toBe(true);
      for (let k = 0; k < 20; k++) {
        const { changed, path } = withOneChange(result, random);
        changes++;
        if (verifyPlan(problem, changed).ok) accepted.push(`seed ${seed} ${path}`);
      }
    }
    expect(accepted).toEqual([]);
    expect(changes).toBeGreaterThanOrEqual(200);
  });
});

function penaltyOf(problem: PlanProblemJson, n: number): number {
  if (problem.priorities.rule !== "weighted") return Infinity;
  const need = problem.needs[n];
  const reference = need.referenceCost ?? problem.items.find((item) => item.id === need.item)?.referenceCost ?? 0;
  return problem.priorities.penalty[`${need.priority}`] * reference;
}

/** States every item's reference cost, so that a change elsewhere does not move the penalties. */
function withReferenceCosts(problem: PlanProblemJson): PlanProblemJson {
  return { ...problem, items: problem.items.map((item, k) => ({ ...item, referenceCost: item.referenceCost ?? 5 + k })) };
}

/** Counts an item in units so many times smaller. */
function inOtherUnit(problem: PlanProblemJson, id: string, times: number): PlanProblemJson {
  const amount = <T extends { item: string; quantity: number }>(row: T): T =>
    row.item === id ? { ...row, quantity: row.quantity * times } : row;
  const priceOf = (price: number | Record<string, number>) =>
    typeof price === "number" ? price / times : Object.fromEntries(Object.entries(price).map(([place, value]) => [place, value / times]));
  const stated = withReferenceCostOnNeeds(problem, id, times);
  return {
    ...stated,
    items: stated.items.map((item) =>
      item.id === id
        ? {
            ...item,
            massKg: item.massKg / times,
            ...(item.referenceCost === undefined ? {} : { referenceCost: item.referenceCost / times }),
          }
        : item,
    ),
    recipes: stated.recipes.map((recipe) => ({
      ...recipe,
      out: recipe.out.map(amount),
      in: recipe.in.map(amount),
      ...(recipe.extracts && { extracts: recipe.extracts.map(amount) }),
    })),
    ceilings: stated.ceilings.map((row) =>
      "extract" in row && row.extract === id ? { ...row, quantityPerPeriod: row.quantityPerPeriod * times } : row,
    ),
    market: stated.market.map((row) =>
      row.item === id
        ? {
            ...row,
            price: priceOf(row.price),
            co2Kg: row.co2Kg / times,
            limitPerPeriod: row.limitPerPeriod === null ? null : row.limitPerPeriod * times,
          }
        : row,
    ),
    stocks: stated.stocks.map(amount),
    needs: stated.needs.map(amount),
  };
}

function withReferenceCostOnNeeds(problem: PlanProblemJson, id: string, times: number): PlanProblemJson {
  return {
    ...problem,
    needs: problem.needs.map((need) =>
      need.item === id && need.referenceCost !== undefined ? { ...need, referenceCost: need.referenceCost / times } : need,
    ),
  };
}

/** Changes one number of the plan, its prices or its bounds by 1 %, chosen at random; texts and zeros are passed over. */
function withOneChange(result: PlanResult, random: () => number): { changed: PlanResult; path: string } {
  const changed = structuredClone(result);
  const spots: { holder: Record<string, unknown>; key: string; path: string }[] = [];
  const collect = (value: unknown, path: string) => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (
        typeof inner === "number" &&
        inner !== 0 &&
        /^(quantity|price|low|high|bound|objective|unmet|value|money|labourHours|co2Kg)$/.test(key)
      ) {
        spots.push({ holder: value as Record<string, unknown>, key, path: `${path}.${key}` });
      } else collect(inner, `${path}.${key}`);
    }
  };
  collect(changed, "result");
  const spot = spots[Math.floor(random() * spots.length)];
  spot.holder[spot.key] = (spot.holder[spot.key] as number) * (random() < 0.5 ? 0.99 : 1.01);
  return { changed, path: spot.path };
}
