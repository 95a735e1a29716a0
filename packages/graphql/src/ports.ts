// What the API needs from the house behind it.

import type { NumberedPlan, PlanReading, RegionState } from "@commonwright/commons";
import type { ApiRefusal } from "./execution/refusal.js";
import type { Viewer } from "./viewing/viewer.js";

/** Where a planning stands. */
export type PlanningStage = "firstAnswer" | "ways" | "priority1" | "priority2" | "priority3" | "cost" | "prices" | "reading";

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

/** A plan that is kept: its row, and what it says. */
export interface CurrentPlan {
  readonly row: NumberedPlan;
  readonly reading: PlanReading;
}

/** Everything that can be seen, at one moment. The same value as long as nothing changes. */
export interface Moment {
  readonly state: RegionState;
  readonly plan: CurrentPlan | null;
  readonly firstAnswers: ReadonlyMap<string, FirstAnswer>;
  readonly planning: PlanningStatus | null;
}

/** What the house shows. */
export interface Reads {
  readonly moment: () => Moment;
  /** A plan by its number; null: there is none, or its documents were pruned. */
  readonly plan: (number: number) => Promise<CurrentPlan | null>;
  readonly plans: (first: number) => Promise<readonly PlanSummary[]>;
}
