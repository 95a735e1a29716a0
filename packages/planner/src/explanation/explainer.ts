// Explains a plan: for any use of a thing, the way that the plan takes, its rivals, and what makes the difference (rules E7 to E9).
import { type FlowSource, type PlanFlow, planFlow, SourceKind } from "../pegging/planFlow.js";
import { type Supplier, suppliersOf } from "../pegging/suppliers.js";
import { at, indexProblem, type ProblemIndex, readRows } from "../pegging/planRows.js";
import type { Priced } from "../pricing/sources.js";
import type { PlanProblem } from "../problem/planProblem.js";
import { limitNames, type LimitNames } from "../result/limitNames.js";
import type { PlanResult } from "../result/planResult.js";
import type { Explainer, Explanation, LimitPrice, RivalReason, Use, Way } from "./explanation.js";
import { pricesOfPlan } from "./planPrices.js";
import { reasonOf, type TakenApart } from "./reason.js";
import { unableWays } from "./unable.js";
import { partsOf } from "./wayParts.js";
import { type CostedWay, type Target, wayAt, waysTo } from "./ways.js";

const MOST_RIVALS = 8;
/** A way that brings less than this share of a use is rounding. */
const DUST = 1e-6;

interface Explaining {
  readonly problem: PlanProblem;
  readonly index: ProblemIndex;
  readonly priced: Priced;
  readonly flow: PlanFlow;
  readonly suppliersAt: (node: number) => readonly Supplier[];
  /** Run of a recipe at a workshop: recipe * W + workshop. */
  readonly runOf: ReadonlyMap<number, number>;
  /** Purchase of an item at a place: item * H + place. */
  readonly purchaseOf: ReadonlyMap<number, number>;
}

/** Prepares explanations of a plan: its prices from the certificate, and the price of every node at them. Throws where result and problem do not belong together. */
export function explainer(problem: PlanProblem, result: PlanResult): Explainer {
  const index = indexProblem(problem);
  const priced = pricesOfPlan(problem, result);
  const { runs, purchases, placeCount } = priced.arrays;
  const flow = planFlow(readRows(index, result), result);
  const explaining: Explaining = {
    problem,
    index,
    priced,
    flow,
    suppliersAt: suppliersOf(flow),
    runOf: new Map(Array.from(runs.recipe, (recipe, j) => [recipe * problem.workshops.length + runs.workshop[j], j])),
    purchaseOf: new Map(Array.from(purchases.item, (item, p) => [item * placeCount + purchases.place[p], p])),
  };
  return { explainUse: (use) => explainUse(explaining, use) };
}

function explainUse(explaining: Explaining, use: Use): Explanation {
  const { problem, index, priced } = explaining;
  const target: Target = { item: at(index.item, use.item), place: at(index.place, use.place), period: at(index.period, use.period) };
  const apart = (way: CostedWay): TakenApart => ({ way, ...partsOf(problem, priced, target, way) });
  const taken = takenWays(explaining, target).map(apart);
  const isAsked = ({ way }: TakenApart) => use.source === undefined || isOfLine(explaining, target, use, way);
  const asked = taken.filter(isAsked);
  // A line that brings next to nothing to this use is explained by what does.
  const chosen = asked.length > 0 ? asked : taken;
  const takenKeys = new Set(taken.map(({ way }) => `${way.kind} ${way.index}`));
  const others = waysTo(priced, target)
    .filter((way) => !takenKeys.has(`${way.kind} ${way.index}`))
    .sort((a, b) => a.value - b.value)
    .slice(0, MOST_RIVALS)
    .map(apart);
  const rivals = [...taken.filter((way) => !chosen.includes(way)), ...others]
    .sort((a, b) => a.way.value - b.way.value)
    .slice(0, MOST_RIVALS);
  const base = chosen[0] ?? rivals[0];
  const isTaken = new Set(taken);
  const written = (way: TakenApart) =>
    wayInNames(explaining, way, base, isTaken.has(way) ? "chosen" : reasonOf(problem, priced, way, base));
  return {
    item: use.item,
    place: use.place,
    period: use.period,
    chosen: chosen.map(written),
    rivals: rivals.map(written),
    unable: unableWays({ problem, priced, target, km: index.km, placeOfWorkshop: index.placeOfWorkshop }),
    limits: limitPrices(explaining, [...chosen, ...rivals]),
  };
}

