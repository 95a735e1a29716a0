// How long track and trace take on random graphs of a million edges, beside the gate and beside the same walk over objects in maps.
// usage: node bench/trace.mjs [SEED=1] after npm run build

import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { seededRandom } from "@commonwright/numeric";
import { flowActionOf, flowGraph, nodeIndex, nodeKind, resourceNode, trace, track } from "@commonwright/tracing";

/**
 * @typedef {{ action: string, resource: number, toResource: number, inputOf: number, outputOf: number }} Told
 * @typedef {{ name: string, events: Told[], start: number, origin: number, gate: boolean }} Problem
 */

const GATE_MS = 1000;
const STRETCH_MS = 400;
const RUNS = 9;
/** A limit as a page of an answer has it. */
const PAGE = 200;

const inputs = ["consume", "use", "work", "cite", "pickup", "accept", "combine"];
const outputs = ["produce", "dropoff", "modify", "separate"];
const corrections = ["raise", "lower"];
const transfers = ["transferCustody", "transferAllRights", "transfer", "move", "copy"];
const actions = [...inputs, ...outputs, ...corrections, ...transfers, "deliverService"];

const random = seededRandom(Number(process.argv[2] ?? 1));
/** @template T @param {readonly T[]} list @returns {T} */
const oneOf = (list) => list[random.below(list.length)];

/** Each event with the links that its action has. @param {number} count @param {number} resources @param {number} processes @returns {Told[]} */
const likelyEvents = (count, resources, processes) =>
  Array.from({ length: count }, () => {
    const action = oneOf(actions);
    const isService = action === "deliverService";
    return {
      action,
      resource: isService ? -1 : random.below(resources),
      toResource: transfers.includes(action) ? random.below(resources) : -1,
      inputOf: isService || inputs.includes(action) ? random.below(processes) : -1,
      outputOf: isService || outputs.includes(action) ? random.below(processes) : -1,
    };
  });

/** Each event with all four links, whatever its action: the most edges that so many nodes can have. @param {number} count @param {number} things @returns {Told[]} */
const denseEvents = (count, things) =>
  Array.from({ length: count }, () => ({
    action: oneOf(actions),
    resource: random.below(things),
    toResource: random.below(things),
    inputOf: random.below(things),
    outputOf: random.below(things),
  }));

/** A thing made from the one before it, over and over. @param {number} links @returns {Told[]} */
const chainEvents = (links) =>
  Array.from({ length: links }, (_, link) => [
    { action: "consume", resource: link, toResource: -1, inputOf: link, outputOf: -1 },
    { action: "produce", resource: link + 1, toResource: -1, inputOf: -1, outputOf: link },
  ]).flat();

/** Links of the events and their breadcrumbs. @param {readonly Told[]} events */
function edgeCount(events) {
  const named = new Set();
  let edges = 0;
  for (const { resource, toResource, inputOf, outputOf } of events) {
    edges += [resource, toResource, inputOf, outputOf].filter((link) => link >= 0).length;
    if (named.has(resource)) edges++;
    if (resource >= 0) named.add(resource);
  }
  return edges;
}

/** @param {readonly Told[]} events */
function columnsOf(events) {
  const links = (/** @type {"resource" | "toResource" | "inputOf" | "outputOf"} */ name) => Int32Array.from(events, (event) => event[name]);
  return {
    action: events.map((event) => flowActionOf(event.action)),
    resource: links("resource"),
    toResource: links("toResource"),
    inputOf: links("inputOf"),
    outputOf: links("outputOf"),
  };
}

/**
 * The yardstick: the same trace over records in a map by id, lists of ids made at every step, and a stack of lists.
 * @typedef {{ id: string, kind: "event", index: number, action: string, resource?: string, toResource?: string, inputOf?: string, outputOf?: string, previous?: string }} EventRecord
 * @typedef {{ id: string, kind: "resource" | "process", arrivals: string[] }} PlaceRecord
 */
