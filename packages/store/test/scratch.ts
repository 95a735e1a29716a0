// Folders for tests: made in the system's temporary folder, removed with what was made in them.

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

/** How long a database may take to start or stop on a machine that has much else to do. */
export const STARTS_IN_MS = 60_000;

/** Gives new folders; removes them after the tests of the file. A database that a failed test left running in one of them is ended first. */
export function scratchFolders(): () => string {
  const made: string[] = [];
  afterAll(() => {
    for (const folder of made) {
      endServerIn(path.join(folder, "data"));
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return () => {
    const folder = mkdtempSync(path.join(tmpdir(), "store-test-"));
    made.push(folder);
    return path.join(folder, "data");
  };
}

/** The process of the server of a data folder, as its note says. */
export function serverPid(folder: string): number {
  return Number(readFileSync(path.join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}

function endServerIn(folder: string): void {
  if (!existsSync(path.join(folder, "postgres", "postmaster.pid"))) return;
  try {
    process.kill(serverPid(folder), "SIGQUIT");
  } catch {
    // It has ended.
  }
}
