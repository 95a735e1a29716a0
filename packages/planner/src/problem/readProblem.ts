// Takes a value of any shape as a problem, or says everything that is wrong with it (P1).

import { planProblemSchema, type PlanProblem } from "./planProblem.js";
import { leastCosts } from "./referenceCost.js";
import { referenceProblems } from "./references.js";
import { whyUnobtainable } from "./unobtainable.js";
import { assumedProblems, isMap, nameOf, shapeProblems, type Problem } from "./shapeProblems.js";

/** The problem with every default filled, or everything that is wrong, in the order of the file's lists. */
export type ReadResult = { readonly problem: PlanProblem } | { readonly problems: readonly Problem[] };

/**
 * Reads a problem from a value as JSON gives it. Never throws on JSON; a problem is taken as a whole or refused as a whole, with all that is
 * wrong at once: shape, references, and figures that do not fit together.
 */
export function readProblem(value: unknown): ReadResult {
  if (isMap(value) && typeof value["format"] === "string" && value["format"].startsWith("commonwright-plan-result/")) {
    return {
      problems: [{ path: ["format"], message: "this is a result, not a problem: name the file or folder that it was planned from" }],
    };
  }
  if (!isMap(value)) return { problems: [{ path: [], message: `a plan problem must be an object with keys, not ${nameOf(value)}` }] };
  const parsed = planProblemSchema.safeParse(value);
  const shape = parsed.success ? [] : shapeProblems(planProblemSchema, value, parsed.error.issues);
  const problems = merged(shape, [...assumedProblems(planProblemSchema, value), ...referenceProblems(value)]);
  if (problems.length > 0 || !parsed.success) return { problems };
  const unpriced = unpricedNeeds(parsed.data);
  return unpriced.length > 0 ? { problems: unpriced } : { problem: parsed.data };
}

/** Shape first; of what else is wrong, only what the shape has not named at the same place. */
function merged(shape: readonly Problem[], other: readonly Problem[]): Problem[] {
  const named = new Set(shape.map(({ path }) => JSON.stringify(path)));
  return [...shape, ...other.filter(({ path }) => !named.has(JSON.stringify(path)))];
}

/** Needs of which nobody can say what going without them means (P7). */
function unpricedNeeds(problem: PlanProblem): Problem[] {
  const index = new Map(problem.items.map((item, i) => [item.id, i]));
  const open = problem.needs.flatMap((need, k) => {
    const i = index.get(need.item) ?? -1;
    return need.referenceCost === undefined && problem.items[i].referenceCost === undefined ? [{ i, k, item: need.item }] : [];
  });
  if (open.length === 0) return [];
  const { reachable } = leastCosts(problem);
  const isReachable = (item: string) => reachable[index.get(item) ?? 0] === 1;
  return open
    .filter(({ i }) => !reachable[i])
    .map(({ k, item }) => ({
      path: ["needs", k, "referenceCost"],
      message: `${nameOf(item)} can neither be bought nor made: ${whyUnobtainable(problem, isReachable, item)}. Mend that; or, if it is so, say here or at the item what going without one unit costs`,
    }));
}
