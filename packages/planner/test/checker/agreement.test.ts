// Results made from the oracle's optimum are accepted, for the known answers and for random problems of every kind.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { verifyPlan } from "../../src/checker/index.js";
import { type RandomOptions, randomProblem } from "../oracle/randomProblem.js";
import { solvedResult } from "../oracle/solvedResult.js";

describe("results from the oracle", () => {
  test.each(["seed21", "seed22", "seed23", "seed24"])(
    "[C3] [C4] [C6] the bound that the checker finds for %s is its optimum",
    async (name) => {
      const problem: unknown = JSON.parse(readFileSync(new URL(`../fixtures/answers/${name}.json`, import.meta.url), "utf8"));
      const result = await solvedResult(problem);
      expect(verifyPlan(problem, result).problems).toEqual([]);
    },
  );

  const small = { places: 3, parts: 4, periods: 2 };
  const kinds: readonly (readonly [string, RandomOptions, readonly number[]])[] = [
    ["[M9] [C4] weighted", { rule: "weighted" }, [1, 2, 3, 4, 5, 6]],
    ["[M10] [C4] lexicographic", { rule: "lexicographic" }, [1, 2, 3, 4, 5, 6]],
    ["[R3] partly out of reach", { unreachable: true }, [1, 2, 3, 4, 10]],
    [
      "[M7] [C3] weighted with set-ups and whole runs",
      { ...small, rule: "weighted", setups: 2, integers: 2, periods: 1 },
      [3, 5, 6, 7, 8, 9, 10],
    ],
    [
      "[M7] [C6] lexicographic with set-ups and whole runs",
      { ...small, rule: "lexicographic", setups: 2, integers: 2, periods: 1 },
      [5, 7, 10],
    ],
  ];

  test.each(kinds)("%s: accepted", async (_, options, seeds) => {
    for (const seed of seeds) {
      const problem = randomProblem(seed, options);
      const { ok, problems } = verifyPlan(problem, await solvedResult(problem));
      expect(problems, `seed ${seed}`).toEqual([]);
      expect(ok).toBe(true);
    }
  });

  test("[C3] [P5] ways round over a third place are found, also where only the price of CO2 makes them cheaper", async () => {
    for (const seed of [1, 2, 3, 4]) {
      const problem = randomProblem(seed, { rule: "weighted", places: 4 });
      const straight = problem.places.map((_, a) => problem.places.map((_, b): number => (a === b ? 0 : 40)));
      straight[0][3] = straight[3][0] = straight[2][1] = 4000;
      const ceilings = problem.territories.map(({ id }) => ({ territory: id, co2KgPerPeriod: 1 + seed }));
      for (const changed of [
        { ...problem, distancesKm: straight },
        { ...problem, distancesKm: straight, ceilings },
      ]) {
        expect(verifyPlan(changed, await solvedResult(changed)).problems, `seed ${seed}`).toEqual([]);
      }
    }
  });
});
