// The door of the package: what compute cores build on.
export { Interner } from "./interner.js";
export { csrFromPairs, type CsrMatrix } from "./csr.js";
export { seededRandom, type SeededRandom } from "./seededRandom.js";
