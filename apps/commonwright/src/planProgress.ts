// How far a long planning is, told on standard error.

import type { PlanProgress } from "@commonwright/planner";
import { progressLine } from "./progressLine.js";
import type { World } from "./world.js";

/** Takes the progress of one planning; `end` leaves a terminal's line empty for what comes next. */
export type ProgressTeller = { readonly tell: (progress: PlanProgress) => void; readonly end: () => void };

/** On a terminal one line that is written over; elsewhere a line every few seconds. */
export function progressTeller(world: Pick<World, "err" | "isErrTerminal" | "now">): ProgressTeller {
  const line = progressLine(world);
  return { tell: (progress) => line.tell(() => progressText(progress)), end: line.end };
}

const STAGE_WORDS: Readonly<Record<string, string>> = {
  ways: "finding ways to make things",
  "priority-1": "meeting the vital needs",
  "priority-2": "meeting the useful needs",
  "priority-3": "meeting the nice needs",
  cost: "finding the least cost",
  prices: "asking what is scarce",
};

/** What is being done, the best found so far, and what no plan can be below. Short enough for a line of 80 columns. */
function progressText({ stage, objective, bound }: PlanProgress): string {
  const what = stage.startsWith("priority-") ? " unmet" : "";
  // Costs are never negative, so a bound below 0 says no more than 0 does.
  return `${STAGE_WORDS[stage] ?? stage}: ${shown(objective)}${what}, at best ${shown(Math.max(0, bound))}`;
}

const shown = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : "not known");
