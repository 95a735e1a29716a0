// Where a branch can be split: the choices that its solution leaves undecided.
import type { ColumnPool } from "../master/columnPool.js";
import { ColumnKind } from "../master/columnPool.js";
import type { PricingContext } from "../pricing/nodePrices.js";
import { type Branch, SetupState } from "../pricing/priceSystem.js";
import type { Split } from "./choices.js";

/** A value this near to a whole number counts as one. */
export const WHOLE = 1e-6;

/** A split that the solution asks for: `share` is how far it lies above the branch below (0 to 1), `stake` the objective units that seem undecided. */
export interface Candidate {
  readonly split: Split;
  readonly share: number;
  readonly stake: number;
}

type ChoiceContext = Pick<PricingContext, "arrays" | "choices" | "stage">;

/** [choices] runs in a solution over the pool's columns. */
export function runsOfChoices({ arrays, choices }: ChoiceContext, pool: ColumnPool, values: Float64Array): Float64Array {
  const runs = new Float64Array(choices.count);
  for (let c = 0; c < values.length; c++) {
    if (pool.kind[c] !== ColumnKind.run) continue;
    const choice = choices.ofRun[pool.index[c] * arrays.periodCount + pool.period[c]];
    if (choice >= 0) runs[choice] = values[c];
  }
  return runs;
}

/**
 * Every split of a branch whose solution is not yet a plan, those with the most at stake first; none where it is a plan. A set-up is undecided while its runs bear only a
 * share of it: then the question is whether there are any runs, before how many.
 */
export function candidatesOf(context: ChoiceContext, branch: Branch, runs: Float64Array): Candidate[] {
  const candidates: Candidate[] = [];
  for (let choice = 0; choice < context.choices.count; choice++) {
    const candidate = candidateAt(context, branch, choice, runs[choice]);
    if (candidate !== undefined) candidates.push(candidate);
  }
  return candidates.sort((a, b) => b.stake - a.stake || a.split.choice - b.split.choice);
}

function candidateAt({ arrays, choices, stage }: ChoiceContext, branch: Branch, choice: number, x: number): Candidate | undefined {
  const run = choices.run[choice];
  const recipe = arrays.runs.recipe[run];
  const isWhole = arrays.recipes.isWhole[recipe] === 1;
  if (branch.setup[choice] === SetupState.free && stage.costScale === 1 && x > WHOLE) {
    const share = x / branch.most[choice];
    const stake = (1 - share) * arrays.recipes.setupCost[recipe];
    if (1 - share > WHOLE)
      return { split: isWhole ? { choice, kind: "runs", runs: 0 } : { choice, kind: "setup" }, share, stake: stake + 1e-9 };
  }
  const share = x - Math.floor(x);
  if (!isWhole || Math.min(share, 1 - share) <= WHOLE) return undefined;
  return {
    split: { choice, kind: "runs", runs: Math.floor(x) },
    share,
    stake: Math.min(share, 1 - share) * (arrays.runs.cost[run] + 1e-3),
  };
}
