// What one unit of each column costs: in the objective, and at the prices of the limits that it uses.
import type { AmountRows, ProblemView } from "./problemView.js";

/** Objective units per unit of money, labour hour and kg of CO2; all 0 in a stage that only counts what is unmet. */
export interface Weights {
  readonly money: number;
  readonly labourHour: number;
  readonly co2Kg: number;
}

/** Prices of the limits, 0 or above, per limit and period (last index), as in the certificate. */
export interface LimitPrices {
  readonly machine: Float64Array;
  readonly labour: Float64Array;
  readonly co2: Float64Array;
  readonly extract: Float64Array;
  readonly money: Float64Array;
  readonly market: Float64Array;
}

/** The parts of a view that costs are found from. */
export type CostView = Pick<
  ProblemView,
  | "recipes"
  | "pairs"
  | "efficiency"
  | "capabilities"
  | "skills"
  | "items"
  | "places"
  | "periods"
  | "machineMoney"
  | "marketPrice"
  | "marketCo2"
  | "territoryOfPlace"
  | "km"
  | "fixedPerKg"
  | "costPerKgKm"
  | "co2PerKgKm"
>;

/** Sum over one row of amounts times the value of each index; an amount of 0 counts nothing, whatever its value. */
export function sumOver(rows: AmountRows, row: number, value: (index: number) => number): number {
  let sum = 0;
  for (let n = rows.start[row]; n < rows.start[row + 1]; n++) if (rows.amount[n] !== 0) sum += rows.amount[n] * value(rows.index[n]);
  return sum;
}

/** One run in the objective, without inputs and set-up: machine money, labour, CO2. */
export function runCost(view: CostView, weights: Weights, pair: number): number {
  const { recipes, pairs, capabilities } = view;
  const r = pairs.recipe[pair],
    w = pairs.workshop[pair],
    efficiency = view.efficiency[w];
  const machine = sumOver(recipes.machine, r, (c) => view.machineMoney[w * capabilities + c]);
  const hours = sumOver(recipes.labour, r, () => 1);
  return weights.money * efficiency * machine + weights.labourHour * efficiency * hours + weights.co2Kg * recipes.co2Kg[r];
}

/** One run at the prices of machines, labour, CO2 and extraction in the period it starts. */
export function runLimitCost(view: CostView, prices: LimitPrices, pair: number, t: number): number {
  const { recipes, pairs, capabilities, skills, items, periods } = view;
  const r = pairs.recipe[pair],
    w = pairs.workshop[pair],
    k = pairs.territory[pair],
    efficiency = view.efficiency[w];
  const machine = sumOver(recipes.machine, r, (c) => prices.machine[(w * capabilities + c) * periods + t]);
  const labour = sumOver(recipes.labour, r, (s) => prices.labour[(k * skills + s) * periods + t]);
  const extract = sumOver(recipes.extracts, r, (item) => prices.extract[(k * items + item) * periods + t]);
  return efficiency * (machine + labour) + extract + recipes.co2Kg[r] * prices.co2[k * periods + t];
}

/** One unit bought, in the objective; NaN where it is not sold. */
export function purchaseCost(view: CostView, weights: Weights, item: number, place: number): number {
  return weights.money * view.marketPrice[item * view.places + place] + weights.co2Kg * view.marketCo2[item];
}

/** One unit bought, at the prices of CO2, money and market limit. */
export function purchaseLimitCost(
  view: CostView,
  prices: LimitPrices,
  item: number,
  at: { readonly place: number; readonly t: number },
): number {
  const { periods } = view;
  const k = view.territoryOfPlace[at.place];
  return (
    view.marketCo2[item] * prices.co2[k * periods + at.t] +
    view.marketPrice[item * view.places + at.place] * prices.money[k * periods + at.t] +
    prices.market[item * periods + at.t]
  );
}

/** One kg shipped from place to place, in the objective: place pair a * places + b, 0 on the diagonal. */
export function freightCosts(view: CostView, weights: Weights): Float64Array {
  const freight = view.km.map((km) => weights.money * (view.fixedPerKg + view.costPerKgKm * km) + weights.co2Kg * view.co2PerKgKm * km);
  for (let h = 0; h < view.places; h++) freight[h * view.places + h] = 0;
  return freight;
}

/** One kg shipped, at the price of CO2 in the territory of arrival. */
export function freightLimitCosts(view: CostView, prices: LimitPrices, t: number): Float64Array {
  return view.km.map((km, pair) => km * view.co2PerKgKm * prices.co2[view.territoryOfPlace[pair % view.places] * view.periods + t]);
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
