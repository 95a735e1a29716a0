// The bound that one leaf proves: no plan within its ranges costs less (rule C4).
import { priceColumns, priceRun } from "./columnPricing.js";
import { costOfGoingWithout, isOpen, type Leaf, PAID } from "./leaf.js";
import { nodePrices } from "./nodePrices.js";
import { nodeOf } from "./problemView.js";

/** The bound (Infinity: no plan at all lies within the ranges), or why the prices prove none. */
export type Bound = { readonly bound: number } | { readonly refusal: string };

/** Computes the bound of a leaf over the whole model from its prices. */
export function leafBound(leaf: Leaf): Bound {
  const { view } = leaf;
  const price = nodePrices(leaf);
  const { shrink, refusal } = priceColumns(leaf, price);
  if (refusal !== undefined) return { refusal };
  const { stocks, ids } = view;
  for (let n = 0; n < stocks.count; n++) {
    if (stocks.quantity[n] === 0 || price[nodeOf(view, stocks.item[n], stocks.place[n], 0)] < Infinity) continue;
    return {
      refusal: `the stock of "${ids.item.ids[stocks.item[n]]}" at "${ids.place.ids[stocks.place[n]]}" has no price, so the prices prove nothing`,
    };
  }
  const limits = limitCosts(leaf);
  if ("refusal" in limits) return limits;
  const needed = needWorth(leaf, price, shrink),
    given = (stockWorth(leaf, price) + limits.cost) / shrink,
    asked = runWorth(leaf, price, shrink);
  if (asked === Infinity) return { bound: Infinity };
  const bound = needed - given + asked,
    terms = needed + given + asked;
  if (bound <= 0) return { bound };
  // Huge prices that cancel would leave nothing but their rounding, which must not pass for a bound.
  if (given + asked > MOST_CANCELLING * Math.max(bound, needed))
    return { refusal: "the prices are so large that their rounding outweighs what they prove" };
  return { bound: lessRounding(bound, terms) };
}

/** How many times the bound its terms may be. */
const MOST_CANCELLING = 1e6;
/** The share of its terms that a bound may owe to rounding, that of the columns (rule C5) included. */
const ROUNDING = 1e-12;
/** Terms up to so many times the bound round to far less than the check looks at; beyond the greater number nothing of it is sure. */
const ORDINARY = 1e4;
const UNSURE = 1e8;

/** The bound without what rounding may have added where its terms cancel. */
function lessRounding(bound: number, terms: number): number {
  return terms > UNSURE * bound ? 0 : bound - ROUNDING * Math.max(0, terms - ORDINARY * bound);
}

function needWorth(leaf: Leaf, price: Float64Array, shrink: number): number {
  const { needs } = leaf.view;
  let sum = 0;
  for (let n = 0; n < needs.count; n++) {
    const asked = price[nodeOf(leaf.view, needs.item[n], needs.place[n], needs.period[n])] / shrink;
    sum += needs.quantity[n] * Math.min(asked, costOfGoingWithout(leaf, n, shrink));
  }
  return sum;
}

function stockWorth(leaf: Leaf, price: Float64Array): number {
  const { stocks } = leaf.view;
  let sum = 0;
  for (let n = 0; n < stocks.count; n++)
    if (stocks.quantity[n] !== 0) sum += stocks.quantity[n] * price[nodeOf(leaf.view, stocks.item[n], stocks.place[n], 0)];
  return sum;
}

/** All limits at their prices, also those of levels and of upper limits on runs. */
function limitCosts(leaf: Leaf): { readonly cost: number } | { readonly refusal: string } {
  const { view, prices, ranges, stage } = leaf;
  const { ids, pairs, periods } = view;
  const byPeriod = ([price, limit]: readonly [Float64Array, Float64Array]) =>
    price.reduce((sum, value, n) => (value === 0 ? sum : sum + value * limit[Math.floor(n / periods)]), 0);
  let cost = [
    [prices.machine, view.machineHours],
    [prices.labour, view.labourHours],
    [prices.co2, view.co2Limit],
    [prices.extract, view.extractLimit],
    [prices.money, view.moneyLimit],
    [prices.market, view.marketLimit],
  ].reduce((sum, [price, limit]) => sum + byPeriod([price, limit]), 0);
  for (let priority = 1; priority <= 3; priority++) {
    if (prices.levels[priority] === 0) continue;
    if (stage.levelLimit[priority] === Infinity)
      return { refusal: `the level of priority ${priority} has a price, but is not held in the stage "${stage.name}"` };
    cost += prices.levels[priority] * stage.levelLimit[priority];
  }
  for (let run = 0; run < prices.runs.length; run++) {
    if (prices.runs[run] === 0) continue;
    if (ranges.upper[run] === Infinity)
      return {
        refusal: `runs of "${ids.recipe.ids[pairs.recipe[Math.floor(run / periods)]]}" have a price, but no upper limit in this leaf`,
      };
    cost += prices.runs[run] * ranges.upper[run];
  }
  return { cost };
}

/** Least cost of the runs that the leaf asks for, and the set-ups that it pays. */
function runWorth(leaf: Leaf, price: Float64Array, shrink: number): number {
  const { view, ranges, stage } = leaf;
  const { recipes, pairs, periods } = view;
  let sum = 0;
  for (let run = 0; run < ranges.lower.length; run++) {
    const r = pairs.recipe[Math.floor(run / periods)];
    if (ranges.setup[run] === PAID && recipes.hasSetup[r] === 1) sum += stage.weights.money * recipes.setupMoney[r];
    if (ranges.lower[run] === 0) continue;
    if (!isOpen(leaf, run)) return Infinity;
    const { cost, uses, makes } = priceRun(leaf, price, run);
    // What needs something that nothing can bring never happens, whatever it would make.
    if (uses === Infinity) return Infinity;
    sum += ranges.lower[run] * Math.max(0, cost + (uses - makes) / shrink);
  }
  return sum;
}
