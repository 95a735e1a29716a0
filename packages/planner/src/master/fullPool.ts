// Every column of the full model in the pool: for problems so small that leaving any out saves nothing.
import type { PlanArrays } from "../arrays/planArrays.js";
import type { ColumnPool } from "./columnPool.js";

/** How many columns the full model has at most, unmet ones included. */
export function countColumns(arrays: PlanArrays): number {
  const { itemCount: I, placeCount: H, periodCount: T } = arrays;
  return T * (arrays.runs.count + arrays.purchases.count + I * H * H) + arrays.needs.count;
}

/**
 * Adds every column that a plan can use: runs whose inputs can be had and whose outputs come in time, and the purchases, shipments and holdings of items that can be had in the period
 * (rule C6). With all of them a plan of the pool with the best whole numbers is the best of the full model.
 */
export function fillPool(arrays: PlanArrays, pool: ColumnPool): void {
  for (let n = 0; n < arrays.needs.count; n++) pool.addUnmet(n);
  for (let j = 0; j < arrays.runs.count; j++) addRuns(arrays, pool, j);
  for (let item = 0; item < arrays.itemCount; item++) {
    for (let t = 0; t < arrays.periodCount; t++) if (isReached(arrays, item, t)) addFlows(arrays, pool, item, t);
  }
}

function isReached(arrays: PlanArrays, item: number, t: number): boolean {
  return arrays.isReached[item * arrays.periodCount + t] === 1;
}

function addRuns(arrays: PlanArrays, pool: ColumnPool, j: number): void {
  const { recipes, periodCount: T } = arrays;
  const recipe = arrays.runs.recipe[j];
  for (let t = 0; t + recipes.leadPeriods[recipe] < T; t++) {
    let canStart = true;
    for (let k = recipes.inStart[recipe]; k < recipes.inStart[recipe + 1]; k++) canStart &&= isReached(arrays, recipes.inItem[k], t);
    if (canStart) pool.addRun(j, t);
  }
}

function addFlows(arrays: PlanArrays, pool: ColumnPool, item: number, t: number): void {
  const { placeCount: H, periodCount: T, purchases } = arrays;
  for (let p = purchases.start[item]; p < purchases.start[item + 1]; p++) pool.addPurchase(p, t);
  for (let from = 0; from < H; from++) {
    for (let to = 0; to < H; to++) if (from !== to) pool.addShipment(item, from, to, t);
    if (t + 1 < T) pool.addHolding(item, from, t);
  }
}
