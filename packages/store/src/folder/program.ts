// Which program is behind a process id: ids are given again to others, so the time of birth is looked at too.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A program as a lock remembers it. `birth` is what the system says of its start; null where it cannot be asked. */
export interface Program {
  readonly pid: number;
  readonly birth: string | null;
}

/** The program that asks. */
export function thisProgram(): Program {
  return { pid: process.pid, birth: birthOf(process.pid) };
}

/** Does it still run? Another program that was given the same id since then does not count. */
export function stillRuns(program: Program): boolean {
  return isAlive(program.pid) && (program.birth === null || birthOf(program.pid) === program.birth);
}

/** Does a process with this id run, ours or not? */
export function isAlive(pid: number): boolean {
  return isListed(pid) && (process.platform !== "linux" || statOf(pid)?.[0] !== "Z");
}

/** Does the system have a process with this id? It may be one that has ended and that its parent has not noticed yet. */
export function isListed(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return isDenied(fault);
  }
}

function isDenied(fault: unknown): boolean {
  return fault instanceof Error && "code" in fault && fault.code === "EPERM";
}

function birthOf(pid: number): string | null {
  if (process.platform === "linux") return statOf(pid)?.[19] ?? null;
  if (process.platform === "win32") return null;
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return null;
  }
}

/** Fields of /proc/PID/stat from the third on: the state first, the time of the start (clock ticks since boot) at 19. */
function statOf(pid: number): readonly string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}
