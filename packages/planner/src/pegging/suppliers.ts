// Who supplies a node in the end: what makes, buys or holds ready, past all shipments and holdings.
import { walkBack } from "./flowWalk.js";
import { type FlowSource, type PlanFlow, SourceKind } from "./planFlow.js";

/** A source that is no shipment or holding, and its share of what is used at a node. */
export interface Supplier {
  readonly source: FlowSource;
  readonly share: number;
}

/** Less than this is rounding. */
const ROUNDING = 1e-9;

/** Gives the suppliers of a node; their shares add up to 1, what a circle of shipments keeps being shared out. Each node is walked once. */
export function suppliersOf(flow: PlanFlow): (node: number) => readonly Supplier[] {
  const known = new Map<number, readonly Supplier[]>();
  return (node) => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const suppliers = walkNode(flow, node);
    known.set(node, suppliers);
    return suppliers;
  };
}

function walkNode(flow: PlanFlow, node: number): Supplier[] {
  const shares = new Map<FlowSource, number>();
  let found = 0;
  walkBack(flow, [[node, 1]], (source, part) => {
    if (source.kind === SourceKind.shipped || source.kind === SourceKind.held) return true;
    shares.set(source, (shares.get(source) ?? 0) + part);
    found += part;
    return false;
  });
  const stretch = Math.abs(1 - found) > ROUNDING ? 1 / found : 1;
  return [...shares].map(([source, share]) => ({ source, share: share * stretch }));
}
