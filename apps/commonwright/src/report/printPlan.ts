// A plan for people.
import type { PlanProblem, PlanResult } from "@commonwright/planner";

/** The result in words and tables. */
export function printPlan(result: PlanResult, problem: PlanProblem): string {
  return `${problem.name ?? "Plan"}: ${result.status}, objective ${result.objective.toFixed(2)}\n`;
}
