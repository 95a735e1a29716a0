// A plan as a flow over nodes (an item at a place in a period): what comes to each node from where, and how much goes out of it.
import type { CostParts, PeggedPlan } from "./pegging.js";
import { at, nodeAt, type PlanRows } from "./planRows.js";

/** What brings something to a node; numbers are stored in `Source.kind`. */
export const SourceKind = { made: 0, byProduct: 1, bought: 2, stock: 3, shipped: 4, held: 5 } as const;

interface BareSource {
  readonly kind: number;
  /** Index in the plan's list: runs (made, byProduct), purchases, stocks, shipments, holdings. */
  readonly row: number;
  readonly quantity: number;
}

/** What a unit from a source takes from another node. */
export interface Taking {
  readonly node: number;
  readonly perUnit: number;
}

/** One source of a node. */
export interface FlowSource extends BareSource {
  /** Share of the node's flow that comes from it: proportional, whatever is left over taking its part. */
  readonly share: number;
  /** A run takes its inputs (in their order), a shipment or holding the same thing elsewhere; nothing else takes anything, nor does a by-product. */
  readonly takings: readonly Taking[];
  /** Own cost of a unit, carrying and waiting apart: of the run's product, or the purchase. Nothing for stocks and by-products. */
  readonly own: CostParts | undefined;
}

/** The flow of a plan. Nodes are numbered 0 .. count − 1 in the order in which they were met; only those with a flow are in. */
export interface PlanFlow {
  readonly rows: PlanRows;
  readonly count: number;
  /** Flow node of a node of the problem (see `nodeAt`). */
  readonly indexOfNode: ReadonlyMap<number, number>;
  /** [count] node of the problem. */
  readonly node: readonly number[];
  /** [count] */
  readonly sources: readonly (readonly FlowSource[])[];
  /** [count] all that comes in, and all that goes out: a little apart by rounding, more where something is left over. */
  readonly incoming: Float64Array;
  readonly outgoing: Float64Array;
  /** What the plan brings to each need, in the order of the problem; absent for needs that it is not about. */
  readonly demand: ReadonlyMap<number, Demand>;
  /** [count] users before their sources, but for circles. */
  readonly order: Int32Array;
  /** [count] place of a node in `order`. */
  readonly rank: Int32Array;
}

export interface Demand {
  readonly node: number;
  /** Asked for and met by this plan, less what another plan serves. */
  readonly met: number;
  readonly unmet: number;
}

interface Building {
  readonly rows: PlanRows;
  readonly indexOfNode: Map<number, number>;
  readonly node: number[];
  readonly sources: BareSource[][];
  readonly outgoing: number[];
}

/** Builds the flow. */
export function planFlow(rows: PlanRows, plan: PeggedPlan): PlanFlow {
  const building: Building = { rows, indexOfNode: new Map(), node: [], sources: [], outgoing: [] };
  addRuns(building);
  addMoves(building);
  const demand = addNeeds(building, plan);
  const incoming = Float64Array.from(building.sources, (list) => list.reduce((sum, source) => sum + source.quantity, 0));
  const outgoing = Float64Array.from(building.outgoing);
  const sources = building.sources.map((list, at) => {
    const flow = Math.max(incoming[at], outgoing[at]);
    return list.map((source): FlowSource => ({ ...source, share: source.quantity / flow, ...linkOf(building, source) }));
  });
  const order = usersFirst(sources);
  const rank = new Int32Array(order.length);
  order.forEach((of, k) => {
    rank[of] = k;
  });
  const { indexOfNode, node } = building;
  return { rows, count: node.length, indexOfNode, node, sources, incoming, outgoing, demand, order, rank };
}

function flowNode(building: Building, node: number): number {
  const found = building.indexOfNode.get(node);
  if (found !== undefined) return found;
  building.indexOfNode.set(node, building.node.length);
  building.sources.push([]);
  building.outgoing.push(0);
  return building.node.push(node) - 1;
}

function bring(building: Building, node: number, source: BareSource): void {
  if (source.quantity > 0) building.sources[flowNode(building, node)].push(source);
}

function take(building: Building, node: number, quantity: number): void {
  if (quantity > 0) building.outgoing[flowNode(building, node)] += quantity;
}

function addRuns(building: Building): void {
  const { index, runs } = building.rows;
  runs.forEach((run, row) => {
    const recipe = index.problem.recipes[run.recipe];
    recipe.out.forEach((out, k) => {
      const kind = k === 0 ? SourceKind.made : SourceKind.byProduct;
      bring(building, nodeAt(index, at(index.item, out.item), run.end, run.place), { kind, row, quantity: out.quantity * run.quantity });
    });
    for (const input of recipe.in)
      take(building, nodeAt(index, at(index.item, input.item), run.start, run.place), input.quantity * run.quantity);
  });
}

