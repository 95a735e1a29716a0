// How long a community takes to leave and to come in, how large it is then, and whether a backup under load restores to a verified state.
// usage: node bench/archive.mjs [ENTRIES=100000]

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { batchOf, projectEntry } from "@commonwright/commons";
import { openStore } from "@commonwright/store";
import { fill, founded } from "./filledLedger.mjs";

const entries = Number(process.argv[2] ?? 100_000);
/** The founding, three nouns and the resources come before the transfers. */
const BEFORE_TRANSFERS = 1_004;
const GATE_SECONDS = 60;
const LAUNCHER = fileURLToPath(new URL("../apps/commonwright/bin/commonwright.js", import.meta.url));
/** Makes a program say at its end how much memory it had at most. */
const TELL_MEMORY = 'data:text/javascript,process.on("exit",()=>process.stderr.write(`maxRSS ${process.resourceUsage().maxRSS}\\n`))';
const home = mkdtempSync(path.join(tmpdir(), "archive-bench-"));
const at = (/** @type {string} */ name) => path.join(home, name);
const embedded = (/** @type {string} */ folder) => openStore({ database: { type: "embedded", folder } });

/** Runs a command of the program; its head, its seconds with start and end, and its memory. @param {...string} args */
async function command(...args) {
  const began = performance.now();
  const child = spawn(process.execPath, ["--import", TELL_MEMORY, LAUNCHER, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stderr.on("data", (chunk) => (err += chunk));
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${err}`);
  const seconds = (performance.now() - began) / 1_000;
  const megabytes = Math.round(Number(/maxRSS (\d+)/.exec(err)?.[1]) / 1_024);
  return { seconds, megabytes, head: /(?:Head): (\S+)/.exec(out)?.[1] ?? "", out };
}

/** @param {string} what @param {{ seconds: number, megabytes: number }} run @param {string} [more] */
const row = (what, { seconds, megabytes }, more = "") => console.log(`| ${what} | ${seconds.toFixed(1)} s | ${megabytes} MB | ${more} |`);

/** Appends one entry after the other until it is told to stop. @param {import("@commonwright/commons").CommonsStore} store */
function writer(store) {
  let isOver = false;
  let count = 0;
  const ended = (async () => {
    for (let head = await store.head(founded.id); !isOver; count += 1) {
      /** @type {import("@commonwright/commons").Entry} */
      const agent = {
        kind: "agentRecorded",
        version: 1,
        at: new Date().toISOString(),
        by: "bench",
        body: { id: `w${count}`, type: "Person", name: `${count}` },
      };
      const outcome = await store.append(founded.id, batchOf([agent], projectEntry, { after: head }));
      if (outcome.type !== "Appended") throw new Error(outcome.type);
      head = outcome.head;
    }
  })();
  const stop = async () => {
    isOver = true;
    await ended;
    return count;
  };
  return { stop, count: () => count };
}

try {
  const source = await embedded(at("source"));
  await fill(source.store, entries - BEFORE_TRANSFERS);
  console.log(`${entries.toLocaleString("en")} entries in ${source.description}\n`);
  console.log("| what | time | memory at most | |\n|---|---:|---:|---|");
  await source.close();
  const exported = await command("export-community", at("community.gz"), "--data", at("source"));
  const { size } = statSync(at("community.gz"));
  row("export-community", exported, `${size.toLocaleString("en")} bytes, ${(size / entries).toFixed(1)} an entry`);
  const imported = await command("import-community", at("community.gz"), "--data", at("imported"));
  const isSame = imported.head === exported.head && exported.head.startsWith(`${entries}.`);
  row("import-community", imported, isSame ? "the same head" : "ANOTHER HEAD");
  const both = exported.seconds + imported.seconds;
  console.log(`| both | ${both.toFixed(1)} s | | gate: at most ${GATE_SECONDS} s |`);
  row("verify, with the records", await command("verify", "--data", at("imported"), "--expected-head", exported.head), "whole");

  const running = await embedded(at("source"));
  const writing = writer(running.store);
  const pause = (/** @type {number} */ seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  await pause(3);
  const alone = writing.count() / 3;
  const before = writing.count();
  const backup = await command("backup", at("backup.gz"), "--data", at("source"));
  const during = (writing.count() - before) / backup.seconds;
  const written = await writing.stop();
  await running.close();
  row(
    "backup beside a writer",
    backup,
    `${Math.round(alone)} appends a second before, ${Math.round(during)} meanwhile, ${written} in all; head at ${backup.head.split(".")[0]}`,
  );
  row("restore into a new folder", await command("restore", at("backup.gz"), "--data", at("restored")));
  row("verify, with the records", await command("verify", "--data", at("restored"), "--expected-head", backup.head), "whole");
  row("restore in the place of what is there", await command("restore", at("backup.gz"), "--data", at("restored"), "--replace"));
  process.exitCode = isSame && both <= GATE_SECONDS ? 0 : 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}
