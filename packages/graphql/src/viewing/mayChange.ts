// Who may change things, asked before every change.

import { refusalError } from "../execution/refusal.js";
import type { ApiContext } from "./apiContext.js";

/** Refuses viewers who may not change things, in the words that say how they could. */
export function checkMayChange({ viewer }: ApiContext): void {
  if (viewer.refusal !== null) throw refusalError({ ...viewer.refusal, details: { viewer: viewer.kind } });
}
