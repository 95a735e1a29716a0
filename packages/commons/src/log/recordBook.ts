// Records that were read, kept at hand: what decisions look at without waiting, and what is still to be read for them.

import type { JsonObject } from "./json.js";
import { type LogBatch, names, recordKeyText, type RecordsView } from "./logBatch.js";
import { type RecordKey, type RecordKind, type RecordRow, referencesOf } from "./records.js";

/** What a decision wanted to look at and what was not at hand. */
export interface Wanted {
  readonly keys: readonly RecordKey[];
  readonly lists: readonly ReferringList[];
  /** Records whose first entry is wanted. */
  readonly firsts: readonly RecordRow[];
}

/** The records of a kind that name another in a property. */
export interface ReferringList {
  readonly kind: RecordKind;
  readonly property: string;
  readonly target: RecordKey;
}

/**
 * Thrown by a view where something was not read yet. Decisions are pure: they are made again when it has been. Thrown rather than
 * returned, so that decisions read as if everything were there.
 */
export class NotRead extends Error {
  constructor() {
    super("a record was wanted that has not been read yet");
    this.name = "NotRead";
  }
}

/** Records at hand, of one community at one head. */
export interface RecordBook {
  /** Notes what was not at hand in `wanted`, and throws NotRead. */
  readonly view: (wanted: WantedList) => RecordsView;
  /** Undefined: not at hand. Null: it is known that there is none. */
  readonly peek: (key: RecordKey) => RecordRow | null | undefined;
  /** Keeps what was read: the rows for the keys that were asked, absent ones as absent. An older state never replaces a newer one. */
  readonly keep: (asked: readonly RecordKey[], rows: readonly RecordRow[]) => void;
  readonly keepList: (list: ReferringList, rows: readonly RecordRow[]) => void;
  readonly keepFirst: (row: RecordRow, body: JsonObject) => void;
  /** Follows a batch that was appended. */
  readonly follow: (batch: LogBatch) => void;
  /** Forgets everything: somebody else has written. */
  readonly forget: () => void;
  /** Grows with every batch that is followed, and with every forgetting: what was read across such a change may be old. */
  readonly generation: () => number;
}

/** Collects what is wanted; each thing once. */
export class WantedList implements Wanted {
  readonly #keys = new Map<string, RecordKey>();
  readonly #lists = new Map<string, ReferringList>();
  readonly #firsts = new Map<string, RecordRow>();

  get keys(): readonly RecordKey[] {
    return [...this.#keys.values()];
  }
  get lists(): readonly ReferringList[] {
    return [...this.#lists.values()];
  }
  get firsts(): readonly RecordRow[] {
    return [...this.#firsts.values()];
  }
  get isEmpty(): boolean {
    return this.#keys.size + this.#lists.size + this.#firsts.size === 0;
  }
  addKey(key: RecordKey): void {
    this.#keys.set(recordKeyText(key), { kind: key.kind, id: key.id });
  }
  addList(list: ReferringList): void {
    this.#lists.set(listText(list), list);
  }
  addFirst(row: RecordRow): void {
    this.#firsts.set(recordKeyText(row), row);
  }
}

/** So much is kept at hand; what was kept longest goes first. */
const MOST_ROWS = 100_000;
const MOST_LISTS = 20_000;
const MOST_FIRSTS = 1_000;

const listText = ({ kind, property, target }: ReferringList) => `${kind} ${property} ${recordKeyText(target)}`;

/** A book with nothing in it. */
export function recordBook(): RecordBook {
  const rows = new Map<string, RecordRow | null>();
  const lists = new Map<string, Map<string, RecordKey>>();
  const firsts = new Map<string, JsonObject>();
  let generation = 0;
  const keepRow = (row: RecordRow) => {
    const text = recordKeyText(row);
    const known = rows.get(text);
    if (known === undefined || known === null || known.revision <= row.revision) rows.set(text, row);
  };
  const unlist = (row: RecordRow) => forEachList(row, (text) => lists.get(text)?.delete(recordKeyText(row)));
  const enlist = (row: RecordRow) => forEachList(row, (text) => lists.get(text)?.set(recordKeyText(row), { kind: row.kind, id: row.id }));
  return {
    view: (wanted) => viewOf({ rows, lists, firsts }, wanted),
    peek: (key) => rows.get(recordKeyText(key)),
    keep(asked, found) {
      for (const row of found) keepRow(row);
      for (const key of asked) if (!rows.has(recordKeyText(key))) rows.set(recordKeyText(key), null);
    },
    keepList(list, found) {
      for (const row of found) keepRow(row);
      lists.set(listText(list), new Map(found.map(({ kind, id }) => [recordKeyText({ kind, id }), { kind, id }])));
    },
    keepFirst: (row, body) => void firsts.set(recordKeyText(row), body),
    follow({ writes }) {
      generation += 1;
      for (const row of writes) {
        const before = rows.get(recordKeyText(row));
        if (before !== undefined && before !== null) unlist(before);
        keepRow(row);
        if (!row.isRemoved) enlist(row);
      }
      forgetOldest(rows, MOST_ROWS);
      forgetOldest(lists, MOST_LISTS);
      forgetOldest(firsts, MOST_FIRSTS);
    },
    forget() {
      generation += 1;
      rows.clear();
      lists.clear();
    },
    generation: () => generation,
  };
}

function forEachList(row: RecordRow, act: (text: string) => void): void {
  for (const { property, kind, id } of referencesOf(row.kind, row.body)) act(listText({ kind: row.kind, property, target: { kind, id } }));
}

/** A Map keeps the order in which its keys came. */
function forgetOldest(kept: Map<string, unknown>, most: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(oldest);
  }
}

interface Shelves {
  readonly rows: ReadonlyMap<string, RecordRow | null>;
  readonly lists: ReadonlyMap<string, ReadonlyMap<string, RecordKey>>;
  readonly firsts: ReadonlyMap<string, JsonObject>;
}

function viewOf({ rows: kept, lists, firsts }: Shelves, wanted: WantedList): RecordsView {
  // One for all: where it was thrown says nothing, and finding that out costs more than the decision.
  const notRead = new NotRead();
  const get = (kind: RecordKind, id: string) => {
    const row = kept.get(recordKeyText({ kind, id }));
    if (row !== undefined) return row ?? undefined;
    wanted.addKey({ kind, id });
    throw notRead;
  };
  return {
    get,
    referring(kind, property, target) {
      const list = lists.get(listText({ kind, property, target }));
      if (list === undefined) {
        wanted.addList({ kind, property, target });
        throw notRead;
      }
      // Rows that were forgotten are asked for together. One that was written anew since may name the target no more.
      const missing = [...list].filter(([text]) => !kept.has(text));
      for (const [, key] of missing) wanted.addKey(key);
      if (missing.length > 0) throw notRead;
      const rows = [...list.values()].flatMap(({ id }) => get(kind, id) ?? []);
      const found = rows.filter((row) => !row.isRemoved && names(row, property, target));
      return found.toSorted((a, b) => a.created - b.created);
    },
    firstSaid(row) {
      const body = firsts.get(recordKeyText(row));
      if (body !== undefined) return body;
      wanted.addFirst(row);
      throw notRead;
    },
  };
}
