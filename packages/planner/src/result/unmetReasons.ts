// Why a need, or a part of it, stays unmet: first what nobody can do at all, then the limits in its own cone (rule R4).
import { nodeOf, type PlanArrays } from "../arrays/planArrays.js";
import { startedItems } from "../arrays/reach.js";
import { limitNames } from "./limitNames.js";
import type { PlanLists } from "./planLists.js";
import type { Planning } from "./planning.js";
import type { PlanResult, UnmetCode } from "./planResult.js";

interface Reason {
  readonly code: UnmetCode;
  readonly reason: string;
}

interface Looking extends Planning {
  /** [I*T] 1 where the item can be had starting from nothing but stocks, purchases and recipes without inputs. */
  readonly started: Uint8Array;
  /** [I] 1 where the item could be had if everything were ready at once: only time is short. */
  readonly inTime: Uint8Array;
}

/** Less than this share of a need is rounding. */
const DUST = 1e-9;

/** The needs of which some stays unmet, each with its reason. */
export function unmetReasons(planning: Planning, lists: PlanLists): PlanResult["unmet"] {
  const { arrays, problem } = planning;
  const looking: Looking = { ...planning, started: startedItems(arrays), inTime: reachedWithoutLeads(arrays) };
  const rows: PlanResult["unmet"] = [];
  lists.unmet.forEach((quantity, n) => {
    if (quantity <= DUST * Math.max(1, arrays.needs.quantity[n])) return;
    const reason = isUnreachable(arrays, n) ? reasonOfUnreachable(looking, n) : reasonOfShort(looking, n);
    rows.push({ need: problem.needs[n].id, quantity, ...reason });
  });
  return rows;
}

/** True where no plan can have the item of a need by its due period; a need of nothing is met. */
export function isUnreachable(arrays: PlanArrays, need: number): boolean {
  return arrays.needs.quantity[need] > 0 && arrays.isReached[arrays.needs.item[need] * arrays.periodCount + arrays.needs.period[need]] === 0;
}

function reachedWithoutLeads(arrays: PlanArrays): Uint8Array {
  const recipes = { ...arrays.recipes, leadPeriods: new Int32Array(arrays.recipes.count) };
  const started = startedItems({ ...arrays, recipes });
  return Uint8Array.from({ length: arrays.itemCount }, (_, item) => started[item * arrays.periodCount + arrays.periodCount - 1]);
}

function reasonOfUnreachable(looking: Looking, n: number): Reason {
  const { arrays, problem } = looking;
  const item = arrays.needs.item[n];
  if (!looking.inTime[item]) return missingFor(looking, item, new Set());
  const first = Array.from({ length: arrays.periodCount }, (_, t) => t).find((t) => arrays.isReached[item * arrays.periodCount + t]);
  const due = problem.periods[arrays.needs.period[n]];
  const when = first === undefined ? "not before the last period ends" : `not before ${problem.periods[first]}`;
  return { code: "too-late", reason: `${nameOf(looking, item)} can be ready ${when}; it is needed in ${due}` };
}

function nameOf({ problem }: Planning, item: number): string {
  return problem.items[item].name ?? problem.items[item].id;
}

/** Follows what is missing down the recipes to the first thing that nobody has. */
function missingFor(looking: Looking, item: number, seen: Set<number>, wantedFor?: number): Reason {
  const { arrays } = looking;
  const { recipes } = arrays;
  seen.add(item);
  const makers = recipes.maker.subarray(recipes.makerStart[item], recipes.makerStart[item + 1]);
  const givers = recipes.giver.subarray(recipes.giverStart[item], recipes.giverStart[item + 1]);
  const ways = [...makers, ...givers];
  const forWhat = wantedFor === undefined ? "" : `, which ${nameOf(looking, wantedFor)} needs`;
  if (ways.length === 0) {
    const [code, what] =
      wantedFor === undefined
        ? (["no-recipe", "no recipe makes"] as const)
        : (["no-material", "no stock holds, nobody sells and no recipe makes"] as const);
    return { code, reason: `${what} ${nameOf(looking, item)}${forWhat}${wantedFor === undefined ? ", and nobody sells it" : ""}` };
  }
  for (const recipe of ways) {
    const missing = recipes.runStart[recipe + 1] === recipes.runStart[recipe] ? missingInWorkshops(looking, recipe) : undefined;
    if (missing !== undefined) return { code: missing.code, reason: `${missing.reason}${forWhat}` };
    for (let k = recipes.inStart[recipe]; k < recipes.inStart[recipe + 1]; k++) {
      const input = recipes.inItem[k];
      if (!looking.inTime[input] && !seen.has(input)) return missingFor(looking, input, seen, item);
    }
  }
  return {
    code: "no-material",
    reason: `${nameOf(looking, item)}${forWhat} can only be made from itself, and there is none to begin with`,
  };
}

/** What keeps every workshop from a recipe: capabilities, or hours of a skill in the territories of the workshops that have them. */
function missingInWorkshops({ problem }: Looking, r: number): Reason {
  const recipe = problem.recipes[r];
  const name = recipe.name ?? recipe.id;
  const wanted = [...new Set(recipe.machine.map((row) => row.capability))];
  const hours = (capability: string) => (w: PlanWorkshop) =>
    w.capabilities.some((row) => row.capability === capability && row.hoursPerPeriod > 0);
  for (const capability of wanted) {
    if (!problem.workshops.some(hours(capability)))
      return { code: "missing-capability", reason: `no workshop has hours of ${capability}, which ${name} takes` };
  }
  const able = problem.workshops.filter((w) => wanted.every((capability) => hours(capability)(w)));
  if (able.length === 0)
    return { code: "missing-capability", reason: `no single workshop has ${wanted.join(" and ")} together, which ${name} takes` };
  const territories = new Set(able.map((w) => problem.places.find((place) => place.id === w.place)?.territory));
  const isOffered = (skill: string) =>
    problem.labour.some((row) => row.skill === skill && row.hoursPerPeriod > 0 && territories.has(row.territory));
  const skill = recipe.labour.find((row) => row.hours > 0 && !isOffered(row.skill))?.skill;
  if (skill !== undefined) return { code: "missing-skill", reason: `nobody offers hours of ${skill} where ${name} could be made` };
  return { code: "limits", reason: `limits of 0 keep every workshop from ${name}` };
}

