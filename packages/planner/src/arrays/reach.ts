// What can be had at all, whatever the hours and limits: by item and period, since freight goes between any two places.
import type { Limits, Purchases, Recipes } from "./planArrays.js";

/** The parts of the arrays that reachability looks at. */
export interface ReachInput {
  readonly itemCount: number;
  readonly placeCount: number;
  readonly periodCount: number;
  readonly stock: Float64Array;
  readonly limits: Pick<Limits, "amount" | "marketOfItem">;
  readonly recipes: Recipes;
  readonly purchases: Purchases;
}

/**
 * The greatest set of (item, period) in which every member has a source whose inputs are members (rule C6). What any plan has in a positive amount forms such a
 * set, so nothing outside of it can be had; what feeds only itself stays inside, as the model lets it. [I*T], 1 where reached.
 */
export function reachedItems(input: ReachInput): Uint8Array {
  const reached = new Uint8Array(input.itemCount * input.periodCount).fill(1);
  settle(input, reached, (item, t) => !hasSource(input, reached, item, t), 0);
  return reached;
}

/** The least such set: what can be had starting from stocks, purchases and recipes without inputs. It leaves out what feeds only itself. */
export function startedItems(input: ReachInput): Uint8Array {
  const started = new Uint8Array(input.itemCount * input.periodCount);
  settle(input, started, (item, t) => hasSource(input, started, item, t), 1);
  return started;
}

function settle(input: ReachInput, set: Uint8Array, changes: (item: number, t: number) => boolean, to: 0 | 1): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (let item = 0; item < input.itemCount; item++) {
      for (let t = 0; t < input.periodCount; t++) {
        const at = item * input.periodCount + t;
        if (set[at] === to || !changes(item, t)) continue;
        set[at] = to;
        changed = true;
      }
    }
  }
}

function hasSource(input: ReachInput, set: Uint8Array, item: number, t: number): boolean {
  if (t > 0 && set[item * input.periodCount + t - 1]) return true;
  if (t === 0 && hasStock(input, item)) return true;
  return canBeBought(input, item) || canBeMade(input, set, item, t);
}

function hasStock(input: ReachInput, item: number): boolean {
  for (let h = 0; h < input.placeCount; h++) if (input.stock[item * input.placeCount + h] > 0) return true;
  return false;
}

function canBeBought({ purchases, limits }: ReachInput, item: number): boolean {
  const limit = limits.marketOfItem[item];
  return purchases.start[item + 1] > purchases.start[item] && (limit < 0 || limits.amount[limit] > 0);
}

function canBeMade({ recipes, periodCount: T }: ReachInput, set: Uint8Array, item: number, t: number): boolean {
  const works = (recipe: number): boolean => {
    const start = t - recipes.leadPeriods[recipe];
    if (start < 0 || recipes.runStart[recipe + 1] === recipes.runStart[recipe]) return false;
    for (let k = recipes.inStart[recipe]; k < recipes.inStart[recipe + 1]; k++) if (!set[recipes.inItem[k] * T + start]) return false;
    return true;
  };
  for (let m = recipes.makerStart[item]; m < recipes.makerStart[item + 1]; m++) if (works(recipes.maker[m])) return true;
  for (let g = recipes.giverStart[item]; g < recipes.giverStart[item + 1]; g++) if (works(recipes.giver[g])) return true;
  return false;
}
