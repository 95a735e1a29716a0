// Which logs a database has, and where they end.

import type { Head } from "@commonwright/commons";
import type { SqlDatabase, SqlRow } from "./database.js";

type Asked = Pick<SqlDatabase, "query">;

/** In the order of their founding. */
export async function communityIds(database: Asked): Promise<readonly string[]> {
  const rows = await database.query("select community from community order by number", []);
  return rows.map((row) => String(row.community));
}

/** EMPTY_HEAD where there is no such log. */
export async function communityHead(database: Asked, community: string): Promise<Head> {
  return headOf((await database.query("select sequence, hash from community_head($1)", [community]))[0]);
}

/** A row with `sequence` and `hash`. */
export function headOf(row: SqlRow | undefined): Head {
  if (row === undefined) throw new Error("the database gave no head");
  return { sequence: Number(row.sequence), hash: String(row.hash) };
}
