// What a killed program, or a killed database, has left running on a data folder, and how it is ended.

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, isListed } from "../folder/program.js";
import { StoreFault } from "../storeFault.js";

/** What the server writes into its home: its process, where its socket is, and whether it takes connections. */
export interface ServerNote {
  readonly pid: number;
  readonly port: number;
  /** Empty where it has none. */
  readonly socketFolder: string;
  readonly ready: boolean;
}

const noteFile = (home: string) => path.join(home, "postmaster.pid");

/** The note of the server of this home; null where there is none, or only the beginning of one. */
export function readServerNote(home: string): ServerNote | null {
  const file = noteFile(home);
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (!(Number.isSafeInteger(pid) && pid > 0)) return null;
  return { pid, port: Number(lines[3]), socketFolder: lines[4] ?? "", ready: lines[7]?.startsWith("ready") ?? false };
}

/**
 * Leaves a home on which nothing runs. The caller has the folder's lock, so whoever runs here has lost its program: a server is shut down
 * (what it acknowledged is in its files, what it did not is undone), and processes whose server died are waited for, then ended.
 */
export async function endLeftovers(home: string): Promise<void> {
  const note = readServerNote(home);
  if (note !== null && isServerOf(note.pid, home)) await endProcess(note.pid);
  await endOrphans(home);
  // The number may belong to another program by now, or to what is left of the server until its parent notices. A new server would take
  // either for its predecessor and refuse to start.
  if (note !== null && isListed(note.pid)) rmSync(noteFile(home), { force: true });
}

/** Is the process a PostgreSQL that lives in this home? */
function isServerOf(pid: number, home: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === "linux") return homeOfProcess(pid) === home;
  try {
    if (process.platform === "win32")
      return execFileSync("tasklist", ["/FI", `PID eq ${pid}`, "/FO", "CSV"], { encoding: "utf8" }).includes("postgres");
    const command = execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return command.includes("postgres") && command.includes(home);
  } catch {
    return false;
  }
}

/** Where a postgres works: a server and all it starts work in their home. Null for other programs, and where we may not ask. */
function homeOfProcess(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8") === "postgres\n" ? readlinkSync(`/proc/${pid}/cwd`) : null;
  } catch {
    return null;
  }
}

// Fast shutdown, then an immediate one (the next start repairs from the log, as after a loss of power), then by force.
const WAYS_TO_END = [
  { signal: "SIGINT", seconds: 10 },
  { signal: "SIGQUIT", seconds: 5 },
  { signal: "SIGKILL", seconds: 5 },
] as const;

/** Ends a server, as gently as it lets us. Throws StoreFault CannotStart where it belongs to somebody else. */
export async function endProcess(pid: number): Promise<void> {
  for (const { signal, seconds } of WAYS_TO_END) {
    try {
      process.kill(pid, signal);
    } catch (fault) {
      if (!isAlive(pid)) return;
      throw new StoreFault("FolderUnusable", `The database of this folder is being run by another user (process ${pid}).`, fault);
    }
    if (await until(() => !isAlive(pid), seconds)) return;
  }
  throw new StoreFault("FolderUnusable", `The database of this folder (process ${pid}) cannot be stopped.`);
}

// Processes that notice that their server died leave within moments. One that is busy is helped after a while: its work cannot be kept anyway.
const ORPHANS_END = [
  { signal: null, seconds: 3 },
  { signal: "SIGQUIT", seconds: 3 },
  { signal: "SIGKILL", seconds: 4 },
] as const;

async function endOrphans(home: string): Promise<void> {
  for (const { signal, seconds } of ORPHANS_END) {
    if (signal !== null) for (const pid of orphansOf(home)) signalIfThere(pid, signal);
    if (await until(() => orphansOf(home).length === 0, seconds)) return;
  }
}

/** Processes that live in the home; only Linux tells. Elsewhere the server itself refuses to start beside them, and is started again. */
function orphansOf(home: string): readonly number[] {
  if (process.platform !== "linux") return [];
  const pids = readdirSync("/proc").map(Number).filter(Number.isSafeInteger);
  return pids.filter((pid) => homeOfProcess(pid) === home && isAlive(pid));
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has gone by itself.
  }
}

/** Looks every 10 ms. Gives whether it came true in time. */
async function until(holds: () => boolean, seconds: number): Promise<boolean> {
  const end = performance.now() + seconds * 1000;
  while (!holds()) {
    if (performance.now() > end) return false;
    await sleep(10);
  }
  return true;
}
