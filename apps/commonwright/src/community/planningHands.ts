// Who computes: the port behind which planning, reading and explaining happen, in worker threads or, in tests, in process.

import type { PlanProgress } from "@commonwright/planner";
import type { PlanningJob, PlanningJobs } from "./planningJobs.js";

/** What a job of a type answers. */
export type JobAnswer<Type extends keyof PlanningJobs> = PlanningJobs[Type]["answer"];

/** A computation that runs. `cancel` ends it at once; `answer` then rejects with `Cancelled`. */
export interface RunningJob<Answer> {
  readonly answer: Promise<Answer>;
  readonly cancel: () => void;
}

/** Does jobs. A job that ends with a fault rejects, and takes nothing else with it. */
export interface PlanningHands {
  readonly run: <Type extends keyof PlanningJobs>(
    job: PlanningJob<Type>,
    onProgress?: (progress: PlanProgress) => void,
  ) => RunningJob<JobAnswer<Type>>;
  /** Ends everything that runs. */
  readonly close: () => Promise<void>;
}

/** Why a job that was cancelled gives no answer. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}
