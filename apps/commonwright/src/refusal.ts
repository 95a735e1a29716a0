// How a refusal is shown: one line for each thing that is wrong, or one JSON document.

import { pathText } from "@commonwright/planner";
import type { LocatedProblem } from "./source.js";

/** So many lines are printed for people; the count says how many there are. */
export const MOST_PRINTED = 200;

/** `needs.csv:7  needs[5].item  unknown item "stol"; did you mean "stool"?` for each problem, grouped by file, with a count and the outcome at the end. */
export function refusalText(problems: readonly LocatedProblem[], outcome = "nothing was planned"): string {
  const lines = problems.slice(0, MOST_PRINTED).map(({ file, line, path, message }) => {
    const parts = [printable(line === undefined ? file : `${file}:${line}`), pathText(path), message];
    return parts
      .filter((part) => part !== "")
      .map(printable)
      .join("  ");
  });
  const more = problems.length - lines.length;
  const count = `${problems.length} ${problems.length === 1 ? "problem" : "problems"}${more > 0 ? `, ${more} not shown` : ""}; ${outcome}`;
  return `${[...lines, count].join("\n")}\n`;
}

/** The same as a result document (`status` "refused"); `path` as people read it. */
export function refusalDocument(problems: readonly LocatedProblem[]): unknown {
  return {
    format: "commonwright-plan-result/1",
    status: "refused",
    problems: problems.map(({ path, message, file, line, column }) => ({
      path: pathText(path),
      message,
      file,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    })),
  };
}

/** Without control characters: a file must not be able to write to the reader's terminal. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
