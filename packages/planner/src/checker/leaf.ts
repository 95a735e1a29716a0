// One leaf of a search tree: the stage it belongs to, what it decides on, and its prices.
import type { Weights } from "./columnCosts.js";
import type { ItemOrder } from "./itemOrder.js";
import type { LeafPrices } from "./leafPrices.js";
import type { ProblemView } from "./problemView.js";
import type { Reach } from "./reachability.js";

/** Set-up decisions of a leaf. */
export const UNDECIDED = 0;
export const PAID = 1;
export const NO_RUNS = 2;

/** Limits on runs in a leaf and what is decided on set-ups, per run (pair * periods + t). */
export interface RunRanges {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly setup: Uint8Array;
}

/** A stage of the certificate. `priority` is 0 in the cost stage; `levelLimit[p]` is what unmet of priority p may cost at most (rule M10). */
export interface Stage {
  readonly name: string;
  readonly priority: number;
  readonly weights: Weights;
  readonly levelLimit: Float64Array;
}

/** All that the bound of a leaf depends on. */
export interface Leaf {
  readonly view: ProblemView;
  readonly items: ItemOrder;
  /** Recipes by product: those that make item i are recipesByProduct[i]. */
  readonly recipesByProduct: readonly (readonly number[])[];
  /** What can be had and run at all (rule C6). */
  readonly reach: Reach;
  readonly stage: Stage;
  readonly ranges: RunRanges;
  readonly prices: LeafPrices;
}

/** The ranges before any split: no lower limits, M above where there is a set-up. */
export function openRanges(view: ProblemView): RunRanges {
  const { pairs, periods, recipes } = view;
  const size = pairs.count * periods;
  const setup = new Uint8Array(size),
    upper = new Float64Array(size);
  for (let run = 0; run < size; run++) {
    const pair = Math.floor(run / periods);
    upper[run] = pairs.most[pair];
    setup[run] = recipes.hasSetup[pairs.recipe[pair]] === 1 ? UNDECIDED : PAID;
  }
  return { lower: new Float64Array(size), upper, setup };
}

/** What is added to the cost of a run for a set-up that is not decided yet: its share of a whole set-up (rule C3). */
export function setupShare(leaf: Leaf, run: number): number {
  const { view, ranges, stage } = leaf;
  const r = view.pairs.recipe[Math.floor(run / view.periods)];
  return ranges.setup[run] === UNDECIDED ? (stage.weights.money * view.recipes.setupMoney[r]) / ranges.upper[run] : 0;
}

/** True where the run can happen in this leaf; runs that no plan can do are no columns (rule C6). */
export function isOpen({ ranges, reach }: Leaf, run: number): boolean {
  return ranges.upper[run] > 0 && ranges.setup[run] !== NO_RUNS && reach.runs[run] === 1;
}

/** What it costs to go without one unit of a need (rule C4), with the prices of the levels divided by `shrink`. */
export function costOfGoingWithout(leaf: Leaf, need: number, shrink: number): number {
  const { view, stage, prices } = leaf;
  const priority = view.needs.priority[need],
    reference = view.needs.referenceCost[need];
  if (!view.lexicographic) return view.penalty[priority] * reference;
  if (stage.priority === priority) return reference;
  return stage.priority === 0 || priority < stage.priority ? (prices.levels[priority] * reference) / shrink : 0;
}