type PlanWorkshop = Planning["problem"]["workshops"][number];

/** A need that could be met, but not beside all others: the limits in its cone that the stage of its priority has a price for. */
function reasonOfShort(looking: Looking, n: number): Reason {
  const { arrays, problem, started } = looking;
  const { needs } = arrays;
  const item = needs.item[n];
  if (!started[item * arrays.periodCount + needs.period[n]]) return missingFor(looking, item, new Set());
  const binding = bindingLimits(looking, n);
  if (binding.length > 0) return { code: "limits", reason: `short of ${binding.slice(0, 3).join(", ")}` };
  const price = problem.priorities.rule === "weighted" ? leafPriceOf(looking, n) : undefined;
  const penalty = needs.penalty[n];
  const compared = price === undefined || price === Infinity ? "" : `: ${price.toFixed(2)} each against ${penalty.toFixed(2)}`;
  return { code: "not-worth", reason: `meeting it costs more than going without${compared}` };
}

/** The leaf with the least bound speaks for a stage. */
function decidingLeaf(looking: Looking, n: number) {
  const { stages, arrays } = looking;
  const stage = stages.find((done) => done.name === `priority-${arrays.needs.priority[n]}`) ?? stages[stages.length - 1];
  const leaves = stage.tree.flatMap((node) => ("leaf" in node ? [node.leaf] : []));
  return leaves.reduce((best, leaf) => (leaf.bound < best.bound ? leaf : best));
}

function leafPriceOf(looking: Looking, n: number): number {
  const { arrays } = looking;
  const { needs } = arrays;
  return decidingLeaf(looking, n).nodePrices[nodeOf(arrays, needs.item[n], needs.period[n], needs.place[n])];
}

/** Limits with a price that runs and purchases in the cone of a need use, the dearest first, in words. */
function bindingLimits(looking: Looking, n: number): string[] {
  const { arrays } = looking;
  const price = decidingLeaf(looking, n).prices.limit;
  const T = arrays.periodCount;
  const worth = new Map<number, number>();
  const offer = (limit: number, amount: number) => {
    for (let t = 0; t <= arrays.needs.period[n]; t++) {
      const value = price[limit * T + t] * amount;
      if (value > 1e-9) worth.set(limit, Math.max(worth.get(limit) ?? 0, value));
    }
  };
  for (const item of coneOf(arrays, arrays.needs.item[n])) offerLimitsOf(arrays, item, offer);
  return [...worth].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([limit]) => limitInWords(looking, limit));
}

/** The items that a need's item is made of, at any depth, itself first. */
function coneOf({ recipes }: PlanArrays, item: number): Set<number> {
  const cone = new Set([item]);
  for (const of of cone) {
    for (const [start, list] of [
      [recipes.makerStart, recipes.maker],
      [recipes.giverStart, recipes.giver],
    ] as const) {
      for (let m = start[of]; m < start[of + 1]; m++) {
        for (let k = recipes.inStart[list[m]]; k < recipes.inStart[list[m] + 1]; k++) cone.add(recipes.inItem[k]);
      }
    }
  }
  return cone;
}

function offerLimitsOf(arrays: PlanArrays, item: number, offer: (limit: number, amount: number) => void): void {
  const { recipes, runs, limits, purchases, territoryOfPlace } = arrays;
  for (let m = recipes.makerStart[item]; m < recipes.makerStart[item + 1]; m++) {
    const recipe = recipes.maker[m];
    const perRun = recipes.outQuantity[recipes.outStart[recipe]];
    for (let u = runs.useStart[recipes.runStart[recipe]]; u < runs.useStart[recipes.runStart[recipe + 1]]; u++)
      offer(runs.useLimit[u], runs.useAmount[u] / perRun);
  }
  for (let p = purchases.start[item]; p < purchases.start[item + 1]; p++) {
    const money = limits.moneyOfTerritory[territoryOfPlace[purchases.place[p]]];
    if (money >= 0) offer(money, purchases.price[p]);
  }
  if (limits.marketOfItem[item] >= 0) offer(limits.marketOfItem[item], 1);
}

function limitInWords({ problem, arrays }: Planning, limit: number): string {
  const names = limitNames(problem, arrays, limit);
  const find = (list: readonly { readonly id: string; readonly name?: string | undefined }[], id: string) =>
    list.find((entry) => entry.id === id)?.name ?? id;
  switch (names.kind) {
    case "machine":
      return `hours of ${names.capability} at ${find(problem.workshops, names.workshop)}`;
    case "labour":
      return `hours of ${names.skill} in ${find(problem.territories, names.territory)}`;
    case "ceiling":
      return `${"co2" in names ? "CO2" : `extraction of ${find(problem.items, names.extract)}`} under the ceiling of ${find(problem.territories, names.territory)}`;
    case "money":
      return `money for purchases in ${find(problem.territories, names.territory)}`;
    case "market":
      return `${find(problem.items, names.item)} on the market`;
  }
}
