// Reads the recipes, and finds which workshop can run which (rules P6, P8, M7).
import { type Findings, report } from "./findings.js";
import { indexAt, type IdTable } from "./idTable.js";
import { type JsonObject, numberAt, rowsAt, valueAt } from "./jsonValues.js";
import type { AmountRows, PairView, ProblemIds, RecipeView } from "./problemView.js";

/** What of the workshops decides on the pairs. */
export interface PairSources {
  readonly ids: ProblemIds;
  readonly recipes: RecipeView;
  readonly placeOfWorkshop: Int32Array;
  readonly territoryOfPlace: Int32Array;
  readonly efficiency: Float64Array;
  readonly machineHours: Float64Array;
}

/** The recipes of the problem; what is wrong with them is reported. */
export function readRecipes(problem: JsonObject, ids: ProblemIds, findings: Findings): RecipeView {
  const rows = rowsAt(problem, "recipes", "problem", findings);
  const at = (n: number) => ({ path: `problem.recipes[${n}]`, findings });
  const amounts = (key: string, id: string, amount: string, table: IdTable) => readAmounts(rows, { key, id, amount, table }, findings);
  const outputs = amounts("out", "item", "quantity", ids.item),
    machine = amounts("machine", "capability", "hours", ids.capability);
  const product = new Int32Array(rows.length),
    productAmount = new Float64Array(rows.length);
  const setupMoney = Float64Array.from(rows, (row, n) => numberAt(row, "setupMoney", at(n), { fallback: 0 }));
  const hasSetup = Uint8Array.from(setupMoney, (money) => (money > 0 ? 1 : 0));
  rows.forEach((_, r) => {
    product[r] = outputs.index[outputs.start[r]] ?? -1;
    productAmount[r] = outputs.amount[outputs.start[r]] ?? 0;
    if (outputs.start[r] === outputs.start[r + 1]) report(findings, `${at(r).path}.out`, "must name at least one output");
    else if (productAmount[r] <= 0) report(findings, `${at(r).path}.out[0].quantity`, "must be above 0: the first output is the product");
    if (hasSetup[r] === 1 && !usesMachine(machine, r)) report(findings, at(r).path, "has a set-up and must use machine hours");
  });
  return {
    count: rows.length,
    product,
    productAmount,
    outputs,
    machine,
    hasSetup,
    inputs: amounts("in", "item", "quantity", ids.item),
    labour: amounts("labour", "skill", "hours", ids.skill),
    extracts: amounts("extracts", "item", "quantity", ids.item),
    co2Kg: Float64Array.from(rows, (row, n) => numberAt(row, "co2Kg", at(n), { fallback: 0 })),
    lead: Int32Array.from(rows, (row, n) => readLead(row, n, findings)),
    setupMoney,
    integer: Uint8Array.from(rows, (row) => (valueAt(row, "integerRuns") === true ? 1 : 0)),
  };
}

function usesMachine(machine: AmountRows, r: number): boolean {
  return machine.amount.subarray(machine.start[r], machine.start[r + 1]).some((hours) => hours > 0);
}

function readLead(row: JsonObject, n: number, findings: Findings): number {
  const path = `problem.recipes[${n}]`;
  const lead = numberAt(row, "leadPeriods", { path, findings }, { fallback: 0 });
  if (!Number.isInteger(lead)) report(findings, `${path}.leadPeriods`, `is ${lead}, must be a whole number`);
  return Math.min(lead, 1_000_000_000);
}

interface AmountKeys {
  readonly key: string;
  readonly id: string;
  readonly amount: string;
  readonly table: IdTable;
}

function readAmounts(rows: readonly JsonObject[], keys: AmountKeys, findings: Findings): AmountRows {
  const start = new Int32Array(rows.length + 1);
  const index: number[] = [],
    amount: number[] = [];
  rows.forEach((row, r) => {
    const path = `problem.recipes[${r}]`;
    rowsAt(row, keys.key, path, findings).forEach((entry, n) => {
      const at = { path: `${path}.${keys.key}[${n}]`, findings };
      index.push(indexAt(entry, keys.id, keys.table, at));
      amount.push(numberAt(entry, keys.amount, at));
    });
    start[r + 1] = index.length;
  });
  return { start, index: Int32Array.from(index), amount: Float64Array.from(amount) };
}

/** Every pair of a recipe and a workshop that has all of its capabilities, by recipe. */
export function readPairs(from: PairSources): PairView {
  const { recipes, placeOfWorkshop, territoryOfPlace } = from;
  const workshops = placeOfWorkshop.length;
  const start = new Int32Array(recipes.count + 1);
  const recipe: number[] = [],
    workshop: number[] = [];
  for (let r = 0; r < recipes.count; r++) {
    for (let w = 0; w < workshops; w++) {
      if (!isAble(from, r, w)) continue;
      recipe.push(r);
      workshop.push(w);
    }
    start[r + 1] = recipe.length;
  }
  const place = Int32Array.from(workshop, (w) => placeOfWorkshop[w]);
  return {
    count: recipe.length,
    start,
    recipe: Int32Array.from(recipe),
    workshop: Int32Array.from(workshop),
    place,
    territory: place.map((h) => territoryOfPlace[h]),
    most: Float64Array.from(recipe, (r, n) => mostRuns(from, r, workshop[n])),
    byRecipeAndWorkshop: new Map(recipe.map((r, n) => [r * workshops + workshop[n], n])),
  };
}

function isAble(from: PairSources, r: number, w: number): boolean {
  const { machine } = from.recipes;
  const capabilities = from.ids.capability.ids.length;
  for (let n = machine.start[r]; n < machine.start[r + 1]; n++) {
    if (Number.isNaN(from.machineHours[w * capabilities + machine.index[n]])) return false;
  }
  return true;
}

/** Slack before rounding down, so that 0.3 hours of 0.1 make 3 runs and not 2.9999999999999996. */
const ROUNDING = 1e-9;

function mostRuns(from: PairSources, r: number, w: number): number {
  const { machine, hasSetup, integer } = from.recipes;
  if (hasSetup[r] === 0) return Infinity;
  const capabilities = from.ids.capability.ids.length;
  let most = Infinity;
  for (let n = machine.start[r]; n < machine.start[r + 1]; n++) {
    const hours = machine.amount[n] * from.efficiency[w];
    if (hours > 0) most = Math.min(most, from.machineHours[w * capabilities + machine.index[n]] / hours);
  }
  return integer[r] === 1 ? Math.floor(most * (1 + ROUNDING) + ROUNDING) : most;
}
