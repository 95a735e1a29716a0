// Opens the store that was asked for, with its tables in order, and says in one line what it is.

import path from "node:path";
import type { CommonsStore } from "@commonwright/commons";
import { COMMONS_PROJECTION, type Projection } from "./logBatch.js";
import { type EmbeddedCircumstances, embeddedDatabase } from "./embedded/embeddedDatabase.js";
import { type DataFolder, type FolderEngine, noteEngine, takeDataFolder } from "./folder/dataFolder.js";
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
  | { readonly type: "embedded"; readonly folder: string; readonly circumstances?: EmbeddedCircumstances };

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
      return database.folder === null ? openPgliteInMemory(project) : withFolder(database.folder, (folder) => openPglite(folder, project));
    case "server":
      return openServer(database.url, project);
    case "embedded":
      return withFolder(database.folder, (folder) => openEmbedded(folder, project, database.circumstances));
  }
}

function opened(store: CommonsStore, description: string): OpenedStore {
  return { store, description, close: () => store.close() };
}

/**
 * The embedded PostgreSQL; where a new folder cannot have it, PGlite, and the description says why. A folder keeps to what it began with:
 * one that holds a PostgreSQL that does not start is a fault, and never an empty PGlite.
 */
export async function openEmbeddedOrPglite(
  given: string,
  options: { readonly project?: Projection; readonly circumstances?: EmbeddedCircumstances } = {},
): Promise<OpenedStore> {
  const { project = COMMONS_PROJECTION, circumstances } = options;
  return withFolder(given, async (folder) => {
    if (folder.engine === "pglite") return openPglite(folder, project);
    try {
      return await openEmbedded(folder, project, circumstances);
    } catch (fault) {
      if (folder.engine === "postgres" || !(fault instanceof StoreFault && fault.code === "CannotStart")) throw fault;
      const instead = await openPglite(folder, project);
      return { ...instead, description: `${instead.description} PostgreSQL could not be used: ${fault.message}` };
    }
  });
}

/** Takes the data folder for as long as the store is open. */
async function withFolder(given: string, open: (folder: DataFolder) => Promise<OpenedStore>): Promise<OpenedStore> {
  const folder = takeDataFolder(given);
  try {
    const inside = await open(folder);
    const close = () => inside.close().finally(() => folder.lock.release());
    return { store: { ...inside.store, close }, description: inside.description, close };
  } catch (fault) {
    folder.lock.release();
    throw fault;
  }
}

async function openEmbedded(folder: DataFolder, project: Projection, circumstances?: EmbeddedCircumstances): Promise<OpenedStore> {
  assertEngine(folder, "postgres");
  const { database, note } = await embeddedDatabase(folder.folder, circumstances);
  const store = await migratedStore(database, project);
  noteEngine(folder, "postgres");
  const [row] = await database.query("select current_setting('server_version') as version", []);
  return opened(store, `PostgreSQL ${String(row?.version)} in ${folder.folder}${note}.`);
}

const NO_FSYNC = "safe against a killed program, not against loss of power, because it never calls fsync";

async function openPglite(folder: DataFolder, project: Projection): Promise<OpenedStore> {
  assertEngine(folder, "pglite");
  const store = await migratedStore(await pgliteDatabase(path.join(folder.folder, "pglite")), project);
  noteEngine(folder, "pglite");
  return opened(store, `PGlite in ${folder.folder}: ${NO_FSYNC}.`);
}

async function openPgliteInMemory(project: Projection): Promise<OpenedStore> {
  return opened(await migratedStore(await pgliteDatabase(null), project), "PGlite in memory: gone when the program ends.");
}

/** Either kind would find an empty database beside the other's full one. */
function assertEngine({ folder, engine }: DataFolder, wanted: FolderEngine): void {
  if (engine === null || engine === wanted) return;
  const [holds, asked] = engine === "pglite" ? ["PGlite", "PostgreSQL"] : ["PostgreSQL", "PGlite"];
  throw new StoreFault("FolderUnusable", `The data folder ${folder} holds a database of ${holds}; it cannot be opened with ${asked}.`);
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
