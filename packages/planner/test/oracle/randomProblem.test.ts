// Random problems are the same for the same seed, and the oracle solves them.
import { describe, expect, test } from "vitest";
import { solveFullModel } from "./fullModel.js";
import { randomProblem } from "./randomProblem.js";

const KINDS = [
  {},
  { rule: "lexicographic" },
  { rule: "weighted" },
  { rule: "weighted", setups: 2, integers: 2, periods: 1, places: 3, parts: 4 },
  { unreachable: true },
] as const;

describe("random problems", () => {
  test("are the same for the same seed, and others for another", () => {
    expect(randomProblem(7)).toEqual(randomProblem(7));
    expect(JSON.stringify(randomProblem(8)).length).not.toBe(JSON.stringify(randomProblem(7)).length);
  });

  test.each(KINDS)("[M10] have an optimum under %j, with one level per priority that has needs", async (options) => {
    for (let seed = 1; seed <= 4; seed++) {
      const problem = randomProblem(seed, options);
      const optimum = await solveFullModel(problem);
      const priorities = [...new Set(problem.needs.map((need) => need.priority as number))].sort((a, b) => a - b);
      expect(optimum.levels.map((level) => level.priority)).toEqual(problem.priorities.rule === "weighted" ? [] : priorities);
      expect(optimum.objective).toBeGreaterThanOrEqual(0);
    }
  });
});
