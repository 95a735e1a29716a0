// Prices every node of the full model from a price system: one pass over the items in pricing order. Nothing is pruned, no shipment is materialised.
import type { PlanArrays } from "../arrays/planArrays.js";
import { type Freight, freightAtPrices } from "./freight.js";
import { type Branch, type Choices, type PriceSystem, SetupState, type Stage } from "./priceSystem.js";

/** Prices of all nodes that satisfy every column of the full model (dual feasible), and what they were made from. */
export interface NodePrices {
  /** [nodes] least cost of one unit here, from any source. */
  readonly price: Float64Array;
  /** [nodes] least cost of one unit from a source at this very place: cap, buying, runs, holding. */
  readonly local: Float64Array;
  readonly freight: Freight;
  /** True where the stated prices had to be lowered to satisfy a column: the price system was not dual feasible as it stood. */
  readonly wasLowered: boolean;
  /** Runs (index run * T + period) whose by-products were priced above what the run costs: columns that the master lacks. */
  readonly overpaid: ReadonlySet<number>;
}

/** What `priceNodes` needs besides the prices. */
export interface PricingContext {
  readonly arrays: PlanArrays;
  readonly stage: Stage;
  readonly choices: Choices;
  readonly branch: Branch;
}

/** Circles of items settle in a few sweeps; after so many, what still falls goes to 0 at once, which every source allows, so that the sweeps end. */
const MOST_SWEEPS = 200;

/**
 * Least price of every node (rule C3). For items that are not stated the result is the greatest price that satisfies every run, purchase, shipment and holding
 * of the full model, by induction along the pricing order. Stated prices (`prices.node`) are lowered until they satisfy every column too: lowering an output's
 * price only relaxes its own source columns, and the sweep repeats until nothing falls.
 */
export function priceNodes(context: PricingContext, prices: PriceSystem): NodePrices {
  const pass = newPass(context, prices);
  let wasLowered = false;
  for (let sweep = 0; ; sweep++) {
    pass.lowered = false;
    pass.toZero = sweep >= MOST_SWEEPS;
    for (const item of context.arrays.pricingOrder) priceItem(pass, item);
    if (!pass.lowered) break;
    wasLowered = true;
  }
  return nodePricesOf(pass, wasLowered);
}

/**
 * The prices as they stand: stated nodes keep theirs even where a source undercuts them, and all others are priced from that. They prove nothing, but the columns
 * that undercut them are the ones that the master lacks; after lowering, everything may have fallen together and the cheapest way be any.
 */
export function priceNodesAsStated(context: PricingContext, prices: PriceSystem): NodePrices {
  const pass = newPass(context, prices);
  pass.keepStated = true;
  for (const item of context.arrays.pricingOrder) priceItem(pass, item);
  return nodePricesOf(pass, false);
}

function nodePricesOf({ price, local, freight, overpaid }: Pass, wasLowered: boolean): NodePrices {
  return { price, local, freight, wasLowered, overpaid };
}

interface Pass extends PricingContext {
  readonly prices: PriceSystem;
  readonly freight: Freight;
  readonly price: Float64Array;
  readonly local: Float64Array;
  /** [nodes] upper prices; entries of stated items fall between sweeps. */
  readonly cap: Float64Array;
  readonly overpaid: Set<number>;
  lowered: boolean;
  toZero: boolean;
  keepStated: boolean;
}

function newPass(context: PricingContext, prices: PriceSystem): Pass {
  const { arrays, stage } = context;
  const nodes = arrays.itemCount * arrays.periodCount * arrays.placeCount;
  const cap = prices.node.slice();
  for (let item = 0; item < arrays.itemCount; item++) {
    for (let t = 0; t < arrays.periodCount; t++) {
      if (arrays.isReached[item * arrays.periodCount + t]) continue;
      const first = (item * arrays.periodCount + t) * arrays.placeCount;
      cap.fill(Infinity, first, first + arrays.placeCount);
    }
  }
  const price = cap.slice();
  for (let n = 0; n < nodes; n++) if (!arrays.isStated[Math.floor(n / (arrays.periodCount * arrays.placeCount))]) price[n] = Infinity;
  return {
    ...context,
    prices,
    freight: freightAtPrices(arrays, stage, prices.limit),
    price,
    local: new Float64Array(nodes).fill(Infinity),
    cap,
    overpaid: new Set(),
    lowered: false,
    toZero: false,
    keepStated: false,
  };
}

