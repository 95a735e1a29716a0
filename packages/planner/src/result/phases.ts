// How near to the people the last step of what they need is, and could be, done (rule R6).
import type { PlanArrays } from "../arrays/planArrays.js";
import type { PlanLists } from "./planLists.js";
import type { Planning } from "./planning.js";
import type { Phases } from "./planResult.js";

const LEVELS = ["personal", "outlet", "regional", "remote"] as const;
const [BOUGHT, STOCK, KINDS] = [4, 5, 6];
/** Shipments of a plan do not run in circles, so as many rounds as there are places settle any chain; more would only chase rounding. */
const SETTLED = 1e-12;

/** Shares of all needs by quantity × referenceCost. What comes from several sources is shared out in proportion. */
export function phaseShares(planning: Planning, lists: PlanLists): Phases {
  const { arrays, problem } = planning;
  const { needs } = arrays;
  const can = new Float64Array(LEVELS.length);
  const is = new Float64Array(KINDS);
  let [total, unmet] = [0, 0];
  const mixes = new Map<number, Float64Array>();
  const levelOfPlace = problem.places.map((place) => LEVELS.indexOf(place.level));
  for (let n = 0; n < needs.count; n++) {
    const worth = needs.referenceCost[n];
    total += needs.quantity[n] * worth;
    unmet += lists.unmet[n] * worth;
    for (const level of levelsThatCan(arrays, levelOfPlace, n)) can[level] += needs.quantity[n] * worth;
    const mix = mixes.get(needs.item[n]) ?? originsOfItem(planning, lists, needs.item[n], levelOfPlace);
    mixes.set(needs.item[n], mix);
    const at = (needs.period[n] * arrays.placeCount + needs.place[n]) * KINDS;
    for (let k = 0; k < KINDS; k++) is[k] += (needs.quantity[n] - lists.unmet[n]) * worth * mix[at + k];
  }
  const share = (value: number) => (total > 0 ? Math.min(1, Math.max(0, value / total)) : 0);
  return {
    levels: LEVELS.map((level, k) => ({ level, can: share(can[k]), is: share(is[k]) })),
    bought: share(is[BOUGHT]),
    stock: share(is[STOCK]),
    unmet: share(unmet),
  };
}

/** Levels of place where a workshop can do the last step of a need in time, its parts coming from anywhere. */
function levelsThatCan(
  { needs, recipes, runs, isReached, periodCount: T }: PlanArrays,
  levelOfPlace: readonly number[],
  n: number,
): Set<number> {
  const levels = new Set<number>();
  for (let m = recipes.makerStart[needs.item[n]]; m < recipes.makerStart[needs.item[n] + 1]; m++) {
    const recipe = recipes.maker[m];
    const start = needs.period[n] - recipes.leadPeriods[recipe];
    if (start < 0) continue;
    const inputs = recipes.inItem.subarray(recipes.inStart[recipe], recipes.inStart[recipe + 1]);
    if (!inputs.every((item) => isReached[item * T + start])) continue;
    for (let j = recipes.runStart[recipe]; j < recipes.runStart[recipe + 1]; j++) levels.add(levelOfPlace[runs.place[j]]);
  }
  return levels;
}

/** Amounts that come to the nodes of one item: from outside by kind, and from other nodes of the item. Nodes are period * H + place. */
interface Inflow {
  readonly outside: Float64Array;
  readonly from: { readonly source: number; readonly target: number; readonly quantity: number }[];
  readonly total: Float64Array;
}

/** [T*H*KINDS] shares of where what is at a node comes from. */
function originsOfItem(planning: Planning, lists: PlanLists, item: number, levelOfPlace: readonly number[]): Float64Array {
  const { placeCount: H, periodCount: T } = planning.arrays;
  const inflow = inflowOfItem(planning, lists, item, levelOfPlace);
  const mix = new Float64Array(T * H * KINDS);
  for (let round = 0, moved = 1; round <= T * H && moved > SETTLED; round++) {
    const next = inflow.outside.slice();
    for (const { source, target, quantity } of inflow.from) {
      for (let k = 0; k < KINDS; k++) next[target * KINDS + k] += quantity * mix[source * KINDS + k];
    }
    moved = 0;
    for (let at = 0; at < next.length; at++) {
      const total = inflow.total[Math.floor(at / KINDS)];
      const value = total > 0 ? next[at] / total : 0;
      moved = Math.max(moved, Math.abs(value - mix[at]));
      mix[at] = value;
    }
  }
  return mix;
}

function inflowOfItem({ problem, arrays }: Planning, lists: PlanLists, item: number, levelOfPlace: readonly number[]): Inflow {
  const { placeCount: H, periodCount: T } = arrays;
  const { id } = problem.items[item];
  const inflow: Inflow = { outside: new Float64Array(T * H * KINDS), from: [], total: new Float64Array(T * H) };
  const placeIndex = new Map(problem.places.map((place, h) => [place.id, h]));
  const node = (period: string, place: string) => problem.periods.indexOf(period) * H + (placeIndex.get(place) ?? 0);
  const bring = (at: number, kind: number, quantity: number) => {
    inflow.outside[at * KINDS + kind] += quantity;
    inflow.total[at] += quantity;
  };
  const move = (source: number, target: number, quantity: number) => {
    inflow.from.push({ source, target, quantity });
    inflow.total[target] += quantity;
  };
  for (let h = 0; h < H; h++) bring(h, STOCK, arrays.stock[item * H + h]);
  for (const row of lists.purchases) if (row.item === id) bring(node(row.period, row.place), BOUGHT, row.quantity);
  for (const row of lists.shipments) if (row.item === id) move(node(row.period, row.from), node(row.period, row.to), row.quantity);
  for (const row of lists.holdings) if (row.item === id) move(node(row.period, row.place), node(row.period, row.place) + H, row.quantity);
  const workshops = new Map(problem.workshops.map((workshop) => [workshop.id, workshop]));
  const recipes = new Map(problem.recipes.map((recipe) => [recipe.id, recipe]));
  for (const row of lists.runs) {
    const recipe = recipes.get(row.recipe);
    const place = workshops.get(row.workshop)?.place;
    if (recipe === undefined || place === undefined) continue;
    const made = recipe.out.reduce((sum, out) => sum + (out.item === id ? out.quantity : 0), 0) * row.quantity;
    if (made > 0) bring(node(row.period, place) + recipe.leadPeriods * H, levelOfPlace[placeIndex.get(place) ?? 0], made);
  }
  return inflow;
}
