// Looks for a split of which one side cannot hold a better plan, so that the search goes on with the other alone.
import { type Branch, SetupState } from "../pricing/priceSystem.js";
import { branchBelow, type Split } from "./choices.js";
import type { Side } from "./pseudoCosts.js";
import type { Leaf, Solved } from "./solved.js";

/** What a probe needs of the search. */
export interface Probing {
  readonly branchAbove: (branch: Branch, split: Split) => Branch;
  readonly solve: (branch: Branch) => Solved;
  /** Bounds at or above this close a side. */
  readonly cutoff: () => number;
}

export interface ProbeAt {
  readonly rest: Solved;
  readonly choice: number;
  /** The side to close. */
  readonly side: Side;
  readonly isWhole: boolean;
}

/** A split, the leaf of the side that is closed, and the other side, solved. */
export interface Narrowing {
  readonly split: Split;
  readonly closed: Leaf;
  readonly rest: Solved;
}

/** Branches that a probe solves at most to find how far a side can be closed. */
const MOST_STEPS = 4;
/** Ranges of runs that need not be whole are narrowed by at least this share, or not at all. */
const LEAST_SHARE = 0.1;

/** The split that closes as much as possible of one side of a choice; undefined where little or nothing can be closed. */
export function probe(probing: Probing, at: ProbeAt): Narrowing | undefined {
  const found = at.side === "above" ? closeAbove(probing, at) : closeBelow(probing, at);
  if (found === undefined) return undefined;
  const { branch } = at.rest.leaf;
  const other = at.side === "above" ? branchBelow(branch, found.split) : probing.branchAbove(branch, found.split);
  return { ...found, rest: probing.solve(other) };
}

type Closed = { readonly split: Split; readonly closed: Leaf };

/** Closes the greatest numbers of runs. What more runs cost is convex in their number, so that the straight line to a closed number says from where on it can pay to look. */
function closeAbove({ solve, cutoff, branchAbove }: Probing, { rest, choice, isWhole }: ProbeAt): Closed | undefined {
  const { branch, bound } = rest.leaf;
  if (branch.setup[choice] === SetupState.off) return undefined;
  const now = rest.runs[choice];
  let open = Math.max(branch.least[choice], isWhole ? Math.floor(now + 1e-6) : now);
  let shut = branch.most[choice];
  const least = isWhole ? 1 : LEAST_SHARE * shut;
  if (!Number.isFinite(shut) || shut - open < least) return undefined;
  let best: Closed | undefined;
  let asked = isWhole ? shut : shut - least;
  for (let step = 0; step < MOST_STEPS; step++) {
    const split: Split = { choice, kind: "runs", runs: isWhole ? asked - 1 : asked };
    const { leaf } = solve(branchAbove(branch, split));
    if (leaf.bound >= cutoff()) [best, shut] = [{ split, closed: leaf }, asked];
    else open = asked;
    if (best === undefined || shut - open <= least) break;
    const line = leaf.bound > bound ? now + ((asked - now) * (cutoff() - bound)) / (leaf.bound - bound) : (open + shut) / 2;
    const wanted = step === 0 && line > open ? line : (open + shut) / 2;
    asked = isWhole ? Math.min(shut - 1, Math.max(open + 1, Math.ceil(wanted))) : wanted;
  }
  return best;
}

/** Closes no runs at all, where it is open whether there are any, else the least number of whole runs. */
function closeBelow({ solve, cutoff }: Probing, { rest, choice, isWhole }: ProbeAt): Closed | undefined {
  const { branch } = rest.leaf;
  const least = branch.least[choice];
  if (branch.setup[choice] === SetupState.off || (!isWhole && branch.setup[choice] !== SetupState.free)) return undefined;
  if (rest.runs[choice] < least + 1e-6 || branch.most[choice] <= least) return undefined;
  const split: Split = isWhole ? { choice, kind: "runs", runs: least } : { choice, kind: "setup" };
  const { leaf } = solve(branchBelow(branch, split));
  return leaf.bound >= cutoff() ? { split, closed: leaf } : undefined;
}
