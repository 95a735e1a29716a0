// Small entries for tests of stores: each writes records or takes them away, as its body says.

import { createHash, randomUUID } from "node:crypto";
import { type CommonsStore, EMPTY_HEAD, type Entry, type JsonObject, type RecordRow, type SealedEntry } from "@commonwright/commons";
import fc from "fast-check";
import type { Projection } from "../src/index.js";

/** Body of an entry: ids of intents with what becomes of each, in order; null takes it away. */
export interface SmallBody extends JsonObject {
  readonly changes: readonly { readonly id: string; readonly body: JsonObject | null }[];
}

export const smallProjection: Projection = (entry) =>
  (entry.body as SmallBody).changes.map(({ id, body }) => ({ kind: "intent" as const, id, body }));

export function smallEntry(changes: SmallBody["changes"], by = "test"): Entry {
  return { kind: "intentStated", version: 1, at: "2026-11-21T12:00:00Z", by, body: { changes } };
}

/** An entry that states one intent, known by its id. */
export function namedEntry(id: string): Entry {
  return smallEntry([{ id, body: { id } }]);
}

/** What the log amounts to, from its entries alone. */
export function replayed(entries: readonly SealedEntry[]): RecordRow[] {
  const records = new Map<string, RecordRow>();
  for (const { entry, sequence } of entries) {
    for (const { id, body } of (entry.body as SmallBody).changes) {
      if (body === null) records.delete(id);
      else records.set(id, { kind: "intent", id, revision: sequence, body });
    }
  }
  return [...records.values()].toSorted((one, other) => Buffer.compare(Buffer.from(one.id), Buffer.from(other.id)));
}

/** The whole log of a community. */
export function wholeLog(store: CommonsStore, community: string): Promise<readonly SealedEntry[]> {
  return store.entries(community, 0, 1_000_000);
}

/** A community that no other test knows, founded with one entry. */
export async function foundedCommunity(store: CommonsStore): Promise<string> {
  const community = `community-${randomUUID()}`;
  await store.append(community, EMPTY_HEAD, [namedEntry("founding")]);
  return community;
}

export const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

const storableText = fc.string({ unit: "grapheme", maxLength: 8 }).filter((text) => !/\0|\p{Surrogate}/u.test(text));
/** Any JSON, with the keys, characters and numbers that databases like to change. */
const anyBody = fc.dictionary(
  fc.oneof(fc.string({ unit: "binary", maxLength: 5 }), fc.constantFrom("b", "a", "10", "9")),
  fc.oneof(
    fc.jsonValue({ maxDepth: 2, noUnicodeString: false }),
    fc.constantFrom<number | string>(1e21, 0.1, 1e-7, 9007199254740991, "\u0000", "\ud800", "\u2028", "𝄞"),
  ),
);

/** Entries with a few changes over few ids, so that records are written again and taken away. */
export const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    by: storableText,
    changes: fc.array(
      fc.record({
        id: fc.oneof(fc.constantFrom("a", "b", "é", "𝄞", "\uffee"), storableText),
        body: fc.option(anyBody as fc.Arbitrary<JsonObject>, { freq: 3 }),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ by, changes }) => smallEntry(changes, by));
