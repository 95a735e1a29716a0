// Checks a plan without any code of the planner.
export type { Finding } from "./findings.js";
export { type Verification, verifyPlan } from "./verifyPlan.js";
