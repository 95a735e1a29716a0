// The two ways to walk: back in time for trace, forward for track, each as the arrays of the graph that it reads.
import { FLOW_ACTION_COUNT, FLOW_ACTIONS } from "./flowAction.js";
import { type FlowGraph, UNLISTED } from "./flowGraph.js";
import { isResource, nodeIndex } from "./flowNode.js";

/** Events in a row: `first`, by node's index, is the first place; `following`, by place, the next one, −1 at the end; a place `>> shift` is its event. */
export interface EventLists {
  readonly first: Int32Array;
  readonly following: Int32Array;
  readonly shift: 0 | 1;
}

/** What one way to walk reads. */
export interface Direction {
  /** By event: the one node that is a step away, or −1. */
  readonly items: Int32Array;
  /** By event: the event that the same resource was touched by next in this direction, or −1. */
  readonly crumbs: Int32Array;
  /** By resource: the crumb a walk that starts there begins with, or −1. */
  readonly startingCrumbs: Int32Array;
  /** The events a step away from a resource, in the order in which they are taken. */
  readonly ofResources: EventLists;
  /** The events a step away from a process, in the order in which they are taken. */
  readonly ofProcesses: EventLists;
  /** By action: a bit for each pair of actions, where the action opens its pair for a resource in this direction. */
  readonly opens: Uint8Array;
  /** By action: the same bit, where the action closes the pair and is taken only if it is open. */
  readonly closes: Uint8Array;
  /** Is this crumb among the events a step away from this resource or process, which the crumb led to? */
  lists(crumb: number, node: number): boolean;
}

const inputsOfPairs = pairBits([FLOW_ACTIONS.pickup, FLOW_ACTIONS.accept, FLOW_ACTIONS.combine]);
const outputsOfPairs = pairBits([FLOW_ACTIONS.dropoff, FLOW_ACTIONS.modify, FLOW_ACTIONS.separate]);

/** A table by action in which the first of the list has bit 1, the second 2, the third 4, every other action 0. */
function pairBits(actions: readonly number[]): Uint8Array {
  const bits = new Uint8Array(FLOW_ACTION_COUNT);
  for (const [pair, action] of actions.entries()) bits[action] = 1 << pair;
  return bits;
}

/** Back in time: newest first, an output opens what its input closes. */
export function backward(graph: FlowGraph): Direction {
  const { upstream, downstream, olderArrivals } = graph;
  return {
    items: upstream,
    crumbs: graph.previousEvents,
    startingCrumbs: graph.lastEvents,
    ofResources: { first: graph.newestArrivals, following: olderArrivals, shift: 1 },
    ofProcesses: { first: graph.newestInputs, following: graph.olderInputs, shift: 0 },
    opens: outputsOfPairs,
    closes: inputsOfPairs,
    // A walk back comes to a resource from an event that names it as `resourceInventoriedAs`, and so does the crumb: its first place tells.
    lists: (crumb, node) => (isResource(node) ? olderArrivals[2 * crumb] !== UNLISTED : downstream[crumb] === node),
  };
}

/** Forward in time: oldest first, an input opens what its output closes. */
export function forward(graph: FlowGraph): Direction {
  const { upstream, resources, nextEvents } = graph;
  return {
    items: graph.downstream,
    crumbs: nextEvents,
    startingCrumbs: graph.firstEvents,
    ofResources: { first: graph.firstEvents, following: nextEvents, shift: 0 },
    ofProcesses: { first: graph.firstOutputs, following: graph.newerOutputs, shift: 0 },
    opens: inputsOfPairs,
    closes: outputsOfPairs,
    lists: (crumb, node) => (isResource(node) ? resources[crumb] === nodeIndex(node) : upstream[crumb] === node),
  };
}
