// Hands that are worker threads: planning in one, reasons and first answers in others, so that a question never waits for a plan, nor a need for questions.

import { Worker } from "node:worker_threads";
import type { PlanProgress } from "@commonwright/planner";
import { Cancelled, type JobAnswer, type PlanningHands, type RunningJob } from "./planningHands.js";
import type { PlanningJob, PlanningJobs } from "./planningJobs.js";
import type { WorkerMessage } from "./planningWorker.js";

/** Which thread does which job. Jobs of one thread are done one after the other. */
const THREAD_OF: { readonly [Type in keyof PlanningJobs]: "planning" | "answers" | "first" | "aside" } = {
  plan: "planning",
  head: "answers",
  read: "answers",
  beside: "first",
  why: "answers",
  whatIf: "aside",
};

interface Pending {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (fault: unknown) => void;
  readonly onProgress: ((progress: PlanProgress) => void) | undefined;
}

/** `entry` is the built module of the threads. They are started when they are first needed, kept, and replaced when they die. */
export function workerHands(entry: URL = new URL("./planningWorker.js", import.meta.url)): PlanningHands {
  const threads = { planning: jobThread(entry), answers: jobThread(entry), first: jobThread(entry), aside: jobThread(entry) };
  return {
    run: <Type extends keyof PlanningJobs>(job: PlanningJob<Type>, onProgress?: (progress: PlanProgress) => void) =>
      threads[THREAD_OF[job.type]].run(job, onProgress) as RunningJob<JobAnswer<Type>>,
    close: async () => {
      await Promise.all(Object.values(threads).map((thread) => thread.close()));
    },
  };
}

/** One thread. A job that is cancelled while it waits is left out; one that runs takes the thread with it. */
function jobThread(entry: URL) {
  const pending = new Map<number, Pending>();
  let worker: Worker | null = null;
  let count = 0;
  const fail = (fault: unknown) => {
    const lost = [...pending.values()];
    pending.clear();
    for (const { reject } of lost) reject(fault);
  };
  const start = (): Worker => {
    const started = new Worker(entry, { execArgv: [] });
    started.unref();
    started.on("message", (message: WorkerMessage) => {
      const job = pending.get(message.id);
      if (job === undefined) return;
      if (message.type === "progress") return job.onProgress?.(message.progress);
      pending.delete(message.id);
      if (message.type === "answer") job.resolve(message.answer);
      else job.reject(new Error(message.message));
    });
    started.on("error", (fault) => worker === started && fail(fault));
    started.on("exit", () => {
      if (worker !== started) return;
      worker = null;
      fail(new Error("the thread that computed ended before it had an answer"));
    });
    return started;
  };
  const stop = async (fault: unknown) => {
    const stopped = worker;
    worker = null;
    fail(fault);
    await stopped?.terminate();
  };
  return {
    run(job: unknown, onProgress?: (progress: PlanProgress) => void): RunningJob<unknown> {
      const id = ++count;
      worker ??= start();
      const answer = new Promise<unknown>((resolve, reject) => pending.set(id, { resolve, reject, onProgress }));
      worker.postMessage({ id, job });
      return { answer, cancel: () => void (pending.has(id) && stop(new Cancelled("cancelled"))) };
    },
    close: () => stop(new Cancelled("the server stops")),
  };
}
