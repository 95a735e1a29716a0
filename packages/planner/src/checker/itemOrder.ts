// The order in which items are priced, and which of them need a stated price (rules C2, C3).
import type { RecipeView } from "./problemView.js";

/**
 * `stated[i]` is 1 for by-products and for items on a circle of the graph of inputs and by-products to products; `order` holds all other
 * items, each after every input and by-product of the recipes that make it; `onCircle[i]` is 1 on a circle.
 */
export interface ItemOrder {
  readonly order: Int32Array;
  readonly stated: Uint8Array;
  readonly onCircle: Uint8Array;
}

/** Arrows of the graph: those from item i are target[start[i]] .. target[start[i + 1] - 1]. */
export interface Arrows {
  readonly start: Int32Array;
  readonly target: Int32Array;
}

/** Finds the order for all items. */
export function itemOrder(recipes: RecipeView, items: number): ItemOrder {
  const arrows = recipeArrows(recipes, items);
  const onCircle = itemsOnCircles(arrows);
  const stated = onCircle.slice();
  for (let r = 0; r < recipes.count; r++) {
    for (let n = recipes.outputs.start[r] + 1; n < recipes.outputs.start[r + 1]; n++) stated[recipes.outputs.index[n]] = 1;
  }
  return { order: orderOf(arrows, stated), stated, onCircle };
}

/** An arrow from every input and every by-product of a recipe to its product. */
function recipeArrows({ count, product, inputs, outputs }: RecipeView, items: number): Arrows {
  const pairs: (readonly [number, number])[] = [];
  for (let r = 0; r < count; r++) {
    for (let n = inputs.start[r]; n < inputs.start[r + 1]; n++) pairs.push([inputs.index[n], product[r]]);
    for (let n = outputs.start[r] + 1; n < outputs.start[r + 1]; n++) pairs.push([outputs.index[n], product[r]]);
  }
  const start = new Int32Array(items + 1),
    target = new Int32Array(pairs.length);
  for (const [from] of pairs) start[from + 1]++;
  for (let i = 0; i < items; i++) start[i + 1] += start[i];
  const next = start.slice();
  for (const [from, to] of pairs) target[next[from]++] = to;
  return { start, target };
}

/**
 * Tarjan's strongly connected components, without recursion: an item is on a circle if its component has
 * another item, or if it has an arrow to itself.
 */
function itemsOnCircles({ start, target }: Arrows): Uint8Array {
  const items = start.length - 1;
  const number = new Int32Array(items).fill(-1),
    low = new Int32Array(items),
    next = start.slice(0, items);
  const onCircle = new Uint8Array(items),
    open = new Uint8Array(items);
  const path: number[] = [],
    component: number[] = [];
  let count = 0;
  const enter = (item: number) => {
    number[item] = low[item] = count++;
    open[item] = 1;
    path.push(item);
    component.push(item);
  };
  const leave = (item: number) => {
    path.pop();
    const parent = path[path.length - 1];
    if (parent !== undefined) low[parent] = Math.min(low[parent], low[item]);
    if (low[item] === number[item]) closeComponent(item, component, { open, onCircle });
  };
  for (let root = 0; root < items; root++) {
    if (number[root] < 0) enter(root);
    while (path.length > 0) {
      const item = path[path.length - 1];
      if (next[item] === start[item + 1]) {
        leave(item);
        continue;
      }
      const to = target[next[item]++];
      if (to === item) onCircle[item] = 1;
      if (number[to] < 0) enter(to);
      else if (open[to] === 1) low[item] = Math.min(low[item], number[to]);
    }
  }
  return onCircle;
}

function closeComponent(root: number, component: number[], marks: { readonly open: Uint8Array; readonly onCircle: Uint8Array }): void {
  const size = component.length - component.lastIndexOf(root);
  for (const item of component.splice(component.length - size)) {
    marks.open[item] = 0;
    if (size > 1) marks.onCircle[item] = 1;
  }
}

/** Items that are not stated, each after all that has an arrow to it (Kahn). */
function orderOf({ start, target }: Arrows, stated: Uint8Array): Int32Array {
  const waiting = new Int32Array(stated.length),
    order: number[] = [];
  for (let i = 0; i < stated.length; i++) if (stated[i] === 0) for (let n = start[i]; n < start[i + 1]; n++) waiting[target[n]]++;
  for (let i = 0; i < stated.length; i++) if (stated[i] === 0 && waiting[i] === 0) order.push(i);
  for (let head = 0; head < order.length; head++) {
    const item = order[head];
    for (let n = start[item]; n < start[item + 1]; n++) if (--waiting[target[n]] === 0 && stated[target[n]] === 0) order.push(target[n]);
  }
  return Int32Array.from(order);
}
