// The API: the contract executed over the commons.
export {
  type ApiAnswer,
  type ApiError,
  type ApiExecutor,
  apiExecutor,
  type ApiRequest,
  readApiRequest,
  refusalAnswer,
} from "./execution/execute.js";
export { API_LIMITS } from "./execution/limits.js";
export { type ApiRefusal, REFUSAL_CODES, refusalError, type RefusalCode } from "./execution/refusal.js";
export type { WayReading, WhyReading } from "./plans/whyReading.js";
export type * from "./ports.js";
export { apiSchema } from "./schema.js";
export { type ApiContext, apiContext } from "./viewing/apiContext.js";
export type { Viewer, ViewerKind } from "./viewing/viewer.js";
