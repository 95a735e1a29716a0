// Opens the store that was asked for, with its tables in order, and says in one line what it is.

import type { CommonsStore } from "@commonwright/commons";
import { COMMONS_PROJECTION, type Projection } from "./logBatch.js";
import { memoryStore } from "./memory/memoryStore.js";
import type { SqlDatabase } from "./sql/database.js";
import { migrate } from "./sql/migrate.js";
import { pgliteDatabase } from "./sql/pgliteDatabase.js";
import { patientRecovery, placeOf, postgresDatabase } from "./sql/postgresDatabase.js";
import { sqlStore } from "./sql/sqlStore.js";
import { StoreFault, sentenceOf } from "./storeFault.js";

/**
 * Which database. memory: gone with the program. pglite: in the program, on a folder or (null) in memory. server: a PostgreSQL that others
 * look after, by URL. embedded: a PostgreSQL of our own on a folder, started and stopped with the store.
 */
export type DatabaseChoice =
  | { readonly type: "memory" }
  | { readonly type: "pglite"; readonly folder: string | null }
  | { readonly type: "server"; readonly url: string }
  | { readonly type: "embedded"; readonly folder: string };

/** `project` is the projection of commons unless a test brings a smaller one. */
export interface StoreOptions {
  readonly database: DatabaseChoice;
  readonly project?: Projection;
}

/** A store that is ready. `description` is one line for the terminal; `close` stops everything that opening it started. */
export interface OpenedStore {
  readonly store: CommonsStore;
  readonly description: string;
  close(): Promise<void>;
}

/** Throws StoreFault, whose message is one sentence, where the database cannot be had. */
export async function openStore(options: StoreOptions): Promise<OpenedStore> {
  const { database, project = COMMONS_PROJECTION } = options;
  switch (database.type) {
    case "memory":
      return opened(memoryStore(project), "In memory: gone when the program ends.");
    case "pglite":
      return openPglite(database.folder, project);
    case "server":
      return openServer(database.url, project);
    case "embedded":
      throw new StoreFault("CannotStart", "The embedded PostgreSQL is not there yet.");
  }
}

function opened(store: CommonsStore, description: string): OpenedStore {
  return { store, description, close: () => store.close() };
}

const NO_FSYNC = "safe against a killed program, not against loss of power, because it never calls fsync";

async function openPglite(folder: string | null, project: Projection): Promise<OpenedStore> {
  if (folder === null)
    return opened(await migratedStore(await pgliteDatabase(null), project), "PGlite in memory: gone when the program ends.");
  return opened(await migratedStore(await pgliteDatabase(folder), project), `PGlite in ${folder}: ${NO_FSYNC}.`);
}

async function openServer(url: string, project: Projection): Promise<OpenedStore> {
  const place = placeOf(url);
  const database = postgresDatabase({ type: "url", url }, patientRecovery(url));
  try {
    const store = await migratedStore(database, project);
    const [row] = await database.query("select current_setting('server_version') as version, current_setting('fsync') as fsync", []);
    const promise = row?.fsync === "on" ? "" : `; its fsync is off: ${NO_FSYNC}`;
    return opened(store, `PostgreSQL ${String(row?.version)} at ${place}${promise}.`);
  } catch (fault) {
    if (fault instanceof StoreFault) throw fault;
    throw new StoreFault("Unreachable", `The database at ${place} cannot be used: ${sentenceOf(fault)}.`, fault);
  }
}

/** Closes the database where its tables cannot be brought up to date. */
async function migratedStore(database: SqlDatabase, project: Projection): Promise<CommonsStore> {
  try {
    await migrate(database);
  } catch (fault) {
    await database.close();
    throw fault;
  }
  return sqlStore(database, project);
}