class ObjectGraph {
  /** @type {Map<string, EventRecord | PlaceRecord>} */
  #records = new Map();
  /** @type {Map<string, string>} */
  #lastEvents = new Map();

  /** @param {readonly Told[]} events */
  constructor(events) {
    for (const [index, event] of events.entries()) this.#add(index, event);
  }

  /** @param {string} start a resource @returns {string[]} */
  trace(start) {
    const flows = [start];
    const visited = new Set(flows);
    /** @type {Map<string, Set<string>>} */
    const open = new Map([...pairs.values()].map((output) => [output, new Set()]));
    const stack = [this.#frame(start, this.#lastEvents.get(start), visited)];
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const id = frame.items[frame.next++];
      if (id === undefined) stack.pop();
      else if (!visited.has(id) && this.#isTaken(id, open)) {
        visited.add(id);
        flows.push(id);
        stack.push(this.#frame(id, frame.saved, visited));
      }
    }
    return flows;
  }

  /** @param {number} index @param {Told} told */
  #add(index, { action, resource, toResource, inputOf, outputOf }) {
    /** @type {EventRecord} */
    const event = { id: `event ${index}`, kind: "event", index, action };
    if (resource >= 0) {
      event.resource = this.#place("resource", resource).id;
      const previous = this.#lastEvents.get(event.resource);
      if (previous !== undefined) event.previous = previous;
      this.#lastEvents.set(event.resource, event.id);
    }
    if (inputOf >= 0) event.inputOf = this.#arrive("process", inputOf, event.id);
    if (outputOf >= 0) event.outputOf = this.#place("process", outputOf).id;
    if (resource >= 0 && (outputOf >= 0 || corrections.includes(action))) this.#arrive("resource", resource, event.id);
    if (toResource >= 0) event.toResource = this.#arrive("resource", toResource, event.id);
    this.#records.set(event.id, event);
  }

  /** @param {"resource" | "process"} kind @param {number} index @returns {PlaceRecord} */
  #place(kind, index) {
    const id = `${kind} ${index}`;
    const known = this.#records.get(id);
    if (known !== undefined && known.kind !== "event") return known;
    const made = { id, kind, arrivals: [] };
    this.#records.set(id, made);
    return made;
  }

  /** @param {"resource" | "process"} kind @param {number} index @param {string} event */
  #arrive(kind, index, event) {
    const place = this.#place(kind, index);
    if (place.arrivals.at(-1) !== event) place.arrivals.push(event);
    return place.id;
  }

  /** @param {string} id */
  #previous(id) {
    const record = this.#records.get(id);
    if (record === undefined) return [];
    if (record.kind !== "event") return record.arrivals.toReversed();
    if (record.outputOf !== undefined) return [record.outputOf];
    if (corrections.includes(record.action) && record.previous === undefined) return [];
    return record.resource === undefined ? [] : [record.resource];
  }

  /** @param {string} id @param {string | undefined} handed @param {ReadonlySet<string>} visited */
  #frame(id, handed, visited) {
    const record = this.#records.get(id);
    const saved = record?.kind === "event" ? record.previous : handed;
    const items = this.#previous(id);
    const [first] = items;
    if (saved === undefined || first === undefined) return { items, saved, next: 0 };
    if (items.includes(saved)) return { items: [saved, ...items.filter((item) => item !== saved)], saved, next: 0 };
    const turnsBack = visited.has(first) && this.#records.get(first)?.kind === "resource";
    return { items: turnsBack ? [saved, ...items] : items, saved, next: 0 };
  }

  /** @param {string} id @param {ReadonlyMap<string, Set<string>>} open */
  #isTaken(id, open) {
    const record = this.#records.get(id);
    if (record?.kind !== "event") return true;
    const output = pairs.get(record.action);
    if (output !== undefined) return record.resource !== undefined && open.get(output)?.delete(record.resource) === true;
    if (record.resource !== undefined) open.get(record.action)?.add(record.resource);
    return true;
  }
}

const pairs = new Map([
  ["pickup", "dropoff"],
  ["accept", "modify"],
  ["combine", "separate"],
]);

