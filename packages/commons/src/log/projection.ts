// What an entry makes of the records.

import type { EconomicEvent } from "@commonwright/rea";
import { effectsOf, type EventWithResource, type NewResource } from "../ledger/effects.js";
import type { Entry, EntryKind } from "./entry.js";
import { EMPTY_HEAD } from "./entry.js";
import type { Json, JsonObject } from "./json.js";
import type { Projection, RecordsView } from "./logBatch.js";
import { RECORD_KINDS, type RecordKind, type RecordRow } from "./records.js";
import { sealEntry } from "./sealedLog.js";

/**
 * The records that an entry writes, as they are after it. Records that are removed stay, without what they said.
 * @throws on a version or a kind of entry that this program does not know: nobody writes what it does not understand. Who reads a log that is
 * there passes over them (`newReplay`).
 */
export const projectEntry: Projection = ({ entry, sequence }, records) => {
  if (entry.version !== 1) throw new RangeError(`entry ${sequence}: ${entry.kind} of version ${entry.version} is not known here`);
  const { body } = entry;
  const write = (kind: RecordKind, written: JsonObject) => [rowOf(kind, written, { sequence, records })];
  const { kind } = entry;
  if (isWhole(kind)) return write(kindOf(kind.replace(/Recorded$/, "")), body);
  switch (kind) {
    case "communityFounded":
      return foundingRows(entry, sequence);
    case "planningRulesSet":
      return write("planningRules", { id: "rules", ...body });
    case "stockRaised":
      return stockRows(entry, sequence, records);
    case "intentStated":
    case "intentChanged":
      return write("intent", body);
    case "planAdopted":
      return write("plan", body);
    case "machinesCorrected":
      return write("agent", body);
    case "intentWithdrawn":
      return [
        removed("intent", idOf(body), { sequence, records }),
        ...write("withdrawnIntent", { id: idOf(body), at: entry.at, by: entry.by }),
      ];
    case "recordRemoved":
      return [removed(kindOf(body["kind"]), idOf(body), { sequence, records })];
    case "economicEventRecorded": {
      const told = toldOf(body, entry.at);
      return [eventRow(told, sequence), ...effectsOf(told, sequence, records)];
    }
    case "economicEventNoted":
      return write("economicEvent", merged(body, records.get("economicEvent", idOf(body))));
    case "economicResourceDescribed":
    case "accountLimitSet":
      return write("economicResource", merged(body, records.get("economicResource", idOf(body))));
    default:
      throw new RangeError(`entry ${sequence}: there are no entries of the kind ${JSON.stringify(kind)}`);
  }
};

/** Whether an entry writes a noun whole. */
const isWhole = (kind: EntryKind): kind is Exclude<Extract<EntryKind, `${string}Recorded`>, "economicEventRecorded"> =>
  kind.endsWith("Recorded") && kind !== "economicEventRecorded";

interface Written {
  readonly sequence: number;
  readonly records: RecordsView;
}

function rowOf(kind: RecordKind, said: JsonObject, { sequence, records }: Written): RecordRow {
  // Entries of the first version of the program carried their place in themselves.
  const { firstSequence: _place, ...body } = said;
  const id = idOf(body);
  const before = records.get(kind, id);
  return {
    kind,
    id,
    created: before?.created ?? sequence,
    revision: sequence,
    isRemoved: false,
    isRegional: kind === "economicResource" ? before?.isRegional === true : isRegional(kind, body),
    body,
  };
}

/** What the planner of the region reads, by the properties that only its nouns have. */
function isRegional(kind: RecordKind, body: JsonObject): boolean {
  const mark = REGIONAL_MARKS[kind];
  return mark === "always" || (mark !== undefined && body[mark] !== undefined);
}

const REGIONAL_MARKS: Readonly<Partial<Record<RecordKind, string>>> = {
  community: "always",
  planningRules: "always",
  withdrawnIntent: "always",
  spatialThing: "territory",
  resourceSpecification: "massKg",
  recipe: "leadPeriods",
  agent: "machines",
  intent: "priority",
};

function removed(kind: RecordKind, id: string, { sequence, records }: Written): RecordRow {
  const before = records.get(kind, id);
  return { kind, id, created: before?.created ?? sequence, revision: sequence, isRemoved: true, isRegional: false, body: { id } };
}

/** The community is itself an agent: what nobody else is accountable for is its own. */
function foundingRows(entry: Entry, sequence: number): RecordRow[] {
  const { hash: id } = sealEntry(EMPTY_HEAD, entry);
  const row = { id, created: sequence, revision: sequence, isRemoved: false } as const;
  const agent = { id, type: "Organization", name: entry.body["name"] ?? "" };
  return [
    { ...row, kind: "community", isRegional: true, body: { id, ...entry.body } },
    { ...row, kind: "agent", isRegional: false, body: agent },
  ];
}

/** An event as it was told, with what it makes. */
function toldOf(body: JsonObject, at: string): EventWithResource {
  // Every event of every page passes here: a spread with one property more takes V8 several times as long.
  const event = Object.assign({ created: at }, partOf(body, "event")) as unknown as EconomicEvent;
  return body["resource"] === undefined ? { event } : { event, resource: partOf(body, "resource") as NewResource };
}

/** The row of an event as an entry tells it; stores that keep events in a shape of their own read them with this. */
export function eventRowOf({ entry, sequence }: { readonly entry: Entry; readonly sequence: number }): RecordRow {
  return eventRow(toldOf(entry.body, entry.at), sequence);
}

function eventRow({ event }: EventWithResource, sequence: number): RecordRow {
  const body = event as unknown as JsonObject;
  return { kind: "economicEvent", id: event.id, created: sequence, revision: sequence, isRemoved: false, isRegional: false, body };
}

/** A stock that was counted before the region's agents were known: nobody gave it, nobody is accountable. */
function stockRows(entry: Entry, sequence: number, records: RecordsView): RecordRow[] {
  const told = toldOf({ event: partOf(entry.body, "event") }, entry.at);
  const row = rowOf("economicResource", partOf(entry.body, "resource"), { sequence, records });
  return [eventRow(told, sequence), { ...row, isRegional: true }];
}

/** A record with some of it said anew; null erases. */
function merged(said: JsonObject, before: RecordRow | undefined): JsonObject {
  if (before === undefined) throw new RangeError(`what was never recorded is described: ${idOf(said)}`);
  return Object.fromEntries(Object.entries({ ...before.body, ...said }).filter(([, value]) => value !== null));
}

function kindOf(kind: Json | undefined): RecordKind {
  const known = RECORD_KINDS.find((each) => each === kind);
  if (known === undefined) throw new RangeError(`there are no records of the kind ${JSON.stringify(kind)}`);
  return known;
}

function idOf(body: JsonObject): string {
  if (typeof body["id"] !== "string") throw new TypeError("the body of an entry has no id");
  return body["id"];
}

function partOf(body: JsonObject, key: string): JsonObject {
  const part = body[key];
  if (typeof part !== "object" || part === null || Array.isArray(part)) throw new TypeError(`the body of an entry has no ${key}`);
  return part as JsonObject;
}
