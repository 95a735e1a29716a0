// Opens the store that was asked for, with its tables in order, and says in one line what it is.

import path from "node:path";
import { type CommonsStore, newReplay as replayOfCommons, type Replay } from "@commonwright/commons";
import { type EmbeddedCircumstances, embeddedDatabase } from "./embedded/embeddedDatabase.js";
import { type DataFolder, type FolderEngine, noteEngine, takeDataFolder } from "./folder/dataFolder.js";
import { memoryStore } from "./memory/memoryStore.js";
import type { SqlDatabase } from "./sql/database.js";
import { migrate } from "./sql/migrate.js";
import { pgliteDatabase } from "./sql/pgliteDatabase.js";
import { patientRecovery, placeOf, postgresDatabase } from "./sql/postgresDatabase.js";
import { communitiesToRebuild, sqlStore } from "./sql/sqlStore.js";
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

/** Begins a replay of one log from its first entry. */
type NewReplay = () => Replay;

/** `newReplay` is that of commons unless a test brings a smaller one. It is
 * asked for once for each community whose records an older version of the program made, before the store is given out. */
export interface StoreOptions {
  readonly database: DatabaseChoice;
  readonly newReplay?: NewReplay;
}

/** A store that is ready. `description` is one line for the terminal; `close` stops everything that opening it started. */
export interface OpenedStore {
  readonly store: CommonsStore;
  readonly description: string;
  close(): Promise<void>;
}

/** Throws StoreFault, whose message is one sentence, where the database cannot be had. */
export async function openStore(options: StoreOptions): Promise<OpenedStore> {
  const { database, newReplay = replayOfCommons } = options;
  switch (database.type) {
    case "memory":
      return opened(memoryStore(), "In memory: gone when the program ends.");
    case "pglite":
      return database.folder === null
        ? openPgliteInMemory(newReplay)
        : withFolder(database.folder, (folder) => openPglite(folder, newReplay));
    case "server":
      return openServer(database.url, newReplay);
    case "embedded":
      return withFolder(database.folder, (folder) => openEmbedded(folder, newReplay, database.circumstances));
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
  options: { readonly newReplay?: NewReplay; readonly circumstances?: EmbeddedCircumstances } = {},
): Promise<OpenedStore> {
  const { newReplay = replayOfCommons, circumstances } = options;
  return withFolder(given, async (folder) => {
    if (folder.engine === "pglite") return openPglite(folder, newReplay);
    try {
      return await openEmbedded(folder, newReplay, circumstances);
    } catch (fault) {
      if (folder.engine === "postgres" || !(fault instanceof StoreFault && fault.code === "CannotStart")) throw fault;
      const instead = await openPglite(folder, newReplay);
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

async function openEmbedded(folder: DataFolder, newReplay: NewReplay, circumstances?: EmbeddedCircumstances): Promise<OpenedStore> {
  assertEngine(folder, "postgres");
  const { database, note } = await embeddedDatabase(folder.folder, circumstances);
  const store = await migratedStore(database, newReplay);
  noteEngine(folder, "postgres");
  const [row] = await database.query("select current_setting('server_version') as version", []);
  return opened(store, `PostgreSQL ${String(row?.version)} in ${folder.folder}${note}.`);
}

const NO_FSYNC = "safe against a killed program, not against loss of power, because it never calls fsync";

async function openPglite(folder: DataFolder, newReplay: NewReplay): Promise<OpenedStore> {
  assertEngine(folder, "pglite");
  const store = await migratedStore(await pgliteDatabase(path.join(folder.folder, "pglite")), newReplay);
  noteEngine(folder, "pglite");
  return opened(store, `PGlite in ${folder.folder}: ${NO_FSYNC}.`);
}

async function openPgliteInMemory(newReplay: NewReplay): Promise<OpenedStore> {
  return opened(await migratedStore(await pgliteDatabase(null), newReplay), "PGlite in memory: gone when the program ends.");
}

/** Either kind would find an empty database beside the other's full one. */
function assertEngine({ folder, engine }: DataFolder, wanted: FolderEngine): void {
  if (engine === null || engine === wanted) return;
  const [holds, asked] = engine === "pglite" ? ["PGlite", "PostgreSQL"] : ["PostgreSQL", "PGlite"];
  throw new StoreFault("FolderUnusable", `The data folder ${folder} holds a database of ${holds}; it cannot be opened with ${asked}.`);
}

async function openServer(url: string, newReplay: NewReplay): Promise<OpenedStore> {
  const place = placeOf(url);
  const database = postgresDatabase({ type: "url", url }, patientRecovery(url));
  try {
    const store = await migratedStore(database, newReplay);
    const [row] = await database.query("select current_setting('server_version') as version, current_setting('fsync') as fsync", []);
    const promise = row?.fsync === "on" ? "" : `; its fsync is off: ${NO_FSYNC}`;
    return opened(store, `PostgreSQL ${String(row?.version)} at ${place}${promise}.`);
  } catch (fault) {
    if (fault instanceof StoreFault) throw fault;
    throw new StoreFault("Unreachable", `The database at ${place} cannot be used: ${sentenceOf(fault)}.`, fault);
  }
}

/** Closes the database where its tables cannot be brought up to date. */
async function migratedStore(database: SqlDatabase, newReplay: NewReplay): Promise<CommonsStore> {
  try {
    await migrate(database);
    const store = sqlStore(database);
    for (const community of await communitiesToRebuild(database)) await store.rebuild(community, newReplay());
    return store;
  } catch (fault) {
    await database.close();
    throw fault;
  }
}
