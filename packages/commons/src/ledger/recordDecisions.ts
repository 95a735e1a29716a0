// Decisions on nouns that people write whole: recorded, changed, removed. Events and resources have rules of their own.

import { type Measure, type NounName, UNITS, VOCABULARY } from "@commonwright/rea";
import { canonicalJson } from "../log/canonicalJson.js";
import type { Entry, EntryKind } from "../log/entry.js";
import { type JsonObject, textOf } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import type { RecordKind, RecordRow } from "../log/records.js";
import { type Decider, entryOf } from "../log/decider.js";
import { nounRefusal } from "./nounRules.js";
import { isPromise, LINKS } from "./remaining.js";
import { readTogether } from "./readTogether.js";
import type { LedgerRefusal, LedgerWarning } from "./refusals.js";
import { asIfAllWereThere, type Given, isId, missingOf, readValues, unitLabel } from "./values.js";

/** Nouns that are recorded, changed and removed as a whole. */
export type PlainNoun = Exclude<NounName, "economicEvent" | "economicResource">;

/** Entries to append (none: it was decided before), or why not. `id` of the record that the decision is about. */
export type LedgerDecision =
  | { readonly entries: readonly Entry[]; readonly id: string; readonly warnings: readonly LedgerWarning[] }
  | { readonly refusal: LedgerRefusal };

/** A noun as a client says it; `id` was made by the client, or by the server for it. */
export interface RecordNoun {
  readonly noun: PlainNoun;
  readonly id: string;
  readonly given: Given;
}

const refused = (refusal: LedgerRefusal): LedgerDecision => ({ refusal });
const taken = (id: string, entries: readonly Entry[]): LedgerDecision => ({ entries, id, warnings: [] });

/** Nouns whose `created` is when they were recorded, unless said otherwise. */
const dated = (noun: NounName, body: JsonObject, { at }: Decider): JsonObject =>
  "created" in VOCABULARY[noun].properties && body["created"] === undefined ? { ...body, created: at } : body;

/** Decides that a noun is recorded. The same id with the same content again makes no entry; with other content it is refused. */
export function recordNoun(records: RecordsView, { noun, id, given }: RecordNoun, decider: Decider): LedgerDecision {
  const table = VOCABULARY[noun];
  if (!isId(id)) return refused({ type: "BadId", at: `${noun}.id`, id });
  const existing = records.get(noun, id);
  if (existing !== undefined) return again(records, existing, given);
  // The units that every community has are not said anew.
  if (noun === "unit" && UNITS.has(id)) return refused({ type: "BuiltIn", unit: id });
  const read = readValues(table, given, { at: noun, records });
  if ("refusal" in read) return read;
  const body = dated(noun, { id, ...read.values }, decider);
  const refusal = missingOf(table, body, noun) ?? nounRefusal(noun, body, records);
  return refusal === null ? taken(id, [entryOf(recordedKind(noun), body, decider)]) : refused(refusal);
}

/** The name of the entry that writes a noun whole. */
export const recordedKind = (noun: PlainNoun): EntryKind => `${noun}Recorded`;

/** The same command again is answered as the first time, whatever became of the record since, and of what it named. */
function again(records: RecordsView, existing: RecordRow, given: Given): LedgerDecision {
  const { id, kind } = existing;
  const table = VOCABULARY[kind as PlainNoun];
  if (existing.isRemoved) return refused({ type: "IdRemoved", noun: table.className, id });
  const first = records.firstSaid(existing);
  const read = readValues(table, given, { at: kind, records: asIfAllWereThere(records) });
  const isSame =
    !("refusal" in read) &&
    canonicalJson({ created: first["created"] ?? null, id, ...read.values }) === canonicalJson({ created: null, ...first });
  return isSame ? taken(id, []) : refused({ type: "IdTaken", noun: table.className, id });
}

/** A change of what a client saw as `revisionId`. */
export interface ChangeNoun {
  readonly noun: PlainNoun;
  readonly revisionId: string;
  readonly given: Given;
}

/** Decides on a change. What is not given stays, what is null is erased; what comes to the same makes no entry. */
export function changeNoun(records: RecordsView, { noun, revisionId, given }: ChangeNoun, decider: Decider): LedgerDecision {
  const found = seen(records, noun, revisionId);
  if ("refusal" in found) return found;
  const { row } = found;
  const read = readValues(VOCABULARY[noun], given, { at: noun, records });
  if ("refusal" in read) return read;
  const body: JsonObject = { ...without(row.body, read.erased), ...read.values };
  if (canonicalJson(body) === canonicalJson(row.body)) return taken(row.id, []);
  const refusal =
    missingOf(VOCABULARY[noun], body, noun) ??
    regionalRefusal(row, body, records) ??
    promiseRefusal(row, body, records) ??
    nounRefusal(noun, body, records);
  return refusal === null ? taken(row.id, [entryOf(recordedKind(noun), body, decider)]) : refused(refusal);
}

export const without = (body: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([key]) => !keys.includes(key)));

/** What the region's planner reads of its nouns is changed where the planner's rules are kept: in our own family of the API. */
const PLANNED: Readonly<Partial<Record<RecordKind, readonly string[]>>> = {
  spatialThing: ["lat", "long"],
  resourceSpecification: ["defaultUnitOfResource"],
  recipe: ["primaryOutput", "recipeIncludes"],
  intent: ["action", "resourceConformsTo", "resourceQuantity", "atLocation", "due", "receiver", "provider", "finished"],
  agent: ["primaryLocation"],
};

