// Column generation: which columns of the full model the master lacks. From the needs down, every source that is as cheap as the price of its node comes in.
import { nodeOf, type PlanArrays } from "../arrays/planArrays.js";
import { costOfGoingWithout } from "../pricing/priceSystem.js";
import { type Priced, type Source, sourcesAt } from "../pricing/sources.js";
import type { ColumnPool } from "./columnPool.js";

export interface GrowthInput {
  readonly pool: ColumnPool;
  /** The prices whose cheapest ways are wanted. */
  readonly priced: Priced;
  /** Sources up to this share above the cheapest come in too: fewer rounds for a larger master. */
  readonly margin: number;
  /** Where all ways cost the same (a stage that counts no cost), the ways that are cheapest at these prices. */
  readonly tieBreak?: Priced;
  /** True: every way that ties with the cheapest, not only one. */
  readonly allTies?: boolean;
  /** True: also the ways of needs that these prices would not serve. */
  readonly allNeeds?: boolean;
}

/** So many ways at most come in for one node at once. */
const MOST_WAYS = 3;

interface Growth extends GrowthInput {
  readonly arrays: PlanArrays;
  /** [nodes] 1 once the ways to a node, or its sources at the place itself, are in. */
  readonly reached: Uint8Array;
  readonly sourced: Uint8Array;
  /** Nodes still to be served, and places whose own sources are still to come in. */
  readonly open: number[];
  readonly openLocal: number[];
}

/**
 * Adds the cheapest ways of every need, and of every row with a stated price, to the pool; gives the number of columns added. When nothing is added, the master's
 * duals satisfy every column of the full model: by induction from the sources up, its price of each node is at most the node's price in the full model, so the
 * bound of the full model equals the master's optimum.
 */
export function growPool(input: GrowthInput): number {
  const { arrays } = input.priced;
  const nodes = arrays.itemCount * arrays.periodCount * arrays.placeCount;
  const growth: Growth = { ...input, arrays, reached: new Uint8Array(nodes), sourced: new Uint8Array(nodes), open: [], openLocal: [] };
  const before = input.pool.count;
  openNeeds(growth);
  openStatedRows(growth);
  takeForced(growth);
  takeUndercut(growth);
  takeOverpaid(growth);
  for (;;) {
    const node = growth.open.pop();
    if (node !== undefined) serveNode(growth, node);
    else {
      const local = growth.openLocal.pop();
      if (local === undefined) break;
      sourceNode(growth, local);
    }
  }
  return input.pool.count - before;
}

function openNeeds(growth: Growth): void {
  const { arrays, priced } = growth;
  const { needs } = arrays;
  for (let n = 0; n < needs.count; n++) {
    const node = nodeOf(arrays, needs.item[n], needs.period[n], needs.place[n]);
    const price = priced.nodes.price[node];
    const isServed =
      growth.allNeeds === true ||
      price <= costOfGoingWithout(arrays, priced.stage, priced.prices, n) * (1 + growth.margin) + slackOf(price);
    if (price < Infinity && isServed) open(growth, node);
  }
}

/** Rows of stated items are looked at from both sides: who else could use what is there, and who else could give it. */
function openStatedRows(growth: Growth): void {
  const { arrays, pool, priced } = growth;
  for (let r = 0; r < pool.rowCount; r++) {
    const node = pool.rowKey[r];
    if (node < 0) continue;
    if (arrays.isStated[itemOfNode(arrays, node)] && priced.nodes.price[node] < Infinity) open(growth, node);
  }
}

/** Runs that the branch of the search forces need their inputs, whether a need wants their output or not. */
function takeForced(growth: Growth): void {
  const { arrays, priced } = growth;
  const { choices, branch } = priced;
  for (let c = 0; c < choices.count; c++) {
    if (branch.least[c] === 0) continue;
    const index = choices.run[c];
    takeSource(growth, { kind: "run", index, start: choices.period[c], value: 0 }, arrays.runs.place[index]);
  }
}

