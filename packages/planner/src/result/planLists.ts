// The plan as lists of names and quantities, from the values of the columns.
import type { PlanArrays } from "../arrays/planArrays.js";
import { ColumnKind, type ColumnPool } from "../master/columnPool.js";
import type { PlanProblem } from "../problem/planProblem.js";
import type { HeldLevel } from "../pricing/priceSystem.js";
import type { StagePlan } from "../search/branchAndBound.js";
import type { FinishedStage } from "../search/finishedStage.js";
import type { Planning } from "./planning.js";
import type { PlanResult } from "./planResult.js";

/** The lists of a result that say what is done; unmet needs still without their reasons. */
export interface PlanLists extends Pick<PlanResult, "runs" | "shipments" | "purchases" | "holdings" | "setups"> {
  /** [N] quantity of each need that stays unmet. */
  readonly unmet: Float64Array;
}

/** What the solver leaves below this is rounding, not a plan. */
const DUST = 1e-9;

/** Columns of the pool that were found after the plan have no value: they are 0. Whole runs are whole exactly. */
export function planLists({ problem, arrays, pool }: Planning, { plan, stage: { held } }: FinishedStage): PlanLists {
  const lists: PlanLists = {
    runs: [],
    shipments: [],
    purchases: [],
    holdings: [],
    setups: [],
    unmet: new Float64Array(arrays.needs.count),
  };
  for (const c of inOrder(pool, plan)) takeColumn({ problem, arrays, pool, lists }, c, plan.values[c]);
  dropSlack(arrays, held, lists.unmet);
  return lists;
}

/** Columns that the plan uses by period, then in the order of the problem, so that the lists do not tell in which order columns were found. */
function inOrder(pool: ColumnPool, plan: StagePlan): number[] {
  const used: number[] = [];
  for (let c = 0; c < plan.values.length; c++) if (plan.values[c] > DUST) used.push(c);
  return used.sort(
    (a, b) => pool.period[a] - pool.period[b] || pool.index[a] - pool.index[b] || pool.from[a] - pool.from[b] || pool.to[a] - pool.to[b],
  );
}

/**
 * Levels are held up to 1e-7 of their value (rule M10), and least cost takes that up: a need that is short by no more than that, and by less than half of what a balance may be short by (1e-6),
 * counts as met.
 */
function dropSlack({ needs }: PlanArrays, held: readonly HeldLevel[], unmet: Float64Array): void {
  for (let n = 0; n < unmet.length; n++) {
    const limit = held.find((level) => level.priority === needs.priority[n])?.limit ?? 0;
    if (unmet[n] <= 5e-7 * needs.quantity[n] && unmet[n] * needs.referenceCost[n] <= 1.1e-7 * limit) unmet[n] = 0;
  }
}

interface Taking {
  readonly problem: PlanProblem;
  readonly arrays: PlanArrays;
  readonly pool: ColumnPool;
  readonly lists: PlanLists;
}

function takeColumn({ problem, arrays, pool, lists }: Taking, c: number, value: number): void {
  const index = pool.index[c];
  const period = problem.periods[pool.period[c]];
  const place = (h: number) => problem.places[h].id;
  switch (pool.kind[c]) {
    case ColumnKind.run: {
      const recipe = problem.recipes[arrays.runs.recipe[index]];
      const key = { recipe: recipe.id, workshop: problem.workshops[arrays.runs.workshop[index]].id, period };
      const quantity = recipe.integerRuns ? Math.round(value) : value;
      if (quantity === 0) return;
      lists.runs.push({ ...key, quantity });
      if (recipe.setupMoney > 0) lists.setups.push(key);
      return;
    }
    case ColumnKind.ship:
      lists.shipments.push({ item: problem.items[index].id, from: place(pool.from[c]), to: place(pool.to[c]), period, quantity: value });
      return;
    case ColumnKind.buy:
      lists.purchases.push({ item: problem.items[arrays.purchases.item[index]].id, place: place(pool.from[c]), period, quantity: value });
      return;
    case ColumnKind.hold:
      lists.holdings.push({ item: problem.items[index].id, place: place(pool.from[c]), period, quantity: value });
      return;
    default:
      lists.unmet[index] = Math.min(value, arrays.needs.quantity[index]);
  }
}
