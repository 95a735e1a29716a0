// Prices every column of the model and finds by how much the prices must shrink to be valid (rule C5).
import { freightCosts, freightLimitCosts, purchaseCost, purchaseLimitCost, runCost, runLimitCost } from "./columnCosts.js";
import { shown } from "./findings.js";
import { isOpen, type Leaf, setupShare } from "./leaf.js";
import { nodeOf } from "./problemView.js";

/** Reduced cost below minus this share of the terms is more than rounding. */
const ROUNDING = 1e-13;

/** All prices divided by `shrink` are valid; or `refusal` says which column makes them prove nothing. */
export interface ColumnPricing {
  readonly shrink: number;
  readonly refusal: string | undefined;
}

interface Pricing {
  shrink: number;
  refusal: string | undefined;
}

/** A run as cost and as worth: its objective coefficient, what it uses and what it makes at their prices. */
export interface RunPricing {
  readonly cost: number;
  readonly uses: number;
  readonly makes: number;
}

/** Goes over every run, shipment, purchase and holding. */
export function priceColumns(leaf: Leaf, price: Float64Array): ColumnPricing {
  const pricing: Pricing = { shrink: 1, refusal: undefined };
  priceRuns(leaf, price, pricing);
  priceShipments(leaf, price, pricing);
  pricePurchasesAndHoldings(leaf, price, pricing);
  return pricing;
}

/** Takes in one column: `cost` in the objective, `uses` what it takes and `makes` what it gives, at the prices. */
function consider(pricing: Pricing, column: RunPricing, name: () => string): void {
  const { cost, uses, makes } = column;
  // What needs something that nothing can bring never happens.
  if (uses === Infinity || pricing.refusal !== undefined) return;
  const reduced = cost + uses - makes;
  if (reduced >= -ROUNDING * (cost + uses + makes)) return;
  if (cost > 0 && Number.isFinite(reduced)) pricing.shrink = Math.max(pricing.shrink, 1 - reduced / cost);
  else pricing.refusal = `${name()} would earn ${shown(-reduced)} at these prices and costs nothing, so they prove nothing`;
}

/** Cost, uses and worth of one run; by-products and inputs at the node prices. */
export function priceRun(leaf: Leaf, price: Float64Array, run: number): RunPricing {
  const { view, stage, prices } = leaf;
  const { recipes, pairs, periods } = view;
  const pair = Math.floor(run / periods),
    t = run % periods,
    r = pairs.recipe[pair],
    place = pairs.place[pair];
  let uses = runLimitCost(view, prices, pair, t) + prices.runs[run],
    makes = 0;
  for (let n = recipes.inputs.start[r]; n < recipes.inputs.start[r + 1]; n++) {
    if (recipes.inputs.amount[n] !== 0) uses += recipes.inputs.amount[n] * price[nodeOf(view, recipes.inputs.index[n], place, t)];
  }
  for (let n = recipes.outputs.start[r]; n < recipes.outputs.start[r + 1]; n++) {
    if (recipes.outputs.amount[n] !== 0)
      makes += recipes.outputs.amount[n] * price[nodeOf(view, recipes.outputs.index[n], place, t + recipes.lead[r])];
  }
  return { cost: runCost(view, stage.weights, pair) + setupShare(leaf, run), uses, makes };
}

function priceRuns(leaf: Leaf, price: Float64Array, pricing: Pricing): void {
  const { ids, pairs, periods } = leaf.view;
  for (let run = 0; run < pairs.count * periods; run++) {
    if (!isOpen(leaf, run)) continue;
    const pair = Math.floor(run / periods);
    consider(
      pricing,
      priceRun(leaf, price, run),
      () =>
        `the run of "${ids.recipe.ids[pairs.recipe[pair]]}" at "${ids.workshop.ids[pairs.workshop[pair]]}" in "${ids.period.ids[run % periods]}"`,
    );
  }
}

function priceShipments(leaf: Leaf, price: Float64Array, pricing: Pricing): void {
  const { view, stage, prices } = leaf;
  const { places, periods, massKg, ids } = view;
  const own = freightCosts(view, stage.weights);
  for (let t = 0; t < periods; t++) {
    const atLimits = freightLimitCosts(view, prices, t);
    for (let item = 0; item < view.items; item++) {
      for (let from = 0; from < places; from++) {
        const atSource = price[nodeOf(view, item, from, t)];
        for (let to = 0; to < places; to++) {
          if (from === to) continue;
          const pair = from * places + to,
            cost = massKg[item] * own[pair],
            uses = atSource + massKg[item] * atLimits[pair];
          const makes = price[nodeOf(view, item, to, t)];
          if (cost + uses >= makes) continue;
          consider(
            pricing,
            { cost, uses, makes },
            () => `shipping "${ids.item.ids[item]}" from "${ids.place.ids[from]}" to "${ids.place.ids[to]}" in "${ids.period.ids[t]}"`,
          );
        }
      }
    }
  }
}

function pricePurchasesAndHoldings(leaf: Leaf, price: Float64Array, pricing: Pricing): void {
  const { view, stage, prices } = leaf;
  const { places, periods, ids } = view;
  for (let node = 0; node < price.length; node++) {
    if (price[node] === Infinity) continue;
    const t = node % periods,
      place = Math.floor(node / periods) % places,
      item = Math.floor(node / (periods * places));
    const name = () => `"${ids.item.ids[item]}" at "${ids.place.ids[place]}" in "${ids.period.ids[t]}"`;
    const cost = purchaseCost(view, stage.weights, item, place);
    if (!Number.isNaN(cost))
      consider(pricing, { cost, uses: purchaseLimitCost(view, prices, item, { place, t }), makes: price[node] }, () => `buying ${name()}`);
    if (t + 1 === periods) continue;
    const holding = stage.weights.money * view.holdingRate * view.referenceCost[item];
    consider(pricing, { cost: holding, uses: price[node], makes: price[node + 1] }, () => `holding ${name()}`);
  }
}