/** The ways by which the plan brings something to a node, the greatest first, each by its greatest period. */
function takenWays(explaining: Explaining, target: Target): CostedWay[] {
  const { flow, priced, problem, suppliersAt } = explaining;
  const node = flow.indexOfNode.get((target.item * problem.periods.length + target.period) * problem.places.length + target.place);
  if (node === undefined) return [];
  const found = new Map<string, { way: CostedWay; share: number }>();
  for (const { source, share } of suppliersAt(node)) {
    if (share < DUST) continue;
    const { ready, ...origin } = originOf(explaining, target, source);
    const way = wayAt(priced, target, origin, ready);
    const key = `${origin.kind} ${origin.index}`;
    const before = found.get(key);
    if (way !== undefined && (before === undefined || share > before.share)) found.set(key, { way, share });
  }
  return [...found.values()].sort((a, b) => b.share - a.share).map(({ way }) => way);
}

/** A source of the plan's flow as the origin of a way, and the period in which it is there. */
function originOf(
  { flow, index, problem, runOf, purchaseOf }: Explaining,
  { item }: Target,
  { kind, row }: FlowSource,
): Pick<CostedWay, "kind" | "index" | "from"> & { readonly ready: number } {
  const { rows } = flow;
  if (kind === SourceKind.bought) {
    const { to, period } = rows.purchases[row];
    return { kind: "buy", index: known(purchaseOf, item * problem.places.length + to), from: to, ready: period };
  }
  if (kind === SourceKind.stock) {
    const { place } = rows.stocks[row];
    return { kind: "stock", index: place, from: place, ready: 0 };
  }
  const run = rows.runs[row];
  const j = known(runOf, run.recipe * problem.workshops.length + run.workshop);
  return { kind: "run", index: j, from: index.placeOfWorkshop[run.workshop], ready: run.end };
}

function known(indexOf: ReadonlyMap<number, number>, key: number): number {
  const found = indexOf.get(key);
  if (found === undefined) throw new Error("the plan does what the problem does not allow");
  return found;
}

/** Whether a way is of the source and recipe of a line; a line of by-products has no recipe. */
function isOfLine({ problem, priced }: Explaining, target: Target, use: Use, { kind, index }: CostedWay): boolean {
  if (kind !== "run") return use.source === (kind === "buy" ? "bought" : "stock");
  if (use.source !== "made") return false;
  const { recipes, runs } = priced.arrays;
  const recipe = runs.recipe[index];
  const isProduct = recipes.outItem[recipes.outStart[recipe]] === target.item;
  return isProduct ? use.recipe === undefined || use.recipe === problem.recipes[recipe].id : (use.recipe ?? null) === null;
}

function wayInNames({ problem, priced }: Explaining, { way, parts }: TakenApart, base: TakenApart, reason: RivalReason): Way {
  const { runs, recipes } = priced.arrays;
  const isRun = way.kind === "run";
  const start = isRun ? way.at - recipes.leadPeriods[runs.recipe[way.index]] : way.at;
  return {
    source: isRun ? "made" : way.kind === "buy" ? "bought" : "stock",
    place: problem.places[way.from].id,
    workshop: isRun ? problem.workshops[runs.workshop[way.index]].id : null,
    recipe: isRun ? problem.recipes[runs.recipe[way.index]].id : null,
    period: problem.periods[start],
    unitCost: way.value,
    difference: way.value - base.way.value,
    parts,
    reason,
    missing: [],
  };
}

/** The limits of some ways, each once, those that cost a unit most first. */
function limitPrices({ problem, priced }: Explaining, ways: readonly TakenApart[]): LimitPrice[] {
  const worth = new Map<number, number>();
  for (const { limits } of ways) for (const { cell, value } of limits) worth.set(cell, Math.max(worth.get(cell) ?? 0, value));
  const { arrays, prices } = priced;
  return [...worth]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .map(([cell]) => {
      const names = limitNames(problem, arrays, Math.floor(cell / arrays.periodCount));
      return { ...names, period: problem.periods[cell % arrays.periodCount], price: prices.limit[cell], unit: unitOf(problem, names) };
    });
}

function unitOf(problem: PlanProblem, names: LimitNames): string {
  const unitOfItem = (id: string) => problem.items.find((item) => item.id === id)?.unit ?? "";
  switch (names.kind) {
    case "machine":
    case "labour":
      return "h";
    case "ceiling":
      return "co2" in names ? "kg" : unitOfItem(names.extract);
    case "money":
      return problem.currency ?? "";
    case "market":
      return unitOfItem(names.item);
  }
}
