// The examples are planned to the proven optimum, and the checker, which shares no code with the planner, accepts the plans.
import { readFileSync } from "node:fs";
import { planProblem, type PlanResult, readProblem } from "@commonwright/planner";
import { verifyPlan } from "@commonwright/planner/checker";
import { describe, expect, test } from "vitest";
import { readProblemFolder } from "./problemFolder.js";

const folder = (name: string) => new URL(`../${name}/`, import.meta.url).pathname;

async function planOf(name: string): Promise<{ original: unknown; result: PlanResult }> {
  const original = readProblemFolder(folder(name));
  const read = readProblem(original);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return { original, result: await planProblem(read.problem, { original }) };
}

describe("tiny", () => {
  test("has the objective of the calculation by hand", async () => {
    const expected = JSON.parse(readFileSync(`${folder("tiny")}expected.json`, "utf8")) as { objective: number };
    const { original, result } = await planOf("tiny");
    expect(result.objective).toBeCloseTo(expected.objective, 9);
    expect(result.status).toBe("optimal");
    expect(verifyPlan(original, result)).toEqual({ ok: true, problems: [] });
  });
});

describe("milan", () => {
  test("is planned to the proven optimum, level by level", async () => {
    const { original, result } = await planOf("milan");
    expect(result.status).toBe("optimal");
    expect(verifyPlan(original, result)).toEqual({ ok: true, problems: [] });
    expect(result.levels.map((level) => level.priority)).toEqual([1, 2, 3]);
    // Everything vital is met; the two needs that were planted to fail say why.
    expect(result.levels[0].unmet).toBe(0);
    const codes = new Map(result.unmet.map((row) => [row.need, row.code]));
    expect(codes.get("pavia-internals-01")).toBe("too-late");
    expect(codes.get("home-monza-keyboard")).toBe("missing-capability");
    expect(result.unreachable.needs.toSorted()).toEqual(["home-monza-keyboard", "pavia-internals-01"]);
  });
});
