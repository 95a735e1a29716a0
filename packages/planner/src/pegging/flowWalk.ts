// Walks a plan's flow backwards, from uses to their sources.
import type { FlowSource, PlanFlow } from "./planFlow.js";
import { RankHeap } from "./rankHeap.js";

/** What circles leave after so many rounds belongs to nobody: it goes round without coming from anywhere. */
const MOST_ROUNDS = 200;
/** A circle is done when less than this share of what was asked for is still on its way. */
const SETTLED = 1e-13;

/**
 * Every use of a node takes from its sources in proportion to their amounts, so what serves a use is the least solution of a linear system; without circles one pass over the nodes,
 * users before sources, solves it, and each circle takes a geometric series of rounds. `visit` gets every part of a source, and says whether to walk on to what that source takes.
 */
export function walkBack(flow: PlanFlow, uses: Iterable<readonly [node: number, quantity: number]>, visit: Visit): void {
  const pending = new Map<number, number>();
  let asked = 0;
  for (const [node, quantity] of uses) {
    pending.set(node, (pending.get(node) ?? 0) + quantity);
    asked += quantity;
  }
  for (let round = 0; round < MOST_ROUNDS && pending.size > 0; round++) passOver(flow, pending, round === 0 ? 0 : SETTLED * asked, visit);
}

/** A part of a source of a node. */
export type Visit = (source: FlowSource, part: number, node: number) => boolean;

/** One pass along the order of nodes; what comes up behind it stays pending. */
function passOver(flow: PlanFlow, pending: Map<number, number>, least: number, visit: Visit): void {
  const open = new RankHeap(flow.rank);
  for (const node of pending.keys()) open.push(node);
  for (let node = open.pop(), last = -1; node !== undefined; node = open.pop()) {
    if (flow.rank[node] <= last) continue;
    last = flow.rank[node];
    const quantity = pending.get(node) ?? 0;
    pending.delete(node);
    if (quantity <= least) continue;
    for (const source of flow.sources[node]) {
      const part = quantity * source.share;
      if (!visit(source, part, node)) continue;
      for (const taking of source.takings) {
        pending.set(taking.node, (pending.get(taking.node) ?? 0) + part * taking.perUnit);
        if (flow.rank[taking.node] > last) open.push(taking.node);
      }
    }
  }
}
