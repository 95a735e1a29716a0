// A first answer for a few needs: what can be done for them at once, beside a plan that stays as it is (rules E10 to E12).
import { loadHighs } from "../master/loadHighs.js";
import type { PeggedPlan } from "../pegging/pegging.js";
import { solvePlan } from "../plan.js";
import type { PlanProblem } from "../problem/planProblem.js";
import { planCost } from "../result/planCost.js";
import { planLists } from "../result/planLists.js";
import { unmetReasons } from "../result/unmetReasons.js";
import type { BesidePlan } from "./besidePlan.js";
import { remainderOf } from "./remainder.js";

/** A first answer need not be the best. */
const WITHIN = 0.01;

/**
 * Plans `needs` in what `plan` leaves of stocks, hours and limits. The plan may be of an earlier state of the problem: fewer needs, more hours. Both together keep every balance, and every limit that the plan
 * keeps by itself. Throws on an unknown need.
 */
export async function planBeside(
  problem: PlanProblem,
  plan: PeggedPlan,
  needs: readonly string[],
  options: { readonly within?: number } = {},
): Promise<BesidePlan> {
  const remainder = remainderOf(problem, plan, needs);
  const { served, stocks } = remainder;
  const nothing = { runs: [], shipments: [], purchases: [], holdings: [], setups: [], unmet: [] };
  const answer = { needs, served, stocks };
  if (remainder.problem.needs.length === 0) return { ...answer, ...nothing, cost: { money: 0, labourHours: 0, co2Kg: 0 } };
  const planning = solvePlan(await loadHighs(), remainder.problem, remainder.arrays, { within: options.within ?? WITHIN });
  const lists = planLists(planning, planning.stages[planning.stages.length - 1]);
  const { runs, shipments, purchases, holdings, setups } = lists;
  const cost = planCost(problem, remainder.arrays.referenceCost, lists);
  return { ...answer, runs, shipments, purchases, holdings, setups, unmet: unmetReasons(planning, lists), cost };
}
