// Small entries for tests of stores: each writes records or takes them away, as its body says.

import { createHash, randomUUID } from "node:crypto";
import {
  batchOf,
  type CommonsStore,
  EMPTY_HEAD,
  type Entry,
  type Head,
  type JsonObject,
  type LogBatch,
  type Projection,
  type RecordKind,
  type RecordRow,
  type RecordsView,
  recordKeyText,
  type Replay,
  type SealedEntry,
} from "@commonwright/commons";
import fc from "fast-check";

/** One record that an entry writes; a body of null takes it away. Regional are intents. */
export interface SmallChange extends JsonObject {
  readonly kind: RecordKind;
  readonly id: string;
  readonly body: JsonObject | null;
}

/** Body of an entry: at most one record of each kind. */
export interface SmallBody extends JsonObject {
  readonly changes: readonly SmallChange[];
}

export const smallProjection: Projection = ({ entry, sequence }, records) =>
  (entry.body as SmallBody).changes.flatMap(({ kind, id, body }): RecordRow[] => {
    const before = records.get(kind, id);
    if (body === null) return before === undefined ? [] : [{ ...before, revision: sequence, isRemoved: true }];
    return [{ kind, id, created: before?.created ?? sequence, revision: sequence, isRemoved: false, isRegional: kind === "intent", body }];
  });

export function smallEntry(changes: SmallBody["changes"], by = "test"): Entry {
  return { kind: "intentStated", version: 1, at: "2026-11-21T12:00:00Z", by, body: { changes } };
}

/** An entry that states one intent, known by its id. */
export function namedEntry(id: string): Entry {
  return smallEntry([{ kind: "intent", id, body: { id } }]);
}

/** A replay that keeps every record it has made. */
export function replayOf(project: Projection, records = new Map<string, RecordRow>()): Replay {
  const view = viewOf(records);
  return (entries) => {
    const touched = new Set<string>();
    for (const { entry, sequence } of entries) {
      for (const row of project({ entry, sequence }, view)) {
        records.set(recordKeyText(row), row);
        touched.add(recordKeyText(row));
      }
    }
    return [...touched].flatMap((key) => records.get(key) ?? []);
  };
}

export const viewOf = (records: ReadonlyMap<string, RecordRow>): RecordsView => ({
  get: (kind, id) => records.get(recordKeyText({ kind, id })),
  referring: () => [],
  firstSaid: () => ({}),
});

/** All records that a log amounts to, from its entries alone, in the order of kind and id by bytes. */
export function replayed(entries: readonly SealedEntry[], project = smallProjection): RecordRow[] {
  return [...replayOf(project)(entries)].toSorted(byKindAndId);
}

/** Those that are the region's. */
export const regional = (rows: readonly RecordRow[]) => rows.filter(({ isRegional, isRemoved }) => isRegional && !isRemoved);

function byKindAndId(one: RecordRow, other: RecordRow): number {
  return Buffer.compare(Buffer.from(one.kind), Buffer.from(other.kind)) || Buffer.compare(Buffer.from(one.id), Buffer.from(other.id));
}

/** Entries behind a head, over what the log amounts to up to there. */
export async function batchAfter(
  store: CommonsStore,
  community: string,
  {
    after,
    entries,
    project = smallProjection,
  }: { readonly after: Head; readonly entries: readonly Entry[]; readonly project?: Projection },
): Promise<LogBatch> {
  const records = new Map<string, RecordRow>();
  replayOf(project, records)(await store.entries(community, 0, after.sequence));
  return batchOf(entries, project, { after, beneath: viewOf(records) });
}

/** Appends behind `after`, which is the head where nothing is said. */
export async function appendEntries(store: CommonsStore, community: string, entries: readonly Entry[], after?: Head) {
  return store.append(community, await batchAfter(store, community, { after: after ?? (await store.head(community)), entries }));
}

/** The whole log of a community. */
export function wholeLog(store: CommonsStore, community: string): Promise<readonly SealedEntry[]> {
  return store.entries(community, 0, 1_000_000);
}

/** A community that no other test knows, founded with one entry. */
export async function foundedCommunity(store: CommonsStore): Promise<string> {
  const community = `community-${randomUUID()}`;
  await appendEntries(store, community, [namedEntry("founding")], EMPTY_HEAD);
  return community;
}

export const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

const storableText = fc.string({ unit: "grapheme", maxLength: 8 }).filter((text) => !/\0|\p{Surrogate}/u.test(text));
/** Any JSON, with the keys, characters and numbers that databases like to change. */
const anyBody = fc.dictionary(
  fc.oneof(fc.string({ unit: "binary", maxLength: 5 }), fc.constantFrom("b", "a", "10", "9")),
  fc.oneof(
    fc.jsonValue({ maxDepth: 2, noUnicodeString: false }),
    fc.constantFrom<number | string>(1e21, 0.1, 1e-7, 9007199254740991, "\u0000", "\\u0000", "\ud800", "\u2028", "𝄞"),
  ),
) as fc.Arbitrary<JsonObject>;

const SMALL_IDS = ["a", "b", "é", "𝄞", "\uffee"];
const KINDS: readonly RecordKind[] = ["intent", "commitment", "agent", "economicResource"];
/** References, so that there is something to be found by. */
const naming = fc.record(
  {
    provider: fc.constantFrom(...SMALL_IDS),
    receiver: fc.constantFrom(...SMALL_IDS, "\u0000"),
    inScopeOf: fc.array(fc.constantFrom(...SMALL_IDS)),
  },
  { requiredKeys: [] },
);

/** Entries with a few changes over few ids, so that records are written again and taken away. */
export const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    by: storableText,
    changes: fc.uniqueArray(
      fc.record({
        kind: fc.constantFrom(...KINDS),
        id: fc.oneof(fc.constantFrom(...SMALL_IDS), storableText),
        body: fc.option(
          fc.tuple(anyBody, naming).map(([body, names]) => ({ ...body, ...names })),
          { freq: 3 },
        ),
      }),
      { maxLength: 4, selector: ({ kind }) => kind },
    ),
  })
  // As JSON has it: there is no -0.
  .map(({ by, changes }) => JSON.parse(JSON.stringify(smallEntry(changes, by))) as Entry);
