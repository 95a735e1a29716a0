// Entries on their way into a log: sealed into the chain, with what they make of the records.

import { EMPTY_HEAD, type Entry, type Head, type SealedEntry } from "./entry.js";
import type { JsonObject } from "./json.js";
import type { RecordKey, RecordKind, RecordRow } from "./records.js";
import { headOf, sealEntries } from "./sealedLog.js";

/** Entries in the order of the chain, the last state of every record they touch, and the head behind them. */
export interface LogBatch {
  readonly after: Head;
  readonly sealed: readonly SealedEntry[];
  readonly writes: readonly RecordRow[];
  readonly head: Head;
}

/** The records as they are, for decisions and projections to look at. */
export interface RecordsView {
  /** Undefined: there is none. What was removed is there and says so. */
  readonly get: (kind: RecordKind, id: string) => RecordRow | undefined;
  /** Those of a kind that name `target` in a property, oldest first, without what was removed. */
  readonly referring: (kind: RecordKind, property: string, target: RecordKey) => readonly RecordRow[];
  /** The body of the entry that wrote a record first. */
  readonly firstSaid: (row: RecordRow) => JsonObject;
}

/** What an entry makes of the records: the new state of each that it touches. Pure; it looks at what was there before. */
export type Projection = (sealed: { readonly entry: Entry; readonly sequence: number }, records: RecordsView) => readonly RecordRow[];

/** A batch that grows. Its `records` are what lies beneath, with what the batch has changed. */
export interface GrowingBatch {
  readonly records: RecordsView;
  /** Adds what one decision came to, all of it or, where that throws, nothing; gives the records that it wrote. */
  readonly add: (entries: readonly Entry[]) => readonly RecordRow[];
  /** What was added until now. */
  readonly batch: () => LogBatch;
}

/** Begins a batch behind `after`, over records that belong to that head. Nothing is sealed before `batch`: a batch that is begun anew costs little. */
export function growBatch(after: Head, beneath: RecordsView, project: Projection): GrowingBatch {
  const entries: Entry[] = [];
  const writes = new Map<string, RecordRow>();
  const firstSaid = (row: RecordRow) => entries[row.created - after.sequence - 1]?.body ?? beneath.firstSaid(row);
  const records = { ...overlaid(beneath, writes), firstSaid };
  return {
    records,
    add(added) {
      const rows = new Map<string, RecordRow>();
      const within = { ...overlaid(records, rows), firstSaid };
      let sequence = after.sequence + entries.length;
      for (const entry of added) {
        sequence += 1;
        for (const row of project({ entry, sequence }, within)) rows.set(recordKeyText(row), row);
      }
      for (const [key, row] of rows) writes.set(key, row);
      entries.push(...added);
      return [...rows.values()];
    },
    batch() {
      const sealed = sealEntries(after, entries);
      return { after, sealed, writes: [...writes.values()], head: headOf(sealed, after) };
    },
  };
}

/** The batch of entries that are known from the start; for a log that begins, nothing lies beneath. */
export function batchOf(entries: readonly Entry[], project: Projection, { after = EMPTY_HEAD, beneath = NO_RECORDS } = {}): LogBatch {
  const growing = growBatch(after, beneath, project);
  growing.add(entries);
  return growing.batch();
}

/** One text for a record within its community. Kinds have no space, so that no two records share one. */
export const recordKeyText = ({ kind, id }: RecordKey): string => `${kind} ${id}`;

/** Where there is nothing. */
export const NO_RECORDS: RecordsView = {
  get: () => undefined,
  referring: () => [],
  firstSaid: ({ kind, id }) => {
    throw new RangeError(`nothing was said of ${kind} ${id}`);
  },
};

/** Records with changes over them. Batches are short, so that the changes are looked through one by one. */
function overlaid(beneath: RecordsView, changes: ReadonlyMap<string, RecordRow>): Omit<RecordsView, "firstSaid"> {
  return {
    get: (kind, id) => changes.get(recordKeyText({ kind, id })) ?? beneath.get(kind, id),
    referring(kind, property, target) {
      const untouched = beneath.referring(kind, property, target).filter((row) => !changes.has(recordKeyText(row)));
      const changed = [...changes.values()].filter((row) => row.kind === kind && !row.isRemoved && names(row, property, target));
      return changed.length === 0 ? untouched : [...untouched, ...changed].toSorted((a, b) => a.created - b.created);
    },
  };
}

/** Whether a record names another in a property; whether that other can be of the kind is for the asker to know. */
export function names({ body }: RecordRow, property: string, { id }: RecordKey): boolean {
  const value = body[property];
  return value === id || (Array.isArray(value) && value.includes(id));
}
