// What an event does to resources, by the table of the actions: the one formula for decisions, projections and replays.

import { type Action, ACTION_EFFECTS, addDecimals, type Decimal, type EconomicEvent, type Measure, negateDecimal } from "@commonwright/rea";
import { type JsonObject, textOf } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import type { RecordRow } from "../log/records.js";
import { readTogether } from "./readTogether.js";
import { accountTermsOf, amountOf, isAccount, isRegionalStock, withAdded } from "./resources.js";

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
 * giver's resource, what comes out reaches the receiver's, and the process holds it in between (docs/decisions/0014).
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
  if (from !== undefined) drafts.change(from, (body) => added(body, changes.from));
  if (to !== undefined) drafts.change(to, (body) => added(body, changes.to));
  if (event.corrects !== undefined) {
    correctStanding(event, event.corrects, drafts, records);
    return drafts.rows();
  }
  if (from !== undefined) drafts.change(from, (body) => fromAfter(body, event, { records, isNew: resource?.id === from }));
  if (to !== undefined) drafts.change(to, (body) => toAfter(body, event, { records, isNew: resource?.id === to }));
  moveContents(event, drafts, records);
  return drafts.rows();
}

/**
 * A correction changes quantities. Who holds the thing, its stage and its container may have changed since and stay; state and place
 * change only where the correction says another than the corrected event did. What was combined and is taken back whole is in its
 * container no more.
 */
function correctStanding(event: EconomicEvent, corrects: string, drafts: Drafts, records: RecordsView): void {
  const original = records.get("economicEvent", corrects)?.body ?? {};
  const { resourceInventoriedAs: from, toResourceInventoriedAs: to, state, toLocation } = event;
  const effects = ACTION_EFFECTS[event.action];
  const stated = state !== undefined && state !== original["state"] ? { state } : {};
  const placed = toLocation !== undefined && toLocation !== original["toLocation"] ? { currentLocation: toLocation } : {};
  const toHere = { ...(effects.state === "updateTo" ? stated : {}), ...(effects.location === "updateTo" ? placed : {}) };
  const fromHere = { ...(effects.state === "update" ? stated : {}), ...(effects.location === "update" ? placed : {}) };
  if (from !== undefined) drafts.change(from, (body) => ({ ...body, ...fromHere }));
  if (to !== undefined) drafts.change(to, (body) => ({ ...body, ...toHere }));
  if (event.action !== "combine" || from === undefined || !isTakenBack(event, original, records)) return;
  drafts.change(from, (body) => (body["containedIn"] === to ? outOfContainer(body) : body));
}

/** Whether an event and all that corrects it come to nothing. */
function isTakenBack({ id, corrects = "", resourceQuantity }: EconomicEvent, original: JsonObject, records: RecordsView): boolean {
  const earlier = records.referring("economicEvent", "corrects", { kind: "economicEvent", id: corrects });
  const all = [original, ...earlier.filter((row) => row.id !== id).map(({ body }) => body)].map(({ resourceQuantity: each }) => each);
  const sum = [...all, resourceQuantity].reduce<Decimal>((before, each) => addDecimals(before, amountIn(each)), "0");
  return sum === "0";
}

const amountIn = (quantity: unknown): Decimal => (quantity as Measure | undefined)?.hasNumericalValue ?? "0";

function outOfContainer(body: JsonObject): JsonObject {
  const { containedIn: _gone, ...free } = body;
  return free;
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
  const conformsTo = textOf(said["conformsTo"] ?? event.resourceConformsTo ?? inherited["conformsTo"]);
  const specification = records.get("resourceSpecification", conformsTo)?.body;
  const unitOfEffort = specification?.["defaultUnitOfEffort"];
  return {
    ...inherited,
    ...(unitOfEffort === undefined ? {} : { unitOfEffort }),
    ...said,
    conformsTo,
    ...accountTermsOf(specification),
    ...accountableOf(event, from === null ? null : source),
    custodian: event.receiver,
    accountingQuantity: nothing,
    onhandQuantity: nothing,
  };
}

/** Custody that is given makes nobody accountable anew: what is lent stays the lender's. */
function accountableOf({ action, provider, receiver }: EconomicEvent, source: JsonObject | null): JsonObject {
  if (action !== "transferCustody") return { primaryAccountable: receiver };
  const accountable = source === null ? provider : source["primaryAccountable"];
  return accountable === undefined ? {} : { primaryAccountable: accountable };
}

interface Side {
  readonly records: RecordsView;
  readonly isNew: boolean;
}