function priceItem(pass: Pass, item: number): void {
  const { arrays } = pass;
  const { periodCount: T, placeCount: H } = arrays;
  for (let t = 0; t < T; t++) {
    const first = (item * T + t) * H;
    if (!arrays.isReached[item * T + t]) {
      pass.local.fill(Infinity, first, first + H);
      pass.price.fill(Infinity, first, first + H);
      continue;
    }
    for (let h = 0; h < H; h++) pass.local[first + h] = pass.cap[first + h];
    offerPurchases(pass, item, t);
    offerRuns(pass, item, t);
    if (t > 0) for (let h = 0; h < H; h++) offer(pass, first + h, pass.price[first - H + h] + pass.stage.costScale * arrays.holdCost[item]);
    shipWithin(pass, item, t);
    if (!arrays.isStated[item]) continue;
    if (pass.keepStated) keepStated(pass, first);
    else lowerStated(pass, first);
  }
}

function offer(pass: Pass, node: number, value: number): void {
  if (value < pass.local[node]) pass.local[node] = value;
}

function offerPurchases(pass: Pass, item: number, t: number): void {
  const { purchases, periodCount: T, placeCount: H } = pass.arrays;
  for (let p = purchases.start[item]; p < purchases.start[item + 1]; p++) {
    offer(pass, (item * T + t) * H + purchases.place[p], purchaseCost(pass, p, t));
  }
}

/** Cost of one unit bought, prices of the limits it counts against included. */
export function purchaseCost(pass: { arrays: PlanArrays; stage: Stage; prices: PriceSystem }, p: number, t: number): number {
  const { purchases, limits, territoryOfPlace, periodCount: T } = pass.arrays;
  const territory = territoryOfPlace[purchases.place[p]];
  const price = pass.prices.limit;
  const [money, co2, market] = [
    limits.moneyOfTerritory[territory],
    limits.co2OfTerritory[territory],
    limits.marketOfItem[purchases.item[p]],
  ];
  let cost = pass.stage.costScale * purchases.cost[p];
  if (money >= 0) cost += price[money * T + t] * purchases.price[p];
  if (co2 >= 0) cost += price[co2 * T + t] * purchases.co2[p];
  if (market >= 0) cost += price[market * T + t];
  return cost;
}

function offerRuns(pass: Pass, item: number, t: number): void {
  const { arrays } = pass;
  const { recipes, runs, periodCount: T, placeCount: H } = arrays;
  for (let m = recipes.makerStart[item]; m < recipes.makerStart[item + 1]; m++) {
    const recipe = recipes.maker[m];
    const start = t - recipes.leadPeriods[recipe];
    if (start < 0) continue;
    const perRun = recipes.outQuantity[recipes.outStart[recipe]];
    let place = -1;
    let material = 0;
    for (let j = recipes.runStart[recipe]; j < recipes.runStart[recipe + 1]; j++) {
      if (runs.place[j] !== place) {
        place = runs.place[j];
        material = materialCost(pass, recipe, place, start);
      }
      const cost = material + runCost(pass, j, start);
      if (cost < 0) lowerByProducts(pass, j, start, cost);
      offer(pass, (item * T + t) * H + place, Math.max(0, cost / perRun));
    }
  }
}

/** Cost of one run without its materials: its own objective coefficient, its limits at their prices and the branch's say about its set-up. Infinite where the branch forbids it. */
export function runCost(
  pass: { arrays: PlanArrays; stage: Stage; choices: Choices; branch: Branch; prices: PriceSystem },
  j: number,
  t: number,
): number {
  const { runs, periodCount: T } = pass.arrays;
  let cost = pass.stage.costScale * runs.cost[j];
  for (let u = runs.useStart[j]; u < runs.useStart[j + 1]; u++) cost += pass.prices.limit[runs.useLimit[u] * T + t] * runs.useAmount[u];
  const choice = pass.choices.ofRun[j * T + t];
  return choice < 0 ? cost : cost + choiceCost(pass, choice) + pass.prices.choice[choice];
}

