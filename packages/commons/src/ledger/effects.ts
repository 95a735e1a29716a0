// What an event does to resources, by the table of the actions: the one formula for decisions, projections and replays.

import { ACTION_EFFECTS, type Decimal, type EconomicEvent, negateDecimal } from "@commonwright/rea";
import type { JsonObject } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import type { RecordRow } from "../log/records.js";
import { accountTermsOf, amountOf, isRegionalStock, withAdded } from "./resources.js";

/** What a client says of a resource that an event makes: an EconomicResource without what only events change. */
export type NewResource = JsonObject & { readonly id: string };

/** An event with what it makes. The event names the new resource already, on the side that its action creates. */
export interface EventWithResource {
  readonly event: EconomicEvent;
  readonly resource?: NewResource;
}

/** How much an event adds to a resource. */
export interface QuantityChange {
  readonly accounting: Decimal;
  readonly onhand: Decimal;
}

/** Both sides of an event, by the table and one rule beside it. */
export interface EventChanges {
  readonly from: QuantityChange;
  readonly to: QuantityChange;
}

/**
 * What an event adds to the resource that it names first and to the one it goes to.
 * Custody that is handed over with a pickup, dropoff, accept or modify (a `to` is named) goes through the process: what goes in leaves the
 * giver's resource, what comes out reaches the receiver's, and the process holds it in between (docs/decisions/0013).
 */
export function changesOf({ action, resourceQuantity, toResourceInventoriedAs }: EconomicEvent): EventChanges {
  const { accounting, onhand, pairsWith, inputOutput } = ACTION_EFFECTS[action];
  const quantity = resourceQuantity?.hasNumericalValue ?? "0";
  const isHandedBack = pairsWith !== undefined && inputOutput === "output" && toResourceInventoriedAs !== undefined;
  const held = isHandedBack ? ({ from: 0, to: 1 } as const) : onhand;
  return {
    from: { accounting: times(accounting.from, quantity), onhand: times(held.from, quantity) },
    to: { accounting: times(accounting.to, quantity), onhand: times(held.to, quantity) },
  };
}

function times(sign: -1 | 0 | 1, quantity: Decimal): Decimal {
  if (sign === 0) return "0";
  return sign === 1 ? quantity : negateDecimal(quantity);
}

/** The resources that an event leaves behind it: changed, made, and what they contain. */
export function effectsOf({ event, resource }: EventWithResource, sequence: number, records: RecordsView): RecordRow[] {
  const drafts = draftsOf(records, sequence);
  if (resource !== undefined) drafts.put(resource.id, newResource(event, resource, records));
  const { resourceInventoriedAs: from, toResourceInventoriedAs: to } = event;
  const changes = changesOf(event);
  if (from !== undefined) {
    drafts.change(from, (body) => added(body, changes.from));
    drafts.change(from, (body) => fromAfter(body, event, { records, isNew: resource?.id === from }));
  }
  if (to !== undefined) {
    drafts.change(to, (body) => added(body, changes.to));
    drafts.change(to, (body) => toAfter(body, event, { isNew: resource?.id === to }));
  }
  moveContents(event, drafts, records);
  return drafts.rows();
}

const added = (body: JsonObject, { accounting, onhand }: QuantityChange): JsonObject =>
  withAdded(withAdded(body, "accountingQuantity", accounting), "onhandQuantity", onhand);

/** Resources that an event touches, as they become. */
interface Drafts {
  readonly get: (id: string) => JsonObject;
  readonly put: (id: string, body: JsonObject) => void;
  readonly change: (id: string, change: (body: JsonObject) => JsonObject) => void;
  readonly rows: () => RecordRow[];
}

function draftsOf(records: RecordsView, sequence: number): Drafts {
  const bodies = new Map<string, JsonObject>();
  const get = (id: string): JsonObject => {
    const body = bodies.get(id) ?? records.get("economicResource", id)?.body;
    if (body === undefined) throw new RangeError(`an event names the resource ${id}, which is not there`);
    return body;
  };
  return {
    get,
    put: (id, body) => void bodies.set(id, body),
    change: (id, change) => void bodies.set(id, change(get(id))),
    rows: () =>
      [...bodies].map(([id, body]) => ({
        kind: "economicResource",
        id,
        created: records.get("economicResource", id)?.created ?? sequence,
        revision: sequence,
        isRemoved: false,
        isRegional: isRegionalStock(body, records),
        body,
      })),
  };
}

/** What a thing keeps when it becomes a resource of somebody else. */
const INHERITED = ["conformsTo", "classifiedAs", "stage", "state", "ofBatchLot", "trackingIdentifier"] as const;

