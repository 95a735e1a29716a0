// Looks whether the records of a community are what its log amounts to, and leaves them as they are.

import { randomUUID } from "node:crypto";
import type { RecordDifference, Replay } from "@commonwright/commons";
import { StoreFault } from "../storeFault.js";
import type { SqlDatabase, SqlTransaction } from "./database.js";
import { makeTables } from "./migrate.js";
import { differencesToKept, noteKept, replayAll } from "./rebuild.js";

/** Thrown at the end of every comparison, so that the database forgets what was made for it. */
class Compared extends Error {}

/**
 * A rebuild beside the records instead of in their place: in one transaction on one snapshot all tables are made a second time in a schema
 * of their own, the log is copied there and its records are made, both are compared, and everything is rolled back. Writers do not wait, and
 * what the database itself makes of the log is compared as well. Costs as much room as the log and its records, for that time.
 * Throws StoreFault OutcomeUnknown where the connection is lost: the replay cannot begin again.
 */
export async function compareRecords(database: SqlDatabase, community: string, replay: Replay): Promise<readonly RecordDifference[]> {
  let began = false;
  const differences: RecordDifference[] = [];
  const compare = async (transaction: SqlTransaction) => {
    if (began) throw new StoreFault("OutcomeUnknown", "The database went away while records were compared; nothing was changed.");
    began = true;
    await transaction.script("set transaction isolation level repeatable read");
    const [place] = await transaction.query("select number, quote_ident(current_schema()) as schema from community where community = $1", [
      community,
    ]);
    if (place === undefined) return;
    const number = Number(place.number);
    await noteKept(transaction, number);
    await copyLog(transaction, { community, number, from: String(place.schema) });
    await replayAll(transaction, { community, number, replay });
    differences.push(...(await differencesToKept(transaction, number)));
    throw new Compared();
  };
  await database.transaction(compare).catch((thrown: unknown) => {
    if (!(thrown instanceof Compared)) throw thrown;
  });
  return differences;
}

interface Copying {
  readonly community: string;
  readonly number: number;
  readonly from: string;
}

/** From here on the names of tables and functions mean those of the new schema, in this transaction alone. */
async function copyLog(transaction: SqlTransaction, { community, number, from }: Copying): Promise<void> {
  const schema = `comparison_${randomUUID().replaceAll("-", "")}`;
  await transaction.script(`create schema ${schema}; set local search_path = ${schema}`);
  await makeTables(transaction);
  // What is being rebuilt makes no events when entries come in.
  await transaction.query("insert into community (number, community, rebuilt) overriding system value values ($1::integer, $2, 0)", [
    number,
    community,
  ]);
  await transaction.query(
    `insert into entry (community, sequence, hash, text)
     select entry.community, entry.sequence, entry.hash, entry.text from ${from}.entry where entry.community = $1::integer
     order by entry.sequence`,
    [number],
  );
}
