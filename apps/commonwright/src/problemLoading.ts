// From a path to a problem that was read whole, or to everything that is wrong with it and where.

import { type PlanProblem, readProblem } from "@commonwright/planner";
import { readProblemFile } from "./problemFile.js";
import type { LocatedProblem } from "./source.js";

/** A problem, with the value it was read from; or what is wrong, in the order of files and lines. */
export type Loaded =
  | { readonly problem: PlanProblem; readonly original: unknown; readonly notRead: readonly string[] }
  | { readonly problems: readonly LocatedProblem[]; readonly notRead?: readonly string[] };

/** Reads and checks the file or folder at `path`. */
export async function loadProblem(path: string): Promise<Loaded> {
  const file = await readProblemFile(path);
  if (!("value" in file)) return file;
  const read = readProblem(file.value);
  if ("problem" in read && file.problems.length === 0) return { problem: read.problem, original: file.value, notRead: file.notRead };
  const found = "problems" in read ? read.problems.map((problem) => ({ ...problem, ...file.locate(problem.path) })) : [];
  // A cell that was refused leaves a hole, which must not be refused a second time.
  const refusedRows = new Set(file.problems.map(rowOf));
  const problems = [...file.problems, ...found.filter((problem) => !refusedRows.has(rowOf(problem)))].sort(byPlace);
  return { problems, notRead: file.notRead };
}

const rowOf = ({ file, line }: LocatedProblem) => `${file}:${line ?? ""}`;

function byPlace(a: LocatedProblem, b: LocatedProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}
