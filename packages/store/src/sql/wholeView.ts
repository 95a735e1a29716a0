// All that a database keeps, read in one transaction on one snapshot.

import type { CommonsStore, KeptListOf, KeptRow, WholeView } from "@commonwright/commons";
import { StoreFault } from "../storeFault.js";
import type { SqlDatabase, SqlTransaction } from "./database.js";
import { logTexts } from "./entryColumns.js";
import { columnsOf, KEPT_TABLES, keptList } from "./keptTables.js";
import { communityHead, communityIds } from "./logHeads.js";

/** Others go on writing meanwhile. Throws StoreFault Unreachable where the connection is lost: the reading cannot begin again. */
export async function readWhole<Outcome>(database: SqlDatabase, read: (view: WholeView) => Promise<Outcome>): Promise<Outcome> {
  let outcome: { readonly value: Outcome } | null = null;
  let began = false;
  await database.transaction(async (transaction) => {
    if (began) throw new StoreFault("Unreachable", "The database went away while it was read; nothing in it was changed.");
    began = true;
    await transaction.script("set transaction isolation level repeatable read read only");
    outcome = { value: await read(viewOf(transaction)) };
  });
  if (outcome === null) throw new Error("the database ended a transaction that did nothing");
  return (outcome as { readonly value: Outcome }).value;
}

function viewOf(transaction: SqlTransaction): WholeView {
  const log: Pick<CommonsStore, "communities" | "head" | "texts"> = {
    communities: () => communityIds(transaction),
    head: (community) => communityHead(transaction, community),
    texts: (community, after, limit) => logTexts(transaction, community, after, limit),
  };
  return { ...log, rows: (list) => keptRows(transaction, list) };
}

/** By a cursor, so that no more than a few rows are at hand. It is closed with its transaction where the reading ends before its rows do. */
async function* keptRows(
  transaction: SqlTransaction,
  { name, community }: KeptListOf,
): AsyncGenerator<readonly KeptRow[], void, undefined> {
  const { table, together } = KEPT_TABLES[name];
  const columns = columnsOf(keptList(name)).map(([column]) => column);
  const place = community === null ? "" : "where community = $1";
  const cursor = `kept_${table}`;
  await transaction.query(
    `declare ${cursor} no scroll cursor for select json_build_array(${columns.join(", ")})::text as values from ${table} ${place} order by ${columns[0]}`,
    community === null ? [] : [community],
  );
  for (;;) {
    const rows = await transaction.query(`fetch forward ${together} from ${cursor}`, []);
    if (rows.length === 0) break;
    yield rows.map(({ values }): KeptRow => JSON.parse(String(values)));
  }
  await transaction.script(`close ${cursor}`);
}
