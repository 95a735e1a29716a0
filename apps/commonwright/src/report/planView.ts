// A plan beside its problem, with what every part of the report looks up.

import { type PlanNeed, type PlanProblem, type PlanResult, referenceCosts } from "@commonwright/planner";
import { clipped } from "./textTable.js";

type Named = { readonly id: string; readonly name?: string | undefined };
/** What people call an entry of a list; its id where it has no name. */
export type NameOf = (id: string) => string;

/** A result and its problem. `worth` is the reference cost of one unit of a need's item, in objective units; `isWhole`: long lists are not cut. */
export type PlanView = {
  readonly result: PlanResult;
  readonly problem: PlanProblem;
  readonly isWhole: boolean;
  readonly currency: string;
  readonly names: { readonly [list in "items" | "places" | "workshops" | "territories" | "recipes" | "needs"]: NameOf };
  readonly worth: (need: PlanNeed) => number;
  readonly unmetOfNeed: ReadonlyMap<string, number>;
};

const MOST_NAME = 80;
/** Levels are held up to a trace (rule M10), which may leave as much of a need unmet: less than this share of it is met in full for a reader. */
const TRACE = 1e-4;

/** Priorities as people say them. */
export const PRIORITY_WORDS = { 1: "vital", 2: "useful", 3: "nice" } as const;

/** Looks up once what the parts of the report share. */
export function planView(result: PlanResult, problem: PlanProblem, isWhole = false): PlanView {
  const { cost } = referenceCosts(problem);
  const costOfItem = new Map(problem.items.map(({ id }, i) => [id, cost[i]]));
  return {
    result,
    problem,
    isWhole,
    currency: problem.currency ?? "money units",
    names: {
      items: namesOf(problem.items),
      places: namesOf(problem.places),
      workshops: namesOf(problem.workshops),
      territories: namesOf(problem.territories),
      recipes: namesOf(problem.recipes),
      needs: namesOf(problem.needs),
    },
    worth: (need) => need.referenceCost ?? costOfItem.get(need.item) ?? 0,
    unmetOfNeed: new Map(result.unmet.map((row) => [row.need, row.quantity])),
  };
}

/** How much of a need is met, in its item's unit. */
export function metQuantity({ unmetOfNeed }: PlanView, need: PlanNeed): number {
  return Math.max(0, need.quantity - (unmetOfNeed.get(need.id) ?? 0));
}

/** True where so little of a need is unmet that it is rounding. */
export function isTrace({ quantity }: PlanNeed, unmet: number): boolean {
  return unmet <= TRACE * quantity;
}

/** The first entries of a long list, and a line on how many more there are. `what` names an entry, in the plural. */
export function shortened<T>(
  { isWhole }: PlanView,
  list: readonly T[],
  most: number,
  what: string,
): { readonly shown: readonly T[]; readonly more: readonly string[] } {
  // One more line is as long as saying that there is one more.
  if (isWhole || list.length <= most + 1) return { shown: list, more: [] };
  return { shown: list.slice(0, most), more: [`  and ${list.length - most} more ${what}: --all shows them, --json has them`] };
}

/** Entries by their id. */
export function byId<T extends { readonly id: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

function namesOf(entries: readonly Named[]): NameOf {
  const names = new Map(entries.map(({ id, name }) => [id, name === undefined || name.trim() === "" ? id : name]));
  return (id) => clipped(names.get(id) ?? id, MOST_NAME);
}
