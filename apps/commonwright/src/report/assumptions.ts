// How many figures of the problem are assumed, so that a reader knows how sure the plan is.

import type { PlanProblem } from "@commonwright/planner";
import type { PlanView } from "./planView.js";
import { wrapped } from "./textTable.js";

/** A list of the problem: its entries, those whose figures are all assumed, and those that have some assumed figure. */
export type AssumedCount = { readonly list: string; readonly entries: number; readonly wholly: number; readonly partly: number };

const LIST_WORDS = {
  territories: "territories",
  places: "places",
  items: "items",
  recipes: "recipes",
  workshops: "workshops",
  labour: "rows of people's hours",
  ceilings: "ceilings",
  market: "market prices",
  moneyLimits: "money limits",
  stocks: "stocks",
  needs: "needs",
} as const satisfies Partial<Record<keyof PlanProblem, string>>;

/** Lists without an assumed figure are left out. An assumed capability makes its workshop assumed in part. */
export function assumedCounts(problem: PlanProblem): AssumedCount[] {
  return Object.entries(LIST_WORDS).flatMap(([key, list]): AssumedCount[] => {
    const entries = problem[key as keyof typeof LIST_WORDS];
    const wholly = entries.filter(({ assumed }) => assumed === true).length;
    const partly = entries.filter((entry) => entry.assumed !== true && hasAssumed(entry)).length;
    return wholly + partly === 0 ? [] : [{ list, entries: entries.length, wholly, partly }];
  });
}

function hasAssumed(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("assumed" in value && (value.assumed === true || (Array.isArray(value.assumed) && value.assumed.length > 0))) return true;
  return Object.values(value).some(hasAssumed);
}

/** The section on assumptions. */
export function assumptionLines({ problem }: PlanView): string[] {
  if (problem.assumed === true) return ["Every figure of this problem is assumed."];
  const counts = assumedCounts(problem);
  const single = (["transport", "weights", "priorities"] as const).filter((key) => hasAssumed(problem[key]));
  if (counts.length === 0 && single.length === 0) return ["No figure is marked as assumed."];
  const parts = [
    ...counts.map(
      ({ list, entries, wholly, partly }) =>
        `${wholly + partly} of ${entries} ${list}${partly === 0 ? "" : wholly === 0 ? " in part" : ` (${partly} in part)`}`,
    ),
    ...single,
  ];
  return wrapped(`Assumed figures stand in ${parts.join(", ")}.`, 0, 2);
}
