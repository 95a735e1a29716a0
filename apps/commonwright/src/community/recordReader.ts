// Reads records from the store into the book that decisions and answers look at.

import { type CommonsStore, type RecordBook, type RecordKey, type RecordRow, type ReferringList, type Wanted } from "@commonwright/commons";

/** So many of a list are read at a time. Of what names one record, the newest are read. */
const MOST_LISTED = 10_000;
/** But of what events change along with a resource, and of what corrects an event, none may be missing. */
const READ_WHOLE: ReadonlySet<string> = new Set(["containedIn", "corrects"]);

/** Reads what is wanted and keeps it at hand. Only for the writer: between its appends nothing changes under it. */
export async function readWanted(
  parts: { readonly store: CommonsStore; readonly community: string; readonly book: RecordBook },
  wanted: Wanted,
): Promise<void> {
  const { store, community, book } = parts;
  const { keys, lists, firsts } = wanted;
  const [rows, listed, bodies] = await Promise.all([
    keys.length === 0 ? [] : store.records(community, keys),
    lists.length === 0 ? [] : store.referring(community, lists.map(askOf)),
    Promise.all(firsts.map((row) => store.entries(community, row.created - 1, 1))),
  ]);
  book.keep(keys, rows);
  for (const [index, list] of lists.entries()) book.keepList(list, await wholeList(parts, list, listed[index] ?? []));
  for (const [index, row] of firsts.entries()) book.keepFirst(row, bodies[index]?.[0]?.entry.body ?? {});
}

const askOf = (list: ReferringList) => ({ ...list, limit: MOST_LISTED });

/** The newest of a list, with those before them where all are wanted. */
async function wholeList(
  { store, community }: { readonly store: CommonsStore; readonly community: string },
  list: ReferringList,
  newest: readonly RecordRow[],
): Promise<readonly RecordRow[]> {
  const rows = [...newest];
  for (let isFull = READ_WHOLE.has(list.property) && newest.length === MOST_LISTED; isFull; ) {
    const before = Math.min(...rows.slice(-MOST_LISTED).map(({ created }) => created));
    const [older = []] = await store.referring(community, [{ ...askOf(list), before }]);
    rows.push(...older);
    isFull = older.length === MOST_LISTED;
  }
  return rows;
}

/** The rows of keys, null where there is none: from the book, or else from the store, in one way to it. */
export async function rowsOf(
  { read: readRows, book }: { readonly read: (keys: readonly RecordKey[]) => Promise<readonly RecordRow[]>; readonly book: RecordBook },
  keys: readonly RecordKey[],
): Promise<readonly (RecordRow | null)[]> {
  const missing = keys.filter((key) => book.peek(key) === undefined);
  if (missing.length === 0) return keys.map((key) => book.peek(key) ?? null);
  const generation = book.generation();
  const read = await readRows(missing);
  // What was absent a moment ago may have been written since; what was there may only have become newer, which the book knows.
  if (book.generation() === generation) book.keep(missing, read);
  const byText = new Map(read.map((row) => [`${row.kind} ${row.id}`, row]));
  return keys.map((key) => book.peek(key) ?? byText.get(`${key.kind} ${key.id}`) ?? null);
}
