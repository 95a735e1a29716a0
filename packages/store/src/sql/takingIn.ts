// Logs and lists that were kept elsewhere, taken into a database in one transaction.

import { setTimeout as sleep } from "node:timers/promises";
import { EMPTY_HEAD, type Intake, type KeptListOf, type KeptRow, type LogIntake, type LogText, type Replay } from "@commonwright/commons";
import { assertStorable } from "../storable.js";
import { StoreFault } from "../storeFault.js";
import { logGoesOn, otherLog } from "../takenLogs.js";
import type { SqlDatabase, SqlTransaction } from "./database.js";
import { sealedTextOf } from "./entryColumns.js";
import { columnsOf, KEPT_TABLES, keptList, LOG_TABLES } from "./keptTables.js";
import { communityHead } from "./logHeads.js";
import { beginReplay, endReplay, replayPage } from "./rebuild.js";
import { asRefusal } from "./refused.js";

/**
 * A program or a database that is killed before the end leaves what was there. Throws StoreFault OutcomeUnknown where the connection is lost:
 * what comes in cannot be asked for again, and the last word of the database may be the one that was lost.
 */
export async function takeIn(
  database: SqlDatabase,
  { replacing }: { readonly replacing: boolean },
  bring: (into: Intake) => Promise<void>,
): Promise<void> {
  let began = false;
  const take = async (transaction: SqlTransaction) => {
    if (began) throw new StoreFault("OutcomeUnknown", "The database went away before it answered; all of it was taken in, or nothing.");
    began = true;
    await transaction.script(DURABLE);
    if (replacing) await removeAll(transaction);
    await bring({
      log: (community, replay) => beginLog(transaction, community, replay),
      rows: (list, rows) => insertRows(transaction, list, rows),
    });
  };
  if (replacing) await assertAlone(database);
  await asRefusal(() => database.transaction(take));
}

/** As an append: the answer waits for the disk, also where the server's default is not to wait. */
const DURABLE = `do $$ begin
  if current_setting('synchronous_commit') = 'off' then perform set_config('synchronous_commit', 'on', true); end if;
end $$`;

/** Tables whose rows their triggers let nobody remove. */
const GUARDED = ["entry", "economic_event", "resource_quantity"] as const;

async function removeAll(transaction: SqlTransaction): Promise<void> {
  const tables = [...LOG_TABLES, "turn", ...Object.values(KEPT_TABLES).map(({ table }) => table)];
  await transaction.script(
    [
      ...GUARDED.map((table) => `alter table ${table} disable trigger user`),
      `truncate ${tables.join(", ")} restart identity`,
      ...GUARDED.map((table) => `alter table ${table} enable trigger user`),
    ].join("; "),
  );
}

/** One that was told to stop may need a moment to say goodbye. */
const MOST_LOOKS = 20;
const PAUSE_MS = 100;

/** Whoever still uses the database would go on with what is gone. Programs are told apart by the name that each gives its connections. */
async function assertAlone(database: SqlDatabase): Promise<void> {
  for (let looks = 1; ; looks += 1) {
    const [others] = await database.query(
      `select count(*)::integer as connections from pg_stat_activity
       where datname = current_database() and application_name like 'commonwright %'
         and application_name <> current_setting('application_name')`,
      [],
    );
    if (Number(others?.connections) === 0) return;
    if (looks === MOST_LOOKS)
      throw new StoreFault("FolderLocked", "Another program of this kind uses the database; stop it before what is there is replaced.");
    await sleep(PAUSE_MS);
  }
}

async function beginLog(transaction: SqlTransaction, community: string, replay: Replay): Promise<LogIntake> {
  assertStorable(community);
  await transaction.query("select lock_community($1)", [community]);
  const before = await communityHead(transaction, community);
  if (before.sequence === 0) await transaction.query("insert into community (community, rebuilt) values ($1, 0)", [community]);
  const [place] = await transaction.query("select number from community where community = $1", [community]);
  const number = Number(place?.number);
  await beginReplay(transaction, number);
  let { sequence, hash } = EMPTY_HEAD;
  return {
    async take(page) {
      const [known, fresh] = [
        page.filter((text) => text.sequence <= before.sequence),
        page.filter((text) => text.sequence > before.sequence),
      ];
      if (!(await areThere(transaction, number, known))) throw otherLog(community, before);
      await insertEntries(transaction, number, fresh);
      const sealed = page.map((text, index) => sealedTextOf(text, page[index - 1]?.hash ?? hash));
      for (const { entry } of sealed) assertStorable(entry.kind, entry.at, entry.by);
      await replayPage(transaction, number, { page: sealed, replay });
      ({ sequence, hash } = page.at(-1) ?? { sequence, hash });
    },
    async end() {
      if (sequence < before.sequence) throw logGoesOn(community, before, sequence);
      await endReplay(transaction, number);
    },
  };
}

/** Looks at those that are there already, one by one. */
async function areThere(transaction: SqlTransaction, number: number, page: readonly LogText[]): Promise<boolean> {
  if (page.length === 0) return true;
  const [found] = await transaction.query(
    `select count(*)::integer as same
     from json_to_recordset($2::text::json) as given(sequence bigint, hash text, text text)
     join entry on entry.community = $1::integer and entry.sequence = given.sequence
       and entry.hash = decode(given.hash, 'hex') and entry.text = given.text`,
    [number, textsJson(page)],
  );
  return Number(found?.same) === page.length;
}

const textsJson = (page: readonly LogText[]): string => JSON.stringify(page.map(({ sequence, hash, text }) => ({ sequence, hash, text })));

/** The triggers look at the chain. */
async function insertEntries(transaction: SqlTransaction, number: number, page: readonly LogText[]): Promise<void> {
  if (page.length === 0) return;
  await transaction.query(
    `insert into entry (community, sequence, hash, text)
     select $1::integer, new.sequence, decode(new.hash, 'hex'), new.text
     from json_to_recordset($2::text::json) as new(sequence bigint, hash text, text text)`,
    [number, textsJson(page)],
  );
}

async function insertRows(transaction: SqlTransaction, { name, community }: KeptListOf, rows: readonly KeptRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = columnsOf(keptList(name));
  const values = columns.map(([, type], index) => (type === "number" ? `(row.value ->> ${index})::bigint` : `row.value ->> ${index}`));
  const place = community === null ? { names: [], values: [], given: [] } : { names: ["community"], values: ["$2"], given: [community] };
  await transaction.query(
    `insert into ${KEPT_TABLES[name].table} (${[...place.names, ...columns.map(([column]) => column)].join(", ")})
     select ${[...place.values, ...values].join(", ")} from json_array_elements($1::text::json) row`,
    [JSON.stringify(rows), ...place.given],
  );
}
