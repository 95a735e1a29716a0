// Decisions on what happened: an event is taken as it was told, with its effects, or refused. It is never changed afterwards; another event corrects it.

import { ACTION_EFFECTS, type EconomicEvent, type Measure, type NounName, VOCABULARY } from "@commonwright/rea";
import { canonicalJson } from "../log/canonicalJson.js";
import { type Decider, entryOf } from "../log/decider.js";
import type { Entry } from "../log/entry.js";
import type { Json, JsonObject } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import { movedToAnother } from "./arrivals.js";
import type { EventWithResource } from "./effects.js";
import { eventRefusal, REPEATED } from "./eventRules.js";
import { inferredContainer } from "./containers.js";
import { type LedgerDecision, recordNoun, seen, without } from "./recordDecisions.js";
import { type LedgerRefusal, movedTo } from "./refusals.js";
import { eventWarnings } from "./eventWarnings.js";
import { uncountable } from "./nounRules.js";
import { promiseWarnings } from "./promiseWarnings.js";
import { asIfAllWereThere, type Given, isId, missingOf, readValues } from "./values.js";

/** What a client tells: an event, the resource that it makes, and which promises, wishes and claims it answers. All ids were made before. */
export interface RecordEvent {
  readonly id: string;
  readonly given: Given;
  readonly newResource?: { readonly id: string; readonly given: Given };
  /** Ids of a commitment, an intent or a claim, each with the id of the link that is made. */
  readonly links?: readonly EventLink[];
}

/** That the event fulfils, satisfies or settles something. */
export interface EventLink {
  readonly id: string;
  readonly property: "fulfills" | "satisfies" | "settles";
  readonly target: string;
}

const LINK_NOUNS = {
  fulfills: { noun: "fulfillment", by: "fulfilledBy" },
  satisfies: { noun: "satisfaction", by: "satisfiedBy" },
  settles: { noun: "settlement", by: "settledBy" },
} as const;

const refused = (refusal: LedgerRefusal) => ({ refusal });

/** Decides on an event. The same id with the same content again makes no entry. */
export function recordEvent(records: RecordsView, command: RecordEvent, decider: Decider): LedgerDecision {
  const { id } = command;
  if (!isId(id)) return refused({ type: "BadId", at: "event.id", id });
  const existing = records.get("economicEvent", id);
  if (existing !== undefined) {
    const isSame = isSameEvent(records, records.firstSaid(existing), command);
    return isSame ? { entries: [], id, warnings: [] } : refused({ type: "IdTaken", noun: "EconomicEvent", id });
  }
  const { repeated, ...whole } = withRepeated(records, command);
  const said = readEvent(records, whole.command);
  if ("refusal" in said) return said;
  const filled = withFillings(said, records, { decider, repeated });
  if ("refusal" in filled) return filled;
  const { told, filledIn } = filled;
  const refusal = newResourceRefusal(told, records) ?? eventRefusal(told, records);
  if (refusal !== null) return refused(refusal);
  const links = linkEntries(records, { told, links: linksOf(command) }, decider);
  if ("refusal" in links) return links;
  const body: EventEntry = {
    ...told,
    ...(filledIn.length === 0 ? {} : { filledIn }),
    ...(links.ids.length === 0 ? {} : { links: links.ids }),
  };
  const promises = linksOf(command).flatMap(({ property, target }) => (property === "fulfills" ? [target] : []));
  const warnings = [...eventWarnings(told, records), ...movedToAnother(told.event, records), ...promiseWarnings(told, promises, records)];
  return { entries: [entryOf("economicEventRecorded", body, decider), ...links.entries], id, warnings };
}

/** The body of an entry `economicEventRecorded`. */
interface EventEntry extends EventWithResource {
  /** Properties of the event that nobody said: told again, they are compared as not said. */
  readonly filledIn?: readonly (keyof EconomicEvent)[];
  /** Ids of the links that were told with it; entries of their own follow. */
  readonly links?: readonly string[];
}

/** A correction with what it leaves out and has in common with the event that it corrects; `repeated` says which properties those are. */
function withRepeated(
  records: RecordsView,
  command: RecordEvent,
): { readonly command: RecordEvent; readonly repeated: readonly (keyof EconomicEvent)[] } {
  const { given } = command;
  const { corrects } = given;
  const original = typeof corrects === "string" && isId(corrects) ? records.get("economicEvent", corrects)?.body : undefined;
  if (original === undefined) return { command, repeated: [] };
  const repeated = REPEATED.filter((key) => given[key] === undefined && original[key] !== undefined);
  const common = Object.fromEntries(repeated.map((key) => [key, original[key]]));
  return { command: { ...command, given: { ...given, ...common } }, repeated };
}

