// What a unit at each node of a plan costs with everything that goes into it.
import type { CostParts } from "./pegging.js";
import type { FlowSource, PlanFlow } from "./planFlow.js";

/** Rounds over circles, and the change of a cost, as a share of it, that ends them. */
const MOST_ROUNDS = 200;
const SETTLED = 1e-13;

/**
 * [count*3] money, labour hours and CO2 of a unit at each node with everything that goes into it, carrying and waiting apart. Sources before users; circles repeat until nothing changes.
 */
export function embeddedCosts(flow: PlanFlow): Float64Array {
  const cost = new Float64Array(flow.count * 3);
  for (let round = 0, moved = Infinity; round < MOST_ROUNDS && moved > SETTLED; round++) {
    moved = 0;
    for (let k = flow.count - 1; k >= 0; k--) moved = Math.max(moved, embedNode(flow, cost, flow.order[k]));
  }
  return cost;
}

/** Gives by how much the node's cost changed, as a share of it. */
function embedNode(flow: PlanFlow, cost: Float64Array, node: number): number {
  const now = [0, 0, 0];
  for (const source of flow.sources[node]) addEmbedded(cost, source, source.share, now);
  let moved = 0;
  for (let k = 0; k < 3; k++) {
    const before = cost[node * 3 + k];
    cost[node * 3 + k] = now[k];
    if (now[k] !== before) moved = Math.max(moved, Math.abs(now[k] - before) / Math.max(now[k], before));
  }
  return moved;
}

/** Adds what `quantity` from a source costs with everything that goes into it; `cost` are embedded costs. */
export function addEmbedded(cost: Float64Array, source: FlowSource, quantity: number, sum: number[]): void {
  if (source.own !== undefined) addCost(sum, source.own, quantity);
  for (const { node, perUnit } of source.takings) for (let k = 0; k < 3; k++) sum[k] += quantity * perUnit * cost[node * 3 + k];
}

/** Adds a cost to money, labour hours and CO2. */
export function addCost(sum: number[], cost: CostParts, quantity: number): void {
  sum[0] += cost.money * quantity;
  sum[1] += cost.labourHours * quantity;
  sum[2] += cost.co2Kg * quantity;
}

export function costOf([money, labourHours, co2Kg]: readonly number[]): CostParts {
  return { money, labourHours, co2Kg };
}
