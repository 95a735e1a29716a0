// What the commands need from outside: where to write, what time it is, and the planner.

import type { PlanOptions, PlanProblem, PlanResult } from "@commonwright/planner";

/** Plans a problem; `original` is the value as given, `within` the gap that is good enough (0.02 for 2 %). */
export type Plan = (problem: PlanProblem, options: PlanOptions) => Promise<PlanResult>;

/** Checks a result against its problem, both as values of any shape. */
export type VerifyPlan = (problem: unknown, result: unknown) => { readonly ok: boolean; readonly problems: readonly unknown[] };

/** The outside, as the commands see it. */
export type World = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** True where standard error is a terminal, on which a line can be written over. */
  readonly isErrTerminal: boolean;
  readonly now: () => Date;
  readonly plan: Plan;
  readonly verifyPlan: VerifyPlan;
  /** Prints a result for people; `isWhole`: also the lists that are long. */
  readonly printPlan: (result: PlanResult, problem: PlanProblem, options: { readonly isWhole: boolean }) => string;
};

/** Exit codes: all done; the input was refused or the result rejected; the command was called wrongly. */
export const EXIT = { done: 0, refused: 1, usage: 2 } as const;
