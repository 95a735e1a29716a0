// `commonwright plan`: a problem in, a plan out.

import { rename, stat, unlink, writeFile } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import { progressTeller } from "./planProgress.js";
import { type Loaded, loadProblem } from "./problemLoading.js";
import { printable, refusalDocument, refusalText } from "./refusal.js";
import { EXIT, type World } from "./world.js";

/** `all`: long lists are printed whole; `json`: standard output is one JSON document; `out`: a file for the result; `within`: the gap that is good enough, as a share. */
export type PlanArguments = {
  readonly path: string;
  readonly all: boolean;
  readonly json: boolean;
  readonly out?: string | undefined;
  readonly within?: number | undefined;
};

/** Plans the file or folder and gives the exit code; needs that stay unmet are no failure. */
export async function runPlan({ path, all, json, out, within }: PlanArguments, world: World): Promise<number> {
  if (out !== undefined && !(await isFolder(dirname(resolve(out))))) {
    world.err(`There is no folder ${dirname(resolve(out))} to write the result to.\n`);
    return EXIT.usage;
  }
  if (out !== undefined && mayBeProblem(out, path)) {
    world.err("The result must not be written over the problem; name another file, ending in .json.\n");
    return EXIT.usage;
  }
  const loaded = await loadProblem(path);
  if ("problems" in loaded) {
    if (out !== undefined) await writeWhole(out, documentText(refusalDocument(loaded.problems)));
    if (json) world.out(documentText(refusalDocument(loaded.problems)));
    else world.err(refusalText(loaded.problems));
    return EXIT.refused;
  }
  // A result that was kept in the folder of its problem is no file that somebody forgot.
  const notRead = loaded.notRead.filter((name) => out === undefined || resolve(path, name) !== resolve(out)).map(printable);
  if (notRead.length > 0)
    world.err(`Not read, since only .yaml files, workshops.csv, parts.csv and needs.csv are: ${notRead.join(", ")}\n`);
  const result = await planned(loaded, within, world);
  if (out !== undefined) await writeWhole(out, documentText(result));
  if (json) world.out(documentText(result));
  else world.out(world.printPlan(result, loaded.problem, { isWhole: all }));
  return EXIT.done;
}

async function planned(
  { problem, original }: Extract<Loaded, { problem: unknown }>,
  within: number | undefined,
  world: World,
): ReturnType<World["plan"]> {
  const progress = progressTeller(world);
  try {
    return await world.plan(problem, { original, onProgress: progress.tell, ...(within === undefined ? {} : { within }) });
  } finally {
    progress.end();
  }
}

/** True where a file is the problem, or lies in the folder of the problem and could be one of its files. */
function mayBeProblem(out: string, path: string): boolean {
  const file = resolve(out);
  return file === resolve(path) || (dirname(file) === resolve(path) && extname(file).toLowerCase() !== ".json");
}

const documentText = (document: unknown) => `${JSON.stringify(document)}\n`;

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Writes the file whole or not at all, so that an interrupted run leaves no half result. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  }
}
