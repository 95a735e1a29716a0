// The planner: needs in, plan out.
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
