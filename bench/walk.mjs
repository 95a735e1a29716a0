// How long track and trace take through the server, over a million edges in an embedded PostgreSQL, and how long they hold up everybody else.
// usage: node bench/walk.mjs [EVENTS=390000] [PORT=4220] [FOLDER] after npm run build. A folder is kept, and not loaded again.

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { growBatch, projectEntry, recordKeyText } from "@commonwright/commons";
import { seededRandom } from "@commonwright/numeric";
import { openStore } from "@commonwright/store";
import { flowActionOf, flowGraph, resourceNode, trace, track } from "@commonwright/tracing";
import { ask, quantile, startUp } from "./upProgram.mjs";

/**
 * @typedef {import("@commonwright/commons").Entry} Entry
 * @typedef {import("@commonwright/commons").CommonsStore} CommonsStore
 * @typedef {{ action: string, resource: number, toResource: number, inputOf: number, outputOf: number }} Told
 */

const GATE_MS = 1000;
const STRETCH_MS = 400;
const AT_ONCE = 2_500;
const MOST_WALKED = 200_000;
const count = Number(process.argv[2] ?? 390_000);
const port = Number(process.argv[3] ?? 4220);
const resources = Math.ceil(count / 6.33);
const processes = Math.ceil(count / 9.5);

const inputs = ["consume", "use", "cite", "pickup", "accept", "combine"];
const outputs = ["produce", "dropoff", "modify", "separate"];
const transfers = ["transferCustody", "transferAllRights", "transfer", "move", "copy"];
const actions = [...inputs, ...outputs, "raise", "lower", ...transfers];

const random = seededRandom(1);
/** First each resource is found, then everything happens that may happen, with the links that each action has. @returns {Told} */
function toldEvent(/** @type {number} */ index) {
  if (index < resources) return { action: "raise", resource: index, toResource: -1, inputOf: -1, outputOf: -1 };
  const action = actions[random.below(actions.length)] ?? "raise";
  return {
    action,
    resource: random.below(resources),
    toResource: transfers.includes(action) ? random.below(resources) : -1,
    inputOf: inputs.includes(action) ? random.below(processes) : -1,
    outputOf: outputs.includes(action) ? random.below(processes) : -1,
  };
}

/** An id in the form of those that clients make. @param {number} kind @param {number} index */
const idOf = (kind, index) => `01934f5c-7d2e-7aaa-800${kind}-${String(index).padStart(12, "0")}`;
const [AGENT, THING, RESOURCE, PROCESS, EVENT] = [0, 1, 2, 3, 4];

/** @param {import("@commonwright/commons").EntryKind} kind @param {import("@commonwright/commons").JsonObject} body @returns {Entry} */
const entryOf = (kind, body) => ({ kind, version: 1, at: "2026-11-21T12:00:00Z", by: "bench", body });

/** @param {Told} told @param {number} index */
function eventEntry({ action, resource, toResource, inputOf, outputOf }, index) {
  const event = {
    id: idOf(EVENT, index),
    action,
    provider: idOf(AGENT, 0),
    receiver: idOf(AGENT, 0),
    resourceInventoriedAs: idOf(RESOURCE, resource),
    resourceConformsTo: idOf(THING, 0),
    resourceQuantity: { hasNumericalValue: "1", hasUnit: "piece" },
    ...(toResource < 0 ? {} : { toResourceInventoriedAs: idOf(RESOURCE, toResource) }),
    ...(inputOf < 0 ? {} : { inputOf: idOf(PROCESS, inputOf) }),
    ...(outputOf < 0 ? {} : { outputOf: idOf(PROCESS, outputOf) }),
  };
  const made = { id: idOf(RESOURCE, resource), name: `thing ${resource}`, conformsTo: idOf(THING, 0) };
  return entryOf("economicEventRecorded", index < resources ? { event, resource: made } : { event });
}

/** @param {readonly Told[]} events */
function* entriesOf(events) {
  yield entryOf("agentRecorded", { id: idOf(AGENT, 0), name: "somebody", type: "Person" });
  yield entryOf("resourceSpecificationRecorded", { id: idOf(THING, 0), name: "thing" });
  for (let process = 0; process < processes; process++) yield entryOf("processRecorded", { id: idOf(PROCESS, process), name: "work" });
  for (const [index, event] of events.entries()) yield eventEntry(event, index);
}

/** Appends as the writer does, behind what founding left. @param {CommonsStore} store @param {Iterable<Entry>} entries */
async function append(store, entries) {
  const [community = ""] = await store.communities();
  /** @type {Map<string, import("@commonwright/commons").RecordRow>} */
  const records = new Map();
  let head = await store.head(community);
  const view = {
    get: (/** @type {any} */ kind, /** @type {string} */ id) => records.get(recordKeyText({ kind, id })),
    referring: () => [],
    firstSaid: () => ({}),
  };
  /** @type {Entry[]} */
  let some = [];
  const send = async () => {
    const growing = growBatch(head, view, projectEntry);
    growing.add(some);
    const batch = growing.batch();
    const outcome = await store.append(community, batch);
    if (outcome.type !== "Appended") throw new Error(outcome.type);
    for (const row of batch.writes) if (row.kind !== "economicEvent") records.set(recordKeyText(row), row);
    head = outcome.head;
    some = [];
  };
  for (const entry of entries) if (some.push(entry) === AT_ONCE) await send();
  await send();
  return head.sequence;
}

/** @param {readonly Told[]} events */
function graphOf(events) {
  const graph = flowGraph();
  for (const event of events) graph.addEvent({ ...event, action: flowActionOf(event.action) });
  return graph;
}

