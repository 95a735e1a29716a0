// Where to split a branch: the choice that is furthest from being decided.
import type { ColumnPool } from "../master/columnPool.js";
import { ColumnKind } from "../master/columnPool.js";
import type { PricingContext } from "../pricing/nodePrices.js";
import { type Branch, SetupState } from "../pricing/priceSystem.js";
import type { Split } from "./choices.js";

/** A value this near to a whole number counts as one. */
export const WHOLE = 1e-6;

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
 * The split of a branch whose solution is not yet a plan, undefined where it is one. A set-up is undecided while its runs bear only a share of it: the one with the most still to pay is
 * split first, then whole runs by their distance from whole, each weighed by what is at stake.
 */
export function chooseSplit(context: ChoiceContext, pool: ColumnPool, branch: Branch, values: Float64Array): Split | undefined {
  const { arrays, choices, stage } = context;
  const runs = runsOfChoices(context, pool, values);
  let best: Split | undefined;
  let most = 0;
  const offer = (split: Split, stake: number) => {
    if (stake > most) [best, most] = [split, stake];
  };
  for (let choice = 0; choice < choices.count; choice++) {
    const run = choices.run[choice];
    const recipe = arrays.runs.recipe[run];
    const x = runs[choice];
    if (branch.setup[choice] === SetupState.free && stage.costScale === 1 && x > WHOLE) {
      const unpaid = 1 - x / Math.min(arrays.runs.most[run], branch.most[choice]);
      if (unpaid > WHOLE) offer({ choice, kind: "setup" }, unpaid * arrays.recipes.setupCost[recipe] + 1e-9);
    }
    const distance = Math.abs(x - Math.round(x));
    if (arrays.recipes.isWhole[recipe] && distance > WHOLE)
      offer({ choice, kind: "runs", runs: Math.floor(x) }, distance * (arrays.runs.cost[run] + 1e-3));
  }
  return best;
}
