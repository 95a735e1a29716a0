// Results computed on paper are accepted, agree with the oracle, and are refused as soon as one number is changed.
import { describe, expect, test } from "vitest";
import { verifyPlan } from "../../src/checker/index.js";
import { solveFullModel } from "../oracle/fullModel.js";
import { withDigest } from "../oracle/solvedResult.js";
import { numberPaths, PAPER, withNumber } from "./tinyProblem.js";

const NAMES = [
  ["[M1] [M2] [M8] chairs", PAPER.chairs],
  ["[C4] [M7] wholeRuns", PAPER.wholeRuns],
  ["[C3] [M7] setUp", PAPER.setUp],
  ["[M10] [R2] levels", PAPER.levels],
  ["[C2] [P6] scrap", PAPER.scrap],
  ["[C2] seed", PAPER.seed],
  ["[M9] [M11] [R3] lead", PAPER.lead],
] as const;

describe.each(NAMES)("%s", (_, make) => {
  test("is accepted", () => {
    const { problem, result } = make();
    expect(verifyPlan(problem, result)).toEqual({ ok: true, problems: [] });
  });

  test("costs what the oracle says", async () => {
    const { problem, result } = make();
    const optimum = await solveFullModel(problem);
    expect(optimum.objective).toBeCloseTo(result.objective, 5);
    expect(optimum.levels.map((level) => level.unmet)).toEqual(result.levels.map((level) => expect.closeTo(level.unmet, 6)));
  });

  test("[R1] is refused after any number is changed by 1 %, with the digest as it was", () => {
    const { problem, result } = make();
    for (const path of numberPaths(result)) {
      const changed = withNumber(result, path, (number) => (number === 0 ? 0.01 : number * 1.01));
      const { ok, problems } = verifyPlan(problem, changed);
      expect(ok, path.join(".")).toBe(false);
      expect(problems.map((finding) => finding.path)).toContain("result.digest");
    }
  });

  test("[C4] [M1] [R2] [R3] is refused after any quantity, cost or bound is changed by 1 %, with a new digest", () => {
    const { problem, result } = make();
    const paths = numberPaths(result).filter(([key]) => key !== "certificate" && key !== "prices");
    expect(paths.length).toBeGreaterThanOrEqual(8);
    for (const path of paths) {
      const isWhole = path.join(".").endsWith("priority");
      const changed = withNumber(result, path, (number) => (isWhole ? number + 1 : number < 1e-6 ? 0.01 : number * 1.01));
      expect(verifyPlan(problem, withDigest(changed)).ok, path.join(".")).toBe(false);
    }
  });

  test("[C4] [C6] is refused after any bound or index of its certificate is changed, with a new digest", () => {
    const { problem, result } = make();
    const paths = numberPaths(result.certificate, ["certificate"]).filter((path) => path[path.length - 1] !== "price");
    for (const path of paths) {
      const isIndex = ["below", "above", "runs", "priority"].includes(String(path[path.length - 1]));
      const changed = withNumber(result, path, (number) => (isIndex ? number + 1 : number === 0 ? 0.01 : number * 1.01));
      expect(verifyPlan(problem, withDigest(changed)).ok, path.join(".")).toBe(false);
    }
  });
});

describe("[C3] [C5] a price of a paper certificate changed by 1 % up or down, with a new digest", () => {
  // Not refused is what leaves the bound as it is: the price of a level of 0 raised above what it must be at least, of a place that
  // nobody uses, or prices that shrink back to what they were (rule C5).
  const cases = [
    ["chairs", 2, 2],
    ["wholeRuns", 4, 4],
    ["levels", 6, 8],
    ["scrap", 2, 2],
    ["seed", 1, 4],
    ["lead", 2, 2],
  ] as const;

  test.each(cases)("%s: %i of %i are refused, since they change the bound", (name, expected, all) => {
    const { problem, result } = PAPER[name]();
    const paths = numberPaths(result.certificate, ["certificate"]).filter((path) => path[path.length - 1] === "price");
    const changed = paths.flatMap((path) =>
      [0.99, 1.01].map((factor) => withNumber(result, path, (number) => (number === 0 ? 0.01 : number * factor))),
    );
    expect(changed.length).toBe(all);
    expect(changed.filter((each) => !verifyPlan(problem, withDigest(each)).ok).length).toBe(expected);
  });
});
