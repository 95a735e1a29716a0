// The same problem with one workshop saying no: what would change?
import type { PlanProblem } from "./planProblem.js";

/** The problem without the machines of a workshop, which stays so that its id holds; or a refusal where there is no such workshop. */
export function problemWithout(
  problem: PlanProblem,
  workshop: string,
): PlanProblem | { readonly type: "UnknownWorkshop"; readonly id: string } {
  if (!problem.workshops.some((entry) => entry.id === workshop)) return { type: "UnknownWorkshop", id: workshop };
  return {
    ...problem,
    workshops: problem.workshops.map((entry) => (entry.id === workshop ? { ...entry, capabilities: [] } : entry)),
  };
}
