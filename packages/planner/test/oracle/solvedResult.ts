// A whole result with its certificate, made from the oracle's optimum: what a planner should hand out, without any planner.
import { canonicalHash } from "../../src/checker/canonicalJson.js";
import { noFindings } from "../../src/checker/findings.js";
import { type ItemOrder, itemOrder } from "../../src/checker/itemOrder.js";
import { NO_RUNS, openRanges, PAID, type RunRanges, UNDECIDED } from "../../src/checker/leaf.js";
import { readPlan } from "../../src/checker/planView.js";
import { planUse } from "../../src/checker/planUse.js";
import type { ProblemView } from "../../src/checker/problemView.js";
import { narrowRanges, pairUses } from "../../src/checker/runRoom.js";
import { unreachableNeeds } from "../../src/checker/reachability.js";
import { holdLevel, type SolvedModel, type SolvedStage, solveStages, unmetCosts } from "./fullModel.js";
import { type Solution, solveRows } from "./lpText.js";
import { type ModelColumn, type ModelRow, modelRows, SHORT_COST } from "./modelRows.js";

/** One row of a list in a result or certificate. */
export type ResultRow = Record<string, string | number | boolean>;

/** A leaf or a split of a search tree. */
export type TreeNode = { split: ResultRow; below: number; above: number } | { bound: number; prices: Record<string, ResultRow[]> };

/** A result file, as its keys stand in `commonwright-plan-result/1`. */
export interface PlanResultJson {
  format: string;
  problem: string;
  status: string;
  objective: number;
  bound: number;
  unreachable: { value: number; needs: string[] };
  gap: number;
  cost: { money: number; labourHours: number; co2Kg: number };
  levels: { priority: number; unmet: number; bound: number }[];
  runs: ResultRow[];
  shipments: ResultRow[];
  purchases: ResultRow[];
  holdings: ResultRow[];
  setups: ResultRow[];
  unmet: ResultRow[];
  prices: Record<string, ResultRow[]>;
  certificate: { stages: { stage: string; nodes: TreeNode[] }[] };
  digest?: string;
}

/** Solves a small problem exactly and writes the result with a certificate whose leaves have the prices of HiGHS. */
export async function solvedResult(problem: unknown): Promise<PlanResultJson> {
  const solved = await solveStages(problem);
  const { view, stages } = solved;
  const trees: TreeNode[][] = [];
  for (let n = 0; n < stages.length; n++) trees.push(await growTree(solved, n));
  const unreachable = unreachableNeeds(view),
    last = stages[stages.length - 1];
  const bounds = trees.map((nodes) => Math.min(...nodes.flatMap((node) => ("bound" in node ? [node.bound] : []))));
  const lists = planLists(view, solved.columns, last.solution);
  const result = { ...lists, unmet: lists.unmet.map((row) => withCode(view, unreachable, row)) };
  const use = planUse(view, readPlan(result, view, noFindings()));
  const { needs, ids } = view;
  const out = [...unreachable.keys()].filter((need) => unreachable[need] === 1);
  const value = out.reduce((sum, n) => sum + view.penalty[needs.priority[n]] * needs.referenceCost[n] * needs.quantity[n], 0);
  const objective = last.solution.objective,
    bound = bounds[bounds.length - 1];
  return withDigest({
    format: "commonwright-plan-result/1",
    problem: hashOf(problem),
    status: "optimal",
    objective,
    bound,
    unreachable: { value, needs: out.map((need) => ids.need.ids[need]) },
    gap: objective - value > 1e-9 * Math.max(1, objective) ? Math.max(0, (objective - bound) / (objective - value)) : 0,
    cost: { ...use.cost },
    levels: stages
      .slice(0, -1)
      .map(({ priority, solution }, n) => ({ priority, unmet: Math.max(0, solution.objective), bound: bounds[n] })),
    ...result,
    prices: {},
    certificate: { stages: stages.map(({ stage }, n) => ({ stage, nodes: trees[n] })) },
  });
}

/** The result with the digest that belongs to it. */
export function withDigest(result: PlanResultJson): PlanResultJson {
  return { ...result, digest: hashOf(result, ["digest"]) };
}

function hashOf(value: unknown, without: readonly string[] = []): string {
  const hash = canonicalHash(value, without);
  if ("refusal" in hash) throw new Error(hash.refusal);
  return hash.hash;
}

const LEAST_QUANTITY = 1e-9;

