// First answers: beside the plan that exists, and really so.
import { describe, expect, test } from "vitest";
import { checkFeasibility } from "../../src/checker/feasibility.js";
import { noFindings } from "../../src/checker/findings.js";
import { readPlan } from "../../src/checker/planView.js";
import { planUse } from "../../src/checker/planUse.js";
import { readProblem as readForCheck } from "../../src/checker/problemReading.js";
import { type BesidePlan, pegPlan, planBeside, type PlanResult, problemWithout, readProblem } from "../../src/index.js";
import { type PlanProblemJson, randomProblem } from "../oracle/randomProblem.js";
import { planned, relative, withStatedCosts } from "../plan/planned.js";
import { item, need, recipe, region } from "../plan/region.js";

type Rows = readonly { readonly period: string; readonly quantity?: number }[];

function read(original: unknown) {
  const done = readProblem(original);
  if ("problems" in done) throw new Error(JSON.stringify(done.problems));
  return done.problem;
}

/** Rows of two lists, those for the same thing added up. */
function added(first: Rows, second: Rows): Rows {
  const sums = new Map<string, Rows[number]>();
  for (const row of [...first, ...second]) {
    const { quantity, ...names } = row;
    const key = JSON.stringify(names);
    const before = sums.get(key);
    sums.set(key, quantity === undefined ? row : { ...names, quantity: quantity + (before?.quantity ?? 0) });
  }
  return [...sums.values()];
}

/** Everything that both plans together break, as the checker sees it. */
function faultsOf(original: unknown, old: PlanResult, beside: BesidePlan): string[] {
  const lists = ["runs", "shipments", "purchases", "holdings", "setups"] as const;
  const merged: Record<string, unknown> = Object.fromEntries(lists.map((list) => [list, added(old[list], beside[list])]));
  merged["unmet"] = [...old.unmet.filter((row) => !beside.needs.includes(row.need)), ...beside.unmet];
  const findings = noFindings();
  const view = readForCheck(original, findings);
  if (view === undefined) throw new Error(JSON.stringify(findings.list));
  const plan = readPlan(merged, view, findings);
  checkFeasibility(view, plan, planUse(view, plan), findings);
  return findings.list.map((finding) => `${finding.path}: ${finding.message}`);
}

const withNeeds = (problem: PlanProblemJson, needs: PlanProblemJson["needs"]) => ({ ...problem, needs });