/** Links of the events and their breadcrumbs. @param {readonly Told[]} events */
function edgeCount(events) {
  const links = events.reduce(
    (sum, { resource: _, action: __, ...named }) => sum + 1 + Object.values(named).filter((link) => link >= 0).length,
    0,
  );
  return links + events.length - resources;
}

/** Resources from which a walk comes as far as any does. @param {import("@commonwright/tracing").FlowGraph} graph @param {typeof trace} walk */
const farStarts = (graph, walk) =>
  Array.from({ length: 200 }, (_, resource) => resource)
    .filter((resource) => walk(graph, resourceNode(resource), { limit: MOST_WALKED }).nodes.length >= Math.min(MOST_WALKED, count / 2))
    .slice(0, 12);

const kept = process.argv[4];
const folder = kept ?? mkdtempSync(path.join(tmpdir(), "walker-bench-"));
const isLoaded = existsSync(path.join(folder, "data"));
const start = () => startUp({ folder, port, example: "none", preload: new URL("./loopDelay.mjs", import.meta.url) });
/** @param {import("./upProgram.mjs").Running} server */
async function stop({ child, ended }) {
  child.kill("SIGTERM");
  await ended;
}

/** The longest and the hundredth longest delay since it was last asked. @param {import("./upProgram.mjs").Running} server @returns {Promise<{ maxMs: number, p99Ms: number }>} */
const delaysOf = ({ child }) =>
  new Promise((resolve) => {
    child.once("message", (delays) => resolve(/** @type {any} */ (delays)));
    child.send("delays");
  });

const PAGE =
  "{ items { ... on EconomicEvent { id } ... on EconomicResource { id } ... on Process { id } } endCursor truncated totalCount }";

/** @type {Record<string, string | number>[]} */
const rows = [];
/**
 * Asks one after the other, and notes how long each took and how long the server's loop was held up meanwhile.
 * @param {import("./upProgram.mjs").Running} server @param {string} name @param {readonly string[]} queries @param {boolean} [isGated]
 */
async function measure(server, name, queries, isGated = false) {
  await new Promise((resolve) => setTimeout(resolve, 300));
  await delaysOf(server);
  if (queries.length === 0) await new Promise((resolve) => setTimeout(resolve, 1000));
  /** @type {number[]} */
  const times = [];
  for (const query of queries) {
    const begun = performance.now();
    const { data, errors } = await ask(server, query);
    times.push(performance.now() - begun);
    if (errors !== undefined) throw new Error(errors[0]?.message);
    if (isGated && data.economicResource.page.items.length !== 200) throw new Error("a page is not full");
  }
  const { maxMs, p99Ms } = await delaysOf(server);
  const sorted = times.toSorted((one, other) => one - other);
  rows.push({
    what: name,
    asked: queries.length,
    "median ms": sorted.length === 0 ? "" : quantile(sorted, 0.5).toFixed(1),
    "longest ms": sorted.at(-1)?.toFixed(1) ?? "",
    "gate, stretch ms": isGated ? `${GATE_MS}, ${STRETCH_MS}` : "",
    "loop held up, longest ms": maxMs.toFixed(1),
    "p99 ms": p99Ms.toFixed(1),
  });
}

/** @param {"trace" | "track"} way @param {number} resource @param {number} [skip] */
const pageQuery = (way, resource, skip = 0) =>
  `{ economicResource(id: "${idOf(RESOURCE, resource)}") { page: ${way}Page(first: 200, after: "flow${skip}") ${PAGE} } }`;

/** @param {readonly Told[]} events */
async function walks(events) {
  const graph = graphOf(events);
  const [back, forth] = [farStarts(graph, trace), farStarts(graph, track)];
  const server = await start();
  try {
    await measure(server, "nothing, for a second", []);
    const [first = 0, ...others] = back;
    await measure(server, "first trace, with reading all events", [pageQuery("trace", first)], true);
    await measure(
      server,
      "other traces",
      others.map((resource) => pageQuery("trace", resource)),
      true,
    );
    await measure(
      server,
      "tracks",
      forth.map((resource) => pageQuery("track", resource)),
      true,
    );
    const pages = Array.from({ length: 20 }, (_, page) => pageQuery("track", forth.at(-1) ?? 0, 200 * page));
    await measure(server, "reading on in the last track", pages, true);
    // Each asks for another number of them, since an answer is kept for as long as nothing happens.
    const steps = (/** @type {number} */ last) =>
      `{ economicEvents(last: ${last}) { edges { node { id previous { __typename } next { __typename } } } } }`;
    await measure(
      server,
      "both steps of some 200 events",
      Array.from({ length: 9 }, (_, less) => steps(200 - less)),
    );
  } finally {
    await stop(server);
  }
}

/** @param {readonly Told[]} events */
async function load(events) {
  await stop(await start());
  const opened = await openStore({ database: { type: "embedded", folder: path.join(folder, "data") } });
  const begun = performance.now();
  const entries = await append(opened.store, entriesOf(events));
  const seconds = (performance.now() - begun) / 1000;
  await opened.close();
  console.log(`${entries} entries appended in ${seconds.toFixed(0)} s, ${AT_ONCE} at a time: ${Math.round(entries / seconds)} a second`);
}

try {
  const events = Array.from({ length: count }, (_, index) => toldEvent(index));
  console.log(`Node ${process.version}; ${count} events, ${edgeCount(events)} edges, at most ${MOST_WALKED} flows walked`);
  if (!isLoaded) await load(events);
  console.log(`load ${loadavg()[0]?.toFixed(2)} before the walks`);
  await walks(events);
  console.table(rows);
} finally {
  if (kept === undefined) rmSync(folder, { recursive: true, force: true });
}
