// All ways to get a unit of an item to a place in a period, each with its cost at the prices of the plan.
import { nodeOf } from "../arrays/planArrays.js";
import { purchaseCost } from "../pricing/nodePrices.js";
import { type Priced, valueOfRun } from "../pricing/sources.js";

/** Where a unit is used, in indices. */
export interface Target {
  readonly item: number;
  readonly place: number;
  readonly period: number;
}

/** One way: from a run that ends, a purchase or a stock at a place in a period, shipped in a period, held in between. */
export interface CostedWay {
  readonly kind: "run" | "buy" | "stock";
  /** Run, purchase or place. */
  readonly index: number;
  readonly from: number;
  /** When it is there: the run ends, the purchase is made. */
  readonly at: number;
  /** When it is shipped; the same as `at` where it is not. */
  readonly shipped: number;
  /** Objective units of a unit where it is used. */
  readonly value: number;
}

/** The cheapest way from every run, purchase and stock; ways that cannot be (infinite) are left out. In the order of the problem. */
export function waysTo(priced: Priced, target: Target): CostedWay[] {
  const { arrays } = priced;
  const { recipes, runs, purchases, stock, placeCount: H } = arrays;
  const ways: CostedWay[] = [];
  const push = (way: CostedWay | undefined) => way !== undefined && ways.push(way);
  const { item } = target;
  for (const list of [
    recipes.maker.subarray(recipes.makerStart[item], recipes.makerStart[item + 1]),
    recipes.giver.subarray(recipes.giverStart[item], recipes.giverStart[item + 1]),
  ]) {
    for (const recipe of list)
      for (let j = recipes.runStart[recipe]; j < recipes.runStart[recipe + 1]; j++)
        push(cheapestAt(priced, target, { kind: "run", index: j, from: runs.place[j] }));
  }
  if (canBuy(priced, item)) {
    for (let p = purchases.start[item]; p < purchases.start[item + 1]; p++)
      push(cheapestAt(priced, target, { kind: "buy", index: p, from: purchases.place[p] }));
  }
  for (let h = 0; h < H; h++) if (stock[item * H + h] > 0) push(wayAt(priced, target, { kind: "stock", index: h, from: h }, 0));
  return ways;
}

/** Whether the market gives any of an item. */
export function canBuy({ arrays: { limits } }: Priced, item: number): boolean {
  const limit = limits.marketOfItem[item];
  return limit < 0 || limits.amount[limit] > 0;
}

type Origin = Pick<CostedWay, "kind" | "index" | "from">;

/** Over all periods in which the origin could have it ready; the latest of equals, since nobody holds for nothing. */
function cheapestAt(priced: Priced, target: Target, origin: Origin): CostedWay | undefined {
  let best: CostedWay | undefined;
  for (let at = target.period; at >= 0; at--) {
    const way = wayAt(priced, target, origin, at);
    if (way !== undefined && (best === undefined || way.value < best.value - 1e-12 * Math.abs(best.value))) best = way;
  }
  return best;
}

/** The way from an origin that has it ready in a period; undefined where it cannot. */
export function wayAt(priced: Priced, target: Target, origin: Origin, at: number): CostedWay | undefined {
  const { arrays, nodes, stage } = priced;
  const { massKg, holdCost, placeCount: H, periodCount: T, isReached } = arrays;
  const { item, place, period } = target;
  if (at > period || isReached[item * T + at] === 0) return undefined;
  const own = ownValue(priced, item, origin, at);
  if (own === undefined || own === Infinity || Number.isNaN(own)) return undefined;
  let shipped = at;
  const perKg = (t: number) => nodes.freight.closed[t][origin.from * H + place];
  // Holding costs the same everywhere; only a price on CO2 can make one period better to ship in than another.
  for (let t = at + 1; t <= period; t++) if (perKg(t) < perKg(shipped) * (1 - 1e-12)) shipped = t;
  const value = own + massKg[item] * perKg(shipped) + stage.costScale * holdCost[item] * (period - at);
  return { ...origin, at, shipped, value };
}

/** Cost of a unit where and when it comes into being; undefined where the run would start too early. */
function ownValue(priced: Priced, item: number, { kind, index }: Origin, at: number): number | undefined {
  const { arrays, prices } = priced;
  if (kind === "buy") return purchaseCost(priced, index, at);
  if (kind === "stock") return Math.min(prices.node[nodeOf(arrays, item, 0, index)], priced.nodes.price[nodeOf(arrays, item, 0, index)]);
  const start = at - arrays.recipes.leadPeriods[arrays.runs.recipe[index]];
  return start < 0 ? undefined : valueOfRun(priced, index, start, item);
}
