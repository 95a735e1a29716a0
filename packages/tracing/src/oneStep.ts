// One step back and one step forward.
import { backward, type Direction, type EventLists, forward } from "./direction.js";
import type { FlowGraph } from "./flowGraph.js";
import { assertNode } from "./startNode.js";
import { eventNode, isEvent, isResource, nodeIndex, NONE } from "./flowNode.js";

/**
 * The nodes one step back, newest event first: of a resource the events that brought it about or added to it, of a process its inputs,
 * of an event its process or its resource.
 * @throws RangeError where `node` is none, or an event that the graph does not have
 */
export function previousOf(graph: FlowGraph, node: number): Int32Array {
  assertNode(graph, node);
  return oneStep(backward(graph), node);
}

/**
 * The nodes one step forward, oldest event first: of a resource the events with it as `resourceInventoriedAs`, of a process its outputs,
 * of an event its process or a resource.
 * @throws RangeError where `node` is none, or an event that the graph does not have
 */
export function nextOf(graph: FlowGraph, node: number): Int32Array {
  assertNode(graph, node);
  return oneStep(forward(graph), node);
}

function oneStep(direction: Direction, node: number): Int32Array {
  if (isEvent(node)) {
    const item = direction.items[nodeIndex(node)];
    return item === NONE ? new Int32Array(0) : Int32Array.of(item);
  }
  return eventsOf(isResource(node) ? direction.ofResources : direction.ofProcesses, nodeIndex(node));
}

function eventsOf({ first, following, shift }: EventLists, index: number): Int32Array {
  const nodes: number[] = [];
  for (let place = first[index] ?? NONE; place !== NONE; place = following[place]) nodes.push(eventNode(place >> shift));
  return Int32Array.from(nodes);
}
