// An entry on its way into the tables and out of them.

import { canonicalJson, EMPTY_HEAD, type Entry, type SealedEntry, toJson } from "@commonwright/commons";
import type { SqlRow } from "./database.js";

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

/** Entries as `append_entries` reads them: the text is what the hash was taken of. */
export function entriesJson(sealed: readonly SealedEntry[]): string {
  return JSON.stringify(sealed.map(({ sequence, hash, entry }) => ({ sequence, hash, text: canonicalJson(toJson(entry)) })));
}
