// The file that a result is kept in: what may not be overwritten, and how it is written.

import { lstat, rename, stat, unlink, writeFile } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";

/** Why a result of the problem at `problemPath` cannot be kept at `path`, known before anything is planned; undefined where it can. */
export async function outObstacle(path: string, problemPath: string): Promise<string | undefined> {
  const folder = dirname(resolve(path));
  if ((await kindOf(folder)) !== "folder") return `There is no folder ${folder} to write the result to.`;
  if (mayBeProblem(path, problemPath)) return "The result must not be written over the problem; name another file, ending in .json.";
  // A link to a device is written through, as the device is.
  if ((await isLink(path)) && (await kindOf(path)) !== "other")
    return `${path} is a link; name the file itself, so that it is clear what is written over.`;
  if ((await kindOf(path)) === "folder") return `${path} is a folder; name a file for the result.`;
  return undefined;
}

/** Writes the text whole or not at all, so that an interrupted run leaves no half result. Gives what went wrong, if anything. */
export async function writeResult(path: string, text: string): Promise<string | undefined> {
  try {
    // A device or a pipe cannot be put in the place of another: it is written to.
    if ((await kindOf(path)) === "other") await writeFile(path, text);
    else await replaceFile(path, text);
    return undefined;
  } catch (error) {
    return `The result could not be written to ${path}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  try {
    await writeFile(draft, text, { flag: "wx" });
    await rename(draft, path);
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  }
}

/** True where a file is the problem, or lies in the folder of the problem and could be one of its files. */
function mayBeProblem(path: string, problemPath: string): boolean {
  const file = resolve(path);
  return file === resolve(problemPath) || (dirname(file) === resolve(problemPath) && extname(file).toLowerCase() !== ".json");
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
}

async function kindOf(path: string): Promise<"folder" | "file" | "other" | "nothing"> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return "nothing";
  if (found.isDirectory()) return "folder";
  return found.isFile() ? "file" : "other";
}
