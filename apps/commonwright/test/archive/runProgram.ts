// The command line, called in process.

import { main } from "../../src/program.js";
import type { World } from "../../src/world.js";

const never = () => {
  throw new Error("nothing is planned here");
};

/** Runs the program with the arguments behind its name; `isErrTerminal`: it tells on a terminal how far it is. */
export async function run(...args: readonly string[]) {
  return runOn(false, args);
}

export async function runOn(isErrTerminal: boolean, args: readonly string[]) {
  const streams = { out: "", err: "" };
  const world: World = {
    out: (text) => (streams.out += text),
    err: (text) => (streams.err += text),
    isErrTerminal,
    now: () => new Date(),
    plan: never,
    verifyPlan: never,
    printPlan: never,
  };
  const code = await main(args, world);
  return { code, ...streams };
}
