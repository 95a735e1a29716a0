// Gives every stated node a price where the master knows only some: the least that shipping and holding to the known ones allows.
import { nodeOf, type PlanArrays } from "../arrays/planArrays.js";
import { freightAtPrices } from "./freight.js";
import type { PriceSystem, Stage } from "./priceSystem.js";

/**
 * The master prices only nodes that one of its columns supplies (`isPriced`); elsewhere its dual is any value from some least one upwards. Such a stated node is raised to
 * the least price at which no shipment or holding from it to a priced node would pay: what it could be sold for, less the way there. Lower prices are kinder to
 * whoever makes a by-product, higher ones to the needs; any is valid, and a node that matters gets its own price in the next round.
 */
export function extendPrices(arrays: PlanArrays, stage: Stage, prices: PriceSystem, isPriced: (node: number) => boolean): void {
  const freight = freightAtPrices(arrays, stage, prices.limit);
  for (let item = 0; item < arrays.itemCount; item++) {
    if (!arrays.isStated[item]) continue;
    for (let t = arrays.periodCount - 1; t >= 0; t--) extendPeriod({ arrays, stage, prices, isPriced, perKg: freight.closed[t] }, item, t);
  }
}

interface Extension {
  readonly arrays: PlanArrays;
  readonly stage: Stage;
  readonly prices: PriceSystem;
  readonly isPriced: (node: number) => boolean;
  readonly perKg: Float64Array;
}

function extendPeriod({ arrays, stage, prices, isPriced, perKg }: Extension, item: number, t: number): void {
  const H = arrays.placeCount;
  const first = nodeOf(arrays, item, t, 0);
  // An untouched stock stays free, so that the pricing finds who could use it.
  const open = Array.from({ length: H }, (_, h) => h).filter((h) => !isPriced(first + h) && !(t === 0 && arrays.stock[item * H + h] > 0));
  if (t + 1 < arrays.periodCount) {
    const holding = stage.costScale * arrays.holdCost[item];
    for (const h of open) prices.node[first + h] = Math.max(prices.node[first + h], prices.node[first + H + h] - holding);
  }
  // The ways are closed over detours, so raising from the prices as they are reaches everything in one pass.
  const before = prices.node.slice(first, first + H);
  for (const h of open) {
    for (let s = 0; s < H; s++)
      prices.node[first + h] = Math.max(prices.node[first + h], before[s] - arrays.massKg[item] * perKg[h * H + s]);
  }
}
