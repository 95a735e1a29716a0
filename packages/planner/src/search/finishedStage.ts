// A stage of the planning that is done, and what it left unmet.
import type { Stage } from "../pricing/priceSystem.js";
import type { SearchResult } from "./branchAndBound.js";

/** A stage that is done: what it minimised, and its plan with the tree that proves it. */
export interface FinishedStage extends SearchResult {
  /** "priority-1" … or "cost". */
  readonly name: string;
  readonly stage: Stage;
}

/** What a level leaves unmet, in reference cost; what is only rounding is nothing. */
export function unmetValue(stage: FinishedStage): number {
  return stage.plan.objective < 1e-9 ? 0 : stage.plan.objective;
}
