// The door of the package: where things came from and where they went.
export { FLOW_ACTIONS, type FlowAction, flowActionOf } from "./flowAction.js";
export { type FlowColumns, type FlowEvent, flowGraph, type FlowGraph } from "./flowGraph.js";
export { eventNode, nodeIndex, nodeKind, type NodeKind, processNode, resourceNode } from "./flowNode.js";
export { nextOf, previousOf } from "./oneStep.js";
export { type Flows, trace, track } from "./walk.js";
