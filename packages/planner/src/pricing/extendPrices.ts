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
  const known: number[] = [];
  for (let h = 0; h < H; h++) if (isPriced(nodeOf(arrays, item, t, h))) known.push(h);
  for (let h = 0; h < H; h++) {
    const node = nodeOf(arrays, item, t, h);
    // An untouched stock stays free, so that the pricing finds who could use it.
    if (isPriced(node) || (t === 0 && arrays.stock[item * H + h] > 0)) continue;
    let price = prices.node[node];
    for (const s of known) price = Math.max(price, prices.node[nodeOf(arrays, item, t, s)] - arrays.massKg[item] * perKg[h * H + s]);
    if (t + 1 < arrays.periodCount) price = Math.max(price, prices.node[nodeOf(arrays, item, t + 1, h)] - stage.costScale * arrays.holdCost[item]);
    prices.node[node] = price;
  }
}
