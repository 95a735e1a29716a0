// Where a region comes from on the first start: an example by name, or a file or folder of one's own.

import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { PlanProblem } from "@commonwright/planner";
import { loadProblem } from "../problemLoading.js";
import { printable, refusalText } from "../refusal.js";

/** The folder of the examples that come with the program. */
const EXAMPLES = fileURLToPath(new URL("../../../../examples/", import.meta.url));

/** The problem of an example, or a refusal for people, with a line feed at its end. */
export async function loadExample(nameOrPath: string): Promise<{ readonly problem: PlanProblem } | { readonly refused: string }> {
  const names = exampleNames();
  const path = names.includes(nameOrPath) ? resolve(EXAMPLES, nameOrPath) : nameOrPath;
  if (!existsSync(path))
    return {
      refused: `${printable(`There is no example ${nameOrPath}, and no such file or folder; examples are ${names.join(" and ")}.`)}\n`,
    };
  const loaded = await loadProblem(path);
  if ("problem" in loaded) return { problem: loaded.problem };
  return { refused: refusalText(loaded.problems, "nothing was loaded") };
}

/** The folders there that hold a problem. */
function exampleNames(): readonly string[] {
  if (!existsSync(EXAMPLES)) return [];
  const folders = readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const holdsProblem = (name: string) => readdirSync(resolve(EXAMPLES, name)).some((file) => /\.ya?ml$/.test(file));
  return folders
    .map(({ name }) => name)
    .filter(holdsProblem)
    .sort();
}
