// The files of the embedded database: made once, whole or not at all.

import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { syncFolder } from "../folder/dataFolder.js";
import { StoreFault, sentenceOf } from "../storeFault.js";
import { type Account, environmentFor, giveTo, spawnAs } from "./account.js";
import type { Binaries } from "./binaries.js";

/** Everything that is needed to run the database of a data folder. */
export interface Cluster {
  readonly binaries: Binaries;
  readonly account: Account;
  /** The data folder, and in it the folder of the database, where the server's processes have their home. */
  readonly folder: string;
  readonly home: string;
  /** Where the server writes what it has to say. */
  readonly logFile: string;
  readonly password: string;
}

/** Name of the only role and superuser. Its password lies in the data folder, for its owner alone. */
export const ROLE = "commonwright";
/** The database that initdb makes. */
export const DATABASE = "postgres";

/** Finds the database of a data folder, or makes it. Throws StoreFault CannotStart or FolderUnusable. */
export async function prepareCluster(folder: string, binaries: Binaries, account: Account): Promise<Cluster> {
  const home = path.join(folder, "postgres");
  const passwordFile = passwordFileOf(folder);
  assertOurs(home);
  if (!existsSync(home)) await initialise(folder, { binaries, account, home, passwordFile });
  giveTo(account, home);
  return { binaries, account, folder, home, logFile: path.join(folder, "postgres.log"), password: readPassword(folder) };
}

/** Root can take over what another account made; nobody else can. */
function assertOurs(home: string): void {
  const owner = statSync(home, { throwIfNoEntry: false })?.uid;
  const us = process.getuid?.() ?? 0;
  if (owner === undefined || us === 0 || owner === us) return;
  throw new StoreFault("FolderUnusable", `The database in ${home} belongs to user ${owner}; start the program as that user or as root.`);
}

const passwordFileOf = (folder: string) => path.join(folder, "postgres.password");

/** The password of the database of a data folder. Throws StoreFault FolderUnusable. */
export function readPassword(folder: string): string {
  try {
    return readFileSync(passwordFileOf(folder), "utf8").trim();
  } catch (fault) {
    throw new StoreFault("FolderUnusable", `The password of the database cannot be read: ${sentenceOf(fault)}.`, fault);
  }
}

interface NewCluster {
  readonly binaries: Binaries;
  readonly account: Account;
  readonly home: string;
  readonly passwordFile: string;
}

/** initdb works in a folder of another name, which gets its own when all is there: a program killed meanwhile leaves nothing that looks done. */
async function initialise(folder: string, { binaries, account, home, passwordFile }: NewCluster): Promise<void> {
  const draft = `${home}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600, flush: true });
  for (const place of [draft, passwordFile]) giveTo(account, place);
  const options = ["-U", ROLE, "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  await runInitdb([binaries.initdb, "-D", draft, ...options, "--auth=scram-sha-256", `--pwfile=${passwordFile}`], account, binaries);
  renameSync(draft, home);
  syncFolder(folder);
}

function runInitdb(command: readonly [string, ...string[]], account: Account, binaries: Binaries): Promise<void> {
  const child = spawnAs(account, command, {
    env: environmentFor(binaries),
    cwd: path.parse(command[0]).root,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", (fault) => reject(new StoreFault("CannotStart", `initdb does not start: ${sentenceOf(fault)}.`, fault)));
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new StoreFault("CannotStart", `initdb failed: ${said.replace(/\s+/g, " ").trim().slice(0, 300)}.`));
    });
  });
}

/** Prefix of socket folders in the system's temporary folder; one that a killed program left is known by it. */
const SOCKET_PREFIX = "commonwright-";

/**
 * A private folder for the server's socket: in the data folder, or in the system's temporary folder where the path is too long for a socket
 * (107 bytes on Linux, 103 on macOS, with the file's name) or has characters that the setting would read as more than one path.
 */
export function makeSocketFolder(folder: string, account: Account): string {
  const beside = path.join(folder, "postgres-socket");
  const fits = Buffer.byteLength(beside) <= 85 && /^[\w./ -]+$/.test(beside);
  const socketFolder = fits ? beside : mkdtempSync(path.join(tmpdir(), SOCKET_PREFIX));
  mkdirSync(socketFolder, { recursive: true, mode: 0o700 });
  giveTo(account, socketFolder);
  return socketFolder;
}

/** Removes what `makeSocketFolder` made, and nothing else. */
export function removeSocketFolder(folder: string, socketFolder: string): void {
  const ours = socketFolder === path.join(folder, "postgres-socket") || path.dirname(socketFolder) === tmpdir();
  const named = /^(postgres-socket|commonwright-\w{6})$/.test(path.basename(socketFolder));
  if (ours && named) rmSync(socketFolder, { recursive: true, force: true });
}
