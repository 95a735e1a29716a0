// Which parts of a plan take a limit that holds the plan up.

import type { PlanResult } from "@commonwright/planner";
import type { ProblemIndex } from "./problemIndex.js";

/** Asks of runs and purchases whether they take something scarce. */
export interface ScarceParts {
  readonly isRunScarce: (run: { readonly recipe: string; readonly workshop: string; readonly period: string }) => boolean;
  readonly isPurchaseScarce: (purchase: { readonly item: string; readonly period: string }) => boolean;
}

const key = (...parts: readonly string[]) => parts.join("\u0000");

export function scarceParts({ recipes, workshops, places }: ProblemIndex, result: Pick<PlanResult, "scarce">): ScarceParts {
  const limits = new Set(
    result.scarce.flatMap((row) => {
      if (row.kind === "machine") return [key("machine", row.workshop ?? "", row.capability ?? "", row.period)];
      if (row.kind === "labour") return [key("labour", row.territory ?? "", row.skill ?? "", row.period)];
      return row.kind === "market" ? [key("market", row.item ?? "", row.period)] : [];
    }),
  );
  return {
    isRunScarce: ({ recipe, workshop, period }) => {
      const made = recipes.get(recipe);
      const territory = places.get(workshops.get(workshop)?.place ?? "")?.territory ?? "";
      return (
        made !== undefined &&
        (made.machine.some(({ capability, hours }) => hours > 0 && limits.has(key("machine", workshop, capability, period))) ||
          made.labour.some(({ skill, hours }) => hours > 0 && limits.has(key("labour", territory, skill, period))))
      );
    },
    isPurchaseScarce: ({ item, period }) => limits.has(key("market", item, period)),
  };
}
