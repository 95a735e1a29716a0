// Ways that cannot be at all, with what they lack: the nearest workshops first.
import type { Priced } from "../pricing/sources.js";
import type { PlanProblem } from "../problem/planProblem.js";
import type { RivalReason, Way } from "./explanation.js";
import { canBuy, type Target } from "./ways.js";

/** So many are enough to see what is missing. */
const MOST = 3;

interface Candidate {
  readonly way: Way;
  readonly km: number;
}

interface Looking {
  readonly problem: PlanProblem;
  readonly priced: Priced;
  readonly target: Target;
  /** [H*H] by road. */
  readonly km: Float64Array;
  readonly placeOfWorkshop: Int32Array;
}

/** A few workshops that cannot make the item in time, those that lack least first, then the nearest; and the market where nobody sells it. */
export function unableWays(looking: Looking): Way[] {
  const { problem, priced, target } = looking;
  const { recipes, runs, purchases } = priced.arrays;
  const { item } = target;
  const found: Candidate[] = [];
  for (let m = recipes.makerStart[item]; m < recipes.makerStart[item + 1]; m++) {
    const recipe = recipes.maker[m];
    const able = new Set(runs.workshop.subarray(recipes.runStart[recipe], recipes.runStart[recipe + 1]));
    problem.workshops.forEach((_, w) => {
      const why = able.has(w) ? lateness(looking, recipe) : whatLacks(problem, recipe, w);
      if (why !== undefined) found.push(candidate(looking, recipe, w, why));
    });
  }
  found.sort((a, b) => a.way.missing.length - b.way.missing.length || a.km - b.km);
  const first = distinctReasons(found).slice(0, MOST);
  if (purchases.start[item + 1] === purchases.start[item]) first.push(marketWay(looking, "notSold"));
  else if (!canBuy(priced, item)) first.push(marketWay(looking, "soldOut"));
  return first;
}

/** At most two for the same reason, so that several reasons show. */
function distinctReasons(found: readonly Candidate[]): Way[] {
  const seen = new Map<RivalReason, number>();
  return found.flatMap(({ way }) => {
    const count = seen.get(way.reason) ?? 0;
    seen.set(way.reason, count + 1);
    return count < 2 ? [way] : [];
  });
}

interface Lack {
  readonly reason: RivalReason;
  readonly missing: readonly string[];
}

/** What an able workshop is too late for: its run would start before the first period, or its inputs come after. */
function lateness({ priced: { arrays }, target }: Looking, recipe: number): Lack | undefined {
  const { recipes, periodCount: T, isReached } = arrays;
  const start = target.period - recipes.leadPeriods[recipe];
  if (start < 0) return { reason: "tooLate", missing: [] };
  for (let k = recipes.inStart[recipe]; k < recipes.inStart[recipe + 1]; k++) {
    const first = recipes.inItem[k] * T;
    if (isReached[first + start] === 0)
      return { reason: isReached.subarray(first, first + T).includes(1) ? "tooLate" : "notSold", missing: [] };
  }
  return undefined;
}

function whatLacks(problem: PlanProblem, r: number, w: number): Lack {
  const recipe = problem.recipes[r];
  const workshop = problem.workshops[w];
  const hours = new Map(workshop.capabilities.map((row) => [row.capability, row.hoursPerPeriod]));
  const missing = recipe.machine.filter((row) => !hours.has(row.capability)).map((row) => row.capability);
  if (missing.length > 0) return { reason: "missingCapability", missing };
  const closed = recipe.machine.filter((row) => row.hours > 0 && hours.get(row.capability) === 0).map((row) => row.capability);
  if (closed.length > 0) return { reason: "noFreeHours", missing: closed };
  const territory = problem.places.find((place) => place.id === workshop.place)?.territory;
  const isOffered = (skill: string) =>
    problem.labour.some((row) => row.territory === territory && row.skill === skill && row.hoursPerPeriod > 0);
  const skills = recipe.labour.filter((row) => row.hours > 0 && !isOffered(row.skill)).map((row) => row.skill);
  return skills.length > 0 ? { reason: "missingSkill", missing: skills } : { reason: "limit", missing: [] };
}

function candidate({ problem, target, km, placeOfWorkshop }: Looking, r: number, w: number, { reason, missing }: Lack): Candidate {
  const way = {
    source: "made" as const,
    place: problem.workshops[w].place,
    workshop: problem.workshops[w].id,
    recipe: problem.recipes[r].id,
    period: problem.periods[target.period],
  };
  return {
    way: { ...way, unitCost: null, difference: null, parts: null, reason, missing },
    km: km[placeOfWorkshop[w] * problem.places.length + target.place],
  };
}

function marketWay({ problem, target }: Looking, reason: RivalReason): Way {
  const at = { place: problem.places[target.place].id, period: problem.periods[target.period] };
  return { source: "bought", workshop: null, recipe: null, ...at, unitCost: null, difference: null, parts: null, reason, missing: [] };
}
