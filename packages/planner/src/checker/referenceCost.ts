// What an item costs at the least, with no limits, where the problem does not say (rule P7).
import type { ProblemView } from "./problemView.js";

const SETTLED = 1e-12;
const MOST_SWEEPS = 20_000;

/** All of the view that the costs are found from. */
export type CostingView = Omit<ProblemView, "referenceCost" | "needs" | "stocks">;

/**
 * Least cost of every item in objective units, over all places; 0 where it can be neither made as a product nor bought.
 * Undefined where the costs do not settle (a circle of recipes that gains almost nothing each time round).
 */
export function leastCosts(view: CostingView): Float64Array | undefined {
  const { items, places } = view;
  const freight = freightPerKg(view);
  const cost = boughtCosts(view);
  for (let item = 0; item < items; item++) lowerByFreight(view, cost, freight, item);
  let falling = true;
  for (let sweep = 0; falling; sweep++) {
    if (sweep === MOST_SWEEPS) return undefined;
    falling = lowerByRecipes(view, cost, freight);
  }
  return Float64Array.from({ length: items }, (_, item) => {
    let least = Infinity;
    for (let h = 0; h < places; h++) least = Math.min(least, cost[item * places + h]);
    return Number.isFinite(least) ? least : 0;
  });
}

function boughtCosts(view: CostingView): Float64Array {
  const { items, places, weights } = view;
  const cost = new Float64Array(items * places).fill(Infinity);
  for (let n = 0; n < cost.length; n++) {
    const price = view.marketPrice[n];
    if (!Number.isNaN(price)) cost[n] = weights.money * price + weights.co2Kg * view.marketCo2[Math.floor(n / places)];
  }
  return cost;
}

/** Objective units per kg from place to place, the cheapest way round. */
function freightPerKg(view: CostingView): Float64Array {
  const { places, weights } = view;
  const freight = view.km.map((km) => weights.money * (view.fixedPerKg + view.costPerKgKm * km) + weights.co2Kg * view.co2PerKgKm * km);
  for (let h = 0; h < places; h++) freight[h * places + h] = 0;
  return closeDetours(freight, places);
}

/** Floyd and Warshall's closure, in place: afterwards no way over a third place is shorter than the direct one. */
export function closeDetours(length: Float64Array, places: number): Float64Array {
  for (let via = 0; via < places; via++) {
    for (let a = 0; a < places; a++) {
      const first = length[a * places + via];
      for (let b = 0; b < places; b++) {
        const round = first + length[via * places + b];
        if (round < length[a * places + b]) length[a * places + b] = round;
      }
    }
  }
  return length;
}

/** One sweep over the recipes; true if a cost fell by more than rounding. */
function lowerByRecipes(view: CostingView, cost: Float64Array, freight: Float64Array): boolean {
  const { recipes, pairs, places } = view;
  let falling = false;
  for (let r = 0; r < recipes.count; r++) {
    const node = recipes.product[r] * places;
    let fell = false;
    for (let pair = pairs.start[r]; pair < pairs.start[r + 1]; pair++) {
      const h = pairs.place[pair];
      const made = runCost(view, cost, pair) / recipes.productAmount[r];
      if (made < cost[node + h] * (1 - SETTLED)) {
        cost[node + h] = made;
        fell = true;
      }
    }
    if (fell) lowerByFreight(view, cost, freight, recipes.product[r]);
    falling ||= fell;
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

function runCost(view: CostingView, cost: Float64Array, pair: number): number {
  const { inputs } = view.recipes;
  const r = view.pairs.recipe[pair], h = view.pairs.place[pair];
  let sum = unitRunCost(view, pair);
  for (let n = inputs.start[r]; n < inputs.start[r + 1]; n++) sum += inputs.amount[n] * cost[inputs.index[n] * view.places + h];
  return sum;
}

/** Objective units of one run without inputs and set-up: machine money, labour, CO2. */
export function unitRunCost(view: CostingView, pair: number): number {
  const { recipes, pairs, weights, capabilities } = view;
  const r = pairs.recipe[pair], w = pairs.workshop[pair], efficiency = view.efficiency[w];
  const { machine, labour } = recipes;
  let sum = weights.co2Kg * recipes.co2Kg[r];
  for (let n = machine.start[r]; n < machine.start[r + 1]; n++) {
    sum += weights.money * machine.amount[n] * efficiency * view.machineMoney[w * capabilities + machine.index[n]];
  }
  for (let n = labour.start[r]; n < labour.start[r + 1]; n++) sum += weights.labourHour * labour.amount[n] * efficiency;
  return sum;
}
