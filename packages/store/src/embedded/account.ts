// Under which account the database runs: PostgreSQL refuses to run as root.

import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { chownSync, lstatSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { StoreFault } from "../storeFault.js";
import type { Binaries } from "./binaries.js";

/**
 * own: as whoever runs the program. other: root gives the database to another account. namespace: root runs it in a user namespace, in which
 * root has another number; for folders that no other account may read.
 */
export type Account =
  | { readonly type: "own" }
  | { readonly type: "other"; readonly uid: number; readonly gid: number }
  | { readonly type: "namespace" };

/** The account that can read programs and data folder. Throws StoreFault CannotStart where the program runs as root and there is none. */
export function chooseAccount(binaries: Binaries, folder: string): Account {
  if (process.getuid?.() !== 0) return { type: "own" };
  const others = [ownerOf(path.join(folder, "postgres")), ownerOf(folder), nobody()].filter((account) => account !== null);
  const choices: readonly Account[] = [...others, { type: "namespace" }];
  const account = choices.find((choice) => canRun(choice, binaries, folder));
  if (account === undefined) {
    throw new StoreFault("CannotStart", "PostgreSQL does not run as root, and no other account can read the program and the data folder.");
  }
  return account;
}

/** Who owns a path; null for root and where there is none. */
function ownerOf(place: string): Account | null {
  const stat = statSync(place, { throwIfNoEntry: false });
  return stat === undefined || stat.uid === 0 ? null : { type: "other", uid: stat.uid, gid: stat.gid };
}

function nobody(): Account | null {
  const ask = (flag: string) => Number.parseInt(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout ?? "", 10);
  const [uid, gid] = [ask("-u"), ask("-g")];
  return uid > 0 && gid > 0 ? { type: "other", uid, gid } : null;
}

function canRun(account: Account, binaries: Binaries, folder: string): boolean {
  const probe = ["-c", 'cd "$1" && exec "$2" --version', "sh", folder, binaries.postgres];
  const { file, args, ids } = commandFor(account, "/bin/sh", probe);
  return spawnSync(file, args, { ...ids, cwd: "/", env: environmentFor(binaries), stdio: "ignore" }).status === 0;
}

/** What the database must not hear of: settings meant for other servers and for clients. */
export function environmentFor(binaries: Binaries): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C", TZ: "UTC", ...binaries.environment };
}

/** Starts a program under the account. */
export function spawnAs(account: Account, command: readonly [string, ...string[]], options: SpawnOptions): ChildProcess {
  const [program, ...given] = command;
  const { file, args, ids } = commandFor(account, program, given);
  return spawn(file, args, { ...options, ...ids, windowsHide: true });
}

function commandFor(account: Account, program: string, args: readonly string[]) {
  switch (account.type) {
    case "own":
      return { file: program, args: [...args], ids: {} };
    case "other":
      return { file: program, args: [...args], ids: { uid: account.uid, gid: account.gid } };
    case "namespace":
      return { file: "unshare", args: ["--user", "--map-user=1000", "--map-group=1000", "--", program, ...args], ids: {} };
  }
}

/** Gives a file or a folder with all in it to the account; only root has anything to give. */
export function giveTo(account: Account, place: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = account.type === "other" ? account : { uid: 0, gid: 0 };
  const stat = lstatSync(place);
  if (stat.uid === uid && stat.gid === gid) return;
  chownTree(place, uid, gid);
}

/** The folder itself last, so that one that was interrupted is done again. */
function chownTree(place: string, uid: number, gid: number): void {
  const stat = lstatSync(place);
  if (stat.isSymbolicLink()) return;
  if (stat.isDirectory()) for (const name of readdirSync(place)) chownTree(path.join(place, name), uid, gid);
  chownSync(place, uid, gid);
}

/** For the terminal: under whose name it runs, where that is not the caller's. */
export function accountNote(account: Account): string {
  switch (account.type) {
    case "own":
      return "";
    case "other":
      return ` (as user ${account.uid}, because PostgreSQL does not run as root)`;
    case "namespace":
      return " (in a user namespace, because PostgreSQL does not run as root)";
  }
}
