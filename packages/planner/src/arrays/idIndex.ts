// Ids to indices, while a problem is compiled.
import type { PlanProblem } from "../problem/planProblem.js";

/** Indices of ids, one map per list of the problem; used while compiling only. */
export interface IdIndex {
  readonly item: ReadonlyMap<string, number>;
  readonly place: ReadonlyMap<string, number>;
  readonly period: ReadonlyMap<string, number>;
  readonly territory: ReadonlyMap<string, number>;
  readonly capability: ReadonlyMap<string, number>;
  readonly skill: ReadonlyMap<string, number>;
}

/** One map per list of the problem. */
export function indexIds(problem: PlanProblem): IdIndex {
  const index = (ids: readonly string[]) => new Map(ids.map((id, k) => [id, k]));
  const idsOf = (list: readonly { readonly id: string }[]) => index(list.map((entry) => entry.id));
  return {
    item: idsOf(problem.items),
    place: idsOf(problem.places),
    period: index(problem.periods),
    territory: idsOf(problem.territories),
    capability: index(problem.capabilities),
    skill: index(problem.skills),
  };
}

/** The index of an id that is known to exist. */
export function indexOf(index: ReadonlyMap<string, number>, id: string): number {
  const found = index.get(id);
  if (found === undefined) throw new Error(`id "${id}" was not checked when the problem was read`);
  return found;
}
