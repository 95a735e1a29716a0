// Makes the records of a community anew from its entries, which are not touched.

import type { RecordDifference, RecordKind, Replay, SealedEntry } from "@commonwright/commons";
import { StoreFault } from "../storeFault.js";
import type { SqlDatabase, SqlTransaction } from "./database.js";
import { ENTRIES, sealedEntryOf } from "./entryColumns.js";
import { writesJson } from "./recordColumns.js";

/** Entries that are replayed at a time. */
const PAGE = 5000;
/** Differences that are told. */
const MOST = 100;

/** In one transaction, while writers wait. Throws StoreFault OutcomeUnknown where the connection is lost: the replay cannot begin again. */
export async function rebuildRecords(database: SqlDatabase, community: string, replay: Replay): Promise<readonly RecordDifference[]> {
  let began = false;
  const differences: RecordDifference[] = [];
  await database.transaction(async (transaction) => {
    if (began)
      throw new StoreFault("OutcomeUnknown", "The database went away while records were made anew; the old ones may still be there.");
    began = true;
    await transaction.query("select lock_community($1)", [community]);
    const [place] = await transaction.query("select number from community where community = $1", [community]);
    if (place === undefined) return;
    const number = Number(place.number);
    await noteKept(transaction, number);
    await replayAll(transaction, { community, number, replay });
    differences.push(...(await differencesToKept(transaction, number)));
  });
  return differences;
}

/** Notes the records as they are, for this transaction. */
export async function noteKept(transaction: SqlTransaction, number: number): Promise<void> {
  await transaction.script('create temporary table kept_line (kind text collate "C", id text collate "C", line text) on commit drop');
  await transaction.query("insert into kept_line select * from record_lines($1::integer)", [number]);
}

/** How the records differ from those that were noted. */
export async function differencesToKept(transaction: SqlTransaction, number: number): Promise<readonly RecordDifference[]> {
  return (await transaction.query(DIFFERENCES, [number, MOST])).map(differenceOf);
}

/** Makes the records of a community anew, page by page. */
export async function replayAll(
  transaction: SqlTransaction,
  { community, number, replay }: { readonly community: string; readonly number: number; readonly replay: Replay },
): Promise<void> {
  await beginReplay(transaction, number);
  for (let after = 0; ; ) {
    const page = (await transaction.query(ENTRIES, [community, after, PAGE])).map(sealedEntryOf);
    const last = page.at(-1);
    if (last === undefined) break;
    await replayPage(transaction, number, { page, replay });
    after = last.sequence;
  }
  await endReplay(transaction, number);
}

/** Takes away all that is made of a log. Until the replay is at its end, nothing is appended. */
export async function beginReplay(transaction: SqlTransaction, number: number): Promise<void> {
  await transaction.query("update community set rebuilt = 0 where number = $1::integer", [number]);
  await transaction.query("delete from link where community = $1::integer", [number]);
  await transaction.query("delete from record where community = $1::integer", [number]);
}

/** Makes what the next entries, which are in the log, amount to. */
export async function replayPage(
  transaction: SqlTransaction,
  number: number,
  { page, replay }: { readonly page: readonly SealedEntry[]; readonly replay: Replay },
): Promise<void> {
  const through = page.at(-1)?.sequence ?? 0;
  const writes = writesJson({ sealed: page, writes: replay(page) });
  await transaction.query("select write_records($1::integer, record_writes($2::text::json))", [number, writes]);
  await transaction.query("update community set rebuilt = $2::bigint where number = $1::integer", [number, through]);
  await transaction.query("select settle_records($1::integer, record_writes($2::text::json))", [number, writes]);
}

/** Refused by the database where entries are left. */
export async function endReplay(transaction: SqlTransaction, number: number): Promise<void> {
  await transaction.query("update community set rebuilt = null where number = $1::integer", [number]);
}

const DIFFERENCES = `select coalesce(kept.kind, made.kind) as kind, coalesce(kept.id, made.id) as id, kept.line as kept, made.line as made
  from kept_line kept full join record_lines($1::integer) made on made.kind = kept.kind and made.id = kept.id
  where kept.line is distinct from made.line
  order by 1, 2 limit $2::bigint`;

function differenceOf({ kind, id, kept, made }: Readonly<Record<string, unknown>>): RecordDifference {
  const text = (line: unknown) => (typeof line === "string" ? line : null);
  return { kind: kind as RecordKind, id: String(id), kept: text(kept), right: text(made) };
}
