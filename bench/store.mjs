// How many entries a second the store takes in, and how quickly it opens, beside the gates.
// usage: node bench/store.mjs [SECONDS=5] [embedded|pglite|memory]

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { EMPTY_HEAD } from "@commonwright/commons";
import { openStore } from "@commonwright/store";

const seconds = Number(process.argv[2] ?? 5);
const type = process.argv[3] ?? "embedded";
const folder = path.join(mkdtempSync(path.join(tmpdir(), "store-bench-")), "data");

/** @type {import("@commonwright/store").DatabaseChoice} */
const database = type === "memory" ? { type } : type === "pglite" ? { type, folder } : { type: "embedded", folder };
/** One record an entry, of some 300 bytes, as an intent has. @type {import("@commonwright/store").Projection} */
const project = (entry) => [{ kind: "intent", id: entry.by, body: entry.body }];
const open = () => openStore({ database, project });

let next = 0;
/** @returns {import("@commonwright/commons").Entry} */
const newEntry = () => {
  const id = `intent-${next++}`;
  const body = { id, resourceSpecification: "lamp", quantity: { value: "12", unit: "one" }, note: "x".repeat(200) };
  return { kind: "intentStated", version: 1, at: "2026-11-21T12:00:00Z", by: id, body };
};

/** @param {string} name @param {number} count of appended entries @param {number} ms @param {readonly number[]} [waits] of single appends in ms */
function print(name, count, ms, waits = []) {
  const sorted = waits.toSorted((one, other) => one - other);
  const at = (/** @type {number} */ share) =>
    sorted.length === 0 ? "" : (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
  console.log(`| ${name} | ${Math.round((count / ms) * 1000).toLocaleString("en")} | ${at(0.5)} | ${at(0.99)} |`);
}

/**
 * Writers append `size` entries at a time until the time is over.
 * @param {import("@commonwright/commons").CommonsStore} store
 * @param {{ name: string, communities: readonly string[], size: number }} load one writer for each name of a community; a name may come again
 */
async function measure(store, { name, communities, size }) {
  const start = performance.now();
  const end = start + seconds * 1000;
  let count = 0;
  /** @type {number[]} */
  const waits = [];
  const write = async (/** @type {string} */ community) => {
    let head = await store.head(community);
    while (performance.now() < end) {
      const entries = Array.from({ length: size }, newEntry);
      const sent = performance.now();
      let outcome = await store.append(community, head, entries);
      while (outcome.type === "HeadMoved") outcome = await store.append(community, outcome.head, entries);
      waits.push(performance.now() - sent);
      head = outcome.head;
      count += size;
    }
  };
  await Promise.all(communities.map(write));
  print(name, count, performance.now() - start, waits);
}

const first = performance.now();
let opened = await open();
const firstMs = performance.now() - first;
await opened.close();
const again = performance.now();
if (type !== "memory") opened = await open();
const againMs = performance.now() - again;
console.log(`${opened.description}\nfirst start ${Math.round(firstMs)} ms, again ${Math.round(againMs)} ms\n`);
console.log("| entries appended | a second | wait p50 ms | p99 ms |\n|---|---:|---:|---:|");
try {
  const sixteen = Array.from({ length: 16 }, (_, index) => `c${index}`);
  await measure(opened.store, { name: "1 writer, one at a time", communities: ["one"], size: 1 });
  await measure(opened.store, { name: "16 writers, a community each", communities: sixteen, size: 1 });
  await measure(opened.store, {
    name: "16 writers in one community, again where another was quicker",
    communities: sixteen.map(() => "all"),
    size: 1,
  });
  await measure(opened.store, { name: "1 writer, 16 at a time", communities: ["batch"], size: 16 });
  await measure(opened.store, { name: "1 writer, 1,000 at a time", communities: ["bulk"], size: 1000 });
  const start = performance.now();
  const { head } = await opened.store.append("region", EMPTY_HEAD, Array.from({ length: 5000 }, newEntry));
  print("5,000 in one call", head.sequence, performance.now() - start);
  const reading = performance.now();
  const records = (await opened.store.snapshot("region"))?.records.length ?? 0;
  console.log(`\nsnapshot of ${records} records: ${Math.round(performance.now() - reading)} ms`);
} finally {
  await opened.close();
  rmSync(path.dirname(folder), { recursive: true, force: true });
}
