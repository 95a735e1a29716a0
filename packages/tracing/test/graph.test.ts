// The graph's door: bounds, codes, nodes, and depth.
import { expect, it } from "vitest";
import {
  eventNode,
  flowActionOf,
  type FlowEvent,
  flowGraph,
  nextOf,
  nodeIndex,
  nodeKind,
  previousOf,
  processNode,
  resourceNode,
  trace,
  track,
} from "../src/index.js";
import { ACTIONS } from "./told.js";

const event: FlowEvent = { action: flowActionOf("consume"), resource: 0, toResource: -1, inputOf: 0, outputOf: -1 };

it("[T1] numbers events by age and counts what they name", () => {
  const graph = flowGraph();
  expect(graph.addEvent(event)).toBe(0);
  expect(graph.addEvent({ ...event, resource: 7, outputOf: 4 })).toBe(1);
  expect([graph.eventCount, graph.resourceCount, graph.processCount]).toEqual([2, 8, 5]);
});

it("[T1] refuses what is outside and stays as it was", () => {
  const graph = flowGraph();
  graph.addEvent(event);
  const before = structuredClone(Object.values(graph).filter((part) => typeof part !== "function"));
  for (const index of [-2, 0.5, 2 ** 29, Number.NaN]) {
    for (const name of ["resource", "toResource", "inputOf", "outputOf"]) {
      expect(() => graph.addEvent({ ...event, resource: 3, inputOf: 3, [name]: index })).toThrow(`${name} is ${index}`);
    }
  }
  for (const action of [-1, 9, 0.5]) expect(() => graph.addEvent({ ...event, action: action as FlowEvent["action"] })).toThrow(RangeError);
  expect(Object.values(graph).filter((part) => typeof part !== "function")).toEqual(before);
});

it("[T1] refuses columns of different lengths", () => {
  const columns = { action: [event.action], resource: [0], toResource: [-1], inputOf: [-1], outputOf: [-1] };
  expect(flowGraph(columns).eventCount).toBe(1);
  for (const name of ["action", "resource", "toResource", "inputOf", "outputOf"]) {
    expect(() => flowGraph({ ...columns, [name]: [] })).toThrow(RangeError);
  }
});

it("[T4] tells events, resources and processes with one index apart", () => {
  for (const index of [0, 1, 5, 2 ** 29 - 1]) {
    const nodes = [eventNode(index), resourceNode(index), processNode(index)];
    expect(nodes.map(nodeKind)).toEqual(["event", "resource", "process"]);
    expect(nodes.map(nodeIndex)).toEqual([index, index, index]);
    expect([...Int32Array.from(nodes)]).toEqual(nodes);
  }
});

it("[T4] has a code for all 19 actions, and tells nine kinds apart", () => {
  const codes = ACTIONS.map(flowActionOf);
  expect(codes).toHaveLength(19);
  expect(new Set(codes).size).toBe(9);
  expect(codes.filter((code) => code === flowActionOf("produce"))).toHaveLength(11);
});

it("[T7] knows nothing of what no event names", () => {
  const graph = flowGraph();
  graph.addEvent(event);
  for (const node of [resourceNode(1), processNode(1), resourceNode(2 ** 29 - 1), processNode(2 ** 29 - 1)]) {
    expect([...previousOf(graph, node), ...nextOf(graph, node)]).toEqual([]);
    for (const walk of [trace, track]) {
      const { nodes, parents, isTruncated } = walk(graph, node, { limit: 1 });
      expect([[...nodes], [...parents], isTruncated]).toEqual([[node], [-1], false]);
    }
  }
});

it("[T7] refuses numbers that are no nodes and events that are not there", () => {
  const graph = flowGraph();
  graph.addEvent(event);
  for (const node of [-1, 0.5, 3, 2 ** 31, Number.NaN, eventNode(1)]) {
    for (const ask of [previousOf, nextOf]) expect(() => ask(graph, node)).toThrow(RangeError);
    for (const walk of [trace, track]) expect(() => walk(graph, node, { limit: 1 })).toThrow(RangeError);
  }
});

it("[T14] refuses limits that are not whole or below 1", () => {
  const graph = flowGraph();
  for (const limit of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    for (const walk of [trace, track]) expect(() => walk(graph, resourceNode(0), { limit })).toThrow(RangeError);
  }
});

/** A thing that is made from the thing before it, over and over: resource r goes into process r, out of which comes resource r + 1. */
function chainOf(links: number) {
  const graph = flowGraph();
  for (let link = 0; link < links; link++) {
    graph.addEvent({ ...event, resource: link, inputOf: link });
    graph.addEvent({ action: flowActionOf("produce"), resource: link + 1, toResource: -1, inputOf: -1, outputOf: link });
  }
  return graph;
}

it("[T15] walks a chain of 240,000 steps", () => {
  const links = 60_000;
  const graph = chainOf(links);
  const limit = 1_000_000;
  const back = trace(graph, resourceNode(links), { limit });
  const forth = track(graph, resourceNode(0), { limit });
  expect(back.nodes.length).toBe(4 * links + 1);
  expect([...back.nodes.subarray(-3)]).toEqual([processNode(0), eventNode(0), resourceNode(0)]);
  expect([...back.parents.subarray(0, 4)]).toEqual([-1, 0, 1, 2]);
  expect(forth.nodes.at(-1)).toBe(resourceNode(links));
  expect(forth.nodes.length).toBeGreaterThanOrEqual(4 * links + 1);
});

it("[T15] walks 200,000 breadcrumbs of one resource", () => {
  const graph = flowGraph();
  const raised = { ...event, action: flowActionOf("raise"), inputOf: -1 };
  for (let count = 0; count < 200_000; count++) graph.addEvent(raised);
  const { nodes } = trace(graph, resourceNode(0), { limit: 1_000_000 });
  expect(nodes.length).toBe(200_001);
  expect([nodes[1], nodes[200_000]]).toEqual([eventNode(199_999), eventNode(0)]);
});
