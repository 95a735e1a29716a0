// When the steps of a plan begin and end.

import type { PlanStep } from "./planDraft.js";

/** Milliseconds since 1970. */
export interface StepTimes {
  readonly begin: number;
  readonly end: number;
}

/** Every step as late as may be, so that all is there at `due`. */
export const scheduleBack = (steps: readonly PlanStep[], due: number): ReadonlyMap<PlanStep, StepTimes> =>
  new Map(steps.map((step) => [step, { begin: due + step.begin, end: due + step.end }]));

/** Every step as early as may be: at `start`, or when the last of what it needs is done. */
export function scheduleForward(steps: readonly PlanStep[], start: number): ReadonlyMap<PlanStep, StepTimes> {
  const times = new Map<PlanStep, StepTimes>();
  for (const step of inOrder(steps)) {
    const begin = [...step.needs].reduce((latest, each) => Math.max(latest, times.get(each)?.end ?? start), start);
    times.set(step, { begin, end: begin + step.end - step.begin });
  }
  return times;
}

/** Steps after all that they need. They form no circle: the explosion does not let a step need what needs it. */
function inOrder(steps: readonly PlanStep[]): PlanStep[] {
  const ordered = new Set<PlanStep>();
  const open = [...steps].toReversed();
  for (let step = open.at(-1); step !== undefined; step = open.at(-1)) {
    const before = ordered.has(step) ? [] : [...step.needs].filter((each) => !ordered.has(each));
    if (before.length > 0) {
      open.push(...before);
      continue;
    }
    ordered.add(step);
    open.pop();
  }
  return [...ordered];
}

/** A step as a node of a network: how long it takes, and the ids of those that must end before it begins. */
export interface NetworkStep {
  readonly id: string;
  readonly duration: number;
  readonly needs: readonly string[];
}

/** The longest chain. `length` is the sum of its durations. */
export interface CriticalPath {
  readonly steps: readonly string[];
  readonly length: number;
}

/**
 * The longest chain by duration through steps that form no circle, from the first to the last; of equal ones the one found first. Needs that are
 * not among the steps are left aside. Source: the critical path method (Kelley and Walker 1959), longest path in a directed acyclic graph.
 * @throws RangeError where steps need each other in a circle
 */
export function criticalPath(steps: readonly NetworkStep[]): CriticalPath {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const ended = new Map<string, { readonly length: number; readonly before: string | null }>();
  const open = steps.map(({ id }) => id).toReversed();
  const entered = new Set<string>();
  for (let id = open.at(-1); id !== undefined; id = open.at(-1)) {
    const step = byId.get(id);
    const needs = (step?.needs ?? []).filter((each) => byId.has(each));
    const missing = ended.has(id) ? [] : needs.filter((each) => !ended.has(each));
    if (missing.length > 0) {
      if (entered.has(id)) throw new RangeError(`the step ${id} needs itself`);
      entered.add(id);
      open.push(...missing);
      continue;
    }
    if (!ended.has(id)) ended.set(id, longest(step?.duration ?? 0, needs, ended));
    open.pop();
  }
  return chainTo(ended);
}

type Ended = ReadonlyMap<string, { readonly length: number; readonly before: string | null }>;

function longest(duration: number, needs: readonly string[], ended: Ended) {
  let best: { readonly length: number; readonly before: string | null } = { length: duration, before: null };
  for (const before of needs) {
    const length = (ended.get(before)?.length ?? 0) + duration;
    if (best.before === null || length > best.length) best = { length, before };
  }
  return best;
}

function chainTo(ended: Ended): CriticalPath {
  let last: string | null = null;
  let length = 0;
  for (const [id, each] of ended) {
    if (last !== null && each.length <= length) continue;
    last = id;
    length = each.length;
  }
  const steps: string[] = [];
  for (let id: string | null = last; id !== null; id = ended.get(id)?.before ?? null) steps.unshift(id);
  return { steps, length };
}
