// Files that only their owner may read: keys and tokens.

import { access, constants, rename, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** Writes a file that only its owner may read, whole or not at all, into a folder that is there. */
export async function writePrivately(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`;
  await writeFile(unfinished, text, { mode: 0o600, flush: true });
  await rename(unfinished, path);
}

/** Why a file could not be written, known before anything else is done; null: nothing speaks against it. No folder is made for it. */
export async function privateFileRefusal(path: string): Promise<{ readonly refused: string } | null> {
  const folder = dirname(resolve(path));
  if (!(await isFolder(folder))) return { refused: `The folder ${folder} for ${path} is missing; make it first, or name another file.` };
  if (await isFolder(path)) return { refused: `${path} is a folder; name a file.` };
  const mayWrite = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  return mayWrite ? null : { refused: `The folder ${folder} may not be written to; name another file for ${path}.` };
}

/** Whether nobody but its owner may read a file. Windows has no such rights to look at. */
export async function isPrivate(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  return process.platform === "win32" || (mode & 0o077) === 0;
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
