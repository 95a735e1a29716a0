// Who may change things, asked before every change.

import { type ActionName, isPermitted, permissionText, rolesOf } from "@commonwright/commons";
import { refusalError } from "../execution/refusal.js";
import type { ApiContext } from "./apiContext.js";

/** Refuses viewers who may not change anything, in the words that say how they could. */
export function checkMayChange({ viewer }: ApiContext): void {
  if (viewer.refusal !== null) throw refusalError({ ...viewer.refusal, details: { viewer: viewer.kind } });
}

/** Refuses those who may not do something that is done to nobody's thing in particular. */
export function checkMay(context: ApiContext, action: ActionName): void {
  checkMayChange(context);
  const cell = { action, relation: "common", state: "open" } as const;
  const { roles } = context.viewer;
  if (isPermitted(cell, roles)) return;
  const refusal = { type: "NotPermitted", ...cell, roles: rolesOf(cell), are: [...roles] } as const;
  throw refusalError({ code: "FORBIDDEN", message: permissionText(refusal), details: refusal });
}
