// `commonwright verify-plan`: is this result true of this problem?

import { loadProblem } from "./problemLoading.js";
import { readProblemFile } from "./problemFile.js";
import { printable, refusalDocument, refusalText } from "./refusal.js";
import { EXIT, type World } from "./world.js";

/** `json`: standard output is one JSON document. */
export type VerifyArguments = { readonly problem: string; readonly result: string; readonly json: boolean };

/** Checks the result and gives the exit code: 0 accepted, 1 rejected or not readable. */
export async function runVerify({ problem, result, json }: VerifyArguments, world: World): Promise<number> {
  const loaded = await loadProblem(problem);
  const file = await readProblemFile(result);
  const problems = [...("problems" in loaded ? loaded.problems : []), ...("value" in file ? [] : file.problems)];
  if ("problems" in loaded || !("value" in file)) {
    if (json) world.out(`${JSON.stringify({ ok: false, problems: located(problems) })}\n`);
    else world.err(refusalText(problems, "nothing was checked"));
    return EXIT.refused;
  }
  const verdict = world.verifyPlan(loaded.original, file.value);
  if (json) world.out(`${JSON.stringify({ ok: verdict.ok, problems: verdict.problems })}\n`);
  else
    world.out(
      verdict.ok
        ? "The plan is true of the problem, and as good as it says.\n"
        : `The result is rejected:\n${verdict.problems.map(line).join("")}`,
    );
  return verdict.ok ? EXIT.done : EXIT.refused;
}

function located(problems: Parameters<typeof refusalDocument>[0]): unknown {
  const document = refusalDocument(problems);
  return typeof document === "object" && document !== null && "problems" in document ? document.problems : [];
}

function line(problem: unknown): string {
  if (typeof problem === "string") return `  ${printable(problem)}\n`;
  const { path, message } = problem as { readonly path?: unknown; readonly message?: unknown };
  return `  ${printable(
    [path, message]
      .filter((part) => part !== undefined && part !== "")
      .map(String)
      .join("  "),
  )}\n`;
}
