// The core against the page written out over objects, on thousands of random ledgers.
import fc from "fast-check";
import { expect, it } from "vitest";
import { eventNode, flowGraph, type FlowGraph, nextOf, previousOf, trace, track } from "../src/index.js";
import { Oracle, type Told } from "./oracle.js";
import { asFlowEvent, graphOf, namesIn, nodeName, nodeOf, told, visitsOf } from "./told.js";

const limit = 1_000;

/** Runs `check` on every node of random ledgers. */
function forAllNodes(numRuns: number, check: (graph: FlowGraph, oracle: Oracle, name: string) => void): void {
  fc.assert(
    fc.property(told, (events) => {
      const graph = graphOf(events);
      const oracle = new Oracle(events);
      for (const name of namesIn(events)) check(graph, oracle, name);
    }),
    { numRuns },
  );
}

it("[T8] [T9] [T10] [T11] [T12] [T13] traces as the page does, from every node of 3,000 ledgers", () => {
  forAllNodes(3_000, (graph, oracle, name) => {
    const flows = trace(graph, nodeOf(name), { limit });
    expect(visitsOf(flows)).toEqual(oracle.trace(name));
    expect(flows.isTruncated).toBe(false);
  });
});

it("[T8] [T9] [T10] [T11] [T12] [T13] tracks as the mirror of the page does, from every node of 3,000 ledgers", () => {
  forAllNodes(3_000, (graph, oracle, name) => {
    const flows = track(graph, nodeOf(name), { limit });
    expect(visitsOf(flows)).toEqual(oracle.track(name));
    expect(flows.isTruncated).toBe(false);
  });
});

it("[T5] [T6] [T7] steps back and forward as the page does", () => {
  forAllNodes(500, (graph, oracle, name) => {
    expect([...previousOf(graph, nodeOf(name))].map(nodeName)).toEqual(oracle.previous(name));
    expect([...nextOf(graph, nodeOf(name))].map(nodeName)).toEqual(oracle.next(name));
  });
});

it("[T2] leaves a breadcrumb for the next event with the same resource", () => {
  fc.assert(
    fc.property(told, (events) => {
      const graph = graphOf(events);
      const crumbs = [...graph.previousEvents.subarray(0, events.length)];
      expect(crumbs).toEqual(new Oracle(events).crumbs().map((crumb) => crumb ?? -1));
      for (const [event, crumb] of crumbs.entries()) if (crumb >= 0) expect(graph.nextEvents[crumb]).toBe(event);
    }),
  );
});

it("[T14] gives the beginning of the whole answer, and says that there is more", () => {
  fc.assert(
    fc.property(told, fc.integer({ min: 1, max: 12 }), (events, few) => {
      const graph = graphOf(events);
      for (const name of namesIn(events)) {
        for (const walk of [trace, track]) {
          const whole = walk(graph, nodeOf(name), { limit });
          const part = walk(graph, nodeOf(name), { limit: few });
          expect(visitsOf(part)).toEqual(visitsOf(whole).slice(0, few));
          expect(part.isTruncated).toBe(whole.nodes.length > few);
        }
      }
    }),
    { numRuns: 500 },
  );
});

/** The same events as columns. */
const columnsOf = (events: readonly Told[]) => {
  const all = events.map(asFlowEvent);
  return {
    action: all.map((event) => event.action),
    resource: Int32Array.from(all, (event) => event.resource),
    toResource: all.map((event) => event.toResource),
    inputOf: Int32Array.from(all, (event) => event.inputOf),
    outputOf: all.map((event) => event.outputOf),
  };
};

/** All that can be asked about a graph of these events. */
const answers = (graph: FlowGraph, events: readonly Told[]) =>
  namesIn(events).map((name) => {
    const node = nodeOf(name);
    return [previousOf(graph, node), nextOf(graph, node), trace(graph, node, { limit }), track(graph, node, { limit })];
  });

it("[T3] answers like a graph that was built at once, after every event", () => {
  fc.assert(
    fc.property(told, (events) => {
      const growing = flowGraph();
      for (const [index, event] of events.entries()) {
        expect(growing.addEvent(asFlowEvent(event))).toBe(index);
        const known = events.slice(0, index + 1);
        expect(answers(growing, known)).toEqual(answers(flowGraph(columnsOf(known)), known));
      }
    }),
    { numRuns: 60 },
  );
});

it("[T3] goes on growing after it was built at once", () => {
  fc.assert(
    fc.property(told, told, (early, late) => {
      const graph = flowGraph(columnsOf(early));
      for (const event of late) graph.addEvent(asFlowEvent(event));
      const all = [...early, ...late];
      expect(answers(graph, all)).toEqual(answers(graphOf(all), all));
    }),
    { numRuns: 100 },
  );
});

it("[T16] answers the same question twice with the same, and is left as it was", () => {
  fc.assert(
    fc.property(told, (events) => {
      const graph = graphOf(events);
      const before = structuredClone(Object.values(graph).filter((part) => typeof part !== "function"));
      expect(answers(graph, events)).toEqual(answers(graph, events));
      expect(Object.values(graph).filter((part) => typeof part !== "function")).toEqual(before);
    }),
    { numRuns: 200 },
  );
});

it("[T8] visits no node twice", () => {
  forAllNodes(300, (graph, _oracle, name) => {
    for (const walk of [trace, track]) {
      const { nodes } = walk(graph, nodeOf(name), { limit });
      expect(new Set(nodes).size).toBe(nodes.length);
    }
  });
});

it("[T9] hands on no breadcrumb of an event before, where an event has none", () => {
  const events: Told[] = [
    { action: "use", resource: 0, inputOf: 0 },
    { action: "work", inputOf: 0 },
    { action: "deliverService", outputOf: 0, inputOf: 1 },
    { action: "produce", resource: 0, outputOf: 1 },
  ];
  // The breadcrumb of event 3 is event 0, but event 2, by which the walk comes to process 0, has none: the newest input is first.
  const names = visitsOf(trace(graphOf(events), eventNode(3), { limit })).map(([name]) => name);
  expect(names).toEqual(["event 3", "process 1", "event 2", "process 0", "event 1", "event 0", "resource 0"]);
});
