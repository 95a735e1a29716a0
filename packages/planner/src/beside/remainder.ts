// What a plan leaves to another that is made beside it: hours, limits and stocks, and what it already brings to the needs.
import { compileProblem } from "../arrays/compile.js";
import { indexIds } from "../arrays/idIndex.js";
import { compileLimits } from "../arrays/limitTable.js";
import type { PlanArrays } from "../arrays/planArrays.js";
import { reachedItems } from "../arrays/reach.js";
import { forEachUse, limitFinder } from "../pegging/limitAmounts.js";
import type { NeedShare, PeggedPlan } from "../pegging/pegging.js";
import { planFlow } from "../pegging/planFlow.js";
import { at, indexProblem, nodeAt, type PlanRows, type ProblemIndex, readRows } from "../pegging/planRows.js";
import type { PlanProblem } from "../problem/planProblem.js";
import { coneOf } from "../result/unmetReasons.js";
import type { BesidePlan } from "./besidePlan.js";

/** A problem of a few needs in what a plan leaves. */
export interface Remainder {
  /** The problem with these needs only, each less what the plan brings it already; needs of which nothing is left are out. */
  readonly problem: PlanProblem;
  readonly arrays: PlanArrays;
  readonly served: readonly NeedShare[];
  readonly stocks: BesidePlan["stocks"];
}

/** Less than this share of a limit, or of what comes to a node, is rounding and not left. */
const DUST = 1e-9;

/** What `plan` leaves of `problem` to `needs`. Rows of the plan that the problem no longer has a thing for use nothing. Throws on an unknown need. */
export function remainderOf(problem: PlanProblem, plan: PeggedPlan, needs: readonly string[]): Remainder {
  const index = indexProblem(problem);
  const kept = knownRows(index, plan);
  const rows = readRows(index, kept);
  const surplus = surplusOf(rows, kept, needs);
  const served: NeedShare[] = [];
  const open = needs.flatMap((id) => {
    const need = problem.needs[at(index.need, id)];
    const node = nodeAt(index, at(index.item, need.item), at(index.period, need.due), at(index.place, need.place));
    const there = Math.min(need.quantity, surplus.get(node) ?? 0);
    if (there > 0) {
      served.push({ need: id, quantity: there });
      surplus.set(node, (surplus.get(node) ?? 0) - there);
    }
    const quantity = need.quantity - there;
    return quantity > DUST * need.quantity ? [{ ...need, quantity }] : [];
  });
  const stocks = stocksOf(index, surplus);
  const rest = { ...problem, needs: open };
  return { problem: rest, arrays: arraysOf(rest, rows, stocks), served, stocks };
}

/** The rows of a plan that name only what the problem has. */
function knownRows(index: ProblemIndex, plan: PeggedPlan): PeggedPlan {
  const isSold = new Set(index.problem.market.map((row) => row.item));
  const hasNode = (row: { readonly item: string; readonly place: string; readonly period: string }) =>
    index.item.has(row.item) && index.place.has(row.place) && index.period.has(row.period);
  const hasRun = (row: PeggedPlan["setups"][number]) =>
    index.recipe.has(row.recipe) && index.workshop.has(row.workshop) && index.period.has(row.period);
  const moves = (row: PeggedPlan["shipments"][number]) => hasNode({ ...row, place: row.from }) && index.place.has(row.to);
  const isLast = (period: string) => period === index.problem.periods[index.problem.periods.length - 1];
  return {
    ...plan,
    runs: plan.runs.filter((row) => hasRun(row) && endOf(index, row) < index.problem.periods.length),
    setups: plan.setups.filter(hasRun),
    shipments: plan.shipments.filter(moves),
    purchases: plan.purchases.filter((row) => hasNode(row) && isSold.has(row.item)),
    holdings: plan.holdings.filter((row) => hasNode(row) && !isLast(row.period)),
    unmet: plan.unmet.filter((row) => index.need.has(row.need)),
  };
}

function endOf({ problem, recipe, period }: ProblemIndex, row: PeggedPlan["setups"][number]): number {
  return at(period, row.period) + problem.recipes[at(recipe, row.recipe)].leadPeriods;
}

/** Per node of the problem, what comes there and nobody but the new needs could use. */
function surplusOf(rows: PlanRows, plan: PeggedPlan, asked: readonly string[]): Map<number, number> {
  const others = rows.index.problem.needs.map((need) => need.id).filter((id) => !asked.includes(id));
  const flow = planFlow(rows, { ...plan, needs: others });
  const surplus = new Map<number, number>();
  flow.node.forEach((node, k) => {
    const left = flow.incoming[k] - flow.outgoing[k];
    if (left > DUST * flow.incoming[k]) surplus.set(node, left);
  });
  return surplus;
}

/** What is left over in the first period is a stock. */
function stocksOf({ problem }: ProblemIndex, surplus: ReadonlyMap<number, number>): BesidePlan["stocks"] {
  const { places, periods, items } = problem;
  return [...surplus].flatMap(([node, quantity]) =>
    Math.floor(node / places.length) % periods.length === 0 && quantity > 0
      ? [{ item: items[Math.floor(node / (periods.length * places.length))].id, place: places[node % places.length].id, quantity }]
      : [],
  );
}

/** The arrays of the remainder: its needs, what is left of stocks and of every limit in every period. */
function arraysOf(problem: PlanProblem, rows: PlanRows, stocks: BesidePlan["stocks"]): PlanArrays {
  const arrays = compileProblem({ ...problem, stocks });
  const left = arrays.limits.left.slice();
  const finder = limitFinder(rows.index, compileLimits(problem, indexIds(problem)));
  forEachUse(finder, rows, ({ list, at: row, period }, uses) => {
    for (const [limit, amount] of uses) left[limit * arrays.periodCount + period] -= amount * rows[list][row].quantity;
  });
  const least = (cell: number) => DUST * arrays.limits.amount[Math.floor(cell / arrays.periodCount)];
  const limits = { ...arrays.limits, left: left.map((amount, cell) => (amount > least(cell) ? amount : 0)) };
  return withinCone({ ...arrays, limits, isReached: reachedItems({ ...arrays, limits }) });
}

/** Only what the needs can be made of is priced; nothing else can be of use to them. */
function withinCone(arrays: PlanArrays): PlanArrays {
  const cone = new Set([...new Set(arrays.needs.item)].flatMap((item) => [...coneOf(arrays, item)]));
  const { placeCount: H } = arrays;
  return {
    ...arrays,
    pricingOrder: arrays.pricingOrder.filter((item) => cone.has(item)),
    stock: arrays.stock.map((quantity, at) => (cone.has(Math.floor(at / H)) ? quantity : 0)),
  };
}
