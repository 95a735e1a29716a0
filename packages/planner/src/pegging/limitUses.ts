// How much of every limit a plan uses, for which needs, and who waits for more (rule E6).
import { compileLimits } from "../arrays/limitTable.js";
import { compileProblem } from "../arrays/compile.js";
import { indexIds } from "../arrays/idIndex.js";
import type { PlanArrays } from "../arrays/planArrays.js";
import type { PlanProblem } from "../problem/planProblem.js";
import { limitNames } from "../result/limitNames.js";
import { coneOf } from "../result/unmetReasons.js";
import { forEachUse, limitFinder } from "./limitAmounts.js";
import type { LimitUse, NeedShare, PeggedPlan, Pegging } from "./pegging.js";
import { at, indexProblem, type ProblemIndex, readRows } from "./planRows.js";

/** A limit is used up when no more than this share of it is left. */
const USED_UP = 1e-6;

/** Every limit in every period, in the order machine, labour, ceiling, money, market and of the problem's lists. Throws where plan and problem do not belong together. */
export function limitUses(problem: PlanProblem, plan: PeggedPlan, pegging: Pegging): LimitUse[] {
  const index = indexProblem(problem);
  const arrays = compileProblem(problem);
  const T = arrays.periodCount;
  const used = new Float64Array(arrays.limits.count * T);
  const users = Array.from(used, () => new Map<string, number>());
  const rows = readRows(index, plan);
  forEachUse(limitFinder(index, compileLimits(problem, indexIds(problem))), rows, ({ list, at: row, period }, uses) => {
    for (const [limit, amount] of uses) {
      const cell = limit * T + period;
      used[cell] += amount * rows[list][row].quantity;
      for (const share of pegging[list][row].forNeeds)
        users[cell].set(share.need, (users[cell].get(share.need) ?? 0) + share.quantity * amount);
    }
  });
  const waits = waitingNeeds(index, arrays, plan);
  return Array.from(used, (amount, cell): LimitUse => {
    const limit = Math.floor(cell / T);
    const available = arrays.limits.amount[limit];
    return {
      ...limitNames(problem, arrays, limit),
      period: problem.periods[cell % T],
      used: amount,
      available,
      users: sorted(users[cell]),
      waiting: amount >= available * (1 - USED_UP) ? waits(limit, cell % T) : [],
    };
  });
}

function sorted(shares: ReadonlyMap<string, number>): NeedShare[] {
  return [...shares].map(([need, quantity]) => ({ need, quantity })).sort((a, b) => b.quantity - a.quantity);
}

/** Gives for a limit in a period the unmet needs that a run or purchase in their cone takes it for, the worthiest first. */
function waitingNeeds(index: ProblemIndex, arrays: PlanArrays, plan: PeggedPlan): (limit: number, period: number) => NeedShare[] {
  const waiting = plan.unmet
    .flatMap((row) => {
      const need = at(index.need, row.need);
      const [item, due] = [arrays.needs.item[need], arrays.needs.period[need]];
      // What nobody can make at all does not wait for hours.
      if (arrays.isReached[item * arrays.periodCount + due] === 0) return [];
      const share: NeedShare = { need: row.need, quantity: row.quantity };
      return [{ share, due, worth: row.quantity * arrays.needs.referenceCost[need], limits: limitsOfCone(arrays, item) }];
    })
    .sort((a, b) => b.worth - a.worth);
  return (limit, period) => waiting.filter((row) => row.due >= period && row.limits.has(limit)).map((row) => row.share);
}

/** Limits that some way to an item takes, at any depth. */
function limitsOfCone(arrays: PlanArrays, item: number): Set<number> {
  const { recipes, runs, purchases, limits, territoryOfPlace } = arrays;
  const found = new Set<number>();
  for (const of of coneOf(arrays, item)) {
    for (let m = recipes.makerStart[of]; m < recipes.makerStart[of + 1]; m++) {
      const [first, last] = [recipes.runStart[recipes.maker[m]], recipes.runStart[recipes.maker[m] + 1]];
      for (let u = runs.useStart[first]; u < runs.useStart[last]; u++) found.add(runs.useLimit[u]);
    }
    for (let p = purchases.start[of]; p < purchases.start[of + 1]; p++) {
      const territory = territoryOfPlace[purchases.place[p]];
      found.add(limits.moneyOfTerritory[territory]).add(limits.co2OfTerritory[territory]);
      found.add(limits.marketOfItem[of]);
    }
  }
  return found;
}
