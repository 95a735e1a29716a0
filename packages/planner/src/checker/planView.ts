// The plan of a result as indices and quantities; names that do not exist and rows that stand twice are reported.
import { type Findings, report } from "./findings.js";
import { indexAt, type IdTable } from "./idTable.js";
import { type JsonObject, numberAt, rowsAt } from "./jsonValues.js";
import type { ProblemView } from "./problemView.js";

/** One list of the plan: `index[k][n]` is the k-th named thing of row n. Rows with findings are left out. */
export interface PlanRows {
  readonly count: number;
  readonly index: readonly Int32Array[];
  readonly quantity: Float64Array;
  readonly path: readonly string[];
}

/** The plan. Of runs and set-ups, index 0 is the pair of recipe and workshop, index 1 the period. */
export interface PlanView {
  readonly runs: PlanRows;
  readonly shipments: PlanRows;
  readonly purchases: PlanRows;
  readonly holdings: PlanRows;
  readonly setups: PlanRows;
  readonly unmet: PlanRows;
}

interface RowDraft {
  readonly index: readonly number[];
  readonly quantity: number;
  readonly path: string;
}

interface ListShape {
  readonly key: string;
  readonly named: readonly (readonly [key: string, table: IdTable])[];
  /** What is wrong with the row, or its indices as the plan view holds them. */
  readonly accept: (index: readonly number[]) => string | readonly number[];
  readonly counted: boolean;
}

/** Reads all lists of the plan; a row that cannot be is reported and left out. */
export function readPlan(result: JsonObject, view: ProblemView, findings: Findings): PlanView {
  const { ids } = view;
  const read = (shape: ListShape) => readList(result, shape, findings);
  const inPeriod = ["period", ids.period] as const,
    ofItem = ["item", ids.item] as const,
    atPlace = ["place", ids.place] as const;
  const run = [["recipe", ids.recipe], ["workshop", ids.workshop], inPeriod] as const;
  return {
    runs: read({ key: "runs", named: run, counted: true, accept: (index) => acceptRun(view, index) }),
    shipments: read({
      key: "shipments",
      named: [ofItem, ["from", ids.place], ["to", ids.place], inPeriod],
      counted: true,
      accept: (index) => (index[1] === index[2] ? "goes from a place to itself" : index),
    }),
    purchases: read({
      key: "purchases",
      named: [ofItem, atPlace, inPeriod],
      counted: true,
      accept: (index) =>
        Number.isNaN(view.marketPrice[index[0] * view.places + index[1]]) ? "the item has no price at this place" : index,
    }),
    holdings: read({
      key: "holdings",
      named: [ofItem, atPlace, inPeriod],
      counted: true,
      accept: (index) => (index[2] + 1 >= view.periods ? "holds on after the last period" : index),
    }),
    setups: read({ key: "setups", named: run, counted: false, accept: (index) => acceptSetup(view, index) }),
    unmet: read({ key: "unmet", named: [["need", ids.need]], counted: true, accept: (index) => index }),
  };
}

function acceptRun(view: ProblemView, [r, w, t]: readonly number[]): string | readonly number[] {
  const pair = view.pairs.byRecipeAndWorkshop.get(r * view.workshops + w);
  if (pair === undefined) return `the workshop "${view.ids.workshop.ids[w]}" lacks a capability of the recipe "${view.ids.recipe.ids[r]}"`;
  return t + view.recipes.lead[r] >= view.periods ? "starts so late that its output falls after the last period" : [pair, t];
}

function acceptSetup(view: ProblemView, index: readonly number[]): string | readonly number[] {
  return view.recipes.hasSetup[index[0]] === 0 ? "the recipe has no set-up" : acceptRun(view, index);
}

function readList(result: JsonObject, shape: ListShape, findings: Findings): PlanRows {
  const seen = new Set<number>(),
    rows: RowDraft[] = [];
  rowsAt(result, shape.key, "result", findings).forEach((row, n) => {
    const path = `result.${shape.key}[${n}]`,
      before = findings.count;
    const named = shape.named.map(([key, table]) => indexAt(row, key, table, { path, findings }));
    const quantity = shape.counted ? numberAt(row, "quantity", { path, findings }) : 1;
    if (findings.count > before || named.includes(-1) || !(quantity >= 0)) return;
    const code = named.reduce((sum, index, k) => sum * shape.named[k][1].ids.length + index, 0);
    if (seen.has(code)) return report(findings, path, "stands twice in its list");
    seen.add(code);
    const accepted = shape.accept(named);
    if (typeof accepted === "string") return report(findings, path, accepted);
    rows.push({ index: accepted, quantity, path });
  });
  const width = rows[0]?.index.length ?? shape.named.length;
  return {
    count: rows.length,
    index: Array.from({ length: width }, (_, k) => Int32Array.from(rows, (row) => row.index[k])),
    quantity: Float64Array.from(rows, (row) => row.quantity),
    path: rows.map((row) => row.path),
  };
}