/** Shipments and holdings between rows of a stated item that the master's own prices of them would pay for. */
function takeUndercut(growth: Growth): void {
  const { arrays, pool, priced } = growth;
  const { placeCount: H, periodCount: T } = arrays;
  const price = priced.prices.node;
  for (let r = 0; r < pool.rowCount; r++) {
    const node = pool.rowKey[r];
    if (node < 0 || !arrays.isStated[itemOfNode(arrays, node)] || !(price[node] < Infinity)) continue;
    const [item, t, to] = [itemOfNode(arrays, node), Math.floor(node / H) % T, node % H];
    const perKg = priced.nodes.freight.closed[t];
    for (let from = 0; from < H; from++) {
      const other = nodeOf(arrays, item, t, from);
      const landed = price[other] + arrays.massKg[item] * perKg[from * H + to];
      if (pool.rowAtNode(other) >= 0 && landed < price[node] - slackOf(price[node])) shipAlong(growth, { item, t, from, to });
    }
    if (
      t > 0 &&
      pool.rowAtNode(node - H) >= 0 &&
      price[node - H] + priced.stage.costScale * arrays.holdCost[item] < price[node] - slackOf(price[node])
    ) {
      pool.addHolding(item, to, t - 1);
    }
  }
}

/** Runs that the prices of their by-products alone would pay for: they bring those prices down once they are in. */
function takeOverpaid(growth: Growth): void {
  const { arrays, priced } = growth;
  for (const at of priced.nodes.overpaid) {
    const [index, start] = [Math.floor(at / arrays.periodCount), at % arrays.periodCount];
    takeSource(growth, { kind: "run", index, start, value: 0 }, arrays.runs.place[index]);
  }
}

function itemOfNode(arrays: PlanArrays, node: number): number {
  return Math.floor(node / (arrays.periodCount * arrays.placeCount));
}

function open(growth: Growth, node: number): void {
  if (growth.reached[node]) return;
  growth.reached[node] = 1;
  growth.open.push(node);
}

/** What rounding may add to a price without changing which way is cheapest. */
function slackOf(price: number): number {
  return price === Infinity ? 0 : 1e-9 * (1 + Math.abs(price));
}

/** Brings in the ways from the places whose own sources are cheapest for this node. */
function serveNode(growth: Growth, node: number): void {
  const { arrays } = growth;
  const H = arrays.placeCount;
  const item = itemOfNode(arrays, node);
  const t = Math.floor(node / H) % arrays.periodCount;
  const place = node % H;
  growth.pool.touchNode(node);
  for (const from of cheapestPlaces(growth, item, t, place)) {
    shipAlong(growth, { item, t, from, to: place });
    const local = nodeOf(arrays, item, t, from);
    if (growth.sourced[local]) continue;
    growth.sourced[local] = 1;
    growth.openLocal.push(local);
  }
}

function cheapestPlaces(growth: Growth, item: number, t: number, to: number): number[] {
  const { arrays, priced, tieBreak } = growth;
  const landed = landedValues(growth, priced, item, t, to);
  const price = priced.nodes.price[nodeOf(arrays, item, t, to)];
  // A stated price may lie below every real source: then the cheapest real one is wanted, so that the row has a supply at all.
  const least = arrays.isStated[item] ? Math.max(price, Math.min(...landed)) : price;
  const places = [...landed.keys()];
  if (tieBreak === undefined)
    return cheapest(places, (s) => landed[s], { least, margin: growth.margin, ways: waysWanted(growth), first: to });
  const second = landedValues(growth, tieBreak, item, t, to);
  const tied = places.filter((s) => landed[s] < Infinity && landed[s] <= least + slackOf(least));
  return cheapest(tied, (s) => second[s], { least: Math.min(...tied.map((s) => second[s])), margin: 0, ways: 1, first: to });
}

interface Wanted {
  /** How many candidates at most. */
  readonly ways: number;
  /** The least value that any candidate has, or should have. */
  readonly least: number;
  readonly margin: number;
  /** Among equals this candidate goes first. */
  readonly first?: number;
}

/**
 * The cheapest candidate, and others within the margin, a few at most: where a part costs the same everywhere, every place lies within any margin. One is enough
 * for the optimum, others only save rounds.
 */
