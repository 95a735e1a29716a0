// Why a need, or a part of it, stays unmet: first what nobody can do at all, then the limits in its own cone (rule R4).
import { nodeOf, type PlanArrays } from "../arrays/planArrays.js";
import { startedItems } from "../arrays/reach.js";
import { priceNodes } from "../pricing/nodePrices.js";
import { freePrices } from "../pricing/priceSystem.js";
import { rootBranch } from "../search/choices.js";
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
  /** The same as `started` and `inTime` for more than what stocks hold. */
  readonly beyondStock: { readonly started: Uint8Array; readonly inTime: Uint8Array };
  /** [nodes] least cost of everything where no limit has a price. */
  readonly unlimited: Float64Array;
}

/** Less than this share of a need is rounding. */
const DUST = 1e-9;

/** The needs of which some stays unmet, each with its reason. */
export function unmetReasons(planning: Planning, lists: PlanLists): PlanResult["unmet"] {
  const { arrays, problem } = planning;
  const noStock = { ...arrays, stock: new Float64Array(arrays.stock.length) };
  const looking: Looking = {
    ...planning,
    started: startedItems(arrays),
    inTime: reachedWithoutLeads(arrays),
    beyondStock: { started: startedItems(noStock), inTime: reachedWithoutLeads(noStock) },
    unlimited: unlimitedPrices(planning),
  };
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
  return (
    arrays.needs.quantity[need] > 0 && arrays.isReached[arrays.needs.item[need] * arrays.periodCount + arrays.needs.period[need]] === 0
  );
}

function unlimitedPrices({ arrays, choices, stages }: Planning): Float64Array {
  const { stage } = stages[stages.length - 1];
  const context = { arrays, stage, choices, branch: rootBranch(arrays, choices) };
  const prices = freePrices(arrays, stage, choices);
  // Stocks are used up where a need stays unmet, so that they set no price.
  for (let node = 0; node < prices.node.length; node++) {
    if (!arrays.isStated[Math.floor(node / (arrays.periodCount * arrays.placeCount))]) prices.node[node] = Infinity;
  }
  return priceNodes(context, prices).price;
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

/** A need that could be met in part: what is missing beyond the stocks, else what is dearer than going without, else the limits in its cone. */
function reasonOfShort(looking: Looking, n: number): Reason {
  const { arrays, started, beyondStock } = looking;
  const { needs } = arrays;
  const item = needs.item[n];
  const at = item * arrays.periodCount + needs.period[n];
  if (!started[at]) return missingFor(looking, item, new Set());
  if (!beyondStock.inTime[item]) {
    const { code, reason } = missingFor({ ...looking, inTime: beyondStock.inTime }, item, new Set());
    return { code: "limits", reason: `stocks are used up; beyond them ${codeWords(code)}${reason}` };
  }
  if (!beyondStock.started[at])
    return { code: "limits", reason: `stocks are used up; beyond them ${nameOf(looking, item)} cannot be ready in time` };
  return (
    dearerThanWithout(looking, n) ?? shortOfLimits(looking, n) ?? { code: "not-worth", reason: "meeting it costs more than going without" }
  );
}

/** Reasons that begin with the thing itself need no word before them. */
function codeWords(code: UnmetCode): string {
  return code === "too-late" ? "it is too late: " : "";
}

/** Under the weighted rule: where even with no limit at all the item costs more than going without it. */
function dearerThanWithout({ arrays, problem, unlimited }: Looking, n: number): Reason | undefined {
  const { needs } = arrays;
  const price = unlimited[nodeOf(arrays, needs.item[n], needs.period[n], needs.place[n])];
  if (problem.priorities.rule !== "weighted" || price < needs.penalty[n]) return undefined;
  return {
    code: "not-worth",
    reason: `meeting it costs more than going without: ${price.toFixed(2)} each against ${needs.penalty[n].toFixed(2)}`,
  };
}

function shortOfLimits(looking: Looking, n: number): Reason | undefined {
  const binding = bindingLimits(looking, n);
  return binding.length > 0 ? { code: "limits", reason: `short of ${binding.slice(0, 3).join(", ")}` } : undefined;
}

/** The leaf with the least bound speaks for a stage. */
function decidingLeaf(looking: Looking, n: number) {
  const { stages, arrays } = looking;
  const stage = stages.find((done) => done.name === `priority-${arrays.needs.priority[n]}`) ?? stages[stages.length - 1];
  const leaves = stage.tree.flatMap((node) => ("leaf" in node ? [node.leaf] : []));
  return leaves.reduce((best, leaf) => (leaf.bound < best.bound ? leaf : best));
}

/**
 * Limits with a price that runs and purchases in the cone of a need use, the dearest first, in words. Where the runs that use them are held up by other limits too, which is when a price alone
 * tells only half, these follow.
 */
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
  const cone = coneOf(arrays, arrays.needs.item[n]);
  for (const item of cone) offerLimitsOf(arrays, item, offer);
  const priced = [...worth].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([limit]) => limit);
  return [...priced, ...heldUpBeside(looking, cone, new Set(priced), arrays.needs.period[n])].map((limit) => limitInWords(looking, limit));
}

/** Limits without a price that are used up in a period in which a run in the cone uses them beside a priced one. */
function heldUpBeside(looking: Looking, cone: ReadonlySet<number>, priced: ReadonlySet<number>, due: number): number[] {
  const { arrays } = looking;
  const { recipes, runs } = arrays;
  const isUsedUp = usedUpLimits(looking);
  const beside = new Set<number>();
  for (let j = 0; j < runs.count; j++) {
    if (!cone.has(recipes.outItem[recipes.outStart[runs.recipe[j]]])) continue;
    const uses = runs.useLimit.subarray(runs.useStart[j], runs.useStart[j + 1]);
    if (!uses.some((limit) => priced.has(limit))) continue;
    for (const limit of uses) if (!priced.has(limit) && isUsedUp(limit, due)) beside.add(limit);
  }
  return [...beside].sort((a, b) => a - b);
}

/** Whether a limit is used up by the plan in every period up to one. */
function usedUpLimits({ arrays, pool, stages }: Looking): (limit: number, due: number) => boolean {
  const { values } = stages[stages.length - 1].plan;
  const used = new Float64Array(pool.rowCount);
  for (let c = 0; c < values.length; c++) {
    for (let e = pool.entryStart[c]; e < pool.entryStart[c + 1]; e++) used[pool.entryRow[e]] += pool.entryValue[e] * values[c];
  }
  return (limit, due) => {
    for (let t = 0; t <= due; t++) {
      const row = pool.rowAtLimit(limit, t);
      if (row < 0 || used[row] < arrays.limits.left[limit * arrays.periodCount + t] * (1 - 1e-6)) return false;
    }
    return true;
  };
}

/** The items that a need's item is made of, at any depth, itself first. */
export function coneOf({ recipes }: PlanArrays, item: number): Set<number> {
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
