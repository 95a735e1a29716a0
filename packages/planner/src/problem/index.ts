// The problem: its shape, how it is read, and what follows from it alone.
export { distanceKm, EARTH_RADIUS_KM, greatCircleKm } from "./distance.js";
export { didYouMean, nearestName } from "./nearest.js";
export * from "./planProblem.js";
export { problemWithout } from "./problemWithout.js";
export { readProblem, type ReadResult } from "./readProblem.js";
export { leastCosts, referenceCosts, type ReferenceCosts } from "./referenceCost.js";
export { pathText } from "./references.js";
export type { Problem, ProblemPath } from "./shapeProblems.js";