/** What was said is compared, without what was filled in; what it names may be gone since. */
function isSameEvent(records: RecordsView, first: JsonObject, told: RecordEvent): boolean {
  const { command, repeated } = withRepeated(records, told);
  const again = readEvent(asIfAllWereThere(records), command);
  if ("refusal" in again) return false;
  const { event, resource = null, filledIn = [], links = [] } = first as { readonly [key: string]: Json };
  const before = without(event as JsonObject, filledIn as readonly string[]);
  const isSame = canonicalJson(before) === canonicalJson(without(again.event as unknown as JsonObject, repeated));
  if (!isSame || canonicalJson(resource) !== canonicalJson(again.resource ?? null)) return false;
  const toldLinks = linksOf(command);
  return canonicalJson(links) === canonicalJson(toldLinks.map(({ id }) => id)) && toldLinks.every((link) => isSameLink(records, link));
}

function isSameLink(records: RecordsView, { id, property, target }: EventLink): boolean {
  const link = records.get(LINK_NOUNS[property].noun, id);
  return link !== undefined && records.firstSaid(link)[property] === target;
}

/** Links that are told twice are one. */
const linksOf = ({ links = [] }: RecordEvent): EventLink[] => [...new Map(links.map((link) => [link.id, link])).values()];

/** The units of the resources that an event names: a resource that is counted in a unit goes on in it, also when the unit was removed. */
function unitsOf(records: RecordsView, given: Given): string[] {
  return [given["resourceInventoriedAs"], given["toResourceInventoriedAs"]].flatMap((id) => {
    const counted = typeof id === "string" && isId(id) ? records.get("economicResource", id)?.body["accountingQuantity"] : undefined;
    return counted === undefined ? [] : [(counted as unknown as Measure).hasUnit];
  });
}

/** What the client says, read and complete, but for what the server fills in. */
function readEvent(records: RecordsView, { id, given, newResource }: RecordEvent): EventWithResource | { readonly refusal: LedgerRefusal } {
  const isCorrection = typeof given["corrects"] === "string";
  const read = readValues(VOCABULARY.economicEvent, given, {
    at: "event",
    records,
    mayBeNegative: isCorrection,
    keptUnits: unitsOf(records, given),
  });
  if ("refusal" in read) return read;
  const body: JsonObject = { id, ...read.values };
  const missing = missingOf(VOCABULARY.economicEvent, body, "event");
  if (missing !== null) return refused(missing);
  const event = body as unknown as EconomicEvent;
  return newResource === undefined ? { event } : withNewResource(records, event, newResource);
}

const TIMES = ["hasPointInTime", "hasBeginning", "hasEnd"] as const;

/** What is not said and can be known: when, and what something is combined into. */
function withFillings(
  { event, ...rest }: EventWithResource,
  records: RecordsView,
  { decider: { at }, repeated }: { readonly decider: Decider; readonly repeated: readonly (keyof EconomicEvent)[] },
): { readonly told: EventWithResource; readonly filledIn: readonly (keyof EconomicEvent)[] } | { readonly refusal: LedgerRefusal } {
  const time = TIMES.some((key) => event[key] !== undefined) ? {} : { hasPointInTime: at };
  const container = containerOf(event, records);
  if ("refusal" in container) return container;
  const filled = { ...time, ...container };
  return {
    told: { event: { ...event, ...filled }, ...rest },
    filledIn: [...repeated, ...(Object.keys(filled) as (keyof EconomicEvent)[])],
  };
}

/** Where something is combined the container may be left out, if only one could be meant: in a correction the one of the corrected. */
function containerOf(
  event: EconomicEvent,
  records: RecordsView,
): { readonly toResourceInventoriedAs?: string } | { readonly refusal: LedgerRefusal } {
  const { action, toResourceInventoriedAs: to, inputOf, corrects } = event;
  if (action !== "combine" || to !== undefined || inputOf === undefined) return {};
  const original = corrects === undefined ? undefined : records.get("economicEvent", corrects)?.body["toResourceInventoriedAs"];
  if (typeof original === "string") return { toResourceInventoriedAs: original };
  const container = inferredContainer(event, records);
  return "refusal" in container ? container : { toResourceInventoriedAs: container.id };
}

/** Properties of a new resource that its maker says; the rest comes from the event. */
const SAID_OF_RESOURCES = [
  "name",
  "note",
  "image",
  "imageList",
  "trackingIdentifier",
  "containedIn",
  "currentLocation",
  "ofBatchLot",
  "conformsTo",
  "classifiedAs",
  "currentVirtualLocation",
  "currentCurrencyLocation",
];

