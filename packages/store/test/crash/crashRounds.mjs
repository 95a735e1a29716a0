// Rounds of a program that appends and is killed, or whose database is killed, at moments taken from a seed.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openStore } from "@commonwright/store";
import { inspectLogs } from "./crashLog.mjs";

/**
 * program: kill -9 of the program, the database runs on. database: kill -9 of the database, the program goes on. both: at once.
 * @typedef {"program" | "database" | "both"} Victim
 */

/** @typedef {"embedded" | "pglite"} CrashKind kind of the database */

/**
 * @typedef {object} CrashRound what one round is to do
 * @property {string} folder the data folder, which grows from round to round
 * @property {string} prefix of the ids of this round
 * @property {Victim} victim
 * @property {CrashKind} [kind] embedded unless said otherwise
 * @property {number} delayMs how long the program writes before
 * @property {readonly string[]} nodeOptions for the program
 */

/**
 * Runs one round. Gives the acknowledged entries as `COMMUNITY ID`, and how many appends ended with an outcome that was not known.
 * @param {CrashRound} round
 */
export async function crashRound({ folder, prefix, victim, kind = "embedded", delayMs, nodeOptions }) {
  const writer = fileURLToPath(new URL("crashWriter.mjs", import.meta.url));
  const child = spawn(process.execPath, [...nodeOptions, writer, folder, prefix, kind], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  try {
    const output = readOutput(child.stdout);
    await Promise.race([output.ready, ended]);
    await sleep(delayMs);
    if (victim !== "program") process.kill(serverPid(folder), "SIGKILL");
    if (victim === "database") {
      // What is acknowledged from now on was appended to the database that was started again.
      const before = output.acknowledged.length;
      while (output.acknowledged.length < before + 40 && child.exitCode === null) await sleep(5);
      child.stdin.write("stop\n");
    } else child.kill("SIGKILL");
    const [code] = await ended;
    if (victim === "database" && code !== 0) throw new Error(`the program ended with ${code}`);
    await output.closed;
    return { acknowledged: output.acknowledged, unknown: output.unknown.length };
  } finally {
    child.kill("SIGKILL");
  }
}

/** @param {import("node:stream").Readable} stream */
function readOutput(stream) {
  /** @type {string[]} */
  const acknowledged = [];
  /** @type {string[]} */
  const unknown = [];
  const lines = createInterface({ input: stream });
  const closed = once(lines, "close");
  const ready = new Promise((resolve) => {
    lines.on("line", (line) => {
      if (line === "ready") resolve(undefined);
      else if (line === "unknown") unknown.push(line);
      else if (line.startsWith("acknowledged ")) acknowledged.push(line.slice("acknowledged ".length));
    });
  });
  return { acknowledged, unknown, ready, closed };
}

/** @param {string} folder */
function serverPid(folder) {
  return Number(readFileSync(path.join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}

/**
 * Opens the folder as the next program would, looks at everything in it, and closes it.
 * @param {string} folder @param {readonly string[]} acknowledged @param {CrashKind} [kind]
 */
export async function inspectFolder(folder, acknowledged, kind = "embedded") {
  const opened = await openStore({ database: { type: kind, folder } });
  try {
    return await inspectLogs(opened.store, acknowledged);
  } finally {
    await opened.close();
  }
}
