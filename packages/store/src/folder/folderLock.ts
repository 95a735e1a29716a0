// One program at a time on a data folder: a file that names the program, left behind only by one that was killed.

import { constants, copyFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StoreFault } from "../storeFault.js";
import { type Program, stillRuns, thisProgram } from "./program.js";

/** Held until released; a program that is killed leaves it behind, and the next one takes it over. */
export interface FolderLock {
  release(): void;
}

const NAME = "program.lock";

/** Throws StoreFault FolderLocked, which names the process, where another program (or this one, a second time) has the folder. */
export function lockFolder(folder: string): FolderLock {
  const file = path.join(folder, NAME);
  const own = path.join(folder, `${NAME}.${process.pid}`);
  const content = JSON.stringify(thisProgram());
  writeFileSync(own, content);
  try {
    // Twice: once more after a lock that was left behind has been cleared away.
    if (!takeName(own, file) && !(clearStale(file) && takeName(own, file))) throw lockedBy(folder, readProgram(file)?.program);
  } finally {
    rmSync(own, { force: true });
  }
  return {
    release: () => {
      if (readProgram(file)?.text === content) rmSync(file, { force: true });
    },
  };
}

/** The program that has a folder now; null: none has it, or one that was killed. */
export function holderOf(folder: string): Program | null {
  const program = readProgram(path.join(folder, NAME))?.program ?? null;
  return program !== null && stillRuns(program) ? program : null;
}

/** A link comes with its content at once, so that nobody sees half a lock. File systems without links get a copy. */
function takeName(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (fault) {
    if (isExisting(fault)) return false;
  }
  try {
    copyFileSync(own, file, constants.COPYFILE_EXCL);
    return true;
  } catch (fault) {
    if (isExisting(fault)) return false;
    throw fault;
  }
}

/** Takes away a lock whose program is gone. Two that do so at once: who gets hold of a new lock by mistake puts it back. */
function clearStale(file: string): boolean {
  const found = readProgram(file);
  if (found === null) return true;
  if (found.program !== null && stillRuns(found.program)) return false;
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch {
    return true;
  }
  const moved = readProgram(aside)?.text;
  if (moved !== found.text) takeName(aside, file);
  rmSync(aside, { force: true });
  return moved === found.text;
}

/** Null: there is no lock. A lock that nobody can read belongs to no program. */
function readProgram(file: string): { readonly text: string; readonly program: Program | null } | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return null;
  }
  try {
    const { pid, birth } = JSON.parse(text);
    return { text, program: Number.isSafeInteger(pid) && pid > 0 ? { pid, birth: birth ?? null } : null };
  } catch {
    return { text, program: null };
  }
}

function lockedBy(folder: string, program: Program | null | undefined): StoreFault {
  const who = program?.pid === process.pid ? "this program already" : `another program (process ${program?.pid ?? "unknown"})`;
  return new StoreFault("FolderLocked", `The data folder ${folder} is in use by ${who}; stop it first, or choose another folder.`);
}

function isExisting(fault: unknown): boolean {
  return fault instanceof Error && "code" in fault && fault.code === "EEXIST";
}