/** @template T @param {number} runs @param {() => T} work @returns {{ result: T, ms: number }} the last result, the median of the times */
function timed(runs, work) {
  /** @type {number[]} */
  const times = [];
  let result = work();
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    result = work();
    times.push(performance.now() - start);
  }
  return { result, ms: times.sort((one, other) => one - other)[Math.floor(runs / 2)] };
}

/** @param {import("@commonwright/tracing").FlowGraph} graph */
const bytesOf = (graph) => Object.values(graph).reduce((sum, part) => sum + (ArrayBuffer.isView(part) ? part.byteLength : 0), 0);

/** @param {number} node */
const nameOf = (node) => `${nodeKind(node)} ${nodeIndex(node)}`;

/** A trace from the resource `start`, a track from the resource `origin`. @param {Problem} problem */
function row({ name, events, start, origin, gate }) {
  const columns = columnsOf(events);
  const { result: graph, ms: buildMs } = timed(3, () => flowGraph(columns));
  const grown = timed(3, () => {
    const growing = flowGraph();
    for (let event = 0; event < events.length; event++) {
      const { resource, toResource, inputOf, outputOf } = events[event];
      growing.addEvent({ action: columns.action[event], resource, toResource, inputOf, outputOf });
    }
    return growing;
  });
  const limit = 10_000_000;
  const back = timed(RUNS, () => trace(graph, resourceNode(start), { limit }));
  const forth = timed(RUNS, () => track(graph, resourceNode(origin), { limit }));
  const page = timed(RUNS, () => trace(graph, resourceNode(start), { limit: PAGE }));
  const objects = timed(1, () => new ObjectGraph(events));
  const plain = timed(3, () => objects.result.trace(`resource ${start}`));
  const isSame = plain.result.join() === Array.from(back.result.nodes, nameOf).join();
  return {
    graph: name,
    events: events.length,
    nodes: graph.eventCount + graph.resourceCount + graph.processCount,
    edges: edgeCount(events),
    traced: back.result.nodes.length,
    "trace ms": back.ms.toFixed(1),
    "gate ms": gate ? GATE_MS : "",
    "stretch ms": gate ? STRETCH_MS : "",
    [`first ${PAGE} ms`]: page.ms.toFixed(2),
    tracked: forth.result.nodes.length,
    "track ms": forth.ms.toFixed(1),
    "objects ms": plain.ms.toFixed(0),
    ratio: (plain.ms / back.ms).toFixed(0),
    same: isSame,
    "build ms": buildMs.toFixed(0),
    "objects build ms": objects.ms.toFixed(0),
    "bytes/event": (bytesOf(graph) / events.length).toFixed(0),
    "grown bytes/event": (bytesOf(grown.result) / events.length).toFixed(0),
    "add µs": ((grown.ms * 1000) / events.length).toFixed(2),
  };
}

/** The resource from which a trace comes furthest, of the first twenty. @param {readonly Told[]} events */
function furthestStart(events) {
  const graph = flowGraph(columnsOf(events));
  const reach = Array.from({ length: 20 }, (_, index) => trace(graph, resourceNode(index), { limit: 10_000_000 }).nodes.length);
  return reach.indexOf(Math.max(...reach));
}

/** @param {string} name @param {Told[]} events @returns {Problem} */
function atFurthest(name, events) {
  const start = furthestStart(events);
  return { name, events, start, origin: start, gate: true };
}

const problems = [
  atFurthest("every event names all four", denseEvents(220_000, 2_000)),
  atFurthest("links as the actions have them", likelyEvents(380_000, 60_000, 40_000)),
  { name: "chain of 200,000 steps", events: chainEvents(50_000), start: 50_000, origin: 0, gate: false },
];
console.log(`load ${loadavg()[0].toFixed(2)}, Node ${process.version}`);
const rows = problems.map(row);
console.table(rows);
if (!rows.every((each) => each.same)) throw new Error("the yardstick came by other nodes, or in another order");
