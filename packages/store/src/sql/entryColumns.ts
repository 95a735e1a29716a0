// An entry on its way into the tables and out of them.

import { EMPTY_HEAD, type Entry, entryText, type LogText, type SealedEntry } from "@commonwright/commons";
import type { SqlDatabase, SqlRow } from "./database.js";

/** Values: community, after, limit. The hash before an entry is that of the one before it. */
export const ENTRIES = `select entry.sequence, encode(entry.hash, 'hex') as hash, entry.text, (
    select encode(before.hash, 'hex') from entry before where before.community = entry.community and before.sequence = entry.sequence - 1
  ) as previous
  from entry where entry.community = (select number from community where community = $1) and entry.sequence > $2::bigint
  order by entry.sequence limit $3::bigint`;

/** A row of `ENTRIES`. */
export function sealedEntryOf(row: SqlRow): SealedEntry {
  const entry: Entry = JSON.parse(String(row.text));
  return {
    sequence: Number(row.sequence),
    previous: typeof row.previous === "string" ? row.previous : EMPTY_HEAD.hash,
    hash: String(row.hash),
    entry,
  };
}

// A row of the driver costs more than an entry: a hundred come in one, a line each. JSON has its line feeds escaped; a text that was
// tampered with may hold one.
const TOGETHER = 100;
const PLACE = "entry.community = (select number from community where community = $1) and entry.sequence > $2::bigint";
const TEXTS = `select string_agg(sequence::text, ' ' order by sequence) as sequences, string_agg(encode(hash, 'hex'), ' ' order by sequence) as hashes,
    string_agg(text, chr(10) order by sequence) as texts
  from (select sequence, hash, text from entry where ${PLACE} order by entry.sequence limit $3::bigint) entry
  group by (sequence - 1) / ${TOGETHER} order by min(sequence)`;
const ONE_BY_ONE = `select sequence, encode(hash, 'hex') as hash, text from entry where ${PLACE} order by entry.sequence limit $3::bigint`;

/** What is kept of the entries behind `after`. */
export async function logTexts(
  database: Pick<SqlDatabase, "query">,
  community: string,
  after: number,
  limit: number,
): Promise<readonly LogText[]> {
  const values = [community, after, limit];
  const found = (await database.query(TEXTS, values)).map(linesOf);
  if (found.every(({ sequences, texts }) => sequences.length === texts.length))
    return found.flatMap(({ sequences, hashes, texts }) =>
      texts.map((text, index) => ({ sequence: Number(sequences[index]), hash: hashes[index] ?? "", text })),
    );
  const rows = await database.query(ONE_BY_ONE, values);
  return rows.map(({ sequence, hash, text }) => ({ sequence: Number(sequence), hash: String(hash), text: String(text) }));
}

const linesOf = ({ sequences, hashes, texts }: SqlRow) => ({
  sequences: String(sequences).split(" "),
  hashes: String(hashes).split(" "),
  texts: String(texts).split("\n"),
});

/** A text as an entry of the log, whose hash fits; `before` is the hash of the one before. */
export function sealedTextOf({ sequence, hash, text }: LogText, before: string): SealedEntry {
  const entry: Entry = JSON.parse(text);
  return { sequence, previous: before, hash, entry };
}

/** Entries as `append_entries` reads them: the text is what the hash was taken of. */
export function entriesJson(sealed: readonly SealedEntry[]): string {
  return JSON.stringify(sealed.map(({ sequence, hash, entry }) => ({ sequence, hash, text: entryText(entry) })));
}
