// The plan as lists of names and quantities, from the values of the columns.
import type { PlanArrays } from "../arrays/planArrays.js";
import { ColumnKind, type ColumnPool } from "../master/columnPool.js";
import type { PlanProblem } from "../problem/planProblem.js";
import type { StagePlan } from "../search/branchAndBound.js";
import type { PlanResult } from "./planResult.js";

/** The lists of a result that say what is done; unmet needs still without their reasons. */
export interface PlanLists extends Pick<PlanResult, "runs" | "shipments" | "purchases" | "holdings" | "setups"> {
  /** [N] quantity of each need that stays unmet. */
  readonly unmet: Float64Array;
}

/** What the solver leaves below this is rounding, not a plan. */
const DUST = 1e-9;

/** Columns of the pool that were found after the plan have no value: they are 0. Whole runs are whole exactly. */
export function planLists(problem: PlanProblem, arrays: PlanArrays, pool: ColumnPool, plan: StagePlan): PlanLists {
  const lists: PlanLists = { runs: [], shipments: [], purchases: [], holdings: [], setups: [], unmet: new Float64Array(arrays.needs.count) };
  for (let c = 0; c < plan.values.length; c++) {
    if (plan.values[c] > DUST) takeColumn({ problem, arrays, pool, lists }, c, plan.values[c]);
  }
  return lists;
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
