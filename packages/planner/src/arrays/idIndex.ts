// Ids to indices, while a problem is compiled.
import { Interner } from "@commonwright/numeric";
import type { PlanProblem } from "../problem/planProblem.js";

/** Indices of ids, in the order of the problem's lists; used while compiling only. */
export interface IdIndex {
  readonly item: Interner;
  readonly place: Interner;
  readonly period: Interner;
  readonly territory: Interner;
  readonly capability: Interner;
  readonly skill: Interner;
}

/** One index per list of the problem. */
export function indexIds(problem: PlanProblem): IdIndex {
  const idsOf = (list: readonly { readonly id: string }[]) => internAll(list.map((entry) => entry.id));
  return {
    item: idsOf(problem.items),
    place: idsOf(problem.places),
    period: internAll(problem.periods),
    territory: idsOf(problem.territories),
    capability: internAll(problem.capabilities),
    skill: internAll(problem.skills),
  };
}

function internAll(ids: readonly string[]): Interner {
  const interner = new Interner();
  for (const id of ids) interner.intern(id);
  return interner;
}

/** The index of an id that is known to exist. */
export function indexOf(index: Interner, id: string): number {
  const found = index.indexOf(id);
  if (found < 0) throw new Error(`id "${id}" was not checked when the problem was read`);
  return found;
}
