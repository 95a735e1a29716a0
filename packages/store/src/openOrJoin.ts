// Opens the store of a folder beside the program that has it: its database is joined, and goes on when the store is closed.

import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runningAddress } from "./embedded/server.js";
import { readEngine } from "./folder/dataFolder.js";
import { holderOf } from "./folder/folderLock.js";
import { type OpenedStore, openEmbeddedOrPglite } from "./openStore.js";
import type { SqlDatabase } from "./sql/database.js";
import { isMigrated } from "./sql/migrate.js";
import { postgresDatabase, type Recovery } from "./sql/postgresDatabase.js";
import { communitiesToRebuild, sqlStore } from "./sql/sqlStore.js";
import { StoreFault, sentenceOf } from "./storeFault.js";

/** How long a database is waited for that is starting, stopping or being brought up to date. */
const WAIT_SECONDS = 5;
const PAUSE_MS = 100;
/** Few: the program whose database it is needs its own, and a third one may look. */
const CONNECTIONS = 3;

/**
 * As `openEmbeddedOrPglite` where no program has the folder. Where one has it, its PostgreSQL is joined: no lock is taken, no table is changed
 * and nothing is stopped at the end. Throws StoreFault FolderLocked where the database cannot be joined, OlderDatabase or NewerDatabase where
 * its tables are not those of this program; and Unreachable, from the store, once the other program has stopped.
 */
export async function openOrJoin(given: string): Promise<OpenedStore> {
  const folder = path.resolve(given);
  const end = performance.now() + WAIT_SECONDS * 1000;
  for (;;) {
    try {
      return await openEmbeddedOrPglite(folder);
    } catch (fault) {
      if (!hasCode(fault, "FolderLocked")) throw fault;
    }
    const joined = await joinRunning(folder);
    if (!(joined instanceof StoreFault)) return joined;
    if (performance.now() > end) throw joined;
    await sleep(PAUSE_MS);
  }
}

const AGAIN = "call this again in a moment";
const hasCode = (fault: unknown, code: StoreFault["code"]): fault is StoreFault => fault instanceof StoreFault && fault.code === code;
const holderPid = (folder: string) => holderOf(folder)?.pid ?? "unknown";
const inUse = (folder: string) => `The data folder ${folder} is in use by another program (process ${holderPid(folder)})`;

/** A fault is given where waiting may help, and thrown where it does not. */
async function joinRunning(folder: string): Promise<OpenedStore | StoreFault> {
  if (readEngine(folder) === "pglite")
    throw new StoreFault("FolderLocked", `${inUse(folder)}, and its database, PGlite, is for one program alone; stop that first.`);
  const address = runningAddress(folder);
  if (address === null) return new StoreFault("FolderLocked", `${inUse(folder)}, whose database is starting or stopping; ${AGAIN}.`);
  const database = postgresDatabase(address, whileHeld(folder), CONNECTIONS);
  try {
    await assertCurrent(database, folder);
  } catch (fault) {
    await database.close();
    if (hasCode(fault, "Unreachable") || hasCode(fault, "OlderDatabase")) return fault;
    if (fault instanceof StoreFault) throw fault;
    throw new StoreFault("FolderUnusable", `${inUse(folder)}, whose database cannot be asked: ${sentenceOf(fault)}.`, fault);
  }
  const store = sqlStore(database);
  return { store, description: `PostgreSQL in ${folder}, beside process ${holderPid(folder)}.`, close: () => store.close() };
}

/** A database that died is started again by the program that has the folder; one that was stopped is not. */
function whileHeld(folder: string): Recovery {
  return async (attempt) => {
    if (holderOf(folder) === null || attempt * PAUSE_MS > WAIT_SECONDS * 1000)
      throw new StoreFault("Unreachable", `The program that had the data folder ${folder} has stopped its database meanwhile; ${AGAIN}.`);
    await sleep(PAUSE_MS);
  };
}

/** Tables are never changed under a program that uses them. */
async function assertCurrent(database: SqlDatabase, folder: string): Promise<void> {
  if ((await isMigrated(database)) && (await communitiesToRebuild(database)).length === 0) return;
  throw new StoreFault(
    "OlderDatabase",
    `${inUse(folder)}, which is of an older version or still brings the data up to date; stop it or wait, then call this again.`,
  );
}