function addMoves(building: Building): void {
  const { index, stocks, purchases, shipments, holdings } = building.rows;
  stocks.forEach(({ item, place, quantity }, row) =>
    bring(building, nodeAt(index, item, 0, place), { kind: SourceKind.stock, row, quantity }),
  );
  purchases.forEach(({ item, to, period, quantity }, row) =>
    bring(building, nodeAt(index, item, period, to), { kind: SourceKind.bought, row, quantity }),
  );
  shipments.forEach(({ item, from, to, period, quantity }, row) => {
    bring(building, nodeAt(index, item, period, to), { kind: SourceKind.shipped, row, quantity });
    take(building, nodeAt(index, item, period, from), quantity);
  });
  holdings.forEach(({ item, to, period, quantity }, row) => {
    bring(building, nodeAt(index, item, period + 1, to), { kind: SourceKind.held, row, quantity });
    take(building, nodeAt(index, item, period, to), quantity);
  });
}

function addNeeds(building: Building, plan: PeggedPlan): Map<number, Demand> {
  const { index } = building.rows;
  const unmetOf = new Map(plan.unmet.map((row) => [row.need, row.quantity]));
  const servedOf = new Map(plan.served?.map((row) => [row.need, row.quantity]));
  const demand = new Map<number, Demand>();
  for (const id of plan.needs ?? index.problem.needs.map((need) => need.id)) {
    const n = at(index.need, id);
    const need = index.problem.needs[n];
    const unmet = Math.min(need.quantity, unmetOf.get(id) ?? 0);
    const met = Math.max(0, need.quantity - unmet - (servedOf.get(id) ?? 0));
    const node = nodeAt(index, at(index.item, need.item), at(index.period, need.due), at(index.place, need.place));
    take(building, node, met);
    demand.set(n, { node: flowNode(building, node), met, unmet });
  }
  return demand;
}

/** What a unit from a source takes from other nodes, and its own cost. */
function linkOf(building: Building, source: BareSource): Pick<FlowSource, "takings" | "own"> {
  const { rows, indexOfNode } = building;
  const { index } = rows;
  const takingAt = (node: number, perUnit: number): Taking[] => {
    const found = indexOfNode.get(node);
    return found === undefined || perUnit === 0 ? [] : [{ node: found, perUnit }];
  };
  if (source.kind === SourceKind.shipped || source.kind === SourceKind.held) {
    const { item, period, from } = (source.kind === SourceKind.shipped ? rows.shipments : rows.holdings)[source.row];
    return { takings: takingAt(nodeAt(index, item, period, from), 1), own: undefined };
  }
  if (source.kind === SourceKind.bought) return { takings: [], own: rows.purchases[source.row].cost };
  if (source.kind !== SourceKind.made) return { takings: [], own: undefined };
  const run = rows.runs[source.row];
  const recipe = index.problem.recipes[run.recipe];
  const perRun = recipe.out[0].quantity;
  const takings = recipe.in.flatMap((input) =>
    takingAt(nodeAt(index, at(index.item, input.item), run.start, run.place), input.quantity / perRun),
  );
  return { takings, own: scaled(run.cost, 1 / perRun) };
}

function scaled(cost: CostParts, by: number): CostParts {
  return { money: cost.money * by, labourHours: cost.labourHours * by, co2Kg: cost.co2Kg * by };
}

/** Nodes in the reverse of the order in which a depth-first walk towards the sources leaves them. */
function usersFirst(sources: PlanFlow["sources"]): Int32Array {
  const order = new Int32Array(sources.length);
  const seen = new Uint8Array(sources.length);
  const upstream = sources.map((list) => list.flatMap((source) => source.takings.map((taking) => taking.node)));
  let left = sources.length;
  for (let root = 0; root < sources.length; root++) {
    if (seen[root]) continue;
    seen[root] = 1;
    const path: { readonly node: number; next: number }[] = [{ node: root, next: 0 }];
    while (path.length > 0) {
      const top = path[path.length - 1];
      if (top.next === upstream[top.node].length) {
        order[--left] = top.node;
        path.pop();
        continue;
      }
      const node = upstream[top.node][top.next++];
      if (seen[node]) continue;
      seen[node] = 1;
      path.push({ node, next: 0 });
    }
  }
  return order;
}
