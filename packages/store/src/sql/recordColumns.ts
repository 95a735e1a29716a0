// A record on its way into the tables and out of them.

import {
  canonicalJson,
  type Entry,
  type Json,
  type JsonObject,
  type LogBatch,
  type RecordKind,
  type RecordRow,
  referencesOf,
} from "@commonwright/commons";
import { eventRow, isObject } from "../eventRow.js";
import { isStorable } from "../storable.js";
import type { SqlRow } from "./database.js";

/** What of an economicEvent is a column of its own, with the kind of record that it names. Everything else that an event names is a link. */
export const EVENT_COLUMNS: Readonly<Record<string, { readonly column: string; readonly to: RecordKind }>> = {
  resourceInventoriedAs: { column: "resource", to: "economicResource" },
  toResourceInventoriedAs: { column: "to_resource", to: "economicResource" },
  provider: { column: "provider", to: "agent" },
  receiver: { column: "receiver", to: "agent" },
  resourceConformsTo: { column: "conforms_to", to: "resourceSpecification" },
  inputOf: { column: "input_of", to: "process" },
  outputOf: { column: "output_of", to: "process" },
};

/** The records of a batch as `record_writes` reads them; of events that stand in their entry as they were recorded only the links, and no body. */
export function writesJson({ sealed, writes }: Pick<LogBatch, "sealed" | "writes">): string {
  const recorded = new Map<string, RecordRow>();
  for (const { entry, sequence } of sealed) {
    const row = eventRow(entry, sequence);
    if (row !== null) recorded.set(row.id, row);
  }
  const stands = (row: RecordRow) => row.kind === "economicEvent" && isSameRow(row, recorded.get(row.id));
  return JSON.stringify(writes.flatMap((row) => (stands(row) ? eventLinks(row) : [writeOf(row)])));
}

function eventLinks(row: RecordRow): JsonObject[] {
  return linksOf(row).length === 0 ? [] : [{ ...writeOf(row), body: null }];
}

/** Whether two rows say the same. Mostly one was made of the other's own values, which then need not be written out to be compared. */
function isSameRow(row: RecordRow, other: RecordRow | undefined): boolean {
  if (other === undefined) return false;
  const { body } = other;
  const keys = Object.keys(body);
  const isOfSameValues = keys.length === Object.keys(row.body).length && keys.every((key) => body[key] === row.body[key]);
  const { created, revision, isRemoved, isRegional } = other;
  const isOfSamePlace =
    row.created === created && row.revision === revision && row.isRemoved === isRemoved && row.isRegional === isRegional;
  return isOfSamePlace && (isOfSameValues || canonicalJson(row.body) === canonicalJson(body));
}

function writeOf(row: RecordRow): JsonObject {
  const { kind, id, created, revision, isRemoved, isRegional } = row;
  const shared = { kind, id, created, revision, isRemoved, isRegional, links: JSON.stringify(linksOf(row)) };
  if (kind !== "economicResource") return { ...shared, body: canonicalJson(row.body), accounting: null, onhand: null };
  const { accountingQuantity, onhandQuantity, ...rest } = row.body;
  const body = { ...rest, accountingQuantity: withoutNumber(accountingQuantity), onhandQuantity: withoutNumber(onhandQuantity) };
  return { ...shared, body: canonicalJson(body as JsonObject), accounting: numberOf(accountingQuantity), onhand: numberOf(onhandQuantity) };
}

function linksOf({ kind, body }: RecordRow): readonly (readonly [string, string, string])[] {
  return referencesOf(kind, body)
    .filter(({ property, id }) => isStorable(id) && !(kind === "economicEvent" && property in EVENT_COLUMNS))
    .map(({ property, kind: target, id }) => [property, target, id] as const);
}

const NUMBER = "hasNumericalValue";

function numberOf(measure: Json | undefined): string | null {
  return isObject(measure) && typeof measure[NUMBER] === "string" ? measure[NUMBER] : null;
}

function withoutNumber(measure: Json | undefined): Json | undefined {
  if (!isObject(measure) || numberOf(measure) === null) return measure;
  const { [NUMBER]: _, ...rest } = measure;
  return rest;
}

/** A measure whose number was taken out has no other sign of it than that the number is missing. */
function withNumber(measure: Json | undefined, value: unknown): Json | undefined {
  return isObject(measure) && measure[NUMBER] === undefined && typeof value === "string" ? { ...measure, [NUMBER]: value } : measure;
}

/** A row of `ROWS` (recordQueries.ts) as a record. */
export function recordOf(row: SqlRow): RecordRow {
  if (typeof row.id !== "string") return recordedEvent(Number(row.created), String(row.entry));
  const body: JsonObject = JSON.parse(String(row.body));
  return {
    kind: row.kind as RecordKind,
    id: row.id,
    created: Number(row.created),
    revision: Number(row.revision),
    isRemoved: row.is_removed === true,
    isRegional: row.is_regional === true,
    body: row.kind === "economicResource" ? withNumbers(body, row) : body,
  };
}

function withNumbers(body: JsonObject, { accounting, onhand }: SqlRow): JsonObject {
  const numbered = {
    accountingQuantity: withNumber(body["accountingQuantity"], accounting),
    onhandQuantity: withNumber(body["onhandQuantity"], onhand),
  };
  return { ...body, ...(Object.fromEntries(Object.entries(numbered).filter(([, value]) => value !== undefined)) as JsonObject) };
}

function recordedEvent(created: number, entry: string): RecordRow {
  const row = eventRow(JSON.parse(entry) as Entry, created);
  if (row === null) throw new Error(`entry ${created} records no event`);
  return row;
}

/** The events of `eventLines` (recordQueries.ts), newest first: a line is the sequence of one, and its entry or what was noted on it since. */
export function eventsOf(lines: unknown): RecordRow[] {
  if (typeof lines !== "string") return [];
  return lines
    .split("\n")
    .map(eventOf)
    .sort((a, b) => b.created - a.created);
}

function eventOf(line: string): RecordRow {
  const end = line.indexOf(" ");
  const [created, text] = [Number(line.slice(0, end)), line.slice(end + 1)];
  return text.startsWith("[") ? notedEvent(created, text) : recordedEvent(created, text);
}

function notedEvent(created: number, text: string): RecordRow {
  const [id, revision, isRegional, body]: [string, number, boolean, string] = JSON.parse(text);
  return { kind: "economicEvent", id, created, revision, isRemoved: false, isRegional, body: JSON.parse(body) as JsonObject };
}
