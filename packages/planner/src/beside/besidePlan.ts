// A first answer: a plan for a few needs beside the plan that exists.
import type { NeedShare } from "../pegging/pegging.js";
import type { PlanResult } from "../result/planResult.js";

/** What is done in addition to the plan that exists; `pegPlan` reads it. */
export interface BesidePlan extends Pick<PlanResult, "runs" | "shipments" | "purchases" | "holdings" | "setups" | "unmet" | "cost"> {
  /** The needs that it is about. */
  readonly needs: readonly string[];
  /** What the plan that exists brings to those needs already, in the item's unit: a need that grew. */
  readonly served: readonly NeedShare[];
  /** What the plan that exists leaves of the stocks, in the first period. */
  readonly stocks: readonly { readonly item: string; readonly place: string; readonly quantity: number }[];
}
