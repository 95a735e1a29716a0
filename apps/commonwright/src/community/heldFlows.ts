// A graph of flows by the numbers of the log: events are added, walks are answered.

import { actionNumbered, type EventColumns } from "@commonwright/commons";
import type { FlowKind } from "@commonwright/graphql";
import {
  eventNode,
  flowActionOf,
  flowGraph,
  nextOf,
  nodeIndex,
  nodeKind,
  previousOf,
  processNode,
  resourceNode,
  trace,
  track,
} from "@commonwright/tracing";
import { type FlowAnswers, type FlowAsk, flowNumber } from "./flowHands.js";
import { numbering } from "./numbering.js";

/** A graph that grows, and its last walks. */
export interface HeldFlows {
  /** Adds events behind those that are there. @throws RangeError where one is older than those */
  readonly add: (events: EventColumns) => void;
  readonly walk: (asks: readonly FlowAsk[]) => FlowAnswers;
}

/** What a walk came by: nodes of the graph. */
interface Walked {
  readonly nodes: Int32Array;
  readonly isTruncated: boolean;
}

/** So many flows are walked at most. */
const MOST_WALKED = 200_000;
/** So many walks are kept for those who read on; each takes four bytes a flow. */
const KEPT_WALKS = 12;

/** A graph without events. `mostWalked`: where walks stop. */
export function heldFlows(mostWalked = MOST_WALKED): HeldFlows {
  const graph = flowGraph();
  const numbers = { event: numbering(), resource: numbering(), process: numbering() };
  const walks = lastWalks();
  const walkFrom = (way: "track" | "trace", node: number): Walked =>
    walks(`${way} ${node}`, graph.eventCount, () => (way === "trace" ? trace : track)(graph, node, { limit: mostWalked }));
  const flowOf = (node: number): number => {
    const kind = nodeKind(node);
    return flowNumber(KIND_OF[kind], numbers[kind].at(nodeIndex(node)));
  };
  const answer = ({ kind, created, way, first, skip }: FlowAsk) => {
    const { name, node } = NODES[kind];
    const index = numbers[name].known(created);
    const isWhole = way === "track" || way === "trace";
    // What no event names has nothing before or after it.
    if (index === undefined) {
      const flows = isWhole ? [flowNumber(kind, created)] : [];
      return { flows: flows.slice(skip, skip + first), total: flows.length, isTruncated: false };
    }
    const step = () => ({ nodes: (way === "previous" ? previousOf : nextOf)(graph, node(index)), isTruncated: false });
    const { nodes, isTruncated } = isWhole ? walkFrom(way, node(index)) : step();
    return { flows: Array.from(nodes.subarray(skip, skip + first), flowOf), total: nodes.length, isTruncated };
  };
  return {
    add(events) {
      for (let place = 0; place < events.sequence.length; place++) addEvent(graph, numbers, { events, place });
    },
    walk: (asks) => answersOf(asks.map(answer)),
  };
}

type Numbers = Readonly<Record<"event" | "resource" | "process", ReturnType<typeof numbering>>>;

function addEvent(
  graph: ReturnType<typeof flowGraph>,
  { event, resource, process }: Numbers,
  { events, place }: { readonly events: EventColumns; readonly place: number },
): void {
  const sequence = events.sequence[place] ?? Number.NaN;
  if (!(event.count() === 0 || sequence > event.at(event.count() - 1))) throw new RangeError(`event ${sequence} is not behind the others`);
  event.indexOf(sequence);
  const indexIn = (named: typeof event, column: Float64Array) => {
    const created = column[place] ?? -1;
    return created === -1 ? -1 : named.indexOf(created);
  };
  graph.addEvent({
    action: flowActionOf(actionNumbered(events.action[place] ?? 0)),
    resource: indexIn(resource, events.resource),
    toResource: indexIn(resource, events.toResource),
    inputOf: indexIn(process, events.inputOf),
    outputOf: indexIn(process, events.outputOf),
  });
}

interface Answer {
  readonly flows: readonly number[];
  readonly total: number;
  readonly isTruncated: boolean;
}

function answersOf(answers: readonly Answer[]): FlowAnswers {
  let end = 0;
  const ends = Int32Array.from(answers, ({ flows }) => {
    end += flows.length;
    return end;
  });
  const flows = new Float64Array(end);
  for (const [ask, answer] of answers.entries()) flows.set(answer.flows, (ends[ask] ?? 0) - answer.flows.length);
  return {
    flows,
    ends,
    totals: Int32Array.from(answers, ({ total }) => total),
    truncated: Uint8Array.from(answers, ({ isTruncated }) => (isTruncated ? 1 : 0)),
  };
}

/** Walks again only where it was not walked lately, or where there are more events since. */
function lastWalks(): (name: string, eventCount: number, walk: () => Walked) => Walked {
  const kept = new Map<string, Walked & { readonly eventCount: number }>();
  return (name, eventCount, walk) => {
    const known = kept.get(name);
    kept.delete(name);
    const walked = known?.eventCount === eventCount ? known : { ...walk(), eventCount };
    kept.set(name, walked);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_WALKS && oldest !== undefined) kept.delete(oldest);
    return walked;
  };
}

const NODES = {
  economicEvent: { name: "event", node: eventNode },
  economicResource: { name: "resource", node: resourceNode },
  process: { name: "process", node: processNode },
} as const;
const KIND_OF: Readonly<Record<"event" | "resource" | "process", FlowKind>> = {
  event: "economicEvent",
  resource: "economicResource",
  process: "process",
};
