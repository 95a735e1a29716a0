// Solves one stage over the full model: master, prices, bound, more columns, until the bound meets the master.
import type { Highs } from "highs";
import { type Bound, boundAtPrices } from "../pricing/bound.js";
import { extendPrices } from "../pricing/extendPrices.js";
import { type PricingContext, priceNodesAsStated } from "../pricing/nodePrices.js";
import { freePrices, type PriceSystem } from "../pricing/priceSystem.js";
import type { Priced } from "../pricing/sources.js";
import type { ColumnPool } from "./columnPool.js";
import { growPool } from "./growth.js";
import { Master, type MasterSolution } from "./master.js";

/** The best that was found for a linear stage, or a branch of it. */
export interface Relaxation {
  readonly solution: MasterSolution;
  /** The prices whose bound is best, and that bound over the full model. */
  readonly prices: PriceSystem;
  readonly bound: Bound;
}

export interface GenerationInput {
  readonly context: PricingContext;
  readonly pool: ColumnPool;
  readonly master: Master;
  /** Prices that choose among ways that cost the same in this stage. */
  readonly tieBreak?: Priced;
  /** The stage is done as soon as its bound is this high: the branch cannot hold a better plan. */
  readonly enough?: number;
  /** The gap at which a plan of this objective is good enough; absent: none but rounding. */
  readonly closeEnough?: (objective: number) => number;
  readonly onRound?: (objective: number, bound: number) => void;
}

/** Far below the 1e-6 that makes a plan optimal, and above what the solver's rounding leaves. */
const RELATIVE_GAP = 1e-9;
/** Rounds end by themselves, since columns are finite; this only turns a mistake into an error instead of an endless loop. */
const MOST_ROUNDS = 10_000;
/**
 * Column generation (G. Dantzig and P. Wolfe, Decomposition principle for linear programs, 1960) over runs, purchases, shipments and holdings. Gives the optimum
 * of the full model up to rounding: it ends when the bound, which prices every column of the full model, meets the master, or when no column is left to add.
 */
export function generateColumns(input: GenerationInput): Relaxation {
  const { context, pool, master } = input;
  let best: { prices: PriceSystem; bound: Bound } | undefined;
  let isCold = false;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const solution = isCold ? master.solveCold() : master.solve();
    const { prices } = solution;
    extendPrices(context.arrays, context.stage, prices, (node) => pool.isSupplied(node));
    const bound = boundAtPrices(context, prices);
    if (best === undefined || bound.value > best.bound.value) best = { prices, bound };
    input.onRound?.(solution.objective, best.bound.value);
    const gap = solution.objective - best.bound.value;
    const closeEnough = Math.max(RELATIVE_GAP * Math.max(1, Math.abs(solution.objective)), input.closeEnough?.(solution.objective) ?? 0);
    if (gap <= closeEnough || best.bound.value >= (input.enough ?? Infinity)) return { solution, ...best };
    const nodes = bound.nodes.wasLowered ? priceNodesAsStated(context, prices) : bound.nodes;
    const added = growUntilFound(pool, { ...context, prices, nodes }, input.tieBreak);
    // Nothing left to add and still a gap: the hot start may have gone astray, or the gap is rounding that a solution from scratch shows.
    if (added === 0 && isCold) return { solution, ...best };
    isCold = added === 0;
  }
  throw new Error("column generation did not end");
}

/** The one cheapest way as the tie-break prefers it; where all of those are in already, any cheapest way, and at last every way that ties. Gives the number of columns added. */
function growUntilFound(pool: ColumnPool, priced: Priced, tieBreak: Priced | undefined): number {
  const preferred = tieBreak === undefined ? 0 : growPool({ pool, priced, margin: 0, tieBreak });
  return preferred || growPool({ pool, priced, margin: 0 }) || growPool({ pool, priced, margin: 0, allTies: true });
}

/** Solves a linear stage only to fill the pool with the ways that matter; the stages that count then find nearly everything there. */
export function findWays(
  highs: Highs,
  context: PricingContext,
  pool: ColumnPool,
  options: Pick<GenerationInput, "onRound" | "closeEnough">,
): void {
  const master = new Master(highs, { ...context, pool }, context.branch);
  try {
    generateColumns({ context, pool, master, ...options });
  } finally {
    master.dispose();
  }
}

/** Fills an empty pool with what serves every need at prices at which nothing is scarce. Stocks and unmet columns are always in. */
export function seedPool(context: PricingContext, pool: ColumnPool): Priced {
  const { arrays } = context;
  for (let n = 0; n < arrays.needs.count; n++) pool.addUnmet(n);
  const prices = freePrices(arrays, context.stage, context.choices);
  const { nodes } = boundAtPrices(context, prices);
  const priced = { ...context, prices, nodes };
  for (let item = 0; item < arrays.itemCount; item++) {
    for (let h = 0; h < arrays.placeCount; h++) {
      if (arrays.stock[item * arrays.placeCount + h] > 0) pool.touchNode(item * arrays.periodCount * arrays.placeCount + h);
    }
  }
  growPool({ pool, priced, margin: 0, allNeeds: true });
  return priced;
}
