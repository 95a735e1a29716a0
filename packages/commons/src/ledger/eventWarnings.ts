// What people should know of an event that was taken although something seems odd.

import { ACTION_EFFECTS, compareDecimals, decimalSign, type EconomicEvent, negateDecimal } from "@commonwright/rea";
import type { JsonObject } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import { goesOutOfSight } from "./arrivals.js";
import { changesOf, type EventWithResource } from "./effects.js";
import type { LedgerWarning } from "./refusals.js";
import { amountOf, isAccount } from "./resources.js";
import { unitLabel } from "./values.js";

/**
 * Taking more than the book has is taken: the shelf is right. So is an event that changes no stock, although its action would, and one of
 * which nothing arrives on this record.
 */
export function eventWarnings({ event, resource }: EventWithResource, records: RecordsView): LedgerWarning[] {
  const { accounting, onhand } = ACTION_EFFECTS[event.action];
  const { resourceInventoriedAs: from, toResourceInventoriedAs: to } = event;
  const hasEffect = [accounting, onhand].some((effect) => effect.from !== 0 || effect.to !== 0);
  if (hasEffect && from === undefined && to === undefined) return [{ type: "NotInventoried", action: event.action }];
  const row = from === undefined || from === resource?.id ? undefined : records.get("economicResource", from);
  if (row === undefined || event.corrects !== undefined) return [];
  const resourceName = typeof row.body["name"] === "string" ? row.body["name"] : row.id;
  const gone: LedgerWarning[] = goesOutOfSight(event) ? [{ type: "OutOfSight", action: event.action, resource: resourceName }] : [];
  // How far an account goes down is what its limit is for.
  return isAccount(row.body) ? gone : [...moreThanThere(event, row.body, { name: resourceName, records }), ...gone];
}

function moreThanThere(
  event: EconomicEvent,
  body: JsonObject,
  { name, records }: { readonly name: string; readonly records: RecordsView },
): LedgerWarning[] {
  const unit = event.resourceQuantity?.hasUnit ?? "";
  for (const key of ["onhand", "accounting"] as const) {
    const taken = negateDecimal(changesOf(event).from[key]);
    const there = amountOf(body, `${key}Quantity`);
    if (decimalSign(taken) <= 0 || compareDecimals(taken, there) <= 0) continue;
    return [{ type: "MoreThanThere", resource: name, there, taken, unit: unitLabel(unit, records) }];
  }
  return [];
}
