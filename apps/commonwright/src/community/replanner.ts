// Keeps the plan near to the log: plans after every change, tells how far it is, and gives a first answer meanwhile.

import { randomUUID } from "node:crypto";
import type { Entry, NumberedPlan, RegionState } from "@commonwright/commons";
import type { CurrentPlan, FirstAnswer, PlanningStage, PlanningStatus } from "@commonwright/graphql";
import type { PlanProgress } from "@commonwright/planner";
import type { LiveEvent } from "../http/events.js";
import { Cancelled, type JobAnswer, type PlanningHands, type RunningJob } from "./planningHands.js";

/** Plans after changes, one planning at a time. */
export interface Replanner {
  /** The log moved by these entries. */
  readonly changed: (state: RegionState, entries: readonly Entry[]) => void;
  /** Plans now, whether or not anything changed. */
  readonly start: () => void;
  /** Ends the planning that runs or waits; false: there is none. */
  readonly cancel: () => boolean;
  readonly status: () => PlanningStatus | null;
  readonly current: () => CurrentPlan | null;
  readonly firstAnswers: () => ReadonlyMap<string, FirstAnswer>;
  /** Resolves when nothing runs or waits. */
  readonly idle: () => Promise<void>;
  readonly close: () => void;
}

/** What a replanner is made of. */
export interface ReplannerParts {
  readonly hands: PlanningHands;
  readonly state: () => RegionState;
  /** The plan that was there at the start. */
  readonly current: CurrentPlan | null;
  /** Keeps the documents of a plan and gives it its number. */
  readonly document: (number: number, which: "result" | "problem") => Promise<string | null>;
  readonly keep: (planned: JobAnswer<"plan">, sequence: number) => Promise<NumberedPlan>;
  readonly send: (event: LiveEvent) => void;
  /** The plan or the first answers have changed. */
  readonly onChanged: () => void;
  readonly onFault: (fault: unknown) => void;
  readonly now: () => Date;
}

/** Changes that come in a burst are planned together. */
const DEBOUNCE_MS = 150;
/** A planning that was begun anew so often is let finish, so that a stream of changes does not starve it. */
const MOST_RESTARTS = 3;
/** Progress is told at most so often. */
const PROGRESS_PAUSE_MS = 250;

const STAGES: Readonly<Record<string, PlanningStage>> = {
  ways: "ways",
  "priority-1": "priority1",
  "priority-2": "priority2",
  "priority-3": "priority3",
  cost: "cost",
  prices: "prices",
  reading: "reading",
};
const CHANGES_NEEDS: ReadonlySet<Entry["kind"]> = new Set(["intentStated", "intentChanged"]);

/** A planning that runs. */
interface Running {
  /** Null for the moment in which it begins. */
  job: RunningJob<JobAnswer<"plan">> | null;
  readonly state: RegionState;
  status: PlanningStatus;
  toldAt: number;
}

