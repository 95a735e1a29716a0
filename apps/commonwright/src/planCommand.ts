// `commonwright plan`: a problem in, a plan out.

import { resolve } from "node:path";
import { progressTeller } from "./planProgress.js";
import { type Loaded, loadProblem } from "./problemLoading.js";
import { printable, refusalDocument, refusalText } from "./refusal.js";
import { outObstacle, writeResult } from "./resultFile.js";
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
  const obstacle = out === undefined ? undefined : await outObstacle(out, path);
  if (obstacle !== undefined) {
    world.err(`${printable(obstacle)}\n`);
    return EXIT.usage;
  }
  const loaded = await loadProblem(path);
  // A result that was kept in the folder of its problem is no file that somebody forgot.
  const notRead = (loaded.notRead ?? []).filter((name) => out === undefined || resolve(path, name) !== resolve(out)).map(printable);
  if (notRead.length > 0)
    world.err(`Not read, since only .yaml files, workshops.csv, parts.csv and needs.csv are: ${notRead.join(", ")}\n`);
  if ("problems" in loaded) {
    const document = refusalDocument(loaded.problems);
    if (json) world.out(documentText(document));
    else world.err(refusalText(loaded.problems));
    await keep(document, out, world);
    return EXIT.refused;
  }
  const result = await planned(loaded, within, world);
  // What was planned is shown even where it cannot be kept.
  const isKept = await keep(result, out, world);
  if (json) world.out(documentText(result));
  else world.out(world.printPlan(result, loaded.problem, { isWhole: all }));
  return isKept ? EXIT.done : EXIT.refused;
}

async function keep(document: unknown, out: string | undefined, world: World): Promise<boolean> {
  const fault = out === undefined ? undefined : await writeResult(out, documentText(document));
  if (fault !== undefined) world.err(`${printable(fault)}\n`);
  return fault === undefined;
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

const documentText = (document: unknown) => `${JSON.stringify(document)}\n`;
