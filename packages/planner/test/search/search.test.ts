// Plans with whole runs and set-ups are the best ones, and their search trees prove it to the checker.
import { describe, expect, test } from "vitest";
import { compileProblem } from "../../src/arrays/compile.js";
import { verifyPlan } from "../../src/checker/index.js";
import { planProblem } from "../../src/plan.js";
import { planProblemSchema } from "../../src/problem/planProblem.js";
import { branchAbove, branchBelow, choicesOf, fixedBranch, isWholeChoice, rootBranch } from "../../src/search/choices.js";
import { SetupState } from "../../src/pricing/priceSystem.js";
import { solveFullModel } from "../oracle/fullModel.js";
import { randomProblem, type RandomOptions } from "../oracle/randomProblem.js";

const SMALL: RandomOptions = { places: 3, parts: 4, periods: 1, setups: 2, integers: 2 };

async function planOf(file: unknown, within?: number) {
  const problem = planProblemSchema.parse(file);
  return planProblem(problem, { original: file, ...(within === undefined ? {} : { within }) });
}

describe("whole runs and set-ups", () => {
  const kinds: readonly (readonly [string, RandomOptions, readonly number[]])[] = [
    ["[M7] [C4] weighted", { ...SMALL, rule: "weighted" }, [1, 3, 5, 6, 7, 8, 9, 10, 11, 12]],
    ["[M7] [M10] [C4] lexicographic", { ...SMALL, rule: "lexicographic" }, [1, 2, 4, 5, 7, 10]],
    ["[M7] [C8] over two periods, more of each", { ...SMALL, rule: "weighted", periods: 2, setups: 3, integers: 3 }, [2, 4, 6]],
  ];

  test.each(kinds)("[C7] %s: the plan is the oracle's to 1e-6 and the checker accepts the proof", async (_, options, seeds) => {
    for (const seed of seeds) {
      const file = randomProblem(seed, options);
      const [result, best] = [await planOf(file), await solveFullModel(file)];
      const slack = 1e-6 * Math.max(1, Math.abs(best.objective));
      expect(Math.abs(result.objective - best.objective), `seed ${seed}`).toBeLessThanOrEqual(slack);
      expect(result.bound, `seed ${seed}`).toBeLessThanOrEqual(best.objective + slack);
      expect(result.gap, `seed ${seed}`).toBeLessThanOrEqual(1e-6);
      expect(verifyPlan(file, result).problems, `seed ${seed}`).toEqual([]);
    }
  });

  test("[R7] the same problem twice gives the same tree", async () => {
    const file = randomProblem(3, { ...SMALL, rule: "weighted" });
    const [first, second] = [await planOf(file), await planOf(file)];
    expect(first.digest).toBe(second.digest);
  });

  test("[R3] a search that may stop early proves at least what it was asked for", async () => {
    for (const seed of [3, 5, 6]) {
      const file = randomProblem(seed, { ...SMALL, rule: "weighted", setups: 4, integers: 4 });
      const [result, best] = [await planOf(file, 0.05), await solveFullModel(file)];
      expect(result.bound, `seed ${seed}`).toBeLessThanOrEqual(best.objective * (1 + 1e-9));
      expect(result.objective, `seed ${seed}`).toBeGreaterThanOrEqual(best.objective * (1 - 1e-9));
      expect(result.objective - result.bound, `seed ${seed}`).toBeLessThanOrEqual(0.05 * result.objective);
      expect(verifyPlan(file, result).problems, `seed ${seed}`).toEqual([]);
    }
  });
});

describe("branches", () => {
  const arrays = compileProblem(planProblemSchema.parse(randomProblem(4, { ...SMALL, rule: "weighted", setups: 5, integers: 5 })));
  const choices = choicesOf(arrays);
  const root = rootBranch(arrays, choices);
  const useOf = (choice: number, limit: number) => {
    const { runs } = arrays;
    for (let u = runs.useStart[choices.run[choice]]; u < runs.useStart[choices.run[choice] + 1]; u++)
      if (runs.useLimit[u] === limit) return runs.useAmount[u];
    return 0;
  };

  test("[C8] no limit is broken by the most runs of any one choice, and one more breaks some", () => {
    expect(choices.count).toBeGreaterThan(3);
    for (let c = 0; c < choices.count; c++) {
      const uses = Array.from({ length: arrays.limits.count }, (_, limit) => useOf(c, limit) / arrays.limits.amount[limit]).filter(
        (share) => share > 0,
      );
      expect(Math.max(...uses) * root.most[c]).toBeLessThanOrEqual(1 + 1e-8);
      expect(Math.max(...uses) * (root.most[c] + 1)).toBeGreaterThan(1 - 1e-8);
      if (isWholeChoice(arrays, choices, c)) expect(Number.isInteger(root.most[c])).toBe(true);
    }
  });

  test("[C8] forced runs leave less to the others of their period, and pay their set-up", () => {
    let narrowed = 0;
    for (let choice = 0; choice < choices.count; choice++) {
      if (!isWholeChoice(arrays, choices, choice) || root.most[choice] < 2) continue;
      const forced = branchAbove(arrays, choices, root, { choice, kind: "runs", runs: root.most[choice] - 1 });
      expect(forced.least[choice]).toBe(root.most[choice]);
      expect(forced.setup[choice]).not.toBe(SetupState.free);
      for (let c = 0; c < choices.count; c++) {
        expect(forced.most[c]).toBeLessThanOrEqual(root.most[c]);
        expect(forced.most[c]).toBeGreaterThanOrEqual(forced.least[c]);
        narrowed += forced.most[c] < root.most[c] ? 1 : 0;
      }
    }
    expect(narrowed).toBeGreaterThan(0);
  });

  test("[C6] the two sides of a split share no whole number and leave none out", () => {
    const choice =
      Array.from({ length: choices.count }, (_, c) => c).find((c) => isWholeChoice(arrays, choices, c) && root.most[c] >= 2) ?? -1;
    const split = { choice, kind: "runs", runs: 1 } as const;
    expect(branchAbove(arrays, choices, root, split).least[choice]).toBe(branchBelow(root, split).most[choice] + 1);
    expect(root.least[choice]).toBe(0);
  });

  test("[M7] fixed runs are whole where they must be, and set-ups stand where runs do", () => {
    const runs = Float64Array.from({ length: choices.count }, (_, c) => (c % 2 === 0 ? 0 : 1 - 1e-9));
    const fixed = fixedBranch(arrays, choices, runs);
    for (let c = 0; c < choices.count; c++) {
      if (isWholeChoice(arrays, choices, c)) expect([fixed.least[c], fixed.most[c]]).toEqual([c % 2, c % 2]);
      if (fixed.setup[c] !== SetupState.none) expect(fixed.setup[c]).toBe(c % 2 === 0 ? SetupState.off : SetupState.on);
    }
  });
});
