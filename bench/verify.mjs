// How many events a second are verified: chain, tree and form of the entries; then with the records; beside the gate.
// usage: node bench/verify.mjs [EVENTS=200000]

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { newReplay, treeHeadText } from "@commonwright/commons";
import { openStore } from "@commonwright/store";
import { logPages } from "../apps/commonwright/dist/upkeep/logPages.js";
import { verifyLog } from "../apps/commonwright/dist/upkeep/logVerification.js";
import { fill, founded } from "./filledLedger.mjs";

const events = Number(process.argv[2] ?? 200_000);
const GATE = "100,000 (stretch 300,000)";

/** @param {string} name @param {string} gate @param {number} count @param {() => Promise<void>} work */
async function measure(name, gate, count, work) {
  const [began, before] = [performance.now(), process.cpuUsage()];
  await work();
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(before);
  const rate = (/** @type {number} */ value) => Math.round(count / value).toLocaleString("en");
  console.log(`| ${name} | ${rate(seconds)} | ${((user + system) / count).toFixed(2)} | ${gate} |`);
}

const folder = path.join(mkdtempSync(path.join(tmpdir(), "verify-bench-")), "data");
const opened = await openStore({ database: { type: "embedded", folder } });
const { store, description } = opened;
try {
  const began = performance.now();
  const texts = await fill(store, events);
  const bytes = texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / texts.length;
  const seconds = (performance.now() - began) / 1_000;
  console.log(
    `${description}\n${texts.length.toLocaleString("en")} entries of ${Math.round(bytes)} bytes, appended in ${seconds.toFixed(1)} s\n`,
  );
  console.log("| what | events a second | µs of processor time each | gate |\n|---|---:|---:|---:|");
  const whole = async (/** @type {AsyncIterable<typeof texts> | AsyncGenerator<readonly (typeof texts)[number][]>} */ pages) => {
    const { head, fault } = await verifyLog(pages, { community: founded.id });
    if (fault !== null) throw new Error(`entry ${fault.sequence}: ${fault.kind}`);
    return head;
  };
  const atHand = async function* () {
    for (let at = 0; at < texts.length; at += 5_000) yield texts.slice(at, at + 5_000);
  };
  let head = await whole(atHand());
  for (let round = 0; round < 3; round += 1)
    await measure("chain, tree and form, texts at hand", GATE, texts.length, async () => void (head = await whole(atHand())));
  for (let round = 0; round < 3; round += 1)
    await measure(
      "chain, tree and form, read from the database",
      GATE,
      texts.length,
      async () => void (await whole(logPages(store, founded.id))),
    );
  await measure("records compared with the log", "", texts.length, async () => {
    const differences = await store.compare(founded.id, newReplay());
    if (differences.length > 0) throw new Error(`${differences.length} records differ`);
  });
  await measure("records made anew", "", texts.length, async () => void (await store.rebuild(founded.id, newReplay())));
  console.log(`\n${treeHeadText(head)}`);
} finally {
  await opened.close();
  rmSync(path.dirname(folder), { recursive: true, force: true });
}
