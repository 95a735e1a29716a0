// Finds the real files of strangers that some tests read; they are test input and no part of the repository.
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const besideRepository = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../shared/data");

/** Why a test that needs real data did not run: `it.skipIf(...)` cannot say it, `context.skip(noRealData)` can. */
export const noRealData = "no real data at ../shared/data; COMMONWRIGHT_REAL_DATA names another folder";

/**
 * The folder with real data: COMMONWRIGHT_REAL_DATA where it is set, else `../shared/data` beside the repository.
 * @param {Readonly<Record<string, string | undefined>>} [environment]
 * @param {string} [fallback] looked at where the environment names none
 * @returns {string | undefined} an absolute path; undefined where there is no data and none was promised, so that a test may skip
 * @throws Error where COMMONWRIGHT_REAL_DATA is set but names no folder: data that was promised must be there
 */
export function realDataFolder(environment = process.env, fallback = besideRepository) {
  const promised = environment["COMMONWRIGHT_REAL_DATA"];
  if (promised === undefined || promised === "") return existsSync(fallback) ? fallback : undefined;
  const folder = path.resolve(promised);
  if (!existsSync(folder)) throw new Error(`COMMONWRIGHT_REAL_DATA is ${promised}, but there is no such folder`);
  return folder;
}
