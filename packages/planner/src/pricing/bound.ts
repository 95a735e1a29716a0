// The value that prices prove: no plan of the full model can do better (rule C4).
import { nodeOf } from "../arrays/planArrays.js";
import { type NodePrices, type PricingContext, priceNodes, runCost } from "./nodePrices.js";
import { costOfGoingWithout, type PriceSystem, SetupState } from "./priceSystem.js";

export interface Bound {
  readonly value: number;
  readonly nodes: NodePrices;
}

/**
 * Weak duality over the full model: needs at their prices, less stocks and limits at theirs, plus what the branch of the search forces. Valid for any prices,
 * since `priceNodes` returns prices that satisfy every column.
 */
export function boundAtPrices(context: PricingContext, prices: PriceSystem): Bound {
  const nodes = priceNodes(context, prices);
  const needed = needsAtPrices(context, prices, nodes),
    given = stocksAtPrices(context, nodes) + limitsAtPrices(context, prices),
    asked = branchAtPrices(context, prices, nodes);
  return { value: lessRounding(needed - given + asked, needed + given + asked), nodes };
}

/** Rule C4: the share of its terms that a bound may owe to rounding, the terms that are ordinary, and those that leave nothing sure, as multiples of the bound. */
const ROUNDING = 1e-12;
const ORDINARY = 1e4;
const UNSURE = 1e8;

/** Where large terms cancel, what is left of them is not all true. */
function lessRounding(bound: number, terms: number): number {
  if (bound <= 0 || terms === Infinity) return bound;
  return terms > UNSURE * bound ? 0 : bound - ROUNDING * Math.max(0, terms - ORDINARY * bound);
}

function needsAtPrices(context: PricingContext, prices: PriceSystem, nodes: NodePrices): number {
  const { arrays, stage } = context;
  const { needs } = arrays;
  let sum = 0;
  for (let n = 0; n < needs.count; n++) {
    const price = nodes.price[nodeOf(arrays, needs.item[n], needs.period[n], needs.place[n])];
    sum += needs.quantity[n] * Math.min(price, costOfGoingWithout(arrays, stage, prices, n));
  }
  return sum;
}

function stocksAtPrices({ arrays }: PricingContext, nodes: NodePrices): number {
  let sum = 0;
  for (let item = 0; item < arrays.itemCount; item++) {
    for (let h = 0; h < arrays.placeCount; h++) {
      const quantity = arrays.stock[item * arrays.placeCount + h];
      if (quantity > 0) sum += quantity * nodes.price[nodeOf(arrays, item, 0, h)];
    }
  }
  return sum;
}

function limitsAtPrices({ arrays, stage, choices, branch }: PricingContext, prices: PriceSystem): number {
  let sum = 0;
  for (let l = 0; l < prices.limit.length; l++) {
    if (prices.limit[l] > 0) sum += prices.limit[l] * arrays.limits.left[l];
  }
  for (let k = 0; k < stage.held.length; k++) sum += prices.level[k] * stage.held[k].limit;
  for (let c = 0; c < choices.count; c++) if (prices.choice[c] > 0) sum += prices.choice[c] * branch.most[c];
  return sum;
}

/** Set-ups that the branch pays, and runs that it forces although they do not pay for themselves at these prices. */
function branchAtPrices(context: PricingContext, prices: PriceSystem, nodes: NodePrices): number {
  const { arrays, stage, choices, branch } = context;
  let sum = 0;
  for (let c = 0; c < choices.count; c++) {
    if (branch.setup[c] === SetupState.on) sum += stage.costScale * arrays.recipes.setupCost[arrays.runs.recipe[choices.run[c]]];
    if (branch.least[c] > 0)
      sum += branch.least[c] * Math.max(0, reducedCostOfRun({ ...context, prices }, nodes, choices.run[c], choices.period[c]));
  }
  return sum;
}

/** Cost of one run at the prices, inputs bought and outputs sold at the node prices. */
function reducedCostOfRun(context: PricingContext & { prices: PriceSystem }, nodes: NodePrices, j: number, t: number): number {
  const { arrays } = context;
  const { recipes, runs } = arrays;
  const [recipe, place] = [runs.recipe[j], runs.place[j]];
  let cost = runCost(context, j, t);
  for (let k = recipes.inStart[recipe]; k < recipes.inStart[recipe + 1]; k++) {
    cost += recipes.inQuantity[k] * nodes.price[nodeOf(arrays, recipes.inItem[k], t, place)];
  }
  if (cost === Infinity) return cost;
  for (let k = recipes.outStart[recipe]; k < recipes.outStart[recipe + 1]; k++) {
    cost -= recipes.outQuantity[k] * nodes.price[nodeOf(arrays, recipes.outItem[k], t + recipes.leadPeriods[recipe], place)];
  }
  return cost;
}
