// An economic event as a record, read from the entry that recorded it: no store keeps its body a second time.

import { type Entry, eventRowOf, type JsonObject, type RecordRow } from "@commonwright/commons";

/** The record that the entry `economicEventRecorded` or `stockRaised` at `sequence` makes of its event; null where it records none, or in a version that is not known here. */
export function eventRow(entry: Entry, sequence: number): RecordRow | null {
  const isRecorded = entry.version === 1 && (entry.kind === "economicEventRecorded" || entry.kind === "stockRaised");
  return isRecorded && isObject(entry.body["event"]) ? eventRowOf({ entry, sequence }) : null;
}

/** Whether a JSON value is an object. */
export const isObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);
