// The examples are planned to the proven optimum, and the checker, which shares no code with the planner, accepts the plans.
import { readFileSync } from "node:fs";
import {
  explainer,
  limitUses,
  pegPlan,
  planBeside,
  planProblem,
  type PlanProblem,
  type PlanResult,
  readProblem,
} from "@commonwright/planner";
import { verifyPlan } from "@commonwright/planner/checker";
import { describe, expect, test } from "vitest";
import { readProblemFolder } from "./problemFolder.js";

const folder = (name: string) => new URL(`../${name}/`, import.meta.url).pathname;

async function planOf(name: string): Promise<{ original: unknown; problem: PlanProblem; result: PlanResult }> {
  const original = readProblemFolder(folder(name));
  const read = readProblem(original);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return { original, problem: read.problem, result: await planProblem(read.problem, { original }) };
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
  const plan = planOf("milan");

  test("is planned to the proven optimum, level by level", async () => {
    const { original, result } = await plan;
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

  test("planner [E1] [E3] [E6] is pegged to its needs without rest", async () => {
    const { problem, result } = await plan;
    const pegging = pegPlan(problem, result);
    for (const part of ["money", "labourHours", "co2Kg"] as const) {
      const sum = pegging.needs.reduce((all, need) => all + need.cost[part], 0);
      expect(sum / result.cost[part]).toBeCloseTo(1, 9);
    }
    for (const list of ["runs", "shipments", "purchases", "holdings"] as const)
      for (const row of pegging[list]) expect(row.leftOver).toBe(0);
    const waiting = limitUses(problem, result, pegging).filter((row) => row.waiting.length > 0);
    expect(waiting.flatMap((row) => row.waiting.map((share) => share.need))).toContain("school-genova-microscopes");
  });

  test("planner [E7] [E8] explains every line: no rival is cheaper than what was chosen", async () => {
    const { problem, result } = await plan;
    const explain = explainer(problem, result);
    const lines = pegPlan(problem, result).needs.flatMap((need) => need.lines);
    expect(lines.length).toBeGreaterThan(500);
    for (const { item, source, recipe, usedAt } of lines) {
      const { chosen, rivals } = explain.explainUse({ item, source, recipe, place: usedAt[0].place, period: usedAt[0].period });
      const own = chosen[0].unitCost ?? Number.NaN;
      expect(Object.values(chosen[0].parts ?? {}).reduce((sum, value: number) => sum + value, 0)).toBeCloseTo(own, 9);
      for (const rival of rivals) expect(rival.unitCost).toBeGreaterThan(own - 1e-6 * Math.max(1, own));
    }
  });

  test("planner [E10] answers a new need beside its plan", async () => {
    const { problem, result } = await plan;
    const like = problem.needs.find((need) => need.id === "clinic-joysticks-01");
    if (like === undefined) throw new Error("the example has this need");
    const more = { ...problem, needs: [...problem.needs, { ...like, id: "new", priority: 2 as const, due: "2027-03" }] };
    const beside = await planBeside(more, result, ["new"]);
    const [{ met, lines }] = pegPlan(more, beside).needs;
    expect(met + (beside.unmet[0]?.quantity ?? 0)).toBeCloseTo(like.quantity, 6);
    expect(met).toBeGreaterThan(0);
    expect(lines[0]).toMatchObject({ item: like.item, source: "made", parent: null });
  });
});