/** Share of the set-up that one run bears while it is undecided; infinite where the branch allows no runs. */
export function choiceCost(pass: { arrays: PlanArrays; stage: Stage; choices: Choices; branch: Branch }, choice: number): number {
  const { arrays, branch, stage } = pass;
  const run = pass.choices.run[choice];
  if (branch.setup[choice] === SetupState.off || branch.most[choice] <= 0) return Infinity;
  if (branch.setup[choice] !== SetupState.free) return 0;
  return (stage.costScale * arrays.recipes.setupCost[arrays.runs.recipe[run]]) / Math.min(arrays.runs.most[run], branch.most[choice]);
}

/** Inputs at their prices at the place and start, less by-products at theirs; infinite where an input cannot be had. */
function materialCost(pass: Pass, recipe: number, place: number, start: number): number {
  const { recipes, periodCount: T, placeCount: H } = pass.arrays;
  let cost = 0;
  for (let k = recipes.inStart[recipe]; k < recipes.inStart[recipe + 1]; k++) {
    cost += recipes.inQuantity[k] * pass.price[(recipes.inItem[k] * T + start) * H + place];
  }
  if (cost === Infinity) return cost;
  const end = start + recipes.leadPeriods[recipe];
  for (let k = recipes.outStart[recipe] + 1; k < recipes.outStart[recipe + 1]; k++) {
    cost -= recipes.outQuantity[k] * pass.price[(recipes.outItem[k] * T + end) * H + place];
  }
  return cost;
}

/** A run whose by-products are worth more than it costs would void the bound: lower their prices at this node until it costs nothing. */
function lowerByProducts(pass: Pass, j: number, start: number, cost: number): void {
  const { recipes, runs, periodCount: T, placeCount: H } = pass.arrays;
  const [recipe, place] = [runs.recipe[j], runs.place[j]];
  const end = start + recipes.leadPeriods[recipe];
  const nodeOfOutput = (k: number) => (recipes.outItem[k] * T + end) * H + place;
  let credit = 0;
  for (let k = recipes.outStart[recipe] + 1; k < recipes.outStart[recipe + 1]; k++)
    credit += recipes.outQuantity[k] * pass.price[nodeOfOutput(k)];
  // What is left of rounding is not worth another sweep.
  if (-cost <= 1e-13 * credit) return;
  pass.overpaid.add(j * T + start);
  if (pass.keepStated) return;
  const factor = pass.toZero ? 0 : Math.max(0, ((credit + cost) / credit) * (1 - 1e-13));
  for (let k = recipes.outStart[recipe] + 1; k < recipes.outStart[recipe + 1]; k++) {
    const node = nodeOfOutput(k);
    pass.cap[node] = Math.min(pass.cap[node], pass.price[node] * factor);
  }
  pass.lowered = true;
}

function shipWithin(pass: Pass, item: number, t: number): void {
  const { placeCount: H, massKg, periodCount: T } = pass.arrays;
  const first = (item * T + t) * H;
  const mass = massKg[item];
  const perKg = pass.freight.closed[t];
  const { local, price } = pass;
  for (let h = 0; h < H; h++) price[first + h] = local[first + h];
  for (let s = 0; s < H; s++) {
    const from = local[first + s];
    if (from === Infinity) continue;
    for (let h = 0; h < H; h++) {
      const value = from + mass * perKg[s * H + h];
      if (value < price[first + h]) price[first + h] = value;
    }
  }
}

function keepStated(pass: Pass, first: number): void {
  for (let h = 0; h < pass.arrays.placeCount; h++) pass.price[first + h] = pass.cap[first + h];
}

/** A stated price that some source undercuts falls to that source's; by a trace of rounding it is only aligned. */
function lowerStated(pass: Pass, first: number): void {
  for (let h = 0; h < pass.arrays.placeCount; h++) {
    const node = first + h;
    if (pass.price[node] >= pass.cap[node]) continue;
    if (pass.price[node] < pass.cap[node] * (1 - 1e-13)) pass.lowered = true;
    if (pass.toZero) pass.price[node] = 0;
    pass.cap[node] = pass.price[node];
  }
}
