// Where what is handed on arrives: not in what another agent holds, and not nowhere.

import { type Action, ACTION_EFFECTS, type EconomicEvent } from "@commonwright/rea";
import { textOf } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import { type EventWithResource, setsCustodian } from "./effects.js";
import type { LedgerRefusal, LedgerWarning } from "./refusals.js";
import { amountOf, isAccount } from "./resources.js";

/** Actions that take from one resource what arrives in another. */
const HANDING_ON = new Set<Action>(["transfer", "transferCustody", "transferAllRights", "move"]);

/** What is wrong with where something arrives, or null. A correction repeats where it went then. */
export function arrivalRefusal(told: EventWithResource, records: RecordsView): LedgerRefusal | null {
  return told.event.corrects === undefined ? (takenOver(told, records) ?? lost(told.event)) : null;
}

/**
 * A resource that holds something does not become another agent's by what is added to it. An empty one may be taken over, and a resource
 * that goes to itself is handed over as it is. An account stays its holder's, also with nothing on it.
 */
function takenOver({ event, resource }: EventWithResource, records: RecordsView): LedgerRefusal | null {
  const { action, receiver, resourceInventoriedAs: from, toResourceInventoriedAs: to } = event;
  const body = to === undefined || to === from || to === resource?.id ? undefined : records.get("economicResource", to)?.body;
  if (body === undefined) return null;
  const { primaryAccountable: accountable, custodian = accountable } = body;
  const isHeld = (key: "accountingQuantity" | "onhandQuantity") => isAccount(body) || amountOf(body, key) !== "0";
  const facts = { type: "HeldByAnother", action, resource: textOf(body["name"] ?? to), receiver } as const;
  const isOther = (agent: unknown): agent is string => typeof agent === "string" && agent !== receiver;
  if (ACTION_EFFECTS[action].accountable === "updateTo" && isOther(accountable) && isHeld("accountingQuantity"))
    return { ...facts, as: "accountable", holder: accountable };
  if (setsCustodian(event) && isOther(custodian) && isHeld("onhandQuantity")) return { ...facts, as: "custodian", holder: custodian };
  return null;
}

/** Who keeps a thing says where it is then: of another agent's stock this record may know nothing. */
function lost({
  action,
  provider,
  receiver,
  resourceInventoriedAs: from,
  toResourceInventoriedAs: to,
}: EconomicEvent): LedgerRefusal | null {
  if (!HANDING_ON.has(action) || from === undefined || to !== undefined || provider !== receiver) return null;
  const why = `${action} takes it from a resource of the one agent who keeps it; say which resource it is added to (the same, where only the place changes), or describe a new one in newInventoriedResource`;
  return { type: "Missing", at: "event.toResourceInventoriedAs", why };
}

/** Whether an event takes from a resource what arrives in none that is on record. */
export const goesOutOfSight = ({
  action,
  resourceInventoriedAs: from,
  toResourceInventoriedAs: to,
  resourceQuantity,
}: EconomicEvent): boolean =>
  HANDING_ON.has(action) && from !== undefined && to === undefined && resourceQuantity?.hasNumericalValue !== "0";

/** Whom a move gives something to without saying so: the agent accountable for where it arrives, if that is another. */
export function movedToAnother(
  { action, receiver, resourceInventoriedAs: from, toResourceInventoriedAs: to, corrects }: EconomicEvent,
  records: RecordsView,
): LedgerWarning[] {
  if (action !== "move" || to === undefined || to === from || corrects !== undefined) return [];
  const { primaryAccountable: accountable, name = to } = records.get("economicResource", to)?.body ?? {};
  const isOther = typeof accountable === "string" && accountable !== receiver;
  return isOther ? [{ type: "MovedToAnother", resource: textOf(name), accountable }] : [];
}