function withNewResource(
  records: RecordsView,
  event: EconomicEvent,
  { id, given }: { readonly id: string; readonly given: Given },
): EventWithResource | { readonly refusal: LedgerRefusal } {
  if (event.corrects !== undefined) return refused({ type: "CorrectsOther", at: "newInventoriedResource", original: "made its own" });
  const { createResource } = ACTION_EFFECTS[event.action];
  if (createResource === "none") return refused({ type: "CannotCreate", action: event.action });
  const side = createResource === "from" ? "resourceInventoriedAs" : "toResourceInventoriedAs";
  if (event[side] !== undefined) return refused({ type: "NewAndExisting", at: `event.${side}` });
  if (!isId(id)) return refused({ type: "BadId", at: "newInventoriedResource.id", id });
  const said = Object.fromEntries(Object.entries(given).filter(([key]) => SAID_OF_RESOURCES.includes(key)));
  const read = readValues(VOCABULARY.economicResource, said, { at: "newInventoriedResource", records });
  if ("refusal" in read) return read;
  return { event: { ...event, [side]: id }, resource: { id, ...read.values } };
}

function newResourceRefusal({ resource }: EventWithResource, records: RecordsView): LedgerRefusal | null {
  const isTaken = resource !== undefined && records.get("economicResource", resource.id) !== undefined;
  return isTaken ? { type: "IdTaken", noun: "EconomicResource", id: resource.id } : null;
}

/** An event with the promises, wishes and claims that it answers. */
interface Linked {
  readonly told: EventWithResource;
  readonly links: readonly EventLink[];
}

function linkEntries(
  records: RecordsView,
  { told: { event }, links }: Linked,
  decider: Decider,
): { readonly entries: readonly Entry[]; readonly ids: readonly string[] } | { readonly refusal: LedgerRefusal } {
  const entries: Entry[] = [];
  for (const link of links) {
    const { id, property, target } = link;
    const { noun, by } = LINK_NOUNS[property];
    const at = `event.${property}[${links.filter((each) => each.property === property).indexOf(link)}]`;
    if (!isId(target)) return refused({ type: "BadId", at, id: target });
    const uncounted = property === "fulfills" ? uncountable(event, target, records) : null;
    if (uncounted !== null) return refused({ type: "CountsNothing", at: `event.${uncounted.key}`, commitment: target, ...uncounted });
    // The event is not there yet: the link is decided on as if it were.
    const decision = recordNoun(withEvent(records, event), { noun, id, given: { [by]: event.id, [property]: target } }, decider);
    if ("refusal" in decision) return refused(movedTo(decision.refusal, (path) => (path === `${noun}.${property}` ? at : path)));
    entries.push(...decision.entries);
  }
  return { entries, ids: links.map((link) => link.id) };
}

function withEvent(records: RecordsView, { id }: EconomicEvent): RecordsView {
  const row = { kind: "economicEvent", id, created: 0, revision: 0, isRemoved: false, isRegional: false, body: { id } } as const;
  return { ...records, get: (kind, asked) => (kind === "economicEvent" && asked === id ? row : records.get(kind, asked)) };
}

/** What may be said of an event afterwards: words, and where it belongs, never what it did. */
const NOTED: readonly (keyof EconomicEvent)[] = ["note", "agreedIn", "triggeredBy", "realizationOf", "image"];
/** What may be said of a resource without an event. */
const DESCRIBED = [
  "name",
  "note",
  "image",
  "imageList",
  "classifiedAs",
  "trackingIdentifier",
  "currentVirtualLocation",
  "currentCurrencyLocation",
  "unitOfEffort",
  "ofBatchLot",
];

/** Words on an event or a resource; other properties change by events only, and are refused. */
export interface Describe {
  readonly noun: "economicEvent" | "economicResource";
  readonly revisionId: string;
  readonly given: Given;
}

/** Decides on a change of the words. What comes to the same makes no entry. */
export function describe(records: RecordsView, { noun, revisionId, given }: Describe, decider: Decider): LedgerDecision {
  const found = seen(records, noun, revisionId);
  if ("refusal" in found) return found;
  const allowed: readonly string[] = noun === "economicEvent" ? NOTED : DESCRIBED;
  const other = Object.keys(given).find((key) => given[key] !== undefined && key in VOCABULARY[noun].properties && !allowed.includes(key));
  if (other !== undefined) return refused(unchangeable(noun, other));
  const read = readValues(VOCABULARY[noun], given, { at: noun, records });
  if ("refusal" in read) return read;
  const { row } = found;
  const after = { ...without(row.body, read.erased), ...read.values };
  if (canonicalJson(after) === canonicalJson(row.body)) return { entries: [], id: row.id, warnings: [] };
  const erased = Object.fromEntries(read.erased.map((key) => [key, null]));
  const kind = noun === "economicEvent" ? "economicEventNoted" : "economicResourceDescribed";
  return { entries: [entryOf(kind, { id: row.id, ...read.values, ...erased }, decider)], id: row.id, warnings: [] };
}

function unchangeable(noun: NounName, property: string): LedgerRefusal {
  const why =
    noun === "economicEvent"
      ? "what an event did stays; record another event that corrects it"
      : "only events change it; record what happened to the resource";
  return { type: "Unchangeable", at: `${noun}.${property}`, why };
}