function planLists(view: ProblemView, columns: readonly ModelColumn[], { values }: Solution) {
  const lists = {
    runs: [] as ResultRow[],
    shipments: [] as ResultRow[],
    purchases: [] as ResultRow[],
    holdings: [] as ResultRow[],
    setups: [] as ResultRow[],
    unmet: [] as ResultRow[],
  };
  const { ids } = view;
  columns.forEach(({ kind, key: [first, second, third, fourth], integer }, n) => {
    const quantity = integer ? Math.round(values[n]) : values[n];
    if (quantity <= LEAST_QUANTITY) return;
    const itemHere = () => ({ item: ids.item.ids[first], place: ids.place.ids[second], period: ids.period.ids[third], quantity });
    const run = () => ({ recipe: ids.recipe.ids[first], workshop: ids.workshop.ids[second], period: ids.period.ids[third] });
    if (kind === "run") lists.runs.push({ ...run(), quantity });
    else if (kind === "ship")
      lists.shipments.push({
        item: ids.item.ids[first],
        from: ids.place.ids[second],
        to: ids.place.ids[third],
        period: ids.period.ids[fourth],
        quantity,
      });
    else if (kind === "buy") lists.purchases.push(itemHere());
    else if (kind === "hold") lists.holdings.push(itemHere());
    else if (kind === "setup") lists.setups.push(run());
    else lists.unmet.push({ need: ids.need.ids[first], quantity });
  });
  return lists;
}

function withCode(view: ProblemView, unreachable: Uint8Array, row: ResultRow): ResultRow {
  const need = view.ids.need.indexOf.get(String(row["need"])) ?? -1;
  return { ...row, code: unreachable[need] === 1 ? "no-material" : "limits", reason: "made for a test" };
}

/** How far below the optimum a leaf may stay. */
const CLOSE_ENOUGH = 2e-7;
const MOST_NODES = 400;

interface Growing {
  readonly view: ProblemView;
  readonly items: ItemOrder;
  readonly stage: SolvedStage;
  readonly before: readonly SolvedStage[];
  readonly nodes: TreeNode[];
}

/** Branch and bound with the known optimum as cut-off; a linear problem is one leaf. */
async function growTree({ view, stages }: SolvedModel, n: number): Promise<TreeNode[]> {
  const growing: Growing = { view, items: itemOrder(view.recipes, view.items), stage: stages[n], before: stages.slice(0, n), nodes: [] };
  await growNode(growing, openRanges(view));
  return growing.nodes;
}

async function growNode(growing: Growing, ranges: RunRanges): Promise<number> {
  const { view, stage, nodes } = growing;
  if (nodes.length > MOST_NODES) throw new Error("the search tree is too large for a test");
  narrowRanges(view, pairUses(view), ranges);
  const index = nodes.push({ bound: 0, prices: {} }) - 1;
  const { rows, columns, costs } = relaxedStage(growing, ranges);
  const solution = await solveRows(rows, columns, costs);
  const setups = stage.priority === 0 ? paidSetups(view, ranges) : 0;
  const value = solution.objective + setups;
  const split = value >= stage.solution.objective * (1 - CLOSE_ENOUGH) - 1e-9 ? undefined : chooseSplit(growing, columns, solution, ranges);
  if (!split) {
    nodes[index] = { bound: value, prices: leafPrices(growing, { rows, ranges }, solution) };
    return index;
  }
  const { run, row, at } = split;
  const below = await growNode(growing, splitRanges(ranges, run, at === undefined ? { setup: NO_RUNS } : { upper: at }));
  const above = await growNode(growing, splitRanges(ranges, run, at === undefined ? { setup: PAID } : { lower: at + 1 }));
  nodes[index] = { split: row, below, above };
  return index;
}

function relaxedStage(
  { view, stage, before }: Growing,
  ranges: RunRanges,
): { rows: ModelRow[]; columns: ModelColumn[]; costs: Float64Array } {
  const { rows, columns } = modelRows(view, { ranges, setupWeight: stage.priority === 0 ? view.weights.money : 0 });
  for (const { priority, solution } of before)
    holdLevel(rows, columns, { priority, costs: unmetCosts(view, columns, priority), value: solution.objective });
  // A branch may not be able to keep a level, or a lower limit on runs: then what is short costs more than any plan.
  rows.forEach(({ kind, key }, n) => {
    if (kind === "level") columns.push({ kind: "short", key, cost: SHORT_COST, upper: Infinity, integer: false, entries: [[n, -1]] });
  });
  const costs = stage.priority === 0 ? Float64Array.from(columns, (column) => column.cost) : unmetCosts(view, columns, stage.priority);
  columns.forEach((column, n) => {
    if (column.kind === "short") costs[n] = column.cost;
  });
  return { rows, columns, costs };
}

function paidSetups(view: ProblemView, ranges: RunRanges): number {
  const recipeOf = (run: number) => view.pairs.recipe[Math.floor(run / view.periods)];
  return ranges.setup.reduce(
    (sum, setup, run) =>
      setup === PAID && view.recipes.hasSetup[recipeOf(run)] === 1
        ? sum + view.weights.money * view.recipes.setupMoney[recipeOf(run)]
        : sum,
    0,
  );
}

