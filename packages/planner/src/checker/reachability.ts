// Which needs no plan can meet even a part of, whatever the hours and limits (rule R3).
import type { ProblemView } from "./problemView.js";

/** The needs that are out of reach (1), by index. */
export function unreachableNeeds(view: ProblemView): Uint8Array {
  const available = availableItems(view);
  const { needs, periods } = view;
  return Uint8Array.from({ length: needs.count }, (_, n) => (needs.quantity[n] > 0 && available[needs.item[n] * periods + needs.period[n]] === 0 ? 1 : 0));
}

/**
 * Items that can be there in a period (item * periods + t): the greatest set in which each is in stock, sold, held from the period before,
 * or made by a run that has hours and whose inputs are all in the set when it starts.
 */
function availableItems(view: ProblemView): Uint8Array {
  const { recipes, periods, items } = view;
  const sources = new Int32Array(items * periods), available = new Uint8Array(items * periods).fill(1);
  const running = new Uint8Array(recipes.count * periods);
  addGivenSources(view, sources);
  for (let item = 0; item < items; item++) for (let t = 1; t < periods; t++) sources[item * periods + t]++;
  for (let r = 0; r < recipes.count; r++) {
    if (!canRunSomewhere(view, r)) continue;
    for (let t = 0; t + recipes.lead[r] < periods; t++) {
      running[r * periods + t] = 1;
      changeOutputs(view, sources, r, t, 1);
    }
  }
  const lost: number[] = [];
  const drop = (node: number) => {
    if (sources[node] > 0 || available[node] === 0) return;
    available[node] = 0;
    lost.push(node);
  };
  for (let node = 0; node < sources.length; node++) drop(node);
  const users = recipesByInput(view);
  for (let node = lost.pop(); node !== undefined; node = lost.pop()) {
    const item = Math.floor(node / periods), t = node % periods;
    if (t + 1 < periods) {
      sources[node + 1]--;
      drop(node + 1);
    }
    for (const r of users[item]) {
      if (running[r * periods + t] === 0) continue;
      running[r * periods + t] = 0;
      changeOutputs(view, sources, r, t, -1).forEach(drop);
    }
  }
  return available;
}

function addGivenSources(view: ProblemView, sources: Int32Array): void {
  const { stocks, periods, places } = view;
  for (let n = 0; n < stocks.count; n++) if (stocks.quantity[n] > 0) sources[stocks.item[n] * periods]++;
  for (let item = 0; item < view.items; item++) {
    const prices = view.marketPrice.subarray(item * places, (item + 1) * places);
    if (view.marketLimit[item] === 0 || prices.every(Number.isNaN)) continue;
    for (let t = 0; t < periods; t++) sources[item * periods + t]++;
  }
}

/** True where some workshop has hours for every capability of the recipe, and its territory hours for every skill. */
function canRunSomewhere(view: ProblemView, r: number): boolean {
  const { machine, labour } = view.recipes;
  for (let pair = view.pairs.start[r]; pair < view.pairs.start[r + 1]; pair++) {
    const w = view.pairs.workshop[pair], k = view.pairs.territory[pair];
    let able = true;
    for (let n = machine.start[r]; n < machine.start[r + 1]; n++) able &&= machine.amount[n] === 0 || view.machineHours[w * view.capabilities + machine.index[n]] > 0;
    for (let n = labour.start[r]; n < labour.start[r + 1]; n++) able &&= labour.amount[n] === 0 || view.labourHours[k * view.skills + labour.index[n]] > 0;
    if (able) return true;
  }
  return false;
}

/** Adds to the sources of what a run puts out; the answer is the nodes that it puts out to. */
function changeOutputs(view: ProblemView, sources: Int32Array, r: number, t: number, by: number): number[] {
  const { outputs, lead } = view.recipes;
  const nodes: number[] = [];
  for (let n = outputs.start[r]; n < outputs.start[r + 1]; n++) if (outputs.amount[n] > 0) nodes.push(outputs.index[n] * view.periods + t + lead[r]);
  for (const node of nodes) sources[node] += by;
  return nodes;
}

function recipesByInput(view: ProblemView): readonly (readonly number[])[] {
  const users = Array.from({ length: view.items }, (): number[] => []);
  const { inputs, count } = view.recipes;
  for (let r = 0; r < count; r++) for (let n = inputs.start[r]; n < inputs.start[r + 1]; n++) if (inputs.amount[n] > 0) users[inputs.index[n]].push(r);
  return users;
}

/** Items that are on a circle of recipes, or made from one that is, by index. */
export function itemsFedByCircles(view: ProblemView, onCircle: Uint8Array): Uint8Array {
  const fed = onCircle.slice();
  const users = recipesByInput(view), { outputs } = view.recipes;
  const open = [...fed.keys()].filter((item) => fed[item] === 1);
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    for (const r of users[item]) {
      for (let n = outputs.start[r]; n < outputs.start[r + 1]; n++) {
        const made = outputs.index[n];
        if (fed[made] === 1) continue;
        fed[made] = 1;
        open.push(made);
      }
    }
  }
  return fed;
}
