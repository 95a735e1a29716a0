// What any plan can have and do at all, whatever the hours and limits (rules R3, C6).
import type { ProblemView } from "./problemView.js";

/** What can be had and run at all: items by `item * periods + t`, runs by `pair * periods + start`, 1 where they can. */
export interface Reach {
  readonly items: Uint8Array;
  readonly runs: Uint8Array;
}

/** The needs that are out of reach (1), by index. */
export function unreachableNeeds(view: ProblemView): Uint8Array {
  const { items } = reachOf(view);
  const { needs, periods } = view;
  return Uint8Array.from({ length: needs.count }, (_, n) =>
    needs.quantity[n] > 0 && items[needs.item[n] * periods + needs.period[n]] === 0 ? 1 : 0,
  );
}

/**
 * Items that can be there in a period: the greatest set in which each is in stock, sold, held from the period before, or made by a run that some workshop can do
 * and whose inputs are all in the set when it starts; and the runs that are so.
 */
export function reachOf(view: ProblemView): Reach {
  const { recipes, periods, items, pairs } = view;
  const sources = new Int32Array(items * periods),
    available = new Uint8Array(items * periods).fill(1);
  const running = new Uint8Array(recipes.count * periods);
  const able = Uint8Array.from({ length: pairs.count }, (_, pair) => (canRun(view, pair) ? 1 : 0));
  addGivenSources(view, sources);
  for (let item = 0; item < items; item++) for (let t = 1; t < periods; t++) sources[item * periods + t]++;
  for (let r = 0; r < recipes.count; r++) {
    if (!able.subarray(pairs.start[r], pairs.start[r + 1]).includes(1)) continue;
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
    const item = Math.floor(node / periods),
      t = node % periods;
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
  const runs = Uint8Array.from({ length: pairs.count * periods }, (_, run) => {
    const pair = Math.floor(run / periods);
    return able[pair] === 1 ? running[pairs.recipe[pair] * periods + (run % periods)] : 0;
  });
  return { items: available, runs };
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

/** True where the workshop has hours for every capability of the recipe, its territory hours for every skill, and no ceiling of 0 forbids the run. */
function canRun(view: ProblemView, pair: number): boolean {
  const { machine, labour, extracts, co2Kg } = view.recipes;
  const w = view.pairs.workshop[pair],
    k = view.pairs.territory[pair],
    r = view.pairs.recipe[pair];
  const has = (rows: typeof machine, limitOf: (index: number) => number) => {
    for (let n = rows.start[r]; n < rows.start[r + 1]; n++) if (rows.amount[n] > 0 && limitOf(rows.index[n]) === 0) return false;
    return true;
  };
  return (
    has(machine, (capability) => view.machineHours[w * view.capabilities + capability]) &&
    has(labour, (skill) => view.labourHours[k * view.skills + skill]) &&
    has(extracts, (item) => view.extractLimit[k * view.items + item]) &&
    (co2Kg[r] === 0 || view.co2Limit[k] > 0) &&
    view.pairs.most[pair] > 0
  );
}

/** Adds to the sources of what a run puts out; the answer is the nodes that it puts out to. */
function changeOutputs(view: ProblemView, sources: Int32Array, r: number, t: number, by: number): number[] {
  const { outputs, lead } = view.recipes;
  const nodes: number[] = [];
  for (let n = outputs.start[r]; n < outputs.start[r + 1]; n++)
    if (outputs.amount[n] > 0) nodes.push(outputs.index[n] * view.periods + t + lead[r]);
  for (const node of nodes) sources[node] += by;
  return nodes;
}

function recipesByInput(view: ProblemView): readonly (readonly number[])[] {
  const users = Array.from({ length: view.items }, (): number[] => []);
  const { inputs, count } = view.recipes;
  for (let r = 0; r < count; r++)
    for (let n = inputs.start[r]; n < inputs.start[r + 1]; n++) if (inputs.amount[n] > 0) users[inputs.index[n]].push(r);
  return users;
}

/** Items by `item * periods + t` that can be had starting from stocks, markets and recipes without inputs: what feeds only itself is left out. */
export function startedItems(view: ProblemView): Uint8Array {
  const { recipes, periods, items } = view;
  const started = new Uint8Array(items * periods),
    sources = new Int32Array(items * periods);
  const missing = missingInputs(view);
  const fresh: number[] = [];
  const start = (node: number) => {
    if (started[node] === 1) return;
    started[node] = 1;
    fresh.push(node);
  };
  const run = (r: number, t: number) => {
    for (let n = recipes.outputs.start[r]; n < recipes.outputs.start[r + 1]; n++)
      start(recipes.outputs.index[n] * periods + t + recipes.lead[r]);
  };
  addGivenSources(view, sources);
  sources.forEach((count, node) => {
    if (count > 0) start(node);
  });
  missing.forEach((count, at) => {
    if (count === 0) run(Math.floor(at / periods), at % periods);
  });
  const users = recipesByInput(view);
  for (let node = fresh.pop(); node !== undefined; node = fresh.pop()) {
    const t = node % periods;
    if (t + 1 < periods) start(node + 1);
    for (const r of users[Math.floor(node / periods)]) if (--missing[r * periods + t] === 0) run(r, t);
  }
  return started;
}

/** Per recipe and period, how many inputs are not there yet; -1, which never falls to 0, where no workshop can run it then. */
function missingInputs(view: ProblemView): Int32Array {
  const { recipes, periods, pairs } = view;
  const { runs } = reachOf(view);
  const missing = new Int32Array(recipes.count * periods).fill(-1);
  for (let r = 0; r < recipes.count; r++) {
    let inputs = 0;
    for (let n = recipes.inputs.start[r]; n < recipes.inputs.start[r + 1]; n++) if (recipes.inputs.amount[n] > 0) inputs++;
    for (let pair = pairs.start[r]; pair < pairs.start[r + 1]; pair++)
      for (let t = 0; t < periods; t++) if (runs[pair * periods + t] === 1) missing[r * periods + t] = inputs;
  }
  return missing;
}
