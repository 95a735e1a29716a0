// Problems that are allowed, but of which little is left: each is planned to the optimum of the whole model, and the checker accepts it.
import { describe, expect, test } from "vitest";
import { verifyPlan } from "../../src/checker/index.js";
import { solveFullModel } from "../oracle/fullModel.js";
import { type PlanProblemJson, randomProblem } from "../oracle/randomProblem.js";
import { planned, relative, withStatedCosts } from "../plan/planned.js";

type Change = (problem: PlanProblemJson) => PlanProblemJson;

const free: Change = (problem) => ({
  ...problem,
  transport: { roadFactor: 1, costPerKgKm: 0, fixedPerKg: 0, co2PerKgKm: 0 },
  weights: { money: 0, labourHour: 0, co2Kg: 0 },
  holdingRate: 0,
});

const changes: readonly (readonly [string, Change])[] = [
  ["no needs", (problem) => ({ ...problem, needs: [] })],
  ["no needs and nobody who makes anything", (problem) => ({ ...problem, needs: [], workshops: [], labour: [], market: [], stocks: [] })],
  ["nobody who makes anything", (problem) => ({ ...problem, workshops: [] })],
  ["needs of nothing", (problem) => ({ ...problem, needs: problem.needs.map((need) => ({ ...need, quantity: 0 })) })],
  [
    "needs of nothing that nobody makes",
    (problem) => ({ ...problem, recipes: [], needs: problem.needs.map((need) => ({ ...need, quantity: 0 })) }),
  ],
  ["costs of nothing", free],
  ["going without for nothing", (problem) => ({ ...problem, priorities: { rule: "weighted", penalty: { "1": 0, "2": 0, "3": 0 } } })],
  ["things of no mass", (problem) => ({ ...problem, items: problem.items.map((item) => ({ ...item, massKg: 0 })) })],
  ["set-ups of 0, which are none", (problem) => ({ ...problem, recipes: problem.recipes.map((recipe) => ({ ...recipe, setupMoney: 0 })) })],
  [
    "ceilings of nothing",
    (problem) => ({
      ...problem,
      ceilings: problem.territories.flatMap(({ id }) => [
        { territory: id, co2KgPerPeriod: 0 },
        { territory: id, extract: "clay", quantityPerPeriod: 0 },
      ]),
      market: problem.market.filter(({ item }) => item !== "ore"),
    }),
  ],
  [
    "hours of nothing",
    (problem) => ({
      ...problem,
      workshops: problem.workshops.map((workshop) => ({
        ...workshop,
        capabilities: workshop.capabilities.map((row) => ({ ...row, hoursPerPeriod: 0 })),
      })),
    }),
  ],
  [
    "leads beyond the last period",
    (problem) => ({ ...problem, recipes: problem.recipes.map((recipe) => ({ ...recipe, leadPeriods: 50 })) }),
  ],
  [
    "the same need three times",
    (problem) => ({
      ...problem,
      needs: ([1, 2, 3] as const).map((priority) => ({ ...problem.needs[0], id: `S${priority}`, priority })),
    }),
  ],
];

describe("degenerate problems", () => {
  test.each(changes)("[M8] [R3] [R4] %s", async (_, change) => {
    for (const seed of [1, 2, 3]) {
      const problem = withStatedCosts(change(randomProblem(seed, { parts: 4, places: 3 })));
      const result = await planned(problem);
      expect(verifyPlan(problem, result).problems, `seed ${seed}`).toEqual([]);
      const best = await solveFullModel(problem);
      expect(relative(result.objective, best.objective), `seed ${seed}`).toBeLessThan(1e-6);
    }
  });
});
