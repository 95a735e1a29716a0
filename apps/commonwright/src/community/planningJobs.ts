// What is computed away from the thread that answers: plans, their reading, first answers, reasons, and what would be.

import { createHash } from "node:crypto";
import {
  canonicalJson,
  firstAnswerOf,
  type NeedReading,
  type PlanChange,
  planChange,
  type PlanReading,
  readingOf,
  type RegionState,
  toJson,
} from "@commonwright/commons";
import type { WhyReading, WhyUse } from "@commonwright/graphql";
import {
  type Explainer,
  explainer,
  planBeside,
  planProblem,
  type PlanProblem,
  type PlanProgress,
  type PlanResult,
  problemWithout,
} from "@commonwright/planner";
import { readSoundProblem, soundProblem } from "./soundProblem.js";

/** The documents of a plan as they are kept. */
export interface PlanDocuments {
  readonly problem: string;
  readonly result: string;
}

/** Every job with what it is given and what it answers. Everything in it can go from one thread to another. */
export interface PlanningJobs {
  readonly plan: {
    readonly job: { readonly state: RegionState };
    readonly answer: PlanDocuments & { readonly problemHash: string; readonly hash: string; readonly reading: PlanReading };
  };
  readonly head: { readonly job: { readonly result: string }; readonly answer: Pick<PlanReading, "status" | "gap" | "cost"> };
  readonly read: { readonly job: PlanDocuments; readonly answer: PlanReading };
  readonly beside: {
    readonly job: PlanDocuments & { readonly state: RegionState; readonly needs: readonly string[] };
    readonly answer: readonly NeedReading[];
  };
  readonly why: { readonly job: PlanDocuments & { readonly use: WhyUse }; readonly answer: WhyReading };
  readonly whatIf: {
    readonly job: { readonly state: RegionState; readonly without: string; readonly reading: PlanReading };
    readonly answer: PlanChange;
  };
}

/** A job of a type. */
export type PlanningJob<Type extends keyof PlanningJobs> = PlanningJobs[Type]["job"] & { readonly type: Type };
export type AnyPlanningJob = { [Type in keyof PlanningJobs]: PlanningJob<Type> }[keyof PlanningJobs];

/** Does a job; throws on a fault of ours. */
export async function runJob(job: AnyPlanningJob, onProgress: (progress: PlanProgress) => void): Promise<unknown> {
  switch (job.type) {
    case "plan":
      return planState(job.state, onProgress);
    case "head": {
      const { status, gap, cost } = JSON.parse(job.result) as PlanResult;
      return { status, gap, cost };
    }
    case "read": {
      const { problem, result } = parsed(job);
      return readingOf(problem, result);
    }
    case "beside":
      return firstAnswers(job);
    case "why":
      return explainerOf(job).explainUse(job.use);
    case "whatIf":
      return whatIf(job);
  }
}

async function planState(state: RegionState, onProgress: (progress: PlanProgress) => void): Promise<PlanningJobs["plan"]["answer"]> {
  const { problem, original } = soundProblem(state);
  const result = await planProblem(problem, { original, onProgress });
  onProgress({ stage: "reading", objective: result.objective, bound: result.bound });
  const documents = { problem: canonicalJson(original), result: canonicalJson(toJson(result)) };
  return { ...documents, problemHash: hashOf(documents.problem), hash: hashOf(documents.result), reading: readingOf(problem, result) };
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

async function firstAnswers(job: PlanningJob<"beside">): Promise<readonly NeedReading[]> {
  const { result } = parsed(job);
  const { problem } = soundProblem(job.state);
  const beside = await planBeside(problem, result, job.needs);
  return firstAnswerOf(problem, beside);
}

async function whatIf({ state, without, reading }: PlanningJob<"whatIf">): Promise<PlanChange> {
  const problem = problemWithout(soundProblem(state).problem, without);
  if ("type" in problem) throw new RangeError(`the region has no workshop ${problem.id}`);
  return planChange(reading, readingOf(problem, await planProblem(problem, { original: problem })));
}

/** The last plan that was asked about stays ready: questions come in rows. */
let ready: { readonly key: string; readonly explainer: Explainer } | null = null;
let last: { readonly key: string; readonly problem: PlanProblem; readonly result: PlanResult } | null = null;

function parsed({ problem, result }: PlanDocuments): { readonly problem: PlanProblem; readonly result: PlanResult } {
  if (last?.key !== result)
    last = { key: result, problem: readSoundProblem(JSON.parse(problem)), result: JSON.parse(result) as PlanResult };
  return last;
}

function explainerOf(documents: PlanDocuments): Explainer {
  if (ready?.key !== documents.result) {
    const { problem, result } = parsed(documents);
    ready = { key: documents.result, explainer: explainer(problem, result) };
  }
  return ready.explainer;
}
