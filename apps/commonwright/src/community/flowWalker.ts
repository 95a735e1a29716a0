// Walks over what happened: where a thing came from, and where it went.

import { type CommonsStore, type RecordRow, textAt } from "@commonwright/commons";
import type { FlowKey, FlowKind, WalkAsk, WalkPage } from "@commonwright/graphql";
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

/** Answers walks; each sees all events that were recorded before it was asked. */
export interface FlowWalker {
  readonly walk: (ask: WalkAsk) => Promise<WalkPage>;
}

/** So many flows are walked at most. */
const MOST_WALKED = 200_000;
const EVENTS_AT_ONCE = 5_000;

/** Ids of one kind by the numbers that the graph knows them by. */
interface Names {
  readonly numberOf: (id: string) => number;
  readonly known: (id: string) => number | undefined;
  readonly ids: readonly string[];
}

function names(): Names {
  const numbers = new Map<string, number>();
  const ids: string[] = [];
  return {
    ids,
    known: (id) => numbers.get(id),
    numberOf(id) {
      const known = numbers.get(id);
      if (known !== undefined) return known;
      numbers.set(id, ids.length);
      ids.push(id);
      return ids.length - 1;
    },
  };
}

/** A walker over the events of a community; it reads them when it is first asked, and what is new before each walk. */
export function flowWalker(store: CommonsStore, community: string): FlowWalker {
  const graph = flowGraph();
  const kinds: Readonly<Record<FlowKind, Names>> = { economicEvent: names(), economicResource: names(), process: names() };
  let last = 0;
  const add = ({ id, created, body }: RecordRow) => {
    const numbered = (property: string, kind: FlowKind) => {
      const named = body[property];
      return typeof named === "string" ? kinds[kind].numberOf(named) : -1;
    };
    kinds.economicEvent.numberOf(id);
    graph.addEvent({
      action: flowActionOf(textAt(body, "action")),
      resource: numbered("resourceInventoriedAs", "economicResource"),
      toResource: numbered("toResourceInventoriedAs", "economicResource"),
      inputOf: numbered("inputOf", "process"),
      outputOf: numbered("outputOf", "process"),
    });
    last = created;
  };
  const catchUp = async () => {
    for (;;) {
      const page = await store.list(community, { kind: "economicEvent", limit: EVENTS_AT_ONCE, after: last });
      for (const row of page.toReversed()) add(row);
      if (page.length < EVENTS_AT_ONCE) return;
    }
  };
  let reading: Promise<void> = Promise.resolve();
  const keyOf = (node: number): FlowKey => {
    const kind = KINDS[nodeKind(node)];
    return { kind, id: kinds[kind].ids[nodeIndex(node)] ?? "" };
  };
  return {
    async walk({ start, way, first, skip }) {
      reading = reading.then(catchUp, catchUp);
      await reading;
      const number = kinds[start.kind].known(start.id);
      if (number === undefined) return { flows: way === "track" || way === "trace" ? [start] : [], total: 1, isTruncated: false };
      const node = NODES[start.kind](number);
      if (way === "previous" || way === "next") {
        const step = [...(way === "previous" ? previousOf(graph, node) : nextOf(graph, node))];
        return { flows: step.slice(0, first).map(keyOf), total: step.length, isTruncated: false };
      }
      const { nodes, isTruncated } = (way === "trace" ? trace : track)(graph, node, { limit: MOST_WALKED });
      return { flows: [...nodes.subarray(skip, skip + first)].map(keyOf), total: nodes.length, isTruncated };
    },
  };
}

const NODES = { economicEvent: eventNode, economicResource: resourceNode, process: processNode } as const;
const KINDS = { event: "economicEvent", resource: "economicResource", process: "process" } as const;