function splitRanges(ranges: RunRanges, run: number, change: { setup?: number; upper?: number; lower?: number }): RunRanges {
  const { lower, upper, setup } = { lower: ranges.lower.slice(), upper: ranges.upper.slice(), setup: ranges.setup.slice() };
  if (change.setup !== undefined) setup[run] = change.setup;
  if (change.setup === NO_RUNS) upper[run] = 0;
  if (change.upper !== undefined) upper[run] = Math.min(upper[run], change.upper);
  if (change.lower !== undefined) lower[run] = change.lower;
  return { lower, upper, setup };
}

interface Splitting {
  readonly run: number;
  readonly row: ResultRow;
  /** Runs at most so many below; undefined where the set-up is decided. */
  readonly at: number | undefined;
}

/** The run that is furthest from whole, or whose set-up is furthest from all or nothing. */
function chooseSplit({ view }: Growing, columns: readonly ModelColumn[], { values }: Solution, ranges: RunRanges): Splitting | undefined {
  const { ids } = view;
  let best: Splitting | undefined,
    furthest = 1e-7;
  columns.forEach(({ kind, key: [r, w, t] }, n) => {
    if (kind !== "run") return;
    const run = (view.pairs.byRecipeAndWorkshop.get(r * view.workshops + w) ?? 0) * view.periods + t;
    const named = { recipe: ids.recipe.ids[r], workshop: ids.workshop.ids[w], period: ids.period.ids[t] };
    const share = values[n] / ranges.upper[run];
    const open =
      ranges.setup[run] === UNDECIDED && ranges.lower[run] === 0
        ? Math.min(share, 1 - share) + 0.5 * Number(share > 1e-7 && share < 1 - 1e-7)
        : 0;
    if (open > furthest) [best, furthest] = [{ run, row: { ...named, setup: true }, at: undefined }, open];
    const whole = Math.floor(values[n] + 1e-7),
      part = view.recipes.integer[r] === 1 ? Math.abs(values[n] - Math.round(values[n])) : 0;
    if (part > furthest) [best, furthest] = [{ run, row: { ...named, runs: whole }, at: whole }, part];
  });
  return best;
}

/** Nodes whose price a leaf states even where the checker could find a higher one: stocks, and products of runs that the leaf asks for. */
function cappedNodes({ stocks, pairs, recipes, periods }: ProblemView, { lower }: RunRanges): Set<string> {
  const nodes = new Set(Array.from({ length: stocks.count }, (_, n) => `${stocks.item[n]} ${stocks.place[n]} 0`));
  lower.forEach((least, run) => {
    const pair = Math.floor(run / periods),
      r = pairs.recipe[pair];
    if (least > 0) nodes.add(`${recipes.product[r]} ${pairs.place[pair]} ${(run % periods) + recipes.lead[r]}`);
  });
  return nodes;
}

/** Prices of a leaf from the duals: limits, levels, upper limits on runs, and nodes that must be stated or capped. */
function leafPrices(
  { view, items }: Growing,
  leaf: { readonly rows: readonly ModelRow[]; readonly ranges: RunRanges },
  { duals }: Solution,
): Record<string, ResultRow[]> {
  const prices: Record<string, ResultRow[]> = {
    machine: [],
    labour: [],
    ceiling: [],
    money: [],
    market: [],
    levels: [],
    runs: [],
    items: [],
  };
  const { ids } = view;
  const capped = cappedNodes(view, leaf.ranges);
  leaf.rows.forEach(({ kind, key: [first, second, third] }, n) => {
    const price = Math.max(0, kind === "balance" ? duals[n] : -duals[n]);
    const territory = () => ids.territory.ids[first],
      period = (t: number) => ids.period.ids[t];
    if (kind === "balance") {
      if (capped.has(`${first} ${second} ${third}`) || (items.stated[first] === 1 && price > 0))
        prices["items"].push({ item: ids.item.ids[first], place: ids.place.ids[second], period: period(third), price });
    } else if (price === 0) return;
    else if (kind === "machine")
      prices["machine"].push({ workshop: ids.workshop.ids[first], capability: ids.capability.ids[second], period: period(third), price });
    else if (kind === "labour")
      prices["labour"].push({ territory: territory(), skill: ids.skill.ids[second], period: period(third), price });
    else if (kind === "co2") prices["ceiling"].push({ territory: territory(), co2: true, period: period(second), price });
    else if (kind === "extract")
      prices["ceiling"].push({ territory: territory(), extract: ids.item.ids[second], period: period(third), price });
    else if (kind === "money") prices["money"].push({ territory: territory(), period: period(second), price });
    else if (kind === "market") prices["market"].push({ item: ids.item.ids[first], period: period(second), price });
    else if (kind === "level") prices["levels"].push({ priority: first, price });
    else if (kind === "runs")
      prices["runs"].push({ recipe: ids.recipe.ids[first], workshop: ids.workshop.ids[second], period: period(third), price });
  });
  return prices;
}
