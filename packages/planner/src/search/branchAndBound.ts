// The search over whole runs and set-ups: a linear stage at every node, its bound over the full model, and leaves that together prove the optimum.
import type { Highs } from "highs";
import { generateColumns, type Relaxation } from "../master/columnGeneration.js";
import type { ColumnPool } from "../master/columnPool.js";
import { Master } from "../master/master.js";
import type { PricingContext } from "../pricing/nodePrices.js";
import type { Branch, PriceSystem } from "../pricing/priceSystem.js";
import type { Priced } from "../pricing/sources.js";
import { branchAbove, branchBelow, fixedBranch, rootBranch, type Split } from "./choices.js";
import { chooseSplit, runsOfChoices, WHOLE } from "./splitting.js";

/** A plan of a stage: values of the pool's columns (columns that came later are 0) in a branch. */
export interface StagePlan {
  readonly objective: number;
  readonly values: Float64Array;
  readonly branch: Branch;
}

/** What proves the bound of a leaf. */
export interface Leaf {
  readonly branch: Branch;
  readonly prices: PriceSystem;
  /** [nodes] prices of all nodes at these prices. */
  readonly nodePrices: Float64Array;
  readonly bound: number;
}

/** A node of the finished search tree: split in two (indices of nodes), or a leaf. */
export type SearchNode = { readonly split: Split; readonly below: number; readonly above: number } | { readonly leaf: Leaf };

export interface SearchResult {
  readonly plan: StagePlan;
  readonly bound: number;
  /** Root first. */
  readonly tree: readonly SearchNode[];
}

export interface SearchInput {
  readonly highs: Highs;
  readonly context: Omit<PricingContext, "branch">;
  readonly pool: ColumnPool;
  readonly tieBreak?: Priced;
  /** Stops as soon as the plan is proven to be within this share of the best. */
  readonly within?: number;
  readonly onProgress?: (objective: number, bound: number) => void;
}

interface OpenNode {
  readonly at: number;
  readonly leaf: Leaf;
  readonly split: Split;
}

interface Search extends SearchInput {
  readonly master: Master;
  readonly tree: SearchNode[];
  readonly open: OpenNode[];
  plan: StagePlan | undefined;
}

/** A leaf within this share of the best plan holds nothing better that would count. */
const CUTOFF_SHARE = 1e-7;
/** After so many nodes the search ends with what is proven by then. A count, not a clock: same problem, same answer. */
const MOST_NODES = 20_000;
/** Nodes that the solver of HiGHS may take to propose a first whole plan. */
const PROPOSAL_NODES = 2_000;
/** A missing run that costs more than this is not to be had. */
const MOST_MISSING_COST = 1e13;

/** Best-first branch and bound (A. Land and A. Doig, 1960), pricing the columns of the full model at every node. A linear stage is one leaf. */
export function searchStage(input: SearchInput): SearchResult {
  const { context } = input;
  const root = rootBranch(context.arrays, context.choices);
  const master = new Master(input.highs, { ...context, pool: input.pool }, root);
  const search: Search = { ...input, master, tree: [], open: [], plan: undefined };
  try {
    visit(search, root);
    for (;;) {
      const next = takeBest(search);
      if (next === undefined || search.tree.length >= MOST_NODES || isCloseEnough(search, next)) break;
      const below = visit(search, branchBelow(next.leaf.branch, next.split));
      const above = visit(search, branchAbove(next.leaf.branch, next.split));
      search.tree[next.at] = { split: next.split, below, above };
    }
    if (search.plan === undefined) throw new Error("the search ended without a plan, although going without is always possible");
    return { plan: search.plan, bound: leastBound(search.tree), tree: search.tree };
  } finally {
    master.dispose();
  }
}

function leastBound(tree: readonly SearchNode[]): number {
  let least = Infinity;
  for (const node of tree) if ("leaf" in node) least = Math.min(least, node.leaf.bound);
  return least;
}

/** Bounds at or above this prune: no better plan is left below them. */
function cutoff({ plan }: Search): number {
  return plan === undefined ? Infinity : plan.objective - CUTOFF_SHARE * Math.max(1e-6, Math.abs(plan.objective));
}

/** The open node with the least bound, as long as it could hold a better plan; ties go to the older node. */
function takeBest(search: Search): OpenNode | undefined {
  let best = -1;
  search.open.forEach((node, k) => {
    if (best < 0 || node.leaf.bound < search.open[best].leaf.bound) best = k;
  });
  if (best < 0 || search.open[best].leaf.bound >= cutoff(search)) return undefined;
  return search.open.splice(best, 1)[0];
}

function isCloseEnough({ plan, within }: Search, next: OpenNode): boolean {
  return within !== undefined && plan !== undefined && plan.objective - next.leaf.bound <= within * Math.abs(plan.objective);
}

/** Solves a branch and puts it into the tree as a leaf; keeps it open where a better plan may lie below. Gives its place in the tree. */
function visit(search: Search, branch: Branch): number {
  const relaxation = relax(search, branch);
  const leaf: Leaf = { branch, prices: relaxation.prices, nodePrices: relaxation.bound.nodes.price, bound: relaxation.bound.value };
  const at = search.tree.push({ leaf }) - 1;
  if (leaf.bound < cutoff(search)) {
    const split = chooseSplit(search.context, search.pool, branch, relaxation.solution.values);
    if (split === undefined) takePlan(search, relaxation, branch);
    else {
      if (at === 0) propose(search, search.master.wholeRuns(PROPOSAL_NODES));
      else if (search.plan === undefined)
        propose(search, runsOfChoices(search.context, search.pool, relaxation.solution.values).map(Math.floor));
      search.open.push({ at, leaf, split });
    }
  }
  search.onProgress?.(search.plan?.objective ?? relaxation.solution.objective, leaf.bound);
  return at;
}

function takePlan(search: Search, relaxation: Relaxation, branch: Branch): void {
  const { objective, values, missing } = relaxation.solution;
  if (missing <= WHOLE && (search.plan === undefined || objective < search.plan.objective))
    search.plan = { objective, values: values.slice(), branch };
}

/** Takes whole numbers that somebody proposed, finds the best plan with them, and keeps it where it is better. */
function propose(search: Search, runs: Float64Array | undefined): void {
  if (runs === undefined) return;
  const branch = fixedBranch(search.context.arrays, search.context.choices, runs);
  takePlan(search, relax(search, branch), branch);
}

/** Solves a branch; where runs that it forces are missing, their cost rises until the bound rules the branch out or they are there. */
function relax(search: Search, branch: Branch): Relaxation {
  const { master, pool, tieBreak, context } = search;
  const enough = cutoff(search);
  let cost = 10 * Math.max(1, Math.abs(search.plan?.objective ?? 1e3));
  master.enterBranch(branch);
  for (;;) {
    master.priceMissing(cost);
    const relaxation = generateColumns({ context: { ...context, branch }, pool, master, enough, ...(tieBreak && { tieBreak }) });
    if (relaxation.solution.missing <= WHOLE || relaxation.bound.value >= enough || cost > MOST_MISSING_COST) return relaxation;
    cost *= 100;
  }
}
