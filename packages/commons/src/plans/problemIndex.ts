// A problem by its ids, with what a reading looks up again and again.

import { distanceKm, type PlanItem, type PlanProblem, type PlanRecipe, type PlanWorkshop, referenceCosts } from "@commonwright/planner";

/** The entries of a problem by id; `worth` is the reference cost of a need's unit, `km` the road between two places. */
export interface ProblemIndex {
  readonly problem: PlanProblem;
  readonly items: ReadonlyMap<string, PlanItem>;
  readonly recipes: ReadonlyMap<string, PlanRecipe>;
  readonly workshops: ReadonlyMap<string, PlanWorkshop>;
  readonly places: ReadonlyMap<string, PlanProblem["places"][number]>;
  readonly needs: ReadonlyMap<string, PlanProblem["needs"][number]>;
  readonly worth: (need: PlanProblem["needs"][number]) => number;
  readonly km: (from: string, to: string) => number;
}

export function problemIndex(problem: PlanProblem): ProblemIndex {
  const { cost } = referenceCosts(problem);
  const costOfItem = new Map(problem.items.map(({ id }, index) => [id, cost[index] ?? 0]));
  const distances = distanceKm(problem);
  const indexOfPlace = new Map(problem.places.map(({ id }, index) => [id, index]));
  const byId = <Entry extends { readonly id: string }>(entries: readonly Entry[]) => new Map(entries.map((entry) => [entry.id, entry]));
  return {
    problem,
    items: byId(problem.items),
    recipes: byId(problem.recipes),
    workshops: byId(problem.workshops),
    places: byId(problem.places),
    needs: byId(problem.needs),
    worth: (need) => need.referenceCost ?? costOfItem.get(need.item) ?? 0,
    km: (from, to) => distances[(indexOfPlace.get(from) ?? 0) * problem.places.length + (indexOfPlace.get(to) ?? 0)] ?? 0,
  };
}
