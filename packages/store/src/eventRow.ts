// An economic event as a record, read from the entry that recorded it: no store keeps its body a second time.

import type { Entry, JsonObject, RecordRow } from "@commonwright/commons";

/** The record that the entry `economicEventRecorded` or `stockRaised` at `sequence` makes of its event; null where it records none. */
export function eventRow({ kind, at, body }: Entry, sequence: number): RecordRow | null {
  if (kind !== "economicEventRecorded" && kind !== "stockRaised") return null;
  const { event } = body;
  if (!isObject(event) || typeof event["id"] !== "string") return null;
  return {
    kind: "economicEvent",
    id: event["id"],
    created: sequence,
    revision: sequence,
    isRemoved: false,
    isRegional: false,
    body: { ...event, created: event["created"] ?? at },
  };
}

/** Whether a JSON value is an object. */
export const isObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);
