// The rules of planning: the steps of time, what people and nature allow, what the market asks, and how it is all weighed.

import type { PlanProblem } from "@commonwright/planner";
import type { Provenance } from "./provenance.js";

/** The keys of a plan problem that are rules, and not a noun of their own. */
export const RULE_KEYS = [
  "currency",
  "periods",
  "territories",
  "distancesKm",
  "capabilities",
  "skills",
  "labour",
  "ceilings",
  "market",
  "moneyLimits",
  "transport",
  "holdingRate",
  "weights",
  "priorities",
] as const satisfies readonly (keyof PlanProblem)[];

/** The rules as the plan problem says them. `distancesKm` is in the order of the places. */
export type PlanningRules = Provenance & { readonly id: "rules" } & Pick<PlanProblem, (typeof RULE_KEYS)[number]>;
