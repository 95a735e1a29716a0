// Lists files of the house from the disk, without what is installed or built.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

const notOurs = new Set(["node_modules", "dist", "coverage"]);

/**
 * All files below a folder whose names match, sorted; nothing where the folder does not exist. Links and dot folders are not followed.
 * @param {string} root paths in the answer are relative to it, with `/` between names
 * @param {string} folder relative to root
 * @param {RegExp} name tested against the file name
 * @returns {string[]}
 */
export function filesBelow(root, folder, name) {
  const here = path.join(root, folder);
  if (!existsSync(here)) return [];
  return readdirSync(here, { withFileTypes: true })
    .flatMap((entry) => {
      const child = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return notOurs.has(entry.name) || entry.name.startsWith(".") ? [] : filesBelow(root, child, name);
      return entry.isFile() && name.test(entry.name) ? [child] : [];
    })
    .sort();
}

/**
 * The folders directly inside one folder, sorted.
 * @param {string} root
 * @param {string} folder relative to root
 * @returns {string[]} paths relative to root
 */
export function foldersIn(root, folder) {
  const here = path.join(root, folder);
  if (!existsSync(here)) return [];
  return readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !notOurs.has(entry.name) && !entry.name.startsWith("."))
    .map((entry) => path.posix.join(folder, entry.name))
    .sort();
}
