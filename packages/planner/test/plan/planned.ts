// Plans a problem file the way the command does, for the tests.
import type { PlanProblemJson } from "../oracle/randomProblem.js";
import { type PlanResult, planProblem, readProblem } from "../../src/index.js";

/** The result of a problem value that must be sound. */
export async function planned(original: unknown, within?: number): Promise<PlanResult> {
  const read = readProblem(original);
  if ("problems" in read) throw new Error(read.problems.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  return planProblem(read.problem, { original, ...(within === undefined ? {} : { within }) });
}

/** The same problem in which every need that cannot be had at all says what going without it costs, as readProblem asks for. */
export function withStatedCosts(problem: PlanProblemJson): PlanProblemJson {
  const read = readProblem(problem);
  if ("problem" in read) return problem;
  const silent = new Set(read.problems.filter(({ path }) => path[0] === "needs" && path[2] === "referenceCost").map(({ path }) => path[1]));
  return { ...problem, needs: problem.needs.map((need, n) => (silent.has(n) ? { ...need, referenceCost: 10 } : need)) };
}

/** Difference as a share of the greater, where that is not tiny. */
export function relative(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(1e-3, Math.abs(a), Math.abs(b));
}
