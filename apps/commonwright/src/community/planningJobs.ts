// What is computed away from the thread that answers: plans, their reading, first answers, reasons, and what would be.

import { createHash } from "node:crypto";
import { canonicalJson, problemOf, type RegionState, toJson } from "@commonwright/commons";
import { type NeedReading, type PlanChange, type PlanReading, readingChange, type WhyReading, type WhyUse } from "@commonwright/graphql";
import {
  type Explainer,
  explainer,
  pegPlan,
  planBeside,
  planProblem,
  type PlanProblem,
  type PlanProgress,
  type PlanResult,
  problemWithout,
  readProblem,
} from "@commonwright/planner";
import { needReadings } from "../reading/needReadings.js";
import { planReading } from "../reading/planReading.js";
import { problemIndex } from "../reading/problemIndex.js";
import { scarceKeys } from "../reading/scarceKeys.js";

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
    readonly answer: Omit<PlanChange, "from" | "to">;
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
      return planReading(problem, result);
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
  const { problem, original } = problemOfState(state);
  const result = await planProblem(problem, { original, onProgress });
  onProgress({ stage: "reading", objective: result.objective, bound: result.bound });
  const documents = { problem: canonicalJson(original), result: canonicalJson(toJson(result)) };
  return { ...documents, problemHash: hashOf(documents.problem), hash: hashOf(documents.result), reading: planReading(problem, result) };
}

/** What the log took in was checked there: a problem that cannot be read is a fault of ours. */
function problemOfState(state: RegionState) {
  const original = problemOf(state);
  if (original === null) throw new RangeError("a region without places and items has nothing to plan");
  return { original, problem: readSoundProblem(original) };
}

function readSoundProblem(original: unknown): PlanProblem {
  const read = readProblem(original);
  if ("problem" in read) return read.problem;
  throw new Error(`the region's problem is refused: ${read.problems[0]?.message}`);
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

async function firstAnswers(job: PlanningJob<"beside">): Promise<readonly NeedReading[]> {
  const { result } = parsed(job);
  const { problem } = problemOfState(job.state);
  const beside = await planBeside(problem, result, job.needs);
  const pegging = pegPlan(problem, beside);
  return needReadings(problemIndex(problem), scarceKeys(result.scarce), { needs: pegging.needs, unmet: beside.unmet });
}

async function whatIf({ state, without, reading }: PlanningJob<"whatIf">): Promise<Omit<PlanChange, "from" | "to">> {
  const problem = problemWithout(problemOfState(state).problem, without);
  if ("type" in problem) throw new RangeError(`the region has no workshop ${problem.id}`);
  return readingChange(reading, planReading(problem, await planProblem(problem, { original: problem })));
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