function cheapest<T>(candidates: readonly T[], valueOf: (candidate: T) => number, { least, margin, first, ways }: Wanted): T[] {
  const most = least * (1 + margin) + slackOf(least);
  const within = candidates
    .map((candidate) => ({ candidate, value: valueOf(candidate) }))
    .filter(({ value }) => value < Infinity && value <= most);
  within.sort((a, b) => a.value - b.value || (a.candidate === first ? -1 : b.candidate === first ? 1 : 0));
  return within.slice(0, ways).map(({ candidate }) => candidate);
}

/** One way is enough for the optimum; a margin asks for a few, and where ties matter for all. */
function waysWanted({ margin, allTies }: GrowthInput): number {
  if (allTies === true) return Infinity;
  return margin > 0 ? MOST_WAYS : 1;
}

/** [H] cost of a unit at `to` from each place's own sources. */
function landedValues(growth: Growth, priced: Priced, item: number, t: number, to: number): Float64Array {
  const { arrays } = growth;
  const H = arrays.placeCount;
  const perKg = priced.nodes.freight.closed[t];
  const landed = new Float64Array(H);
  for (let s = 0; s < H; s++) landed[s] = localValue(priced, item, t, s) + arrays.massKg[item] * perKg[s * H + to];
  return landed;
}

function localValue(priced: Priced, item: number, t: number, place: number): number {
  const { arrays, nodes } = priced;
  const local = nodes.local[nodeOf(arrays, item, t, place)];
  if (!arrays.isStated[item] || (t === 0 && arrays.stock[item * arrays.placeCount + place] > 0)) return local;
  let least = Infinity;
  for (const source of sourcesAt(priced, item, t, place)) least = Math.min(least, source.value);
  return least;
}

function shipAlong(growth: Growth, way: { item: number; t: number; from: number; to: number }): void {
  const H = growth.arrays.placeCount;
  const next = growth.priced.nodes.freight.next[way.t];
  for (let at = way.from; at !== way.to; ) {
    const stop = next[at * H + way.to];
    growth.pool.addShipment(way.item, at, stop, way.t);
    at = stop;
  }
}

/** Brings in the sources at the place itself that are within the margin of the cheapest, and opens what they need. */
function sourceNode(growth: Growth, node: number): void {
  const { arrays } = growth;
  const item = itemOfNode(arrays, node);
  const t = Math.floor(node / arrays.placeCount) % arrays.periodCount;
  const place = node % arrays.placeCount;
  growth.pool.touchNode(node);
  for (const source of cheapestSources(growth, item, t, place)) takeSource(growth, source, place);
}

function cheapestSources(growth: Growth, item: number, t: number, place: number): Source[] {
  const { priced, tieBreak } = growth;
  const sources = sourcesAt(priced, item, t, place);
  const least = Math.max(priced.nodes.local[nodeOf(growth.arrays, item, t, place)], Math.min(...sources.map((source) => source.value)));
  if (tieBreak === undefined)
    return cheapest(sources, (source) => source.value, { least, margin: growth.margin, ways: waysWanted(growth) });
  const second = new Map(
    sourcesAt(tieBreak, item, t, place).map((source) => [`${source.kind}${source.index}@${source.start}`, source.value]),
  );
  const secondOf = (source: Source) => second.get(`${source.kind}${source.index}@${source.start}`) ?? Infinity;
  const tied = sources.filter((source) => source.value <= least + slackOf(least));
  return cheapest(tied, secondOf, { least: Math.min(...tied.map(secondOf)), margin: 0, ways: 1 });
}

function takeSource(growth: Growth, source: Source, place: number): void {
  const { arrays, pool } = growth;
  switch (source.kind) {
    case "buy":
      pool.addPurchase(source.index, source.start);
      return;
    case "hold":
      pool.addHolding(source.index, place, source.start);
      open(growth, nodeOf(arrays, source.index, source.start, place));
      return;
    case "run": {
      pool.addRun(source.index, source.start);
      const recipe = arrays.runs.recipe[source.index];
      for (let k = arrays.recipes.inStart[recipe]; k < arrays.recipes.inStart[recipe + 1]; k++) {
        open(growth, nodeOf(arrays, arrays.recipes.inItem[k], source.start, place));
      }
    }
  }
}
