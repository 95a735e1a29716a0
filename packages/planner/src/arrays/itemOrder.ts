// The order in which items can be priced, and the items whose price has to be stated because no order would do.
import { csrFromPairs } from "@commonwright/numeric";
import type { Recipes } from "./planArrays.js";

export interface ItemOrder {
  /** [I] inputs and by-products of a recipe stand before its product, but for circles. */
  readonly pricingOrder: Int32Array;
  /** [I] 1 for by-products and items on a circle (rule C2). */
  readonly isStated: Uint8Array;
}

type RecipeLists = Pick<Recipes, "count" | "inStart" | "inItem" | "outStart" | "outItem">;

/**
 * Strongly connected components of the graph with an arrow from every input and by-product of a recipe to its product, by Tarjan's algorithm
 * (R. Tarjan, Depth-first search and linear graph algorithms, 1972), without recursion. Components come out last first along the arrows, so the arrows are
 * walked backwards and the order needs no turning.
 */
export function orderItems(itemCount: number, recipes: RecipeLists): ItemOrder {
  const { start, before } = arrowsBackwards(itemCount, recipes);
  const isStated = new Uint8Array(itemCount);
  const pricingOrder = new Int32Array(itemCount);
  let placed = 0;
  forEachComponent(itemCount, start, before, (component) => {
    const isCircle = component.length > 1 || hasArrowToItself(component[0], start, before);
    for (const item of component) {
      pricingOrder[placed++] = item;
      if (isCircle) isStated[item] = 1;
    }
  });
  for (let r = 0; r < recipes.count; r++)
    for (let k = recipes.outStart[r] + 1; k < recipes.outStart[r + 1]; k++) isStated[recipes.outItem[k]] = 1;
  return { pricingOrder, isStated };
}

/** CSR by product: the items that must be priced before it. */
function arrowsBackwards(itemCount: number, recipes: RecipeLists): { start: Int32Array; before: Int32Array } {
  const products: number[] = [];
  const before: number[] = [];
  for (let r = 0; r < recipes.count; r++) {
    const first = recipes.outStart[r];
    const others = [
      ...recipes.inItem.subarray(recipes.inStart[r], recipes.inStart[r + 1]),
      ...recipes.outItem.subarray(first + 1, recipes.outStart[r + 1]),
    ];
    for (const item of others) {
      products.push(recipes.outItem[first]);
      before.push(item);
    }
  }
  const csr = csrFromPairs(itemCount, products, before);
  return { start: csr.rowStarts, before: csr.columns };
}

function hasArrowToItself(item: number, start: Int32Array, before: Int32Array): boolean {
  for (let k = start[item]; k < start[item + 1]; k++) if (before[k] === item) return true;
  return false;
}

function forEachComponent(count: number, start: Int32Array, before: Int32Array, visit: (component: number[]) => void): void {
  const number = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const onStack = new Uint8Array(count);
  const cursor = start.slice(0, count);
  const stack: number[] = [];
  let counter = 0;
  const enter = (item: number, path: number[]) => {
    number[item] = low[item] = counter++;
    onStack[item] = 1;
    stack.push(item);
    path.push(item);
  };
  for (let root = 0; root < count; root++) {
    if (number[root] >= 0) continue;
    const path: number[] = [];
    enter(root, path);
    while (path.length > 0) {
      const item = path[path.length - 1];
      if (cursor[item] < start[item + 1]) {
        const other = before[cursor[item]++];
        if (number[other] < 0) enter(other, path);
        else if (onStack[other]) low[item] = Math.min(low[item], number[other]);
        continue;
      }
      path.pop();
      if (path.length > 0) low[path[path.length - 1]] = Math.min(low[path[path.length - 1]], low[item]);
      if (low[item] === number[item]) visit(popComponent(stack, onStack, item));
    }
  }
}

function popComponent(stack: number[], onStack: Uint8Array, last: number): number[] {
  const component = stack.splice(stack.lastIndexOf(last));
  for (const item of component) onStack[item] = 0;
  return component;
}
