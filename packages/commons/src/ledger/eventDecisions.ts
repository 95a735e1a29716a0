// Decisions on what happened: an event is taken as it was told, with its effects, or refused. It is never changed afterwards; another event corrects it.

import { ACTION_EFFECTS, type EconomicEvent, type NounName, VOCABULARY } from "@commonwright/rea";
import { canonicalJson } from "../log/canonicalJson.js";
import { type Decider, entryOf } from "../log/decider.js";
import type { Entry } from "../log/entry.js";
import type { JsonObject } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import type { EventWithResource, NewResource } from "./effects.js";
import { eventRefusal } from "./eventRules.js";
import { inferredContainer } from "./containers.js";
import { type LedgerDecision, recordNoun, seen, without } from "./recordDecisions.js";
import type { LedgerRefusal } from "./refusals.js";
import { eventWarnings } from "./eventWarnings.js";
import { type Given, isId, missingOf, readValues } from "./values.js";

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
  const read = readEvent(records, command, decider);
  const existing = records.get("economicEvent", id);
  if (existing !== undefined) {
    const isSame = !("refusal" in read) && isSameEvent(records.firstSaid(existing), read);
    return isSame ? { entries: [], id, warnings: [] } : refused({ type: "IdTaken", noun: "EconomicEvent", id });
  }
  if ("refusal" in read) return read;
  const refusal = eventRefusal(read, records);
  if (refusal !== null) return refused(refusal);
  const links = linkEntries(records, command, decider);
  if ("refusal" in links) return links;
  const entry = entryOf("economicEventRecorded", read, decider);
  return { entries: [entry, ...links.entries], id, warnings: eventWarnings(read, records) };
}

/** Times and what was made by the server may differ where somebody tells the same again. */
function isSameEvent(first: JsonObject, { event, resource }: EventWithResource): boolean {
  const { created: _first, ...before } = first["event"] as JsonObject;
  const { created: _now, ...now } = event as unknown as JsonObject;
  return canonicalJson(before) === canonicalJson(now) && canonicalJson(first["resource"] ?? null) === canonicalJson(resource ?? null);
}

function readEvent(
  records: RecordsView,
  { id, given, newResource }: RecordEvent,
  decider: Decider,
): EventWithResource | { readonly refusal: LedgerRefusal } {
  const isCorrection = typeof given["corrects"] === "string";
  const read = readValues(VOCABULARY.economicEvent, given, { at: "event", records, mayBeNegative: isCorrection });
  if ("refusal" in read) return read;
  const { values } = read;
  const hasTime = ["hasPointInTime", "hasBeginning", "hasEnd"].some((key) => values[key] !== undefined);
  const timed: JsonObject = { id, ...values, ...(hasTime ? {} : { hasPointInTime: decider.at }) };
  const missing = missingOf(VOCABULARY.economicEvent, timed, "event");
  if (missing !== null) return refused(missing);
  const event = withContainer(timed as unknown as EconomicEvent, records);
  if ("refusal" in event) return event;
  if (newResource === undefined) return { event: event.event };
  return withNewResource(records, event.event, newResource);
}

/** Where something is combined the container may be left out, if only one could be meant. */
function withContainer(
  event: EconomicEvent,
  records: RecordsView,
): { readonly event: EconomicEvent } | { readonly refusal: LedgerRefusal } {
  if (event.action !== "combine" || event.toResourceInventoriedAs !== undefined || event.inputOf === undefined) return { event };
  const container = inferredContainer(event, records);
  return "refusal" in container ? container : { event: { ...event, toResourceInventoriedAs: container.id } };
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
  const { createResource } = ACTION_EFFECTS[event.action];
  if (createResource === "none") return refused({ type: "CannotCreate", action: event.action });
  const side = createResource === "from" ? "resourceInventoriedAs" : "toResourceInventoriedAs";
  if (event[side] !== undefined) return refused({ type: "NewAndExisting", at: `event.${side}` });
  if (event.corrects !== undefined) return refused({ type: "CorrectsOther", at: "newInventoriedResource", original: "made its own" });
  if (!isId(id)) return refused({ type: "BadId", at: "newInventoriedResource.id", id });
  const said = Object.fromEntries(Object.entries(given).filter(([key]) => SAID_OF_RESOURCES.includes(key)));
  const read = readValues(VOCABULARY.economicResource, said, { at: "newInventoriedResource", records });
  if ("refusal" in read) return read;
  const resource: NewResource = { id, ...read.values };
  const known = records.get("economicResource", id);
  if (known !== undefined && !(records.get("economicEvent", event.id)?.created === known.created)) {
    return refused({ type: "IdTaken", noun: "EconomicResource", id });
  }
  return { event: { ...event, [side]: id }, resource };
}

function linkEntries(
  records: RecordsView,
  { id, links = [] }: RecordEvent,
  decider: Decider,
): { readonly entries: readonly Entry[] } | { readonly refusal: LedgerRefusal } {
  const entries: Entry[] = [];
  for (const link of links) {
    const { noun, by } = LINK_NOUNS[link.property];
    // The event is not there yet: the link is decided on as if it were.
    const decision = recordNoun(withEvent(records, id), { noun, id: link.id, given: { [by]: id, [link.property]: link.target } }, decider);
    if ("refusal" in decision) return decision;
    entries.push(...decision.entries);
  }
  return { entries };
}

function withEvent(records: RecordsView, id: string): RecordsView {
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
