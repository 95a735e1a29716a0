// The node that a question begins at.
import type { FlowGraph } from "./flowGraph.js";
import { nodeIndex, nodeKind } from "./flowNode.js";

/**
 * Resources and processes may be ones that no event has named: they have nothing before or after them.
 * @throws RangeError where `node` is none, or an event that the graph does not have
 */
export function assertNode(graph: FlowGraph, node: number): void {
  if (nodeKind(node) !== "event" || nodeIndex(node) < graph.eventCount) return;
  throw new RangeError(`the graph has no event ${nodeIndex(node)}; events run from 0 to ${graph.eventCount - 1}`);
}
