// The whole problem as integers and typed arrays: what every check of the checker reads.
import type { IdTable } from "./idTable.js";

/** Rows of (index, amount): row r stands at start[r] .. start[r + 1] - 1. */
export interface AmountRows {
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly amount: Float64Array;
}

/** The recipes. `product[r]` is the first output; `setupMoney[r]` is 0 where there is none. */
export interface RecipeView {
  readonly count: number;
  readonly product: Int32Array;
  readonly productAmount: Float64Array;
  readonly outputs: AmountRows;
  readonly inputs: AmountRows;
  readonly machine: AmountRows;
  readonly labour: AmountRows;
  readonly extracts: AmountRows;
  readonly co2Kg: Float64Array;
  readonly lead: Int32Array;
  readonly setupMoney: Float64Array;
  readonly hasSetup: Uint8Array;
  readonly integer: Uint8Array;
}

/**
 * The pairs of recipe and workshop that has every capability of it. Pairs of recipe r stand at start[r] .. start[r + 1] - 1.
 * `most` is M of rule M7: runs per period that the machines allow (Infinity where the recipe has no set-up).
 */
export interface PairView {
  readonly count: number;
  readonly start: Int32Array;
  readonly recipe: Int32Array;
  readonly workshop: Int32Array;
  readonly place: Int32Array;
  readonly territory: Int32Array;
  readonly most: Float64Array;
  readonly byRecipeAndWorkshop: ReadonlyMap<number, number>;
}

/** The needs, in the order of the file. `referenceCost` is the need's own, else its item's. */
export interface NeedView {
  readonly count: number;
  readonly item: Int32Array;
  readonly place: Int32Array;
  readonly period: Int32Array;
  readonly priority: Int32Array;
  readonly quantity: Float64Array;
  readonly referenceCost: Float64Array;
}

/** The stocks, in the order of the file. */
export interface StockView {
  readonly count: number;
  readonly item: Int32Array;
  readonly place: Int32Array;
  readonly quantity: Float64Array;
}

/** Ids of every list. */
export interface ProblemIds {
  readonly period: IdTable;
  readonly territory: IdTable;
  readonly place: IdTable;
  readonly item: IdTable;
  readonly capability: IdTable;
  readonly skill: IdTable;
  readonly recipe: IdTable;
  readonly workshop: IdTable;
  readonly need: IdTable;
}

/**
 * The problem with every default filled in. Index conventions: place pair a * places + b, item at a place item * places + place,
 * node (item, place, period) = (item * places + place) * periods + period, workshop and capability w * capabilities + c,
 * territory and skill k * skills + s, territory and item k * items + i. What is not limited is Infinity, what is not sold NaN,
 * a capability that a workshop lacks has NaN hours.
 */
export interface ProblemView {
  readonly ids: ProblemIds;
  readonly periods: number;
  readonly territories: number;
  readonly places: number;
  readonly items: number;
  readonly capabilities: number;
  readonly skills: number;
  readonly workshops: number;
  readonly territoryOfPlace: Int32Array;
  readonly km: Float64Array;
  readonly massKg: Float64Array;
  readonly referenceCost: Float64Array;
  readonly recipes: RecipeView;
  readonly pairs: PairView;
  readonly placeOfWorkshop: Int32Array;
  readonly efficiency: Float64Array;
  readonly machineHours: Float64Array;
  readonly machineMoney: Float64Array;
  readonly labourHours: Float64Array;
  readonly co2Limit: Float64Array;
  readonly extractLimit: Float64Array;
  readonly moneyLimit: Float64Array;
  readonly marketPrice: Float64Array;
  readonly marketCo2: Float64Array;
  readonly marketLimit: Float64Array;
  readonly stocks: StockView;
  readonly needs: NeedView;
  readonly fixedPerKg: number;
  readonly costPerKgKm: number;
  readonly co2PerKgKm: number;
  readonly holdingRate: number;
  readonly weights: { readonly money: number; readonly labourHour: number; readonly co2Kg: number };
  readonly lexicographic: boolean;
  /** Penalty of priority 1, 2, 3 at index 1, 2, 3; 0 in the lexicographic rule. */
  readonly penalty: Float64Array;
}

/** The node of an item at a place in a period. */
export function nodeOf(view: ProblemView, item: number, place: number, period: number): number {
  return (item * view.places + place) * view.periods + period;
}

/** True where some run must be whole or some set-up must be paid: the plan then needs a search tree. */
export function hasWholeNumbers(view: ProblemView): boolean {
  return view.recipes.integer.includes(1) || view.recipes.hasSetup.includes(1);
}
