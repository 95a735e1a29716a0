// The records of a community in memory: found by looking through them, which is also what the databases are compared with.

import {
  canonicalJson,
  type PageAsk,
  type RecordDifference,
  type RecordKey,
  type RecordKind,
  recordKeyText,
  type RecordRow,
  referencesOf,
} from "@commonwright/commons";
import { isStorable } from "../storable.js";

/** Records by `recordKeyText`. */
export type RecordMap = ReadonlyMap<string, RecordRow>;

/** The regional ones in the order of kind and id. */
export function regionalRecords(records: RecordMap): RecordRow[] {
  return [...records.values()].filter(({ isRegional, isRemoved }) => isRegional && !isRemoved).toSorted(byKindAndId);
}

/** Those of the keys that there are, each once. */
export function recordsByKeys(records: RecordMap, keys: readonly RecordKey[]): RecordRow[] {
  return [...new Set(keys.map(recordKeyText))].flatMap((key) => records.get(key) ?? []);
}

/** What a list or a count goes over. */
export interface RecordFilter {
  readonly kind: RecordKind;
  readonly property?: string;
  readonly target?: RecordKey;
}

/** Those of a kind that name the target, if one is given; newest first. */
export function matchingRecords(records: RecordMap, { kind, property, target }: RecordFilter): RecordRow[] {
  return [...records.values()]
    .filter(
      (row) => row.kind === kind && !row.isRemoved && (property === undefined || target === undefined || isNaming(row, property, target)),
    )
    .toSorted((one, other) => other.created - one.created);
}

function isNaming(row: RecordRow, property: string, { kind, id }: RecordKey): boolean {
  // What no id can be names nothing.
  return (
    isStorable(id) &&
    referencesOf(row.kind, row.body).some((named) => named.property === property && named.kind === kind && named.id === id)
  );
}

/** The stretch that is asked for of rows that stand newest first. */
export function pageOf(rows: readonly RecordRow[], { limit, before = Number.MAX_SAFE_INTEGER, after = -1, ...ask }: PageAsk): RecordRow[] {
  const between = rows.filter(({ created }) => created < before && created > after);
  const isUpwards = after !== -1 || (before === Number.MAX_SAFE_INTEGER && ask.fromOldest === true);
  return isUpwards ? between.slice(Math.max(0, between.length - limit)) : between.slice(0, limit);
}

/** At most so many records in which two states differ, in the order of kind and id. */
export function differencesOf(kept: RecordMap, right: RecordMap, most: number): RecordDifference[] {
  const keys = new Map([...kept, ...right].map(([key, { kind, id }]) => [key, { kind, id }]));
  return [...keys]
    .map(([key, { kind, id }]) => ({ kind, id, kept: lineOf(kept.get(key)), right: lineOf(right.get(key)) }))
    .filter((difference) => difference.kept !== difference.right)
    .toSorted(byKindAndId)
    .slice(0, most);
}

function lineOf(row: RecordRow | undefined): string | null {
  if (row === undefined) return null;
  const { created, revision, isRemoved, isRegional, body } = row;
  return canonicalJson({ created, revision, isRemoved, isRegional, body });
}

/** The order of the C collation of PostgreSQL: by bytes. */
function byKindAndId(one: RecordKey, other: RecordKey): number {
  return Buffer.compare(Buffer.from(one.kind), Buffer.from(other.kind)) || Buffer.compare(Buffer.from(one.id), Buffer.from(other.id));
}
