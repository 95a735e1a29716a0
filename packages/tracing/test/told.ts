// Events as the tests tell them, and the answers of the core in the same words.
import fc from "fast-check";
import {
  type FlowEvent,
  flowActionOf,
  eventNode,
  type FlowGraph,
  flowGraph,
  type Flows,
  nodeIndex,
  nodeKind,
  processNode,
  resourceNode,
} from "../src/index.js";
import type { Told, Visit } from "./oracle.js";

/** The 19 actions of Valueflows 1.0. */
export const ACTIONS = [
  ..."produce consume use work cite deliverService pickup dropoff accept modify combine separate".split(" "),
  ..."transferCustody transferAllRights transfer move copy raise lower".split(" "),
];

export const asFlowEvent = (told: Told): FlowEvent => ({
  action: flowActionOf(told.action),
  resource: told.resource ?? -1,
  toResource: told.toResource ?? -1,
  inputOf: told.inputOf ?? -1,
  outputOf: told.outputOf ?? -1,
});

/** The graph of these events, added one by one. */
export function graphOf(told: readonly Told[]): FlowGraph {
  const graph = flowGraph();
  for (const event of told) graph.addEvent(asFlowEvent(event));
  return graph;
}

export const nodeName = (node: number): string => `${nodeKind(node)} ${nodeIndex(node)}`;

export function nodeOf(name: string): number {
  const [kind, index] = name.split(" ");
  const node = kind === "event" ? eventNode : kind === "resource" ? resourceNode : processNode;
  return node(Number(index));
}

/** The nodes of an answer by name, each with the place it was reached from. */
export const visitsOf = ({ nodes, parents }: Flows): Visit[] => [...nodes].map((node, place) => [nodeName(node), parents[place]]);

const index = (max: number) => fc.option(fc.nat({ max }), { nil: undefined, freq: 3 });
const resource = index(4);
const process = index(3);

/** Any action with any links: also such as no ledger would take. */
const anyEvent = fc.record({ action: fc.constantFrom(...ACTIONS), resource, toResource: resource, inputOf: process, outputOf: process });

/** An event with the links that its action has. */
const likelyEvent = fc.constantFrom(...ACTIONS).chain((action): fc.Arbitrary<Told> => {
  if (/^(consume|use|work|cite|pickup|accept|combine)$/.test(action))
    return fc.record({ action: fc.constant(action), resource, inputOf: process });
  if (/^(produce|dropoff|modify|separate)$/.test(action)) return fc.record({ action: fc.constant(action), resource, outputOf: process });
  if (action === "deliverService") return fc.record({ action: fc.constant(action), inputOf: process, outputOf: process });
  if (action === "raise" || action === "lower") return fc.record({ action: fc.constant(action), resource });
  return fc.record({ action: fc.constant(action), resource, toResource: resource });
});

/** Pickups and dropoffs and the like only: where the rule of pairs decides most. */
const pairedEvent = fc.record({
  action: fc.constantFrom("pickup", "dropoff", "accept", "modify", "combine", "separate"),
  resource: fc.nat({ max: 3 }),
  process: fc.nat({ max: 2 }),
});
const pairedStep = pairedEvent.map(
  ({ action, resource: of, process: at }): Told =>
    /^(pickup|accept|combine)$/.test(action) ? { action, resource: of, inputOf: at } : { action, resource: of, outputOf: at },
);

/** Up to 30 events over few resources and processes, so that circles are the rule. */
export const told: fc.Arbitrary<Told[]> = fc.oneof(
  fc.array<Told>(anyEvent, { maxLength: 30, size: "max" }),
  fc.array<Told>(likelyEvent, { maxLength: 30, size: "max" }),
  fc.array<Told>(pairedStep, { maxLength: 30, size: "max" }),
);

/** The names of all nodes of these events, and of a resource and a process that none of them names. */
export function namesIn(events: readonly Told[]): string[] {
  const names = new Set(["resource 9", "process 9"]);
  for (const [event, { resource: from, toResource, inputOf, outputOf }] of events.entries()) {
    names.add(`event ${event}`);
    for (const each of [from, toResource]) if (each !== undefined) names.add(`resource ${each}`);
    for (const each of [inputOf, outputOf]) if (each !== undefined) names.add(`process ${each}`);
  }
  return [...names];
}
