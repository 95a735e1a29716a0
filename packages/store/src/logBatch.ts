// Entries on their way into a log: sealed into the chain, with what they do to the records. The same for every adapter.

import {
  type Entry,
  type Head,
  headOf,
  projectEntry,
  type RecordChange,
  type RecordRow,
  type SealedEntry,
  sealEntries,
} from "@commonwright/commons";
import { StoreFault } from "./storeFault.js";

/** What an entry does to the records, in order; pure. A store knows no kind of entry by itself. */
export type Projection = (entry: Entry, sequence: number) => readonly RecordChange[];

/** The projection of the program. Tests of stores have a smaller one. */
export const COMMONS_PROJECTION: Projection = projectEntry;

/** A record as a batch leaves it; `body` null where it is taken away. */
export interface RecordWrite extends Omit<RecordRow, "body"> {
  readonly body: RecordRow["body"] | null;
}

/** Entries in the order of the chain, the last state of every record they touch, and the head behind them. */
export interface LogBatch {
  readonly sealed: readonly SealedEntry[];
  readonly writes: readonly RecordWrite[];
  readonly head: Head;
}

/** Seals and projects `entries` behind `after`. Of several writes to one record only the last is kept. */
export function sealBatch(project: Projection, after: Head, entries: readonly Entry[]): LogBatch {
  const sealed = sealEntries(after, entries);
  const writes = new Map<string, RecordWrite>();
  for (const { entry, sequence } of sealed) {
    assertStorable(entry.kind, entry.at, entry.by);
    for (const { kind, id, body } of project(entry, sequence)) {
      assertStorable(kind, id);
      writes.set(recordKey({ kind, id }), { kind, id, body, revision: sequence });
    }
  }
  return { sealed, writes: [...writes.values()], head: headOf(sealed, after) };
}

/** One text for a record within its community. Kinds have no space, so that no two records share one. */
export function recordKey(record: { readonly kind: string; readonly id: string }): string {
  return `${record.kind} ${record.id}`;
}

/** Are both the same place of the same log? */
export function sameHead(one: Head, other: Head): boolean {
  return one.sequence === other.sequence && one.hash === other.hash;
}

/** PostgreSQL keeps neither NUL nor half a character in a text; refused by every adapter alike, before anything is written. */
export function assertStorable(...texts: readonly string[]): void {
  for (const text of texts) {
    if (/\0|\p{Surrogate}/u.test(text)) {
      throw new StoreFault("BadText", `A name or id holds a character that cannot be kept: ${JSON.stringify(text)}.`);
    }
  }
}
