// The planner: needs in, plan out.
export type { BesidePlan } from "./beside/besidePlan.js";
export { planBeside } from "./beside/planBeside.js";
export { explainer } from "./explanation/explainer.js";
export type { Explainer, Explanation, LimitPrice, RivalReason, UnitCostParts, Use, Way } from "./explanation/explanation.js";
export type {
  Carrying,
  CostParts,
  LimitUse,
  LineOrigin,
  LineSource,
  LineUse,
  NeedPegging,
  NeedShare,
  PeggedPlan,
  Pegging,
  PegLine,
  RowPegging,
} from "./pegging/pegging.js";
export { limitUses } from "./pegging/limitUses.js";
export { pegPlan } from "./pegging/pegPlan.js";
export { type PlanOptions, type PlanProgress, planProblem } from "./plan.js";
export * from "./problem/index.js";
export {
  type PlanResult,
  planResultJsonSchema,
  planResultSchema,
  type Scarcity,
  UNMET_CODES,
  type UnmetCode,
} from "./result/planResult.js";
