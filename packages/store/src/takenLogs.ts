// What stores say of a log that comes in where it is there already.

import type { Head } from "@commonwright/commons";
import { StoreFault } from "./storeFault.js";

/** It says something else. */
export const otherLog = (community: string, { sequence }: Head): StoreFault =>
  new StoreFault("Refused", `The community ${community} is there already, and its log says something else up to entry ${sequence}.`);

/** It is longer than what came in. */
export const logGoesOn = (community: string, { sequence }: Head, given: number): StoreFault =>
  new StoreFault("Refused", `The community ${community} is there already, with ${sequence} entries; what came in has ${given}.`);