/** What becomes of the resource that an event names first, besides its quantities. */
function fromAfter(body: JsonObject, event: EconomicEvent, { records, isNew }: Side): JsonObject {
  const effects = ACTION_EFFECTS[event.action];
  // Where custody is handed over to another resource, what stays here stays as and where it is.
  const isLeft = isHandedTo(event);
  const isLocated = (effects.location === "new" && isNew) || (effects.location === "update" && !isLeft);
  const stage = effects.stage === "update" && !isLeft ? stageOf(event, records) : undefined;
  const isStated = effects.state === "update" && !(isLeft && effects.inputOutput === "output");
  const after = {
    ...body,
    ...(isLocated && event.toLocation !== undefined ? { currentLocation: event.toLocation } : {}),
    ...(stage === undefined ? {} : { stage }),
    ...(isStated && event.state !== undefined ? { state: event.state } : {}),
    ...(effects.contained === "update" && event.toResourceInventoriedAs !== undefined
      ? { containedIn: event.toResourceInventoriedAs }
      : {}),
    ...(effects.createResource === "from" ? classified(body, event) : {}),
  };
  return effects.contained === "remove" ? outOfContainer(after) : after;
}

/** Whether a pickup, dropoff, accept or modify hands custody over to a resource of the receiver. */
const isHandedTo = ({ action, provider, receiver, toResourceInventoriedAs: to }: EconomicEvent): boolean =>
  ACTION_EFFECTS[action].impliedTransfer === "custody" && provider !== receiver && to !== undefined;

/** Whether an event gives the receiver custody of the resource that it goes to. */
export const setsCustodian = (event: EconomicEvent): boolean =>
  isHandedTo(event) || event.action === "transfer" || event.action === "transferCustody";

/** A resource is at the stage of the kind of process that it came out of last; without a kind it stays where it was. */
function stageOf({ outputOf }: EconomicEvent, records: RecordsView): string | undefined {
  const basedOn = outputOf === undefined ? undefined : records.get("process", outputOf)?.body["basedOn"];
  return typeof basedOn === "string" ? basedOn : undefined;
}

/** What becomes of the resource that an event goes to, besides its quantities. A container that something is put into stays as it is. */
function toAfter(body: JsonObject, event: EconomicEvent, { records, isNew }: Side): JsonObject {
  const effects = ACTION_EFFECTS[event.action];
  if (effects.contained !== "none") return body;
  const isHandedOver = isHandedTo(event);
  const isOut = isHandedOver && effects.inputOutput === "output";
  const stage = isOut && effects.stage === "update" ? stageOf(event, records) : undefined;
  const isLocated = effects.location === "updateTo" || (effects.location === "new" && isNew) || isHandedOver;
  return {
    ...body,
    ...(isLocated && event.toLocation !== undefined ? { currentLocation: event.toLocation } : {}),
    ...(effects.accountable === "updateTo" ? { primaryAccountable: event.receiver } : {}),
    ...(setsCustodian(event) ? { custodian: event.receiver } : {}),
    ...(stage === undefined ? {} : { stage }),
    ...((effects.state === "updateTo" || isOut) && event.state !== undefined ? { state: event.state } : {}),
    ...classified(body, event),
  };
}

function classified(body: JsonObject, { resourceClassifiedAs = [] }: EconomicEvent): JsonObject {
  if (resourceClassifiedAs.length === 0) return {};
  const before = Array.isArray(body["classifiedAs"]) ? body["classifiedAs"] : [];
  return { classifiedAs: [...new Set([...before, ...resourceClassifiedAs])] };
}

/** What the contents of a container take over from it, by the action that hands it on. */
const CARRIED: Readonly<Partial<Record<Action, readonly string[]>>> = {
  transfer: ["primaryAccountable", "custodian", "currentLocation"],
  transferCustody: ["custodian", "currentLocation"],
  transferAllRights: ["primaryAccountable"],
  move: ["currentLocation"],
};

/** What is in a container goes where the container goes, and into whose account, however deep. Rights alone move nothing out of it. */
function moveContents(event: EconomicEvent, drafts: Drafts, records: RecordsView): void {
  const { action, resourceInventoriedAs: from, toResourceInventoriedAs: to } = event;
  const keys = CARRIED[action];
  if (keys === undefined || from === undefined || to === undefined) return;
  if (event.resourceQuantity?.hasNumericalValue === "0" || isAccount(drafts.get(from))) return;
  const container = drafts.get(to);
  const carried = Object.fromEntries(keys.flatMap((key) => (container[key] === undefined ? [] : [[key, container[key]]])));
  // Logs of before may hold things that lie in each other; each is moved once. What lies equally deep is read together.
  const passed = new Set([from]);
  let level = [{ inside: from, into: action === "transferAllRights" ? from : to }];
  while (level.length > 0) {
    const contents = readTogether(level, ({ inside }) =>
      records.referring("economicResource", "containedIn", { kind: "economicResource", id: inside }),
    );
    const moved = level.flatMap(({ into }, index) => (contents[index] ?? []).map(({ id }) => ({ id, into })));
    for (const { id, into } of moved) drafts.change(id, (body) => ({ ...body, ...carried, containedIn: into }));
    const deeper = moved.filter(({ id }) => !passed.has(id));
    for (const { id } of deeper) passed.add(id);
    level = deeper.map(({ id }) => ({ inside: id, into: id }));
  }
}

/** How much of a resource would be there after an event. */
export const balanceAfter = (body: JsonObject, change: QuantityChange) => ({
  accounting: amountOf(added(body, change), "accountingQuantity"),
  onhand: amountOf(added(body, change), "onhandQuantity"),
});
