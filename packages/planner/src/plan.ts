// The planner's entry: a problem that was read becomes a plan with its proof.
import type { Highs } from "highs";
import { loadHighs } from "./master/loadHighs.js";
import { compileProblem } from "./arrays/compile.js";
import type { PlanArrays } from "./arrays/planArrays.js";
import { findWays, seedPool } from "./master/columnGeneration.js";
import { ColumnPool } from "./master/columnPool.js";
import type { HeldLevel, Stage } from "./pricing/priceSystem.js";
import type { Priced } from "./pricing/sources.js";
import type { PlanProblem } from "./problem/planProblem.js";
import { assembleResult } from "./result/assemble.js";
import type { Planning } from "./result/planning.js";
import type { PlanResult } from "./result/planResult.js";
import { searchStage } from "./search/branchAndBound.js";
import { choicesOf, rootBranch } from "./search/choices.js";
import { type FinishedStage, unmetValue } from "./search/finishedStage.js";

/** How far the planner is; bounds and objectives are those of the stage. */
export interface PlanProgress {
  readonly stage: string;
  readonly objective: number;
  readonly bound: number;
}

export interface PlanOptions {
  /** The problem as it was given, whose digest names it in the result. */
  readonly original: unknown;
  /** Share of the objective that the proven gap may be: 0.02 stops at the first plan proven to be within 2 %. Absent: exact. */
  readonly within?: number;
  readonly onProgress?: (progress: PlanProgress) => void;
}

/** The value of a level is held up to this share (rule M10). */
const LEVEL_SLACK = 1e-7;

/** Finds the best plan and proves it. Throws only on a fault of the program: every problem that was read has a plan, going without at worst. */
export async function planProblem(problem: PlanProblem, options: PlanOptions): Promise<PlanResult> {
  const planning = solvePlan(await loadHighs(), problem, compileProblem(problem), options);
  const last = planning.stages[planning.stages.length - 1];
  options.onProgress?.({ stage: "prices", objective: last.plan.objective, bound: last.bound });
  return assembleResult(planning, options.original);
}

/** All stages of a problem, solved. */
export function solvePlan(highs: Highs, problem: PlanProblem, arrays: PlanArrays, options: Omit<PlanOptions, "original">): Planning {
  const choices = choicesOf(arrays);
  const pool = new ColumnPool(arrays);
  const costStage: Stage = { costScale: 1, goingWithout: new Float64Array(arrays.needs.count), held: [] };
  const cheapest = seedPool({ arrays, stage: costStage, choices, branch: rootBranch(arrays, choices) }, pool);
  const solve = (name: string, stage: Stage, tieBreak?: Priced): FinishedStage => {
    const onProgress = (objective: number, bound: number) => options.onProgress?.({ stage: name, objective, bound });
    const within = options.within === undefined ? {} : { within: options.within };
    const result = searchStage({ highs, context: { arrays, stage, choices }, pool, onProgress, ...within, ...(tieBreak && { tieBreak }) });
    return { name, stage, ...result };
  };
  const isWeighted = problem.priorities.rule === "weighted";
  if (!isWeighted) {
    const steep: Stage = { ...costStage, goingWithout: steepPenalties(arrays) };
    const onRound = (objective: number, bound: number) => options.onProgress?.({ stage: "ways", objective, bound });
    const { within } = options;
    const closeEnough = within === undefined ? {} : { closeEnough: (objective: number) => within * objective };
    findWays(highs, { arrays, stage: steep, choices, branch: rootBranch(arrays, choices) }, pool, { onRound, ...closeEnough });
  }
  const stages = isWeighted ? [solve("cost", { ...costStage, goingWithout: arrays.needs.penalty })] : solveLevels(arrays, cheapest, solve);
  return { problem, arrays, choices, pool, stages, highs };
}

/**
 * A stage that counts only unmet needs sees all ways as equally good, and would find its columns slowly. A weighted stage whose penalties nearly put the levels in
 * order finds the ways first; it decides nothing.
 */
function steepPenalties({ needs }: PlanArrays): Float64Array {
  const times = [0, 100, 30, 10];
  return needs.referenceCost.map((cost, n) => cost * times[needs.priority[n]]);
}

/** Level by level, each held by the next, then the cost (rule M10). */
function solveLevels(
  arrays: PlanArrays,
  cheapest: Priced,
  solve: (name: string, stage: Stage, tieBreak?: Priced) => FinishedStage,
): FinishedStage[] {
  const { needs } = arrays;
  const stages: FinishedStage[] = [];
  const held: HeldLevel[] = [];
  for (const priority of [1, 2, 3]) {
    if (!needs.priority.includes(priority)) continue;
    const goingWithout = needs.referenceCost.map((cost, n) => (needs.priority[n] === priority ? cost : 0));
    const done = solve(`priority-${priority}`, { costScale: 0, goingWithout, held: [...held] }, cheapest);
    stages.push(done);
    held.push({ priority, limit: unmetValue(done) * (1 + LEVEL_SLACK) });
  }
  stages.push(solve("cost", { costScale: 1, goingWithout: new Float64Array(needs.count), held }));
  return stages;
}
