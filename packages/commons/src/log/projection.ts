// What an entry makes of the records. No entry needs to know what was there before: it states the whole of what it writes.

import type { Entry } from "./entry.js";
import { EMPTY_HEAD } from "./entry.js";
import type { JsonObject } from "./json.js";
import type { RecordChange, RecordKind } from "./records.js";
import { sealEntry } from "./sealedLog.js";

/**
 * The records that an entry writes or takes away. Every record body carries `firstSequence`, the sequence of the entry that wrote it first:
 * the order of the records. An entry that writes a record again carries it in its own body.
 * @param sequence the entry's place in the log
 * @throws on a version that this program does not know
 */
export function projectEntry(entry: Entry, sequence: number): RecordChange[] {
  if (entry.version !== 1) throw new RangeError(`entry ${sequence}: ${entry.kind} of version ${entry.version} is not known here`);
  const { body } = entry;
  switch (entry.kind) {
    case "communityFounded":
      return [written("community", { id: sealEntry(EMPTY_HEAD, entry).hash, ...body }, sequence)];
    case "planningRulesSet":
      return [written("planningRules", { id: "rules", ...body }, sequence)];
    case "spatialThingRecorded":
      return [written("spatialThing", body, sequence)];
    case "resourceSpecificationRecorded":
      return [written("resourceSpecification", body, sequence)];
    case "recipeRecorded":
      return [written("recipe", body, sequence)];
    case "agentRecorded":
    case "machinesCorrected":
      return [written("agent", body, sequence)];
    case "stockRaised":
      return [written("economicResource", partOf(body, "resource"), sequence)];
    case "intentStated":
    case "intentChanged":
      return [written("intent", body, sequence)];
    case "intentWithdrawn":
      return [
        { kind: "intent", id: idOf(body), body: null },
        written("withdrawnIntent", { id: idOf(body), at: entry.at, by: entry.by }, sequence),
      ];
  }
}

function written(kind: RecordKind, body: JsonObject, sequence: number): RecordChange {
  return { kind, id: idOf(body), body: { ...body, firstSequence: body["firstSequence"] ?? sequence } };
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
