// The times of a flow: a point, or a beginning and an end.

import type { JsonObject } from "../log/json.js";
import { instantOf, latestOf } from "./instant.js";
import type { LedgerRefusal } from "./refusals.js";

/** Whether a beginning and an end are in order and not mixed with a point; `at` names the flow. */
export function timeRefusal(body: JsonObject, at: string): LedgerRefusal | null {
  const [point, begin, end] = ["hasPointInTime", "hasBeginning", "hasEnd"].map((key) => body[key]);
  if (point !== undefined && (begin !== undefined || end !== undefined)) return { type: "PointAndSpan", at };
  if (typeof begin !== "string" || typeof end !== "string") return null;
  const [from, to] = [instantOf(begin), latestOf(end)];
  return from !== null && to !== null && to < from ? { type: "EndsBeforeItBegins", at } : null;
}
