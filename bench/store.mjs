// How many events a second the store takes in with everything that the database checks, how large they are, and how quickly it opens and reads.
// usage: node bench/store.mjs [SECONDS=5] [embedded|pglite|memory]

import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { batchOf, EMPTY_HEAD } from "@commonwright/commons";
import { openStore } from "@commonwright/store";
import { foundLedger } from "./storeLedger.mjs";

const seconds = Number(process.argv[2] ?? 5);
const type = process.argv[3] ?? "embedded";
const folder = path.join(mkdtempSync(path.join(tmpdir(), "store-bench-")), "data");

/** @type {import("@commonwright/store").DatabaseChoice} */
const database = type === "memory" ? { type } : type === "pglite" ? { type, folder } : { type: "embedded", folder };
const open = () => openStore({ database });

/** @param {string} name @param {number} count of appended events @param {number} ms @param {readonly number[]} [waits] of single appends in ms */
function print(name, count, ms, waits = []) {
  const sorted = waits.toSorted((one, other) => one - other);
  const at = (/** @type {number} */ share) =>
    sorted.length === 0 ? "" : (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
  console.log(`| ${name} | ${Math.round((count / ms) * 1000).toLocaleString("en")} | ${at(0.5)} | ${at(0.99)} |`);
}

/**
 * Each writer appends `size` transfers at a time, in a community of its own, until the time is over.
 * @param {import("@commonwright/commons").CommonsStore} store
 * @param {{ name: string, writers: number, size: number }} load
 */
async function measure(store, { name, writers, size }) {
  const ledgers = await Promise.all(Array.from({ length: writers }, () => foundedLedger(store)));
  const before = tableBytes();
  const start = performance.now();
  const end = start + seconds * 1000;
  let count = 0;
  /** @type {number[]} */
  const waits = [];
  const write = async (/** @type {Awaited<ReturnType<typeof foundedLedger>>} */ { community, ledger, head }) => {
    for (let after = head; performance.now() < end; ) {
      const batch = batchOf(ledger.transfers(size), ledger.project, { after });
      const sent = performance.now();
      const outcome = await store.append(community, batch);
      if (outcome.type !== "Appended") throw new Error(`the batch was not taken in: ${outcome.type}`);
      waits.push(performance.now() - sent);
      after = outcome.head;
      count += size;
    }
  };
  await Promise.all(ledgers.map(write));
  print(name, count, performance.now() - start, waits);
  return { count, bytes: tableBytes() - before, community: ledgers[0]?.community ?? "" };
}

/** @param {import("@commonwright/commons").CommonsStore} store */
async function foundedLedger(store) {
  const community = randomUUID();
  const ledger = foundLedger({ agents: 200, accounts: 1000 });
  const batch = batchOf(ledger.founding, ledger.project, { after: EMPTY_HEAD });
  await store.append(community, batch);
  return { community, ledger, head: batch.head };
}

/** Bytes of all tables and indexes, as they lie in the folder. */
function tableBytes() {
  const base = path.join(folder, type === "pglite" ? "pglite" : "postgres", "base");
  const files = type === "memory" ? [] : readdirSync(base, { recursive: true, withFileTypes: true });
  return files.filter((file) => file.isFile()).reduce((sum, file) => sum + statSync(path.join(file.parentPath, file.name)).size, 0);
}

const first = performance.now();
let opened = await open();
const firstMs = performance.now() - first;
await opened.close();
const again = performance.now();
if (type !== "memory") opened = await open();
const againMs = performance.now() - again;
console.log(`${opened.description}\nfirst start ${Math.round(firstMs)} ms, again ${Math.round(againMs)} ms\n`);
console.log("| transfers appended | a second | wait p50 ms | p99 ms |\n|---|---:|---:|---:|");
try {
  const { store } = opened;
  await measure(store, { name: "1 writer, one at a time", writers: 1, size: 1 });
  await measure(store, { name: "16 writers, a community each", writers: 16, size: 1 });
  await measure(store, { name: "1 writer, 16 at a time (what 16 writers come to in one community)", writers: 1, size: 16 });
  const { count, bytes, community } = await measure(store, { name: "1 writer, 1,000 at a time", writers: 1, size: 1000 });
  if (type !== "memory") console.log(`\nbytes an event, tables and indexes: ${Math.round(bytes / count)}`);
  const reading = performance.now();
  const events = await store.list(community, { kind: "economicEvent", limit: 1000 });
  console.log(`the newest ${events.length} events of ${count}: ${Math.round(performance.now() - reading)} ms`);
} finally {
  await opened.close();
  rmSync(path.dirname(folder), { recursive: true, force: true });
}
