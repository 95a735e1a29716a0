// The Valueflows vocabulary as plain readonly data.
export type { Measure } from "./measure.js";
