// The planner: needs in, plan out.
export * from "./problem/index.js";
