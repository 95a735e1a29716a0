// The search over whole runs and set-ups: a linear stage at every node, its bound over the full model, and leaves that together prove the optimum.
import type { Highs } from "highs";
import { generateColumns, type Relaxation } from "../master/columnGeneration.js";
import { ColumnPool } from "../master/columnPool.js";
import { countColumns, fillPool } from "../master/fullPool.js";
import { Master } from "../master/master.js";
import { type Bound, boundAtPrices } from "../pricing/bound.js";
import type { PricingContext } from "../pricing/nodePrices.js";
import { type Branch, type PriceSystem, SetupState } from "../pricing/priceSystem.js";
import type { Priced } from "../pricing/sources.js";
import { branchAbove, branchBelow, fixedBranch, isWholeChoice, rootBranch, type Split } from "./choices.js";
import { OpenNodes } from "./openNodes.js";
import { probe, type Probing } from "./probing.js";
import { PseudoCosts, scoreOf } from "./pseudoCosts.js";
import type { Leaf, Solved } from "./solved.js";
import { type Candidate, candidatesOf, runsOfChoices, WHOLE } from "./splitting.js";

export type { Leaf } from "./solved.js";

/** A plan of a stage: values of the pool's columns (columns that came later are 0) in a branch. */
export interface StagePlan {
  readonly objective: number;
  readonly values: Float64Array;
  readonly branch: Branch;
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

interface OpenNode extends Solved {
  readonly at: number;
}

interface Search extends SearchInput {
  readonly master: Master;
  readonly tree: SearchNode[];
  readonly open: OpenNodes<OpenNode>;
  readonly pseudoCosts: PseudoCosts;
  isProposedTwice: boolean;
  /** Branches that were solved so far. */
  solved: number;
  plan: StagePlan | undefined;
}

/** A leaf within this share of the best plan holds nothing better that would count. */
const CUTOFF_SHARE = 1e-7;
/** After so many solved branches times columns of the master the search ends with what is proven by then. Counts, not a clock: same problem, same answer. */
const MOST_WORK = 7_000_000;
/** A model with at most so many columns is narrowed at the root, and given whole to the mixed-integer solver that proposes plans. */
const MOST_FULL_COLUMNS = 50_000;
/** Nodes that the solver of HiGHS may take to propose a first whole plan, and to find a better one where the proof takes long. */
const FIRST_PROPOSAL_NODES = 50;
const SECOND_PROPOSAL_NODES = 40_000;
/** After so many solved branches the second proposal is asked for. */
const SECOND_PROPOSAL_AT = 2_500;
/** Rounds of narrowing at the root, each of which must raise the bound by this share of the gap for another. */
const MOST_NARROWINGS = 4;
const WORTH_NARROWING = 0.05;
/** The bound of a leaf in which there is no plan at all: any number is true of it, and files know no infinity. */
const NO_PLAN = Number.MAX_SAFE_INTEGER;
/** A missing run that costs more than this is not to be had. */
const MOST_MISSING_COST = 1e13;
/** A split whose sides were both tried this often is judged by its past. */
const RELIABLE_TRIALS = 4;
/** Splits that are tried at a node before one is taken, and how many in a row may fail to beat the best. */
const MOST_TRIALS = 8;
const MOST_FAILURES = 4;

/**
 * Best-first branch and bound (A. Land and A. Doig, 1960), pricing the columns of the full model at every node; splits are chosen by pseudo-costs that are tried until they are
 * reliable (T. Achterberg, T. Koch and A. Martin, Branching rules revisited, 2005). A linear stage is one leaf.
 */
export function searchStage(input: SearchInput): SearchResult {
  const { context } = input;
  const root = rootBranch(context.arrays, context.choices);
  const master = new Master(input.highs, { ...context, pool: input.pool }, root);
  const search: Search = {
    ...input,
    master,
    tree: [],
    open: new OpenNodes(),
    pseudoCosts: new PseudoCosts(context.choices.count),
    isProposedTwice: false,
    solved: 0,
    plan: undefined,
  };
  try {
    const first = solve(search, root);
    if (first.candidates.length > 0) proposeFirst(search, root);
    narrowRoot(search, first);
    for (;;) {
      const next = search.open.pop();
      if (next === undefined || next.leaf.bound >= cutoff(search)) break;
      if (search.plan !== undefined && (search.solved * search.pool.count >= MOST_WORK || isCloseEnough(search, next))) break;
      splitNode(search, next);
      if (search.solved >= SECOND_PROPOSAL_AT && !search.isProposedTwice) proposeAgain(search);
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

function isCloseEnough(search: Search, next: Pick<Solved, "leaf">): boolean {
  const { plan, within } = search;
  return within !== undefined && plan !== undefined && plan.objective - next.leaf.bound <= within * decidable(search, plan.objective);
}

/** The part of an objective that is not fixed by needs that nobody can make (rule R3). */
function decidable({ context: { arrays, stage } }: Search, objective: number): number {
  const { needs, isReached, periodCount } = arrays;
  let fixed = 0;
  for (let n = 0; n < needs.count; n++) {
    if (!isReached[needs.item[n] * periodCount + needs.period[n]]) fixed += needs.quantity[n] * stage.goingWithout[n];
  }
  return Math.max(0, objective - fixed);
}

/** Puts a solved branch into the tree, to be split later where a better plan may lie below. Gives its place in the tree. */
function grow(search: Search, solved: Solved): number {
  const at = search.tree.push({ leaf: solved.leaf }) - 1;
  if (solved.candidates.length > 0 && solved.leaf.bound < cutoff(search)) search.open.push({ ...solved, at });
  search.onProgress?.(search.plan?.objective ?? Infinity, solved.leaf.bound);
  return at;
}

/**
 * Splits off what cannot hold a better plan, choice by choice, before the search branches: too many runs, or too few. What is left has narrower ranges and a higher bound (bound
 * tightening by optimality, as M. Savelsbergh, Preprocessing and probing techniques for mixed integer programming problems, 1994).
 */
function narrowRoot(search: Search, first: Solved): void {
  const probing: Probing = {
    branchAbove: (branch, split) => branchAbove(search.context.arrays, search.context.choices, branch, split),
    solve: (branch) => solve(search, branch),
    cutoff: () => cutoff(search),
  };
  const { choices, arrays } = search.context;
  let rest = first;
  let at = grow(search, { ...first, candidates: [] });
  const isWorthIt = countColumns(arrays) <= MOST_FULL_COLUMNS && !isCloseEnough(search, first);
  for (let round = 0; isWorthIt && round < MOST_NARROWINGS && rest.candidates.length > 0; round++) {
    const before = rest.leaf.bound;
    for (let choice = 0; choice < choices.count; choice++) {
      for (const side of ["above", "below"] as const) {
        const found = probe(probing, { rest, choice, side, isWhole: isWholeChoice(arrays, choices, choice) });
        if (found === undefined) continue;
        const closed = search.tree.push({ leaf: found.closed }) - 1;
        const left = search.tree.push({ leaf: found.rest.leaf }) - 1;
        search.tree[at] = { split: found.split, below: side === "below" ? closed : left, above: side === "below" ? left : closed };
        [rest, at] = [found.rest, left];
        if (rest.candidates.length === 0) return;
      }
    }
    if (rest.leaf.bound - before < WORTH_NARROWING * (cutoff(search) - before)) break;
  }
  if (rest.candidates.length > 0 && rest.leaf.bound < cutoff(search)) search.open.push({ ...rest, at });
}

function splitNode(search: Search, node: OpenNode): void {
  const { split, below, above } = bestSplit(search, node);
  search.tree[node.at] = { split, below: grow(search, below), above: grow(search, above) };
}

interface Trial {
  readonly split: Split;
  readonly below: Solved;
  readonly above: Solved;
  readonly score: number;
}

/** The split that raises the bound most: those with the best past first, each tried as long as its past is short. */
function bestSplit(search: Search, node: OpenNode): Trial {
  const { pseudoCosts } = search;
  const enough = cutoff(search) - node.leaf.bound;
  const ranked = node.candidates
    .map((candidate) => ({ candidate, score: pseudoCosts.score(candidate, enough) }))
    .sort((a, b) => b.score - a.score);
  let best = tryCandidate(search, node, ranked[0].candidate);
  for (let k = 1, failures = 0; k < Math.min(ranked.length, MOST_TRIALS) && failures < MOST_FAILURES; k++) {
    const { candidate, score } = ranked[k];
    if (pseudoCosts.trials(candidate) >= RELIABLE_TRIALS && score <= best.score) continue;
    const trial = tryCandidate(search, node, candidate);
    failures = trial.score > best.score ? 0 : failures + 1;
    if (trial.score > best.score) best = trial;
  }
  return best;
}

function tryCandidate(search: Search, { leaf }: OpenNode, candidate: Candidate): Trial {
  const { pseudoCosts, context } = search;
  const { split } = candidate;
  const below = solve(search, branchBelow(leaf.branch, split), leaf);
  const above = solve(search, branchAbove(context.arrays, context.choices, leaf.branch, split), leaf);
  const [gainBelow, gainAbove] = [below.leaf.bound - leaf.bound, above.leaf.bound - leaf.bound];
  const enough = cutoff(search) - leaf.bound;
  pseudoCosts.learn(candidate, "below", Math.min(gainBelow, enough));
  pseudoCosts.learn(candidate, "above", Math.min(gainAbove, enough));
  return { split, below, above, score: scoreOf(gainBelow, gainAbove, enough) };
}

/** Solves a branch; where its solution is a plan, keeps it if it is the best so far. `parent` is the leaf that it was split from. */
function solve(search: Search, branch: Branch, parent?: Leaf): Solved {
  const relaxation = relax(search, branch);
  const own = leafAt(branch, relaxation.prices, relaxation.bound);
  // A part holds nothing better than the whole, so prices that prove less than the parent's are worse than those.
  const leaf = parent === undefined || own.bound >= parent.bound ? own : betterOf(own, leafWithParentsPrices(search, branch, parent));
  search.solved++;
  const runs = runsOfChoices(search.context, search.pool, relaxation.solution.values);
  if (leaf.bound >= cutoff(search)) return { leaf, runs, candidates: [] };
  const candidates = candidatesOf(search.context, branch, runs);
  if (candidates.length === 0) takePlan(search, relaxation, branch);
  return { leaf, runs, candidates };
}

function leafAt(branch: Branch, prices: PriceSystem, bound: Bound): Leaf {
  return { branch, prices, nodePrices: bound.nodes.price, bound: Math.min(bound.value, NO_PLAN) };
}

function betterOf(a: Leaf, b: Leaf): Leaf {
  return b.bound > a.bound ? b : a;
}

/** The bound of a branch at the prices of the leaf that it was split from; where it allows no runs, their upper limit has no price. */
function leafWithParentsPrices({ context }: Search, branch: Branch, { prices }: Leaf): Leaf {
  const choice = prices.choice.map((price, c) => (branch.setup[c] === SetupState.off || branch.most[c] <= 0 ? 0 : price));
  const own = { ...prices, choice };
  return leafAt(branch, own, boundAtPrices({ ...context, branch }, own));
}

function takePlan(search: Search, relaxation: Relaxation, branch: Branch): void {
  const { objective, values, missing } = relaxation.solution;
  if (missing <= WHOLE && (search.plan === undefined || objective < search.plan.objective))
    search.plan = { objective, values: values.slice(), branch };
}

/** A plan without any run that must be decided on, and one that the solver of HiGHS finds over the columns so far. */
function proposeFirst(search: Search, root: Branch): void {
  search.master.enterBranch(root);
  const runs = search.master.wholeRuns(FIRST_PROPOSAL_NODES);
  propose(search, new Float64Array(search.context.choices.count));
  propose(search, runs);
}

/**
 * Where the model is small the solver of HiGHS looks at all of it, so that the plan is the best even where the proof does not end. From the root's ranges: on narrowed ones it was
 * slower by half.
 */
function proposeAgain(search: Search): void {
  const { context, highs } = search;
  search.isProposedTwice = true;
  if (countColumns(context.arrays) > MOST_FULL_COLUMNS) return;
  const full = new ColumnPool(context.arrays);
  fillPool(context.arrays, full);
  const master = new Master(highs, { ...context, pool: full }, rootBranch(context.arrays, context.choices));
  try {
    master.priceMissing(missingCost(search));
    propose(search, master.wholeRuns(SECOND_PROPOSAL_NODES));
  } finally {
    master.dispose();
  }
}

/** Takes whole numbers that somebody proposed, finds the best plan with them, and keeps it where it is better. */
function propose(search: Search, runs: Float64Array | undefined): void {
  if (runs === undefined) return;
  const branch = fixedBranch(search.context.arrays, search.context.choices, runs);
  takePlan(search, relax(search, branch), branch);
}

/** More than any plan costs, where one is known. */
function missingCost({ plan }: Search): number {
  return 10 * Math.max(1, Math.abs(plan?.objective ?? 1e3));
}

/** Solves a branch; where runs that it forces are missing, their cost rises until the bound rules the branch out or they are there. */
function relax(search: Search, branch: Branch): Relaxation {
  const { master, pool, tieBreak, context, within } = search;
  const enough = cutoff(search);
  let cost = missingCost(search);
  master.enterBranch(branch);
  for (;;) {
    master.priceMissing(cost);
    const relaxation = generateColumns({
      context: { ...context, branch },
      pool,
      master,
      enough,
      ...(tieBreak && { tieBreak }),
      // Where there is nothing to branch on, the stage itself may stop early; a search does so by its own gap.
      ...(within !== undefined &&
        context.choices.count === 0 && { closeEnough: (objective: number) => within * decidable(search, objective) }),
    });
    if (relaxation.solution.missing <= WHOLE || relaxation.bound.value >= enough || cost > MOST_MISSING_COST) return relaxation;
    cost *= 100;
  }
}