function regionalRefusal(row: RecordRow, body: JsonObject, records: RecordsView): LedgerRefusal | null {
  if (!row.isRegional) return null;
  const changed = (PLANNED[row.kind] ?? []).find((key) => canonicalJson(row.body[key] ?? null) !== canonicalJson(body[key] ?? null));
  if (changed === undefined) return null;
  if (row.kind === "agent" && records.get("spatialThing", textOf(body["primaryLocation"]))?.isRegional === true) return null;
  const why = row.kind === "intent" ? "it is a need of the region, changed by changeNeed" : "the region's plan stands on it";
  return { type: "Unchangeable", at: `${row.kind}.${changed}`, why };
}

/** What was promised, wished or claimed stays in the unit in which it was answered: the answers would count nothing any more. */
function promiseRefusal(row: RecordRow, body: JsonObject, records: RecordsView): LedgerRefusal | null {
  if (!isPromise(row.kind)) return null;
  const unitIn = (of: JsonObject, key: string) => (of[key] as unknown as Measure | undefined)?.hasUnit;
  const changed = (["resourceQuantity", "effortQuantity"] as const).find((key) => {
    const before = unitIn(row.body, key);
    return before !== undefined && before !== unitIn(body, key);
  });
  if (changed === undefined) return null;
  const { kind, property } = LINKS[row.kind];
  const [answer] = records.referring(kind, property, row);
  if (answer === undefined) return null;
  const why = `the ${VOCABULARY[kind].className} ${answer.id} counts towards it in ${unitLabel(unitIn(row.body, changed) ?? "", records)}; keep the unit, or remove what answers it first`;
  return { type: "Unchangeable", at: `${row.kind}.${changed}`, why };
}

/** The record that a revisionId was given for, if it is still the same. */
export function seen(
  records: RecordsView,
  noun: NounName,
  revisionId: string,
): { readonly row: RecordRow } | { readonly refusal: LedgerRefusal } {
  const parts = /^(\d{1,15})\.(.+)$/su.exec(revisionId);
  const className = VOCABULARY[noun].className;
  if (parts === null) return { refusal: { type: "RevisionUnreadable", text: revisionId } };
  const [, revision = "", id = ""] = parts;
  const row = records.get(noun, id);
  if (noun === "unit" && UNITS.has(id)) return { refusal: { type: "BuiltIn", unit: id } };
  if (row === undefined || row.isRemoved) return { refusal: { type: "RecordUnknown", noun: className, id } };
  if (row.revision !== Number(revision)) {
    return { refusal: { type: "RevisionStale", noun: className, id, given: Number(revision), current: row.revision } };
  }
  return { row };
}

/** What a client shows to say which state of a record it saw. */
export const revisionIdOf = ({ revision, id }: Pick<RecordRow, "revision" | "id">): string => `${revision}.${id}`;

/** Decides that a record is removed: by the revision that was seen, or by its id where the binding wants it so. Again is nothing new. */
export function removeNoun(
  records: RecordsView,
  { noun, ...by }: { readonly noun: PlainNoun } & ({ readonly revisionId: string } | { readonly id: string }),
  decider: Decider,
): LedgerDecision {
  const className = VOCABULARY[noun].className;
  const id = "id" in by ? by.id : by.revisionId.replace(/^\d+\./u, "");
  const row = records.get(noun, id);
  if (row?.isRemoved === true) return taken(id, []);
  if ("id" in by && row === undefined) return refused({ type: "RecordUnknown", noun: className, id });
  const found = "id" in by && row !== undefined ? { row } : seen(records, noun, "id" in by ? "" : by.revisionId);
  if ("refusal" in found) return found;
  const isFounder = records.get("community", id) !== undefined;
  if (found.row.isRegional || isFounder)
    return refused({ type: "Unchangeable", at: noun, why: isFounder ? "it is the community itself" : "the region's plan stands on it" });
  const naming = namedBy(records, found.row);
  if (naming !== null) return refused({ type: "StillNamed", noun: className, id, ...naming });
  return taken(id, [entryOf("recordRemoved", { kind: noun, id }, decider)]);
}

/** Events, and resources, which only events change, stay on the record. */
const LASTING: readonly NounName[] = ["economicEvent", "economicResource"];

/** A record that names this one, as words: one that stays before one that may be removed. Units are named by quantities, which are looked for where units are removed. */
function namedBy(records: RecordsView, row: RecordRow): { readonly by: string; readonly isLasting: boolean } | null {
  const asked = Object.values(VOCABULARY).flatMap(({ name, className, properties }) =>
    Object.entries(properties).flatMap(([property, spec]) =>
      "to" in spec && spec.to.some((kind) => kind === row.kind) ? [{ name, className, property }] : [],
    ),
  );
  const found = readTogether(asked, ({ name, className, property }) => {
    const [first] = records.referring(name, property, row);
    return first === undefined ? [] : [{ by: `${property} of the ${className} ${first.id}`, isLasting: LASTING.includes(name) }];
  }).flat();
  return found.find(({ isLasting }) => isLasting) ?? found[0] ?? null;
}