/** A resource as an event makes it, with nothing in it yet. */
function newResource(event: EconomicEvent, said: NewResource, records: RecordsView): JsonObject {
  const unit = event.resourceQuantity?.hasUnit ?? "one";
  const nothing = { hasNumericalValue: "0", hasUnit: unit };
  const from = event.toResourceInventoriedAs === said.id && event.resourceInventoriedAs !== undefined ? event.resourceInventoriedAs : null;
  const source = from === null ? {} : (records.get("economicResource", from)?.body ?? {});
  const inherited = Object.fromEntries(INHERITED.flatMap((key) => (source[key] === undefined ? [] : [[key, source[key]]])));
  const conformsTo = String(said["conformsTo"] ?? event.resourceConformsTo ?? inherited["conformsTo"]);
  const specification = records.get("resourceSpecification", conformsTo)?.body;
  const unitOfEffort = specification?.["defaultUnitOfEffort"];
  return {
    ...inherited,
    ...(unitOfEffort === undefined ? {} : { unitOfEffort }),
    ...said,
    conformsTo,
    ...accountTermsOf(specification),
    primaryAccountable: event.receiver,
    custodian: event.receiver,
    accountingQuantity: nothing,
    onhandQuantity: nothing,
  };
}

interface FromSide {
  readonly records: RecordsView;
  readonly isNew: boolean;
}

/** What becomes of the resource that an event names first, besides its quantities. */
function fromAfter(body: JsonObject, event: EconomicEvent, { records, isNew }: FromSide): JsonObject {
  const effects = ACTION_EFFECTS[event.action];
  const isLocated = (effects.location === "new" && isNew) || effects.location === "update";
  const stage = effects.stage === "update" ? stageOf(event, records) : undefined;
  const after = {
    ...body,
    ...(isLocated && event.toLocation !== undefined ? { currentLocation: event.toLocation } : {}),
    ...(stage === undefined ? {} : { stage }),
    ...(effects.state === "update" && event.state !== undefined ? { state: event.state } : {}),
    ...(effects.contained === "update" && event.toResourceInventoriedAs !== undefined
      ? { containedIn: event.toResourceInventoriedAs }
      : {}),
    ...(effects.createResource === "from" ? classified(body, event) : {}),
  };
  if (effects.contained !== "remove") return after;
  const { containedIn: _gone, ...free } = after as JsonObject;
  return free;
}

/** A resource is at the stage of the kind of process that it came out of last; without a kind it stays where it was. */
function stageOf({ outputOf }: EconomicEvent, records: RecordsView): string | undefined {
  const basedOn = outputOf === undefined ? undefined : records.get("process", outputOf)?.body["basedOn"];
  return typeof basedOn === "string" ? basedOn : undefined;
}

/** What becomes of the resource that an event goes to, besides its quantities. A container that something is put into stays as it is. */
function toAfter(body: JsonObject, event: EconomicEvent, { isNew }: { readonly isNew: boolean }): JsonObject {
  const effects = ACTION_EFFECTS[event.action];
  if (effects.contained !== "none") return body;
  const isHandedOver = event.provider !== event.receiver && effects.impliedTransfer === "custody";
  const isLocated = effects.location === "updateTo" || (effects.location === "new" && isNew) || isHandedOver;
  const isInCustody = isHandedOver || event.action === "transfer" || event.action === "transferCustody";
  return {
    ...body,
    ...(isLocated && event.toLocation !== undefined ? { currentLocation: event.toLocation } : {}),
    ...(effects.accountable === "updateTo" ? { primaryAccountable: event.receiver } : {}),
    ...(isInCustody ? { custodian: event.receiver } : {}),
    ...(effects.state === "updateTo" && event.state !== undefined ? { state: event.state } : {}),
    ...classified(body, event),
  };
}

function classified(body: JsonObject, { resourceClassifiedAs = [] }: EconomicEvent): JsonObject {
  if (resourceClassifiedAs.length === 0) return {};
  const before = Array.isArray(body["classifiedAs"]) ? body["classifiedAs"] : [];
  return { classifiedAs: [...new Set([...before, ...resourceClassifiedAs])] };
}

const CARRYING = new Set(["transfer", "transferCustody", "transferAllRights", "move"]);
const CARRIED = ["primaryAccountable", "custodian", "currentLocation"] as const;

/** What is in a container goes where the container goes, and into whose account, however deep. */
function moveContents(event: EconomicEvent, drafts: Drafts, records: RecordsView): void {
  const { action, resourceInventoriedAs: from, toResourceInventoriedAs: to } = event;
  if (!CARRYING.has(action) || from === undefined || to === undefined) return;
  if (event.resourceQuantity?.hasNumericalValue === "0") return;
  const container = drafts.get(to);
  const carried = Object.fromEntries(CARRIED.flatMap((key) => (container[key] === undefined ? [] : [[key, container[key]]])));
  const open = [{ inside: from, into: to }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { id } of records.referring("economicResource", "containedIn", { kind: "economicResource", id: next.inside })) {
      const { into } = next;
      drafts.change(id, (body) => ({ ...body, ...carried, containedIn: into }));
      open.push({ inside: id, into: id });
    }
  }
}

/** How much of a resource would be there after an event. */
export const balanceAfter = (body: JsonObject, change: QuantityChange) => ({
  accounting: amountOf(added(body, change), "accountingQuantity"),
  onhand: amountOf(added(body, change), "onhandQuantity"),
});
