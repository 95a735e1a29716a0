// What the API needs from the house behind it.

import type { RegionState } from "@commonwright/commons";

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

/** Everything that can be seen, at one moment. The same value as long as nothing changes. */
export interface Moment {
  readonly state: RegionState;
}

/** What the house shows. */
export interface Reads {
  readonly moment: () => Moment;
  readonly planning: () => PlanningStatus | null;
}

export interface Commands {}
