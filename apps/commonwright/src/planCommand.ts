// `commonwright plan`: a problem in, a plan out.

import { lstat, rename, stat, unlink, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { PlanProgress } from "@commonwright/planner";
import { loadProblem } from "./problemLoading.js";
import { printable, refusalDocument, refusalText } from "./refusal.js";
import { EXIT, type World } from "./world.js";

/** `json`: standard output is one JSON document; `out`: a file for the result; `within`: the gap that is good enough, as a share. */
export type PlanArguments = {
  readonly path: string;
  readonly json: boolean;
  readonly out?: string | undefined;
  readonly within?: number | undefined;
};

/** Plans the file or folder and gives the exit code; needs that stay unmet are no failure. */
export async function runPlan({ path, json, out, within }: PlanArguments, world: World): Promise<number> {
  if (out !== undefined && !(await isFolder(dirname(resolve(out))))) {
    world.err(`There is no folder ${printable(dirname(resolve(out)))} to write the result to.\n`);
    return EXIT.usage;
  }
  if (out !== undefined && !(await isFileOrNothing(out))) {
    world.err(`${printable(out)} is not a file that the result could replace; name another, or use --json.\n`);
    return EXIT.usage;
  }
  if (out !== undefined && resolve(out) === resolve(path)) {
    world.err("The result must not be written over the problem; name another file.\n");
    return EXIT.usage;
  }
  const loaded = await loadProblem(path);
  if ("problems" in loaded) {
    if (out !== undefined) await writeWhole(out, documentText(refusalDocument(loaded.problems)));
    if (json) world.out(documentText(refusalDocument(loaded.problems)));
    else world.err(refusalText(loaded.problems));
    return EXIT.refused;
  }
  if (loaded.notRead.length > 0)
    world.err(
      `Not read, since only .yaml files, workshops.csv, parts.csv and needs.csv are: ${loaded.notRead.map(printable).join(", ")}\n`,
    );
  const onProgress = (progress: PlanProgress) => world.err(`${progressText(progress)}\n`);
  const result = await world.plan(loaded.problem, { original: loaded.original, onProgress, ...(within === undefined ? {} : { within }) });
  if (out !== undefined) await writeWhole(out, documentText(result));
  if (json) world.out(documentText(result));
  else world.out(world.printPlan(result, loaded.problem));
  return EXIT.done;
}

const documentText = (document: unknown) => `${JSON.stringify(document)}\n`;

function progressText({ stage, objective, bound }: PlanProgress): string {
  return `${stage}: objective ${objective.toPrecision(7)}, bound ${bound.toPrecision(7)}`;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** The result takes the place of what is there, which must not be a folder, a device or a link to something. */
async function isFileOrNothing(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isFile(),
    () => true,
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
