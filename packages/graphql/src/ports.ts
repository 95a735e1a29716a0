// What the API needs from the house behind it.

import type { NumberedPlan, PlanReading, RegionState } from "@commonwright/commons";
import type { ApiRefusal } from "./execution/refusal.js";
import type { Viewer } from "./viewing/viewer.js";

/** Where a planning stands. */
export const PLANNING_STAGES = ["firstAnswer", "ways", "priority1", "priority2", "priority3", "cost", "prices", "reading"] as const;
export type PlanningStage = (typeof PLANNING_STAGES)[number];

/** What is being computed now. */
export interface PlanningStatus {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly stage: PlanningStage;
  readonly objective: number | null;
  readonly bound: number | null;
  /** Sequence of the log that it plans. */
  readonly sequence: number;
}