/** A replanner; it begins to plan at the first `changed` or `start`. One state with its moves, which share too much to be taken apart. */
// oxlint-disable-next-line max-lines-per-function
export function replanner(parts: ReplannerParts): Replanner {
  let current = parts.current;
  let running: Running | null = null;
  let timer: NodeJS.Timeout | null = null;
  let restarts = 0;
  let isClosed = false;
  let atRest: (() => void)[] = [];
  const first = firstAnswerer(parts, () => current);

  const rest = () => {
    if (running !== null || timer !== null || first.isBusy()) return;
    const waiting = atRest;
    atRest = [];
    for (const resolve of waiting) resolve();
  };
  const plan = () => {
    timer = null;
    if (isClosed) return;
    const state = parts.state();
    const begun = { id: randomUUID(), startedAt: parts.now().toISOString(), sequence: state.head.sequence };
    const mine: Running = { job: null, state, status: { ...begun, stage: "ways", objective: null, bound: null }, toldAt: 0 };
    running = mine;
    parts.send({ name: "planning", data: statusData(mine.status) });
    const job = parts.hands.run({ type: "plan", state }, (progress) => onProgress(mine, progress));
    mine.job = job;
    job.answer.then((planned) => onPlanned(mine, planned)).catch((fault: unknown) => onFailed(mine, fault));
  };
  const onProgress = (mine: Running, progress: PlanProgress) => {
    if (running !== mine) return;
    mine.status = { ...mine.status, ...progressFigures(progress) };
    const now = parts.now().getTime();
    if (now - mine.toldAt < PROGRESS_PAUSE_MS) return;
    mine.toldAt = now;
    parts.send({ name: "planning", data: statusData(mine.status) });
  };
  const onPlanned = async (mine: Running, planned: JobAnswer<"plan">) => {
    if (running !== mine) return;
    const row = await parts.keep(planned, mine.state.head.sequence);
    if (running !== mine) return;
    running = null;
    restarts = 0;
    // The same plan again, at another place in the log, keeps its number.
    const before =
      current?.row.number === row.number ? current.before : current && { number: current.row.number, reading: current.reading };
    current = { row, reading: planned.reading, before };
    // Whatever was answered beside the plan before is in this one, or asked for anew.
    first.forget(mine.state.head.sequence);
    parts.onChanged();
    parts.send({ name: "planning", data: { id: mine.status.id, done: true } });
    parts.send({ name: "plan", data: { number: row.number } });
    if (parts.state().regionSequence > row.sequence) schedule();
    rest();
  };
  const onFailed = (mine: Running, fault: unknown) => {
    if (running !== mine) return;
    running = null;
    const message = "The planning ended without a plan; the last plan stays. The next change plans again.";
    if (!(fault instanceof Cancelled)) parts.onFault(fault);
    parts.send({ name: "planning", data: { id: mine.status.id, done: true, ...(!(fault instanceof Cancelled) && { message }) } });
    restarts = 0;
    // What came meanwhile was not in it: that it failed says nothing of the next.
    if (parts.state().regionSequence > mine.status.sequence) schedule();
    rest();
  };
  const stop = () => {
    const stopped = running;
    running = null;
    stopped?.job?.cancel();
    return stopped;
  };
  const schedule = () => {
    if (isClosed) return;
    if (running !== null && restarts < MOST_RESTARTS) {
      restarts += 1;
      stop();
    }
    // One that may not be begun anew goes to its end, and is followed by the next.
    if (running === null) timer ??= setTimeout(plan, DEBOUNCE_MS);
  };
  return {
    changed(state, entries) {
      const needs = entries.flatMap(({ kind, body }) => (CHANGES_NEEDS.has(kind) && typeof body["id"] === "string" ? [body["id"]] : []));
      first.add(state, needs);
      schedule();
    },
    start: schedule,
    cancel() {
      const wasWaiting = timer !== null;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      restarts = 0;
      const stopped = stop();
      if (stopped !== null) parts.send({ name: "planning", data: { id: stopped.status.id, done: true } });
      rest();
      return wasWaiting || stopped !== null;
    },
    status: () => running?.status ?? null,
    current: () => current,
    firstAnswers: first.answers,
    idle: () =>
      new Promise((resolve) => {
        atRest.push(resolve);
        rest();
      }),
    close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      stop();
      rest();
    },
  };
}

/** So many needs are answered together at most: all of them wait for each other. */
const MOST_TOGETHER = 50;

/** The first answers to needs that the current plan has not seen. */
function firstAnswerer(parts: ReplannerParts, current: () => CurrentPlan | null) {
  let answers: ReadonlyMap<string, FirstAnswer> = new Map();
  let asked = new Set<string>();
  let isBusy = false;
  const answer = async () => {
    isBusy = true;
    while (asked.size > 0) {
      const beside = current();
      // Without a plan there is nothing to stand beside: they are asked for again when there is one.
      if (beside === null) break;
      const state = parts.state();
      // Those that the plan has seen have their answer there.
      const needs = [...asked].filter((id) => (state.needs.get(id)?.revision ?? 0) > beside.row.sequence).slice(0, MOST_TOGETHER);
      asked = new Set(needs.length < MOST_TOGETHER ? [] : [...asked].filter((id) => !needs.includes(id)));
      if (needs.length === 0) continue;
      try {
        const [problem, result] = await Promise.all([
          parts.document(beside.row.number, "problem"),
          parts.document(beside.row.number, "result"),
        ]);
        if (problem === null || result === null) continue;
        const found = await parts.hands.run({ type: "beside", state, problem, result, needs }).answer;
        // The exact plan may have come first; who is not in it is asked for again.
        if (current() !== beside) {
          for (const id of needs) asked.add(id);
          continue;
        }
        answers = new Map([...answers, ...found.map((each) => [each.need, { ...each, sequence: state.head.sequence }] as const)]);
        parts.onChanged();
        for (const each of found) parts.send({ name: "firstAnswer", data: { need: each.need } });
      } catch (fault) {
        if (!(fault instanceof Cancelled)) parts.onFault(fault);
      }
    }
    isBusy = false;
  };
  return {
    answers: () => answers,
    isBusy: () => isBusy,
    add(_state: RegionState, needs: readonly string[]) {
      for (const id of needs) asked.add(id);
      if (!isBusy && asked.size > 0) void answer();
    },
    /** A plan has seen the log up to here. */
    forget(sequence: number) {
      answers = new Map([...answers].filter(([, each]) => each.sequence > sequence));
      if (!isBusy && asked.size > 0) void answer();
    },
  };
}

const statusData = ({ id, stage, objective, bound }: PlanningStatus) => ({ id, stage, objective, bound });

/** Bounds begin at minus infinity, which JSON cannot say. */
function progressFigures({ stage, objective, bound }: PlanProgress): Pick<PlanningStatus, "stage" | "objective" | "bound"> {
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return { stage: STAGES[stage] ?? "ways", objective: finite(objective), bound: finite(bound) };
}
