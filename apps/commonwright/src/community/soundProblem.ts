// The problem of a region's state, such that it can always be planned: nobody's need may keep all others from being planned.

import { type JsonObject, problemOf, type RegionState } from "@commonwright/commons";
import { type PlanProblem, readProblem } from "@commonwright/planner";

/** A problem with the document it was read from. */
export interface SoundProblem {
  readonly problem: PlanProblem;
  readonly original: JsonObject;
}

type NeedRow = { readonly item: string; readonly referenceCost?: number };

/**
 * The problem of a state. A need for what can neither be made nor bought says what going without costs, as the planner asks for it: what another need for the
 * same thing says, else what the market asks, else 1 for each piece. It stays unmet in any case; the figure only weighs it.
 * @throws where the region is empty, or refused for something that the log should not have taken in
 */
export function soundProblem(state: RegionState): SoundProblem {
  const original = problemOf(state);
  if (original === null) throw new RangeError("a region without places and items has nothing to plan");
  const read = readProblem(original);
  if ("problem" in read) return { problem: read.problem, original };
  const unweighed = new Set(read.problems.flatMap(({ path }) => (path[0] === "needs" && path[2] === "referenceCost" ? [path[1]] : [])));
  const needs = original["needs"] as unknown as readonly NeedRow[];
  const weighed = needs.map((need, at) => (unweighed.has(at) ? { ...need, referenceCost: weightOf(state, needs, need.item) } : need));
  const mended = { ...original, needs: weighed } as JsonObject;
  return { problem: readSoundProblem(mended), original: mended };
}

function weightOf(state: RegionState, needs: readonly NeedRow[], item: string): number {
  const said = needs.find((need) => need.item === item && need.referenceCost !== undefined)?.referenceCost;
  return said ?? state.items.get(item)?.comparePrice ?? 1;
}

/** A document that was kept as a problem. Throws where it is none. */
export function readSoundProblem(original: unknown): PlanProblem {
  const read = readProblem(original);
  if ("problem" in read) return read.problem;
  throw new Error(`the region's problem is refused: ${read.problems[0]?.message}`);
}
