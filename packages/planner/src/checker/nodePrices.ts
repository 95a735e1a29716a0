// The price of every item at every place and period that the prices of the limits imply (rules C2, C3).
import { closeDetours, freightCosts, freightLimitCosts, purchaseCost, purchaseLimitCost, runCost, runLimitCost } from "./columnCosts.js";
import { isOpen, type Leaf, setupShare } from "./leaf.js";
import { nodeOf } from "./problemView.js";

/** Price per node; Infinity where nothing can bring the item there. Never negative. */
export function nodePrices(leaf: Leaf): Float64Array {
  const { view, items, prices } = leaf;
  const price = new Float64Array(prices.items.length).fill(Infinity);
  for (let item = 0; item < view.items; item++) if (items.stated[item] === 1) setStated(leaf, price, item);
  const freight = closedFreight(leaf);
  for (const item of items.order) {
    for (let t = 0; t < view.periods; t++) {
      if (leaf.reach.items[item * view.periods + t] === 0) continue;
      const local = localPrices(leaf, price, item, t);
      bringEverywhere(leaf, { price, local, freight: freight[t] }, item, t);
    }
  }
  return price;
}

function setStated(leaf: Leaf, price: Float64Array, item: number): void {
  const width = leaf.view.places * leaf.view.periods;
  for (let node = item * width; node < (item + 1) * width; node++) {
    // What cannot be reached costs infinity, stated or not (rule C6).
    if (leaf.reach.items[item * leaf.view.periods + (node % leaf.view.periods)] === 1)
      price[node] = Number.isNaN(leaf.prices.items[node]) ? 0 : leaf.prices.items[node];
  }
}

/** Per period, cost and CO2 price of one kg from place to place, the cheapest way round. */
function closedFreight(leaf: Leaf): Float64Array[] {
  const { view, stage, prices } = leaf;
  const own = freightCosts(view, stage.weights);
  const unpriced = prices.co2.every((price) => price === 0);
  const closed = (t: number) => {
    const atLimits = freightLimitCosts(view, prices, t);
    return closeDetours(
      own.map((cost, pair) => cost + atLimits[pair]),
      view.places,
    );
  };
  const first = view.periods > 0 ? closed(0) : own;
  return Array.from({ length: view.periods }, (_, t) => (t === 0 || unpriced ? first : closed(t)));
}

/** The least price at which each place can have the item without shipping it: stated, bought, made, or held from before. */
function localPrices(leaf: Leaf, price: Float64Array, item: number, t: number): Float64Array {
  const { view, stage, prices } = leaf;
  const local = new Float64Array(view.places);
  const holding = stage.weights.money * view.holdingRate * view.referenceCost[item];
  for (let place = 0; place < view.places; place++) {
    const node = nodeOf(view, item, place, t),
      stated = prices.items[node];
    const bought = purchaseCost(view, stage.weights, item, place) + purchaseLimitCost(view, prices, item, { place, t });
    local[place] = Math.min(
      Number.isNaN(stated) ? Infinity : stated,
      Number.isNaN(bought) ? Infinity : bought,
      t > 0 ? price[node - 1] + holding : Infinity,
    );
  }
  for (const recipe of leaf.recipesByProduct[item]) lowerByRuns(leaf, { price, local }, recipe, t);
  return local;
}

function lowerByRuns(leaf: Leaf, to: { readonly price: Float64Array; readonly local: Float64Array }, recipe: number, t: number): void {
  const { view } = leaf;
  const start = t - view.recipes.lead[recipe];
  if (start < 0) return;
  for (let pair = view.pairs.start[recipe]; pair < view.pairs.start[recipe + 1]; pair++) {
    if (!isOpen(leaf, pair * view.periods + start)) continue;
    const place = view.pairs.place[pair];
    // A by-product may be worth more than the run costs: the price stays 0, and the pricing of the columns finds it.
    to.local[place] = Math.min(to.local[place], Math.max(0, productPrice(leaf, to.price, pair, start)));
  }
}

/** What one unit of product of a run costs: the run, its limits, its inputs, less its by-products. */
function productPrice(leaf: Leaf, price: Float64Array, pair: number, start: number): number {
  const { view, stage, prices } = leaf;
  const { recipes, pairs, periods } = view;
  const r = pairs.recipe[pair],
    place = pairs.place[pair],
    run = pair * periods + start;
  let sum = runCost(view, stage.weights, pair) + setupShare(leaf, run) + runLimitCost(view, prices, pair, start) + prices.runs[run];
  for (let n = recipes.inputs.start[r]; n < recipes.inputs.start[r + 1]; n++) {
    if (recipes.inputs.amount[n] !== 0) sum += recipes.inputs.amount[n] * price[nodeOf(view, recipes.inputs.index[n], place, start)];
  }
  for (let n = recipes.outputs.start[r] + 1; n < recipes.outputs.start[r + 1]; n++) {
    sum -= recipes.outputs.amount[n] * price[nodeOf(view, recipes.outputs.index[n], place, start + recipes.lead[r])];
  }
  return sum / recipes.productAmount[r];
}

interface Bringing {
  readonly price: Float64Array;
  readonly local: Float64Array;
  readonly freight: Float64Array;
}

function bringEverywhere(leaf: Leaf, { price, local, freight }: Bringing, item: number, t: number): void {
  const { places, massKg, periods } = leaf.view;
  const mass = massKg[item],
    first = nodeOf(leaf.view, item, 0, t);
  for (let from = 0; from < places; from++) {
    if (local[from] === Infinity) continue;
    for (let to = 0, node = first; to < places; to++, node += periods) {
      const brought = local[from] + mass * freight[from * places + to];
      if (brought < price[node]) price[node] = brought;
    }
  }
}
