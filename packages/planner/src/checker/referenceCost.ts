// What an item costs at the least, with no limits, where the problem does not say (rule P7).
import { closeDetours, type CostView, freightCosts, purchaseCost, runCost, sumOver, type Weights } from "./columnCosts.js";

const SETTLED = 1e-12;
/** Runs priced before the search for the least costs is given up; an honest region needs a hundredth of it. */
const MOST_RUNS_PRICED = 200_000_000;

/** A sweep counts for so many runs even where there are few, so that the sweeps are few enough too. */
const SWEEP_ITSELF = 5_000;

/** All that the costs are found from. */
export type CostingView = CostView & { readonly massKg: Float64Array; readonly weights: Weights };

/**
 * Least cost of every item in objective units, over all places; 0 where it can be neither made as a product nor bought.
 * Undefined where the costs do not settle (a circle of recipes that gains almost nothing each time round).
 */
export function leastCosts(view: CostingView): Float64Array | undefined {
  const { items, places } = view;
  const freight = closeDetours(freightCosts(view, view.weights), places);
  const cost = boughtCosts(view);
  for (let item = 0; item < items; item++) lowerByFreight(view, cost, freight, item);
  let priced = 0;
  for (let fell = lowerByRecipes(view, cost, freight); fell > 0; fell = lowerByRecipes(view, cost, freight)) {
    priced += view.pairs.count + SWEEP_ITSELF + fell * places ** 2;
    if (priced > MOST_RUNS_PRICED) return undefined;
  }
  return Float64Array.from({ length: items }, (_, item) => {
    const least = cost.subarray(item * places, (item + 1) * places).reduce((a, b) => Math.min(a, b), Infinity);
    return Number.isFinite(least) ? least : 0;
  });
}

function boughtCosts(view: CostingView): Float64Array {
  const { items, places } = view;
  return Float64Array.from({ length: items * places }, (_, node) => {
    const cost = purchaseCost(view, view.weights, Math.floor(node / places), node % places);
    return Number.isNaN(cost) ? Infinity : cost;
  });
}

/** One sweep over the recipes; the answer is how many lowered a cost by more than rounding. */
function lowerByRecipes(view: CostingView, cost: Float64Array, freight: Float64Array): number {
  const { recipes, pairs, places } = view;
  let falling = 0;
  for (let r = 0; r < recipes.count; r++) {
    const node = recipes.product[r] * places;
    let fell = false;
    for (let pair = pairs.start[r]; pair < pairs.start[r + 1]; pair++) {
      const h = pairs.place[pair];
      const inputs = sumOver(recipes.inputs, r, (item) => cost[item * places + h]);
      const made = (runCost(view, view.weights, pair) + inputs) / recipes.productAmount[r];
      if (made >= cost[node + h] * (1 - SETTLED)) continue;
      cost[node + h] = made;
      fell = true;
    }
    if (!fell) continue;
    lowerByFreight(view, cost, freight, recipes.product[r]);
    falling++;
  }
  return falling;
}

function lowerByFreight(view: CostingView, cost: Float64Array, freight: Float64Array, item: number): void {
  const { places, massKg } = view;
  const local = cost.slice(item * places, (item + 1) * places);
  for (let b = 0; b < places; b++) {
    for (let a = 0; a < places; a++) {
      const brought = local[a] + massKg[item] * freight[a * places + b];
      if (brought < cost[item * places + b]) cost[item * places + b] = brought;
    }
  }
}
