// The problem: its shape, how it is read, and what follows from it alone.
export * from "./planProblem.js";
