// Brings the tables of a database to what this version of the program knows.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { StoreFault } from "../storeFault.js";
import type { SqlDatabase, SqlTransaction } from "./database.js";

/** A step from one state of the tables to the next. `name` is the file's, and begins with the number. */
interface Migration {
  readonly number: number;
  readonly name: string;
  readonly text: string;
}

// src/sql and dist/sql lie equally deep, so this finds the same files from both, and the build has nothing to copy.
const folder = fileURLToPath(new URL("../../src/migrations/", import.meta.url));

function readMigrations(): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}-[\w-]+\.sql$/.test(name));
  return names.sort().map((name) => ({ number: Number(name.slice(0, 4)), name, text: readFileSync(path.join(folder, name), "utf8") }));
}

/**
 * Applies what is missing, all in one transaction; programs that start together wait for each other.
 * Throws StoreFault NewerDatabase where the database has a step that this program lacks.
 */
export async function migrate(database: SqlDatabase): Promise<void> {
  const known = readMigrations();
  await database.transaction(async (transaction) => {
    await transaction.query("select pg_advisory_xact_lock(hashtextextended('commonwright migration', 0))", []);
    await transaction.script(
      "create table if not exists migration (number integer primary key, name text not null, applied_at timestamptz not null default now())",
    );
    const applied = await appliedNumbers(transaction);
    assertNotNewer(known, applied);
    for (const migration of known.filter(({ number }) => !applied.includes(number))) {
      await transaction.script(migration.text);
      await transaction.query("insert into migration (number, name) values ($1, $2)", [migration.number, migration.name]);
    }
  });
}

function assertNotNewer(known: readonly Migration[], applied: readonly number[]): void {
  const newest = known.at(-1)?.number ?? 0;
  if (applied.every((number) => number <= newest)) return;
  throw new StoreFault("NewerDatabase", "A newer version of commonwright has used this database; start that version.");
}

/** Whether the tables are those of this program. Changes nothing. Throws StoreFault NewerDatabase as `migrate` does. */
export async function isMigrated(database: SqlDatabase): Promise<boolean> {
  const known = readMigrations();
  const [table] = await database.query("select to_regclass('migration') is not null as exists", []);
  const applied = table?.exists === true ? await appliedNumbers(database) : [];
  assertNotNewer(known, applied);
  return known.every(({ number }) => applied.includes(number));
}

/** Makes the tables in a place where there are none. */
export async function makeTables(transaction: SqlTransaction): Promise<void> {
  for (const { text } of readMigrations()) await transaction.script(text);
}

async function appliedNumbers(transaction: Pick<SqlTransaction, "query">): Promise<readonly number[]> {
  const rows = await transaction.query("select number from migration", []);
  return rows.map((row) => Number(row.number));
}
