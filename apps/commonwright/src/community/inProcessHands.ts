// Hands without threads: the same jobs in this one, for tests and for where threads cannot be had.

import { Cancelled, type JobAnswer, type PlanningHands, type RunningJob } from "./planningHands.js";
import { type AnyPlanningJob, type PlanningJob, type PlanningJobs, runJob } from "./planningJobs.js";

/** Jobs begin at once; one that is cancelled still runs to its end, but nobody hears of it. */
export function inProcessHands(): PlanningHands {
  const cancels = new Set<() => void>();
  return {
    run<Type extends keyof PlanningJobs>(
      job: PlanningJob<Type>,
      onProgress?: Parameters<PlanningHands["run"]>[1],
    ): RunningJob<JobAnswer<Type>> {
      let cancel = () => {};
      const answer = new Promise<JobAnswer<Type>>((resolve, reject) => {
        cancel = () => reject(new Cancelled("cancelled"));
        cancels.add(cancel);
        runJob(job as AnyPlanningJob, onProgress ?? (() => {}))
          .then((value) => resolve(value as JobAnswer<Type>), reject)
          .finally(() => cancels.delete(cancel));
      });
      return { answer, cancel };
    },
    close: async () => {
      for (const cancel of cancels) cancel();
    },
  };
}
