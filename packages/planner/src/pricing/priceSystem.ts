// Prices for limits and stated nodes: what a dual solution says, before every node of the full model is priced from it.
import { nodeOf, type PlanArrays } from "../arrays/planArrays.js";

/** Which terms of the objective a stage counts. */
export interface Stage {
  /** 1 where the stage minimises the cost, 0 where it minimises unmet needs of one priority only. */
  readonly costScale: 0 | 1;
  /** [N] objective of the stage per unit of need that is not met, before the prices of held levels. */
  readonly goingWithout: Float64Array;
  /** Levels found before that the stage holds: Σ referenceCost × unmet over needs of `priority` ≤ `limit`. */
  readonly held: readonly HeldLevel[];
}

export interface HeldLevel {
  readonly priority: number;
  readonly limit: number;
}

/**
 * Choices of a branch of the search about runs that are whole or have a set-up. Indexed by *choice*: one per run and period of such a recipe.
 * A problem without such recipes has none.
 */
export interface Choices {
  readonly count: number;
  /** [J*T] the choice of a run in a period, −1 where it has none. */
  readonly ofRun: Int32Array;
  readonly run: Int32Array;
  readonly period: Int32Array;
}

/** Free: the set-up is undecided. Off: no runs. On: paid once, runs free of it. None: the recipe has no set-up. */
export const SetupState = { none: 0, free: 1, off: 2, on: 3 } as const;

/** Where one branch of the search stands: bounds on the runs of each choice and its set-up. */
export interface Branch {
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** A value of SetupState per choice. */
  readonly setup: Uint8Array;
}

/** A dual point: every price is ≥ 0. */
export interface PriceSystem {
  /** [L*T] price of each limit in each period. */
  readonly limit: Float64Array;
  /** Per held level of the stage, in its order. */
  readonly level: Float64Array;
  /** [nodes] the price of stated items, an upper price of stocked nodes, +Infinity elsewhere. */
  readonly node: Float64Array;
  /** Per choice: price of the branch's upper limit on runs. */
  readonly choice: Float64Array;
}

/** A price system in which nothing is scarce: limits, stated items and stocks 0, other nodes unpriced. */
export function freePrices(arrays: PlanArrays, stage: Stage, choices: Choices): PriceSystem {
  const node = new Float64Array(arrays.itemCount * arrays.periodCount * arrays.placeCount).fill(Infinity);
  const perItem = arrays.periodCount * arrays.placeCount;
  for (let item = 0; item < arrays.itemCount; item++) if (arrays.isStated[item]) node.fill(0, item * perItem, (item + 1) * perItem);
  for (const stocked of stockedNodes(arrays)) node[stocked] = 0;
  return {
    limit: new Float64Array(arrays.limits.count * arrays.periodCount),
    level: new Float64Array(stage.held.length),
    node,
    choice: new Float64Array(choices.count),
  };
}

/** Nodes that begin with a stock. */
function stockedNodes(arrays: PlanArrays): number[] {
  const nodes: number[] = [];
  for (let item = 0; item < arrays.itemCount; item++) {
    for (let h = 0; h < arrays.placeCount; h++) if (arrays.stock[item * arrays.placeCount + h] > 0) nodes.push(nodeOf(arrays, item, 0, h));
  }
  return nodes;
}

/** What going without one unit of a need costs in the stage, prices of held levels included. */
export function costOfGoingWithout(arrays: PlanArrays, stage: Stage, prices: PriceSystem, need: number): number {
  let cost = stage.goingWithout[need];
  for (let k = 0; k < stage.held.length; k++) {
    if (stage.held[k].priority === arrays.needs.priority[need]) cost += prices.level[k] * arrays.needs.referenceCost[need];
  }
  return cost;
}
