// What events name, as numbers, from the log and the records of a community in memory.

import {
  actionNumber,
  type CreatedKey,
  type EventColumns,
  type Json,
  type RecordKind,
  recordKeyText,
  type RecordRow,
  type SealedEntry,
} from "@commonwright/commons";
import { eventRow } from "../eventRow.js";
import type { RecordMap } from "./memoryRecords.js";

/** At most so many of the events behind a sequence. */
export function flowsOf(
  { log, records }: { readonly log: readonly SealedEntry[]; readonly records: RecordMap },
  after: number,
  limit: number,
): EventColumns {
  const events = eventsBehind(log, after, limit);
  const named = (property: string, kind: RecordKind) =>
    Float64Array.from(events, ({ body }) => createdOf(records, { kind, id: body[property] }));
  return {
    sequence: Float64Array.from(events, ({ created }) => created),
    action: Uint8Array.from(events, ({ body }) => actionNumber(textIn(body["action"]))),
    resource: named("resourceInventoriedAs", "economicResource"),
    toResource: named("toResourceInventoriedAs", "economicResource"),
    inputOf: named("inputOf", "process"),
    outputOf: named("outputOf", "process"),
  };
}

const textIn = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** Sequences begin at 1 and have no gap, so that an entry's place is known. */
function eventsBehind(log: readonly SealedEntry[], after: number, limit: number): RecordRow[] {
  const events: RecordRow[] = [];
  for (let place = Math.max(0, after); place < log.length && events.length < limit; place++) {
    const sealed = log[place];
    const row = sealed === undefined ? null : eventRow(sealed.entry, sealed.sequence);
    if (row !== null) events.push(row);
  }
  return events;
}

function createdOf(records: RecordMap, { kind, id }: { readonly kind: RecordKind; readonly id: Json | undefined }): number {
  return typeof id === "string" ? (records.get(recordKeyText({ kind, id }))?.created ?? -1) : -1;
}

/** The ids of records by their kind and `created`. */
export function idsOf(records: RecordMap, keys: readonly CreatedKey[]): (string | null)[] {
  const wanted = new Map<string, string | null>(keys.map((key) => [createdText(key), null]));
  for (const row of records.values()) if (!row.isRemoved && wanted.has(createdText(row))) wanted.set(createdText(row), row.id);
  return keys.map((key) => wanted.get(createdText(key)) ?? null);
}

const createdText = ({ kind, created }: CreatedKey): string => `${kind} ${created}`;
