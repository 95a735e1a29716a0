// Kills a program that restores, or its database, at a moment of the restore that is asked for.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/**
 * @typedef {object} RestoreRound what one round is to do
 * @property {string} folder the data folder
 * @property {string} mark of the state that is restored
 * @property {import("./crashRounds.mjs").Victim} victim
 * @property {import("./crashRounds.mjs").CrashKind} [kind] embedded unless said otherwise
 * @property {number} afterPage the page behind which the kill comes
 * @property {number} delayMs and how much later
 * @property {readonly string[]} nodeOptions for the program
 */

/**
 * Runs one round; says whether the program was told that the restore is there.
 * @param {RestoreRound} round
 */
export async function restoreRound({ folder, mark, victim, kind = "embedded", afterPage, delayMs, nodeOptions }) {
  const program = fileURLToPath(new URL("restoreProgram.mjs", import.meta.url));
  // What a program says whose database is killed is not looked at.
  const child = spawn(process.execPath, [...nodeOptions, program, folder, mark, kind], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = once(child, "exit");
  try {
    let isDone = false;
    const lines = createInterface({ input: child.stdout });
    const closed = once(lines, "close");
    const reached = new Promise((resolve) => {
      lines.on("line", (line) => {
        if (line === "done") isDone = true;
        if (line === `page ${afterPage}`) resolve(undefined);
      });
    });
    await Promise.race([reached, ended]);
    await sleep(delayMs);
    if (victim !== "program" && child.exitCode === null) killServer(folder);
    if (victim !== "database") child.kill("SIGKILL");
    await ended;
    await closed;
    return { isDone };
  } finally {
    child.kill("SIGKILL");
  }
}

/** @param {string} folder */
function killServer(folder) {
  try {
    process.kill(Number(readFileSync(path.join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
  } catch {
    // The program has ended it meanwhile.
  }
}
