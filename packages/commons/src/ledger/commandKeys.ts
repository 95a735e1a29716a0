// Which records a command will be decided on, as far as its own words say: so that they can be read together beforehand.

import { type NounName, type Property, VOCABULARY } from "@commonwright/rea";
import type { RecordKey } from "../log/records.js";
import type { Given } from "./values.js";

/** The records that given values name, by the table of the noun; ids of any shape, as they came. */
export function commandKeys(noun: NounName, given: Given): RecordKey[] {
  return Object.entries(VOCABULARY[noun].properties).flatMap(([name, property]) => keysOf(property, given[name]));
}

function keysOf(property: Property, value: unknown): RecordKey[] {
  if (property.holds === "reference" || property.holds === "references") {
    const ids = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    return ids.flatMap((id) => (typeof id === "string" ? property.to.map((kind) => ({ kind, id })) : []));
  }
  return [];
}

/** The kind of record that a change or a removal is about, by its revisionId. */
export const seenKey = (noun: NounName, revisionId: string): RecordKey => ({ kind: noun, id: revisionId.replace(/^\d+\./u, "") });
