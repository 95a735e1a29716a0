// Recipes as compressed lists of inputs and outputs.
import { csrFromPairs } from "@commonwright/numeric";
import type { PlanProblem } from "../problem/planProblem.js";
import { type IdIndex, indexOf } from "./idIndex.js";
import type { Recipes } from "./planArrays.js";

interface Amounts {
  readonly start: Int32Array;
  readonly item: Int32Array;
  readonly quantity: Float64Array;
}

export function compileRecipes(problem: PlanProblem, ids: IdIndex): Omit<Recipes, "runStart"> {
  const list = problem.recipes;
  const inputs = compileAmounts(list.map((recipe) => mergeByItem(recipe.in, ids, false)));
  const outputs = compileAmounts(list.map((recipe) => mergeByItem(recipe.out, ids, true)));
  const makers = recipesByItem(problem.items.length, outputs, (k, first) => k === first);
  const givers = recipesByItem(problem.items.length, outputs, (k, first) => k > first);
  return {
    count: list.length,
    inStart: inputs.start,
    inItem: inputs.item,
    inQuantity: inputs.quantity,
    outStart: outputs.start,
    outItem: outputs.item,
    outQuantity: outputs.quantity,
    leadPeriods: Int32Array.from(list, (recipe) => recipe.leadPeriods),
    setupCost: Float64Array.from(list, (recipe) => problem.weights.money * recipe.setupMoney),
    isWhole: Uint8Array.from(list, (recipe) => (recipe.integerRuns ? 1 : 0)),
    makerStart: makers.start,
    maker: makers.recipe,
    giverStart: givers.start,
    giver: givers.recipe,
  };
}

/** Item and quantity pairs in the order given; what stands twice is added up, what is 0 is left out, but for the first output, which names the product. */
function mergeByItem(
  list: readonly { readonly item: string; readonly quantity: number }[],
  ids: IdIndex,
  keepsFirst: boolean,
): Map<number, number> {
  const merged = new Map<number, number>();
  for (const { item, quantity } of list) {
    const i = indexOf(ids.item, item);
    if (quantity > 0 || (keepsFirst && merged.size === 0)) merged.set(i, (merged.get(i) ?? 0) + quantity);
  }
  return merged;
}

function compileAmounts(rows: readonly ReadonlyMap<number, number>[]): Amounts {
  const start = new Int32Array(rows.length + 1);
  rows.forEach((row, r) => {
    start[r + 1] = start[r] + row.size;
  });
  return {
    start,
    item: Int32Array.from(rows.flatMap((row) => [...row.keys()])),
    quantity: Float64Array.from(rows.flatMap((row) => [...row.values()])),
  };
}

function recipesByItem(
  itemCount: number,
  outputs: Amounts,
  isWanted: (k: number, first: number) => boolean,
): { start: Int32Array; recipe: Int32Array } {
  const items: number[] = [];
  const recipes: number[] = [];
  for (let r = 0; r + 1 < outputs.start.length; r++) {
    for (let k = outputs.start[r]; k < outputs.start[r + 1]; k++) {
      if (!isWanted(k, outputs.start[r])) continue;
      items.push(outputs.item[k]);
      recipes.push(r);
    }
  }
  const csr = csrFromPairs(itemCount, items, recipes);
  return { start: csr.rowStarts, recipe: csr.columns };
}
