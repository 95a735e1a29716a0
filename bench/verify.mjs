// How many events a second are verified: chain, tree and form of the entries; then with the records; beside the gate.
// usage: node bench/verify.mjs [EVENTS=200000]

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  batchOf,
  canonicalJson,
  foundCommunity,
  newReplay,
  projectEntry,
  recordKeyText,
  toJson,
  treeHeadText,
} from "@commonwright/commons";
import { openStore } from "@commonwright/store";
import { logPages } from "../apps/commonwright/dist/upkeep/logPages.js";
import { verifyLog } from "../apps/commonwright/dist/upkeep/logVerification.js";

const events = Number(process.argv[2] ?? 200_000);
const GATE = "100,000 (stretch 300,000)";
const BATCH = 2_000;
const RESOURCES = 1_000;
const AT = "2026-11-21T12:00:00.000Z";
const founded = foundCommunity({ name: "Bench", foundingKey: "a".repeat(64), nextKeys: "b".repeat(64), at: AT, by: "bench" });

/** @param {import("@commonwright/commons").EntryKind} kind @param {import("@commonwright/commons").JsonObject} body @returns {import("@commonwright/commons").Entry} */
const entryOf = (kind, body) => ({ kind, version: 1, at: AT, by: "a program with the token file", body });
/** A uuid, version 7 in form. @param {number} number */
const idOf = (number) => `01934f5c-7d2e-7aaa-8000-${String(number).padStart(12, "0")}`;
/** @param {string} value */
const hours = (value) => ({ hasNumericalValue: value, hasUnit: "h" });
const anna = idOf(1);
const ben = idOf(2);
const thing = idOf(3);

/** @param {number} index of a resource */
const raised = (index) =>
  entryOf("economicEventRecorded", {
    event: {
      id: idOf(1e6 + index),
      action: "raise",
      provider: anna,
      receiver: anna,
      resourceInventoriedAs: idOf(100 + index),
      resourceQuantity: hours("1000"),
    },
    resource: { id: idOf(100 + index), name: `store ${index}`, conformsTo: thing, primaryAccountable: anna },
  });

/** @param {number} index of a transfer from one resource to another */
const moved = (index) =>
  entryOf("economicEventRecorded", {
    event: {
      id: idOf(1e7 + index),
      action: "transfer",
      provider: anna,
      receiver: ben,
      resourceInventoriedAs: idOf(100 + (index % RESOURCES)),
      toResourceInventoriedAs: idOf(100 + ((index * 7 + 1) % RESOURCES)),
      resourceQuantity: hours(String(1 + (index % 9) / 4)),
      hasPointInTime: AT,
    },
  });

/** @param {import("@commonwright/commons").CommonsStore} store */
async function fill(store) {
  /** @type {Map<string, import("@commonwright/commons").RecordRow>} */
  const records = new Map();
  /** @type {import("@commonwright/commons").RecordsView} */
  const beneath = {
    get: (kind, id) => records.get(recordKeyText({ kind, id })),
    referring: () => [],
    firstSaid: () => {
      throw new Error("nothing is told again here");
    },
  };
  const nouns = [entryOf("agentRecorded", { id: anna, name: "Anna" }), entryOf("agentRecorded", { id: ben, name: "Ben" })];
  const begin = [founded.entry, ...nouns, entryOf("resourceSpecificationRecorded", { id: thing, name: "Thing" })];
  /** @type {{ sequence: number, hash: string, text: string }[]} */
  const texts = [];
  let head = await store.head(founded.id);
  for (let at = -1; at < events; at += at < 0 ? 1 : BATCH) {
    const some = Array.from({ length: Math.min(BATCH, events - at) }, (_, index) => moved(at + index));
    const entries = at < 0 ? [...begin, ...Array.from({ length: RESOURCES }, (_, index) => raised(index))] : some;
    const batch = batchOf(entries, projectEntry, { after: head, beneath });
    const { type } = await store.append(founded.id, batch);
    if (type !== "Appended") throw new Error(`the batch was not taken in: ${type}`);
    for (const row of batch.writes) if (row.kind !== "economicEvent") records.set(recordKeyText(row), row);
    for (const { sequence, hash, entry } of batch.sealed) texts.push({ sequence, hash, text: canonicalJson(toJson(entry)) });
    head = batch.head;
  }
  return texts;
}

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
  const texts = await fill(store);
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
