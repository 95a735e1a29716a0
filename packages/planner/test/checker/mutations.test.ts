// Plans of random problems with one quantity changed: refused whenever the oracle's rows say that they break or cost something else.
import { describe, expect, test } from "vitest";
import { verifyPlan } from "../../src/checker/index.js";
import { noFindings } from "../../src/checker/findings.js";
import { readProblem } from "../../src/checker/problemReading.js";
import type { ProblemView } from "../../src/checker/problemView.js";
import { type ModelColumn, modelRows, type ModelRows } from "../oracle/modelRows.js";
import { randomProblem } from "../oracle/randomProblem.js";
import { type PlanResultJson, type ResultRow, solvedResult, withDigest } from "../oracle/solvedResult.js";
import { numberPaths, withNumber } from "./tinyProblem.js";

const LISTS = { runs: "run", shipments: "ship", purchases: "buy", holdings: "hold", unmet: "unmet", setups: "setup" } as const;
const KEYS = {
  runs: ["recipe", "workshop", "period"],
  shipments: ["item", "from", "to", "period"],
  purchases: ["item", "place", "period"],
  holdings: ["item", "place", "period"],
  unmet: ["need"],
  setups: ["recipe", "workshop", "period"],
} as const;

/** The values of the oracle's columns in a plan. */
function columnValues(model: ModelRows, result: PlanResultJson): Float64Array {
  const { ids } = model.view;
  const tables = {
    recipe: ids.recipe,
    workshop: ids.workshop,
    period: ids.period,
    item: ids.item,
    from: ids.place,
    to: ids.place,
    place: ids.place,
    need: ids.need,
  };
  const columnOf = new Map(model.columns.map(({ kind, key }, n) => [`${kind} ${key.join(" ")}`, n]));
  const values = new Float64Array(model.columns.length);
  for (const list of Object.keys(LISTS) as (keyof typeof LISTS)[]) {
    for (const row of result[list] as ResultRow[]) {
      const key = KEYS[list].map((name) => tables[name].indexOf.get(String(row[name])));
      values[columnOf.get(`${LISTS[list]} ${key.join(" ")}`) ?? -1] = list === "setups" ? 1 : Number(row["quantity"]);
    }
  }
  return values;
}

/** True where the plan breaks a row or an upper limit by more than twice what is let pass. */
function breaks({ rows, columns }: ModelRows, values: Float64Array): boolean {
  const activity = new Float64Array(rows.length),
    flow = new Float64Array(rows.length);
  columns.forEach((column, n) => {
    for (const [row, coefficient] of column.entries) {
      activity[row] += coefficient * values[n];
      flow[row] += Math.abs(coefficient * values[n]);
    }
  });
  const broken = rows.some(({ sense, limit }, n) => {
    const slack = 2e-6 * (sense === ">=" ? flow[n] + Math.abs(limit) : Math.abs(limit)) + 1e-8;
    return sense === ">=" ? activity[n] < limit - slack : activity[n] > limit + slack;
  });
  return (
    broken ||
    columns.some(
      ({ upper, integer }, n) => values[n] > upper * (1 + 2e-6) + 1e-8 || (integer && Math.abs(values[n] - Math.round(values[n])) > 2e-6),
    )
  );
}

function objectiveOf(columns: readonly ModelColumn[], values: Float64Array): number {
  return columns.reduce((sum, { cost }, n) => sum + cost * values[n], 0);
}

const SMALL = { places: 3, parts: 4, periods: 1, setups: 2, integers: 2 };
const CASES = [
  ["[M1] [M2] [M3] [M4] weighted", { rule: "weighted" }, 3],
  ["[M5] [M6] [M9] weighted", { rule: "weighted" }, 5],
  ["[M10] lexicographic", { rule: "lexicographic" }, 2],
  ["[M8] lexicographic", { rule: "lexicographic" }, 8],
  ["[M7] with set-ups and whole runs", { ...SMALL, rule: "weighted" }, 9],
] as const;

describe.each(CASES)("%s", (_, options, seed) => {
  const problem = randomProblem(seed, options);
  const view = readProblem(problem, noFindings()) as ProblemView;
  const solved = solvedResult(problem);

  test("every changed quantity that breaks the plan, or changes its cost, is refused with a new digest", async () => {
    const result = await solved,
      model = modelRows(view);
    const objective = objectiveOf(model.columns, columnValues(model, result));
    expect(breaks(model, columnValues(model, result))).toBe(false);
    expect(objective).toBeCloseTo(result.objective, 5);
    let wrong = 0;
    for (const path of numberPaths(result).filter((each) => each[each.length - 1] === "quantity")) {
      for (const factor of [0, 0.5, 0.99, 1.01, 2]) {
        const changed = withDigest(withNumber(result, path, (number) => number * factor));
        const values = columnValues(model, changed);
        const isWrong = breaks(model, values) || Math.abs(objectiveOf(model.columns, values) - objective) > 2e-6 * objective;
        if (isWrong) wrong++;
        if (isWrong) expect(verifyPlan(problem, changed).ok, `${path.join(".")} x ${factor}`).toBe(false);
      }
    }
    expect(wrong).toBeGreaterThan(20);
  });

  test("[R2] [R3] [C6] every changed bound, cost and level is refused with a new digest", async () => {
    const result = await solved;
    const named = ["objective", "bound", "gap", "money", "labourHours", "co2Kg", "unmet", "value"];
    const paths = numberPaths(result).filter((path) => named.includes(String(path[path.length - 1])));
    expect(paths.length).toBeGreaterThanOrEqual(6);
    for (const path of paths) {
      const changed = withNumber(result, path, (number) => (Math.abs(number) < 1e-6 ? 0.01 : number * 1.01));
      expect(verifyPlan(problem, withDigest(changed)).ok, path.join(".")).toBe(false);
    }
  });

  test("[R1] a removed line, and a line that stands twice, are refused", async () => {
    const result = await solved;
    for (const list of ["runs", "shipments", "purchases", "unmet"] as const) {
      const rows = result[list];
      if (rows.length === 0) continue;
      expect(verifyPlan(problem, withDigest({ ...result, [list]: [...rows, rows[0]] })).ok, list).toBe(false);
      expect(verifyPlan(problem, withDigest({ ...result, [list]: rows.slice(1) })).ok, list).toBe(false);
    }
  });
});
