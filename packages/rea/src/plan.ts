// What is meant to be done together.

import type { NounOf } from "./noun.js";

/** Processes, commitments and intents that belong together, and what they are for. It is independent of the recipe that it came from. */
export interface Plan {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  /** ISO 8601. */
  readonly created?: string;
  /** ISO 8601. */
  readonly due?: string;
}

/** The properties of a Plan, as data. */
export const PLAN: NounOf<Plan> = {
  name: "plan",
  className: "Plan",
  properties: {
    name: { holds: "text" },
    note: { holds: "text" },
    created: { holds: "instant" },
    due: { holds: "instant" },
  },
  inverses: {
    hasIndependentDemand: ["commitment.independentDemandOf"],
    planIncludes: ["process.plannedWithin", "commitment.plannedWithin", "intent.plannedWithin"],
  },
};
