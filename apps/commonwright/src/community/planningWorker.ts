// The entry of a worker thread that computes: one job after the other, progress and answers as messages.

import { parentPort } from "node:worker_threads";
import type { PlanProgress } from "@commonwright/planner";
import { type AnyPlanningJob, runJob } from "./planningJobs.js";

/** What a thread says of a job. */
export type WorkerMessage =
  | { readonly id: number; readonly type: "progress"; readonly progress: PlanProgress }
  | { readonly id: number; readonly type: "answer"; readonly answer: unknown }
  | { readonly id: number; readonly type: "fault"; readonly message: string };

const port = parentPort;
if (port === null) throw new Error("this runs in a worker thread only");

let last: Promise<void> = Promise.resolve();
port.on("message", ({ id, job }: { id: number; job: AnyPlanningJob }) => {
  const say = (message: WorkerMessage) => port.postMessage(message);
  last = last.then(async () => {
    try {
      say({ id, type: "answer", answer: await runJob(job, (progress) => say({ id, type: "progress", progress })) });
    } catch (fault) {
      say({ id, type: "fault", message: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) });
    }
  });
});
