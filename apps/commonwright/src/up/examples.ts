// Where a region comes from on the first start: an example by name, or a file or folder of one's own.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { PlanProblem } from "@commonwright/planner";
import { loadProblem } from "../problemLoading.js";
import { refusalText } from "../refusal.js";

/** The folder of the examples that come with the program. */
const EXAMPLES = fileURLToPath(new URL("../../../../examples/", import.meta.url));
const NAME = /^[a-z][a-z0-9-]*$/;

/** The problem of an example, or a refusal for people. */
export async function loadExample(nameOrPath: string): Promise<{ readonly problem: PlanProblem } | { readonly refused: string }> {
  const own = resolve(EXAMPLES, nameOrPath);
  const path = NAME.test(nameOrPath) && existsSync(own) ? own : nameOrPath;
  const loaded = await loadProblem(path);
  if ("problem" in loaded) return { problem: loaded.problem };
  return { refused: refusalText(loaded.problems, "nothing was loaded") };
}