describe("a first answer", () => {
  test("[E10] keeps every balance and limit together with the plan that exists", async () => {
    let [met, asked] = [0, 0];
    for (let seed = 1; seed <= 24; seed++) {
      const whole = seed % 6 === 0 ? { setups: 2, integers: 1, parts: 4 } : {};
      const problem = withStatedCosts(randomProblem(seed, { needs: 7, tightness: 1.5, ...whole }));
      const old = await planned(withNeeds(problem, problem.needs.slice(0, 5)));
      const ids = problem.needs.slice(5).map((entry) => entry.id);
      const beside = await planBeside(read(problem), old, ids);
      expect(faultsOf(problem, old, beside), `seed ${seed}`).toEqual([]);
      const unmet = beside.unmet.reduce((sum, row) => sum + row.quantity, 0);
      asked += problem.needs.slice(5).reduce((sum, entry) => sum + entry.quantity, 0);
      met += problem.needs.slice(5).reduce((sum, entry) => sum + entry.quantity, 0) - unmet;
    }
    expect(met / asked).toBeGreaterThan(0.3);
  });

  test("[E10] can be pegged: the tree and the cost of the new needs alone", async () => {
    let lines = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const problem = withStatedCosts(randomProblem(seed, { needs: 6, tightness: 2 }));
      const old = await planned(withNeeds(problem, problem.needs.slice(0, 4)));
      const beside = await planBeside(read(problem), old, ["N4", "N5"]);
      const pegging = pegPlan(read(problem), beside);
      expect(pegging.needs.map((of) => of.need)).toEqual(["N4", "N5"]);
      for (const part of ["money", "labourHours", "co2Kg"] as const) {
        const sum = pegging.needs.reduce((all, of) => all + of.cost[part], pegging.unassigned[part]);
        expect(relative(sum, beside.cost[part]), `seed ${seed}, ${part}`).toBeLessThan(1e-6);
      }
      lines += pegging.needs.reduce((sum, of) => sum + of.lines.length, 0);
    }
    expect(lines).toBeGreaterThan(30);
  });

  test("[E10] takes the stock and the hours that are left, and says what is short", async () => {
    const problem = region({
      items: [item("stool")],
      recipes: [recipe("join", { stool: 1 }, {})],
      stocks: [{ item: "stool", place: "town", quantity: 12 }],
      needs: [need("hall", "stool", 72), need("yard", "stool", 50)],
    });
    const old = await planned({ ...problem, needs: [need("hall", "stool", 72)] });
    expect(old.runs[0].quantity).toBeCloseTo(60, 6);
    const beside = await planBeside(read(problem), old, ["yard"]);
    expect(beside.runs).toEqual([{ recipe: "join", workshop: "shop", period: "p0", quantity: expect.closeTo(40, 4) as number }]);
    expect(beside.unmet).toEqual([
      { need: "yard", quantity: expect.closeTo(10, 4) as number, code: "limits", reason: "short of hours of bench at shop" },
    ]);
  });

  const stools = (quantity: number, hours = 100) =>
    region({
      items: [item("stool"), item("lamp")],
      recipes: [recipe("join", { stool: 1 }, {}), recipe("wire", { lamp: 1 }, {})],
      workshops: [{ id: "shop", place: "town", capabilities: [{ capability: "bench", hoursPerPeriod: hours, costPerHour: 2 }] }],
      needs: [need("hall", "stool", quantity), need("light", "lamp", 5)],
    });

  test("[E11] plans only what a need has grown by", async () => {
    const old = await planned(stools(30));
    const problem = read(stools(42));
    const beside = await planBeside(problem, old, ["hall"]);
    expect(beside.served).toEqual([{ need: "hall", quantity: expect.closeTo(30, 6) as number }]);
    expect(beside.runs[0].quantity).toBeCloseTo(12, 6);
    expect(pegPlan(problem, beside).needs[0].met).toBeCloseTo(12, 6);
    expect(faultsOf(stools(42), old, beside)).toEqual([]);
  });

  test("[E11] has nothing to do where a need is smaller or gone, and takes what that leaves as stock", async () => {
    const old = await planned(stools(30));
    const smaller = await planBeside(read(stools(20)), old, ["hall"]);
    expect([smaller.runs, smaller.purchases, smaller.unmet]).toEqual([[], [], []]);
    const gone = { ...stools(30), needs: [need("yard", "stool", 40), need("light", "lamp", 5)] };
    const other = await planBeside(read(gone), old, ["yard"]);
    expect(other.runs[0].quantity).toBeCloseTo(10, 6);
    expect(await planBeside(read(gone), old, [])).toMatchObject({ runs: [], unmet: [], cost: { money: 0 } });
  });

  test("[E11] has no hours where fewer are left than the plan uses", async () => {
    const old = await planned(stools(30));
    const problem = { ...stools(30, 20), needs: [need("hall", "stool", 30), need("light", "lamp", 5), need("more", "lamp", 3)] };
    const beside = await planBeside(read(problem), old, ["more"]);
    expect(beside.runs).toEqual([]);
    expect(beside.unmet[0]).toMatchObject({ need: "more", quantity: 3 });
    const closed = { ...problem, workshops: [{ id: "shop", place: "town", capabilities: [] }] };
    expect((await planBeside(read(closed), old, ["more"])).unmet[0]).toMatchObject({ quantity: 3 });
  });

  test("[E11] refuses a need that there is not", async () => {
    const old = await planned(stools(30));
    await expect(planBeside(read(stools(30)), old, ["nobody"])).rejects.toThrow('"nobody"');
  });
});

describe("what if", () => {
  test("[E12] a workshop says no: its machines are gone, its name stays", async () => {
    for (let seed = 1; seed <= 6; seed++) {
      const problem = read(withStatedCosts(randomProblem(seed)));
      const [{ id }] = problem.workshops;
      const without = problemWithout(problem, id);
      if ("type" in without) throw new Error("the workshop exists");
      expect(without.workshops.map((workshop) => workshop.id)).toEqual(problem.workshops.map((workshop) => workshop.id));
      expect(without.workshops[0].capabilities).toEqual([]);
      expect(without.workshops.slice(1)).toEqual(problem.workshops.slice(1));
      expect(problem.workshops[0].capabilities.length).toBeGreaterThan(0);
    }
    expect(problemWithout(read(stoolsOf()), "nobody")).toEqual({ type: "UnknownWorkshop", id: "nobody" });
  });
});

function stoolsOf() {
  return region({ items: [item("stool")], recipes: [recipe("join", { stool: 1 }, {})], needs: [need("hall", "stool", 1)] });
}
