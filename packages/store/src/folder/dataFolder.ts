// The data folder: taken by one program at a time, and kept to one kind of database from its first start on.

import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { StoreFault, sentenceOf } from "../storeFault.js";
import { type FolderLock, lockFolder } from "./folderLock.js";

/** The kinds of databases that live in a folder; each has a folder of its name in it, so that neither ever opens the other's files. */
export type FolderEngine = "postgres" | "pglite";

/** A data folder that this program has. `folder` is absolute, without links; `engine` null before its first use. */
export interface DataFolder {
  readonly folder: string;
  readonly engine: FolderEngine | null;
  readonly lock: FolderLock;
}

/** Makes the folder where it is missing and takes it. Throws StoreFault FolderUnusable or FolderLocked. */
export function takeDataFolder(given: string): DataFolder {
  const folder = usableFolder(path.resolve(given));
  const lock = lockFolder(folder);
  try {
    return { folder, engine: readEngine(folder), lock };
  } catch (fault) {
    lock.release();
    throw fault;
  }
}

function usableFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(folder);
  } catch (fault) {
    throw new StoreFault("FolderUnusable", `The data folder ${folder} cannot be written to: ${sentenceOf(fault)}.`, fault);
  }
}

const NOTE = "database.json";

/** What the folder's note says; where it was not written yet, what lies there. Throws StoreFault FolderUnusable. */
export function readEngine(folder: string): FolderEngine | null {
  const note = path.join(folder, NOTE);
  if (existsSync(note)) {
    const engine = engineIn(readFileSync(note, "utf8"));
    if (engine === null) throw new StoreFault("FolderUnusable", `${note} does not say which database lives in the folder.`);
    return engine;
  }
  const engines: readonly FolderEngine[] = ["postgres", "pglite"];
  return engines.find((engine) => existsSync(path.join(folder, engine, "PG_VERSION"))) ?? null;
}

function engineIn(text: string): FolderEngine | null {
  try {
    const { engine } = JSON.parse(text);
    return engine === "postgres" || engine === "pglite" ? engine : null;
  } catch {
    return null;
  }
}

/** Notes which database lives here, once it does. */
export function noteEngine({ folder, engine: noted }: DataFolder, engine: FolderEngine): void {
  if (noted !== engine) writeFileSync(path.join(folder, NOTE), `${JSON.stringify({ engine })}\n`);
  syncFolder(folder);
}

/** Makes the names in a folder durable; Windows does so by itself and has no call for it. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
