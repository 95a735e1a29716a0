// What people should know of an event that fulfils a promise otherwise than it was made.

import { compareDecimals, type Measure } from "@commonwright/rea";
import type { JsonObject } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import type { RecordRow } from "../log/records.js";
import type { EventWithResource } from "./effects.js";
import type { LedgerWarning } from "./refusals.js";
import { remainingOf } from "./remaining.js";
import { unitLabel } from "./values.js";

/** An event is a fact, and fulfils what it is told to fulfil; what was promised otherwise is said. `promises`: ids of commitments. */
export function promiseWarnings(told: EventWithResource, promises: readonly string[], records: RecordsView): LedgerWarning[] {
  if (told.event.corrects !== undefined) return [];
  return promises.flatMap((id) => {
    const row = records.get("commitment", id);
    return row === undefined ? [] : [...otherwise(told, row, records), ...quantities(told, row, records)];
  });
}

/** Other agents, another action, another kind of thing than was promised. */
function otherwise({ event, resource }: EventWithResource, { id, body }: RecordRow, records: RecordsView): LedgerWarning[] {
  const kindOf = (id_: unknown): unknown =>
    resource !== undefined && id_ === resource.id
      ? resource["conformsTo"]
      : typeof id_ === "string" && records.get("economicResource", id_)?.body["conformsTo"];
  const said = event as unknown as JsonObject;
  const kind = event.resourceConformsTo ?? (kindOf(event.resourceInventoriedAs) || kindOf(event.toResourceInventoriedAs));
  const facts = { ...said, resourceConformsTo: kind };
  const promise = { ...body, resourceConformsTo: body["resourceConformsTo"] ?? kindOf(body["resourceInventoriedAs"]) };
  return (["action", "provider", "receiver", "resourceConformsTo"] as const).flatMap((at): LedgerWarning[] => {
    const [promised, happened] = [(promise as Record<string, unknown>)[at], (facts as Record<string, unknown>)[at]];
    if (typeof promised !== "string" || typeof happened !== "string" || promised === happened) return [];
    return [{ type: "PromisedOtherwise", commitment: id, at, promised, told: happened }];
  });
}

/** More than was open, or what counts nothing because neither says a quantity that the other has. */
function quantities({ event }: EventWithResource, row: RecordRow, records: RecordsView): LedgerWarning[] {
  const open = remainingOf(records, row);
  const pairs = (["resourceQuantity", "effortQuantity"] as const).flatMap((key): (readonly [Measure, Measure])[] =>
    open[key] === undefined || event[key] === undefined ? [] : [[open[key], event[key]]],
  );
  if (pairs.length === 0) return [{ type: "CountsNotYet", commitment: row.id }];
  return pairs.flatMap(([left, { hasNumericalValue: told, hasUnit }]): LedgerWarning[] => {
    if (left.hasUnit !== hasUnit || compareDecimals(told, left.hasNumericalValue) <= 0) return [];
    return [{ type: "MoreThanOpen", commitment: row.id, open: left.hasNumericalValue, told, unit: unitLabel(hasUnit, records) }];
  });
}
