// The graph behind the walks: the numbers of the log in and out, what is kept for those who read on.

import { actionNumber, actionNumbered, type EventColumns } from "@commonwright/commons";
import { eventNode, flowActionOf, flowGraph, nodeIndex, nodeKind, previousOf, resourceNode, trace, track } from "@commonwright/tracing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flowNumber, flowNumbered } from "../../src/community/flowHands.js";
import { heldFlows } from "../../src/community/heldFlows.js";

/** What an event says; numbers are small, and stand for entries that are far apart. */
interface Told {
  readonly action: string;
  readonly resource: number;
  readonly toResource: number;
  readonly inputOf: number;
  readonly outputOf: number;
}

const named = fc.integer({ min: -1, max: 4 });
const anyTold: fc.Arbitrary<Told> = fc.record({
  action: fc.integer({ min: 1, max: 19 }).map(actionNumbered),
  resource: named,
  toResource: named,
  inputOf: named,
  outputOf: named,
});

const FAR = 3_000_000_000;
const eventCreated = (index: number) => FAR + 7 * index;
const thingCreated = (index: number) => (index === -1 ? -1 : 1_000 - 3 * index);

/** @param begin the index of the first event among all */
function columnsOf(told: readonly Told[], begin = 0): EventColumns {
  const numbers = (of: (event: Told, index: number) => number) => Float64Array.from(told, of);
  return {
    sequence: numbers((_, index) => eventCreated(begin + index)),
    action: Uint8Array.from(told, ({ action }) => actionNumber(action)),
    resource: numbers(({ resource }) => thingCreated(resource)),
    toResource: numbers(({ toResource }) => thingCreated(toResource)),
    inputOf: numbers(({ inputOf }) => thingCreated(inputOf)),
    outputOf: numbers(({ outputOf }) => thingCreated(outputOf)),
  };
}

const KIND = { event: "economicEvent", resource: "economicResource", process: "process" } as const;
const numberOfNode = (node: number) => {
  const kind = nodeKind(node);
  return flowNumber(KIND[kind], (kind === "event" ? eventCreated : thingCreated)(nodeIndex(node)));
};

const graphOf = (told: readonly Told[]) => {
  const graph = flowGraph();
  for (const event of told) graph.addEvent({ ...event, action: flowActionOf(event.action) });
  return graph;
};

describe("flows held by the numbers of the log", () => {
  it("[A30] walks and steps are those of the graph, also where it grows between", () => {
    fc.assert(
      fc.property(fc.array(anyTold, { minLength: 1, maxLength: 30 }), fc.nat(30), (told, cut) => {
        const held = heldFlows();
        held.add(columnsOf(told.slice(0, cut)));
        const asks = (["trace", "track"] as const).map(
          (way) => ({ kind: "economicResource", created: thingCreated(0), way, first: 99, skip: 0 }) as const,
        );
        held.walk(asks);
        held.add(columnsOf(told.slice(cut), Math.min(cut, told.length)));
        const event = { kind: "economicEvent", created: eventCreated(told.length - 1), way: "previous", first: 99, skip: 0 } as const;
        const answers = held.walk([...asks, event]);
        const graph = graphOf(told);
        const isNamed = told.some(({ resource, toResource }) => resource === 0 || toResource === 0);
        const expected = [
          ...[trace, track].map((walk) => (isNamed ? walk(graph, resourceNode(0), { limit: 999 }).nodes : Int32Array.of(resourceNode(0)))),
          previousOf(graph, eventNode(told.length - 1)),
        ].map((nodes) => Array.from(nodes, numberOfNode));
        const got = expected.map((_, ask) => [...answers.flows.subarray(answers.ends[ask - 1] ?? 0, answers.ends[ask])]);
        expect(got).toEqual(expected);
        expect([...answers.totals]).toEqual(expected.map(({ length }) => length));
      }),
    );
  });

  it("[A30] numbers of flows tell kind and entry", () => {
    for (const kind of ["economicEvent", "economicResource", "process"] as const) {
      for (const created of [1, 2 ** 40]) expect(flowNumbered(flowNumber(kind, created))).toEqual({ kind, created });
    }
    expect(() => flowNumbered(7)).toThrow(RangeError);
  });

  it("[A32] pages are the walk, more than are kept are walked again, and a bound ends it", () => {
    const chain: Told[] = Array.from({ length: 30 }, (_, link) => [
      { action: "consume", resource: link, toResource: -1, inputOf: link, outputOf: -1 },
      { action: "produce", resource: link + 1, toResource: -1, inputOf: -1, outputOf: link },
    ]).flat();
    const held = heldFlows(50);
    held.add(columnsOf(chain));
    const page = (start: number, skip: number, first: number) =>
      held.walk([{ kind: "economicResource", created: thingCreated(start), way: "trace", first, skip }]);
    const whole = page(30, 0, 1_000);
    expect([whole.totals[0], whole.truncated[0], whole.flows.length]).toEqual([50, 1, 50]);
    const pages = [0, 7, 14, 21, 28, 35, 42, 49].map((skip) => page(30, skip, 7));
    expect(pages.flatMap(({ flows }) => [...flows])).toEqual([...whole.flows]);
    expect(page(30, 50, 7).flows).toHaveLength(0);
    const others = Array.from({ length: 29 }, (_, start) => [...page(start, 0, 3).flows][0]);
    expect(others).toEqual(Array.from({ length: 29 }, (_, start) => flowNumber("economicResource", thingCreated(start))));
    expect([...page(30, 7, 7).flows]).toEqual([...whole.flows.subarray(7, 14)]);
    expect(page(12, 0, 99).truncated[0]).toBe(0);
  });

  it("[A31] reading on after something happened sees it", () => {
    const held = heldFlows();
    const raise: Told = { action: "raise", resource: 1, toResource: -1, inputOf: -1, outputOf: -1 };
    held.add(columnsOf([raise]));
    const ask = { kind: "economicResource", created: thingCreated(1), way: "trace", first: 9, skip: 1 } as const;
    expect([...held.walk([ask]).flows]).toEqual([flowNumber("economicEvent", eventCreated(0))]);
    held.add(columnsOf([raise], 1));
    expect([...held.walk([ask]).flows]).toEqual([1, 0].map((event) => flowNumber("economicEvent", eventCreated(event))));
    expect(() => held.add(columnsOf([raise], 1))).toThrow(RangeError);
  });
});
