// Who can run what: one entry per recipe and workshop that has every capability of the recipe and may use what it needs.
import type { PlanProblem, PlanRecipe } from "../problem/planProblem.js";
import { type IdIndex, indexOf } from "./idIndex.js";
import type { LimitIndex } from "./limitTable.js";
import type { Runs } from "./planArrays.js";

export interface MadeRuns extends Runs {
  /** [R+1] the runs of each recipe. */
  readonly runStart: Int32Array;
}

export interface RunInput {
  readonly problem: PlanProblem;
  readonly ids: IdIndex;
  readonly limits: LimitIndex;
  readonly territoryOfPlace: Int32Array;
}

interface RunRow {
  readonly recipe: number;
  readonly workshop: number;
  readonly place: number;
  readonly cost: number;
  readonly uses: ReadonlyMap<number, number>;
  readonly most: number;
}

/** A recipe in integers: hours by capability and skill, each at most once. */
interface RecipeWork {
  readonly machine: ReadonlyMap<number, number>;
  readonly labour: ReadonlyMap<number, number>;
  readonly extracts: ReadonlyMap<number, number>;
}

/** Runs in the order recipe, place, workshop. A run that needs some of a limit of 0, or labour without a row, can never be and is left out (rule C6). */
export function compileRuns(input: RunInput): MadeRuns {
  const { problem, ids } = input;
  const placeOf = Int32Array.from(problem.workshops, (workshop) => indexOf(ids.place, workshop.place));
  const byPlace = [...placeOf.keys()].sort((a, b) => placeOf[a] - placeOf[b] || a - b);
  const rows: RunRow[] = [];
  const runStart = new Int32Array(problem.recipes.length + 1);
  problem.recipes.forEach((recipe, r) => {
    const work = recipeWork(recipe, ids);
    for (const w of byPlace) {
      const row = runRow(input, { recipe: r, workshop: w, place: placeOf[w] }, work);
      if (row !== undefined) rows.push(row);
    }
    runStart[r + 1] = rows.length;
  });
  return { ...packRuns(rows), runStart };
}

function recipeWork(recipe: PlanRecipe, ids: IdIndex): RecipeWork {
  const sum = (pairs: readonly (readonly [number, number])[]) => {
    const merged = new Map<number, number>();
    for (const [key, amount] of pairs) merged.set(key, (merged.get(key) ?? 0) + amount);
    return merged;
  };
  return {
    machine: sum(recipe.machine.map((row) => [indexOf(ids.capability, row.capability), row.hours] as const)),
    labour: sum(recipe.labour.map((row) => [indexOf(ids.skill, row.skill), row.hours] as const)),
    extracts: sum(recipe.extracts.map((row) => [indexOf(ids.item, row.item), row.quantity] as const)),
  };
}

function runRow(input: RunInput, at: { recipe: number; workshop: number; place: number }, work: RecipeWork): RunRow | undefined {
  const { problem, limits } = input;
  const workshop = problem.workshops[at.workshop];
  const recipe = problem.recipes[at.recipe];
  const territory = input.territoryOfPlace[at.place];
  const uses = new Map<number, number>();
  let most = Infinity;
  let money = 0;
  for (const [capability, hours] of work.machine) {
    const limit = limits.machine[at.workshop].get(capability);
    if (limit === undefined) return undefined;
    const used = hours * workshop.efficiency;
    uses.set(limit, used);
    if (used > 0) most = Math.min(most, limits.limits.amount[limit] / used);
    money += used * costPerHour(input, at.workshop, capability);
  }
  let labourHours = 0;
  for (const [skill, hours] of work.labour) {
    const limit = limits.labour[territory].get(skill);
    const used = hours * workshop.efficiency;
    if (limit === undefined && used > 0) return undefined;
    if (limit !== undefined) uses.set(limit, used);
    labourHours += used;
  }
  const co2 = limits.limits.co2OfTerritory[territory];
  if (co2 >= 0) uses.set(co2, recipe.co2Kg);
  for (const [item, quantity] of work.extracts) {
    const limit = limits.extraction[territory].get(item);
    if (limit !== undefined) uses.set(limit, quantity);
  }
  for (const [limit, used] of uses) if (used > 0 && limits.limits.amount[limit] === 0) return undefined;
  const { weights } = problem;
  const cost = weights.money * money + weights.labourHour * labourHours + weights.co2Kg * recipe.co2Kg;
  // A trace above what the division gives, so that 0.3 h / 0.1 h allows three runs.
  const wholeMost = recipe.integerRuns && Number.isFinite(most) ? Math.floor(most + 1e-9) : most;
  if (wholeMost === 0 && recipe.setupMoney > 0) return undefined;
  return { ...at, cost, uses, most: wholeMost };
}

function costPerHour({ problem, ids }: RunInput, w: number, capability: number): number {
  return problem.workshops[w].capabilities.find((row) => indexOf(ids.capability, row.capability) === capability)?.costPerHour ?? 0;
}

function packRuns(rows: readonly RunRow[]): Runs {
  const uses = rows.map((row) => [...row.uses].filter(([, used]) => used > 0));
  const useStart = new Int32Array(rows.length + 1);
  uses.forEach((list, j) => {
    useStart[j + 1] = useStart[j] + list.length;
  });
  return {
    count: rows.length,
    recipe: Int32Array.from(rows, (row) => row.recipe),
    workshop: Int32Array.from(rows, (row) => row.workshop),
    place: Int32Array.from(rows, (row) => row.place),
    cost: Float64Array.from(rows, (row) => row.cost),
    useStart,
    useLimit: Int32Array.from(uses.flatMap((list) => list.map(([limit]) => limit))),
    useAmount: Float64Array.from(uses.flatMap((list) => list.map(([, used]) => used))),
    most: Float64Array.from(rows, (row) => row.most),
  };
}
