// Where one unit at a place can come from without shipping, and what each source costs at given prices.
import type { PlanArrays } from "../arrays/planArrays.js";
import { nodeOf } from "../arrays/planArrays.js";
import { type NodePrices, type PricingContext, purchaseCost, runCost } from "./nodePrices.js";
import type { PriceSystem } from "./priceSystem.js";

/** A context with its prices and the node prices made from them. */
export interface Priced extends PricingContext {
  readonly prices: PriceSystem;
  readonly nodes: NodePrices;
}

/** A run that ends in the period (index: run, start: its period), a purchase, or what is held from the period before. Stock has no source: it is a price. */
export interface Source {
  readonly kind: "run" | "buy" | "hold";
  readonly index: number;
  readonly start: number;
  /** Objective units per unit of the item. */
  readonly value: number;
}

/** Every source of an item at a place in a period, those included that give it as a by-product; unusable ones (infinite) left out. */
export function sourcesAt(priced: Priced, item: number, t: number, place: number): Source[] {
  const { arrays } = priced;
  const { purchases, recipes } = arrays;
  const sources: Source[] = [];
  for (let p = purchases.start[item]; p < purchases.start[item + 1]; p++) {
    if (purchases.place[p] === place) sources.push({ kind: "buy", index: p, start: t, value: purchaseCost(priced, p, t) });
  }
  for (let m = recipes.makerStart[item]; m < recipes.makerStart[item + 1]; m++)
    pushRuns(priced, { item, recipe: recipes.maker[m], t, place }, sources);
  for (let g = recipes.giverStart[item]; g < recipes.giverStart[item + 1]; g++)
    pushRuns(priced, { item, recipe: recipes.giver[g], t, place }, sources);
  if (t > 0 && arrays.isReached[item * arrays.periodCount + t - 1]) {
    const before = priced.nodes.price[nodeOf(arrays, item, t - 1, place)];
    sources.push({ kind: "hold", index: item, start: t - 1, value: before + priced.stage.costScale * arrays.holdCost[item] });
  }
  return sources.filter((source) => source.value < Infinity);
}

function pushRuns(priced: Priced, wanted: { item: number; recipe: number; t: number; place: number }, sources: Source[]): void {
  const { arrays } = priced;
  const { recipes, runs } = arrays;
  const start = wanted.t - recipes.leadPeriods[wanted.recipe];
  if (start < 0) return;
  for (
    let j = firstRunAt(arrays, wanted.recipe, wanted.place);
    j < recipes.runStart[wanted.recipe + 1] && runs.place[j] === wanted.place;
    j++
  ) {
    sources.push({ kind: "run", index: j, start, value: valueOfRun(priced, j, start, wanted.item) });
  }
}

/** Runs of a recipe are sorted by place: binary search for the first at a place or after it. */
function firstRunAt({ recipes, runs }: PlanArrays, recipe: number, place: number): number {
  let low = recipes.runStart[recipe];
  let high = recipes.runStart[recipe + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs.place[middle] < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a unit of one output costs, the other outputs at their prices. */
export function valueOfRun(priced: Priced, j: number, start: number, item: number): number {
  const { arrays, nodes } = priced;
  const { recipes, runs } = arrays;
  const [recipe, place] = [runs.recipe[j], runs.place[j]];
  let cost = runCost(priced, j, start);
  for (let k = recipes.inStart[recipe]; k < recipes.inStart[recipe + 1]; k++) {
    cost += recipes.inQuantity[k] * nodes.price[nodeOf(arrays, recipes.inItem[k], start, place)];
  }
  if (cost === Infinity) return cost;
  let perRun = 1;
  for (let k = recipes.outStart[recipe]; k < recipes.outStart[recipe + 1]; k++) {
    if (recipes.outItem[k] === item) perRun = recipes.outQuantity[k];
    else cost -= recipes.outQuantity[k] * nodes.price[nodeOf(arrays, recipes.outItem[k], start + recipes.leadPeriods[recipe], place)];
  }
  return cost / perRun;
}
