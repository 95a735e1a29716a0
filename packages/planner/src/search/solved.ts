// A branch of the search once it is solved: what proves its bound, and where it could be split.
import type { Branch, PriceSystem } from "../pricing/priceSystem.js";
import type { Candidate } from "./splitting.js";

/** What proves the bound of a leaf. */
export interface Leaf {
  readonly branch: Branch;
  readonly prices: PriceSystem;
  /** [nodes] prices of all nodes at these prices. */
  readonly nodePrices: Float64Array;
  readonly bound: number;
}

/** A solved branch: its leaf, its runs per choice, and the splits that its solution asks for (none: it is a plan, or holds nothing better). */
export interface Solved {
  readonly leaf: Leaf;
  readonly runs: Float64Array;
  readonly candidates: readonly Candidate[];
}
