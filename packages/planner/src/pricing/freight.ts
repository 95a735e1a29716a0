// Shipping one kilogram between any two places at given prices, closed over detours.
import type { PlanArrays } from "../arrays/planArrays.js";
import type { Stage } from "./priceSystem.js";

/** Per period: what a kilogram costs from row to column, directly and by the cheapest way, and the first stop of that way. */
export interface Freight {
  /** [T] of [H*H]; periods with the same prices share one array. */
  readonly direct: readonly Float64Array[];
  readonly closed: readonly Float64Array[];
  /** [T] of [H*H]: the place after the row's place on the cheapest way to the column's. */
  readonly next: readonly Int32Array[];
}

/**
 * Shipments count against the CO2 ceiling of the territory that receives them, so with a price on it a detour can be cheaper than the direct way; only prices
 * that are closed over detours satisfy every shipment of the full model.
 */
export function freightAtPrices(arrays: PlanArrays, stage: Stage, limitPrice: Float64Array): Freight {
  const { periodCount: T, territoryCount: K, limits } = arrays;
  const direct: Float64Array[] = [];
  const closed: Float64Array[] = [];
  const next: Int32Array[] = [];
  const co2Price = (territory: number, t: number) =>
    limits.co2OfTerritory[territory] < 0 ? 0 : limitPrice[limits.co2OfTerritory[territory] * T + t];
  for (let t = 0; t < T; t++) {
    const same = t > 0 && Array.from({ length: K }, (_, k) => co2Price(k, t) === co2Price(k, t - 1)).every(Boolean);
    if (same) {
      direct.push(direct[t - 1]);
      closed.push(closed[t - 1]);
      next.push(next[t - 1]);
      continue;
    }
    const perKg = directFreight(arrays, stage, (k) => co2Price(k, t));
    const closure = closeOverDetours(perKg, arrays.placeCount);
    direct.push(perKg);
    closed.push(closure.closed);
    next.push(closure.next);
  }
  return { direct, closed, next };
}

function directFreight(arrays: PlanArrays, stage: Stage, co2Price: (territory: number) => number): Float64Array {
  const { placeCount: H, territoryOfPlace, freightCost, freightCo2 } = arrays;
  const perKg = new Float64Array(H * H);
  for (let b = 0; b < H; b++) {
    const price = co2Price(territoryOfPlace[b]);
    for (let a = 0; a < H; a++) {
      if (a !== b) perKg[a * H + b] = stage.costScale * freightCost[a * H + b] + price * freightCo2[a * H + b];
    }
  }
  return perKg;
}

/** Floyd-Warshall. A way changes only where it becomes cheaper by more than rounding, so that ties keep the direct way. */
function closeOverDetours(direct: Float64Array, H: number): { closed: Float64Array; next: Int32Array } {
  const closed = direct.slice();
  const next = new Int32Array(H * H);
  for (let a = 0; a < H; a++) for (let b = 0; b < H; b++) next[a * H + b] = b;
  for (let k = 0; k < H; k++) {
    for (let a = 0; a < H; a++) {
      const toK = closed[a * H + k];
      for (let b = 0; b < H; b++) {
        const way = toK + closed[k * H + b];
        if (way < closed[a * H + b] * (1 - 1e-14)) {
          closed[a * H + b] = way;
          next[a * H + b] = next[a * H + k];
        }
      }
    }
  }
  return { closed, next };
}
