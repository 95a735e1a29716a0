// Connects the program to its process: streams, clock, exit code.

import { planProblem } from "@commonwright/planner";
import { verifyPlan } from "@commonwright/planner/checker";
import { main } from "./program.js";
import { printable } from "./refusal.js";
import { printPlan } from "./report/printPlan.js";
import type { World } from "./world.js";

// A reader that has seen enough (`commonwright plan ... | head`) is no failure. Ctrl-C keeps its usual meaning: a solver
// in one long computation could not hear us, and result files are written whole or not at all.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
    throw error;
  });
}

const world: World = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isErrTerminal: process.stderr.isTTY,
  now: () => new Date(),
  plan: planProblem,
  verifyPlan,
  printPlan,
};

try {
  process.exitCode = await main(process.argv.slice(2), world);
} catch (error) {
  process.stderr.write(`commonwright failed: ${printable(error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
}
