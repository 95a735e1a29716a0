// The picture from material to need: where nodes stand and how bands run. Pure geometry, in pixels.

/** A node as the API tells it. */
export interface FlowNode {
  readonly column: number;
  readonly kind: string;
  readonly ref: string | null;
  readonly name: string;
  readonly level: string | null;
}

/** A band: value from one node to another, in one unit. */
export interface Band {
  readonly from: FlowNode;
  readonly to: FlowNode;
  readonly value: number;
  readonly isScarce: boolean;
}

/** A node that stands: `at` from the top of its column, both in pixels along the columns; `others`: how many were merged into it. */
export interface PlacedNode {
  readonly key: string;
  readonly node: FlowNode;
  readonly column: number;
  readonly value: number;
  readonly at: number;
  readonly size: number;
  readonly others: number;
  readonly isScarce: boolean;
}

/** A band that runs, from `start` of its first node to `end` of its last, `size` wide. */
export interface PlacedBand {
  readonly from: PlacedNode;
  readonly to: PlacedNode;
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly size: number;
  readonly isScarce: boolean;
}

export interface SankeyLayout {
  readonly nodes: readonly PlacedNode[];
  readonly bands: readonly PlacedBand[];
  readonly total: number;
}

/** Pixels along a column, between nodes, and the least between two labels. */
export interface SankeyRoom {
  readonly length: number;
  readonly padding: number;
  readonly labelPx: number;
}

const COLUMNS = 4;
const OTHERS = "others";
const keyOf = ({ column, kind, ref }: FlowNode) => `${column} ${kind} ${ref ?? ""}`;

/** Lays out the bands; nodes too small for a label of their own are merged, column by column, into one that says how many they are. */
export function sankeyLayout(given: readonly Band[], room: SankeyRoom): SankeyLayout {
  const bands = given.filter(({ value }) => value > 0);
  const total = bands.filter(({ from }) => from.column === 0).reduce((sum, { value }) => sum + value, 0);
  if (total <= 0) return { nodes: [], bands: [], total: 0 };
  const merged = mergeSmall(bands, room);
  const nodes = placeNodes(merged, room);
  return { nodes: [...nodes.values()], bands: placeBands(merged, nodes), total };
}

interface Merged {
  readonly bands: readonly Band[];
  readonly counts: ReadonlyMap<string, number>;
}

/** So many nodes have room for their labels in a column; those between the ends stand in the thick of the bands, so fewer of them are told apart. */
const MOST_NODES = [14, 7, 8, 14];
const mostNodes = ({ length, labelPx }: SankeyRoom, column: number) =>
  Math.min(MOST_NODES[column] ?? 8, Math.max(3, Math.floor(length / labelPx) - 1));

function mergeSmall(bands: readonly Band[], room: SankeyRoom): Merged {
  const values = valuesOf(bands);
  const replaced = new Map<string, FlowNode>();
  const counts = new Map<string, number>();
  for (let column = 0; column < COLUMNS; column++) {
    const inColumn = [...values.values()].filter(({ node }) => node.column === column).toSorted((a, b) => b.value - a.value);
    const kept = Math.min(
      mostNodes(room, column),
      inColumn.filter(({ value }) => (value / columnTotal(inColumn)) * room.length >= 1.5).length,
    );
    const small = inColumn.slice(Math.max(kept, 1));
    if (small.length < 2) continue;
    const into: FlowNode = { column, kind: OTHERS, ref: null, name: "", level: small[0]?.node.level ?? null };
    counts.set(keyOf(into), small.length);
    for (const { node } of small) replaced.set(keyOf(node), into);
  }
  const joined = new Map<string, Band>();
  for (const band of bands) {
    const [from, to] = [replaced.get(keyOf(band.from)) ?? band.from, replaced.get(keyOf(band.to)) ?? band.to];
    const key = `${keyOf(from)} > ${keyOf(to)}`;
    const before = joined.get(key);
    joined.set(key, { from, to, value: band.value + (before?.value ?? 0), isScarce: band.isScarce || (before?.isScarce ?? false) });
  }
  return { bands: [...joined.values()], counts };
}

const columnTotal = (nodes: readonly { readonly value: number }[]) => nodes.reduce((sum, { value }) => sum + value, 0);

interface NodeValue {
  readonly node: FlowNode;
  readonly value: number;
}

/** What goes through each node: the greater of what comes in and what goes out. */
function valuesOf(bands: readonly Band[]): ReadonlyMap<string, NodeValue> {
  const sums = new Map<string, { node: FlowNode; into: number; out: number }>();
  const sumOf = (node: FlowNode) => {
    const sum = sums.get(keyOf(node)) ?? { node, into: 0, out: 0 };
    sums.set(keyOf(node), sum);
    return sum;
  };
  for (const { from, to, value } of bands) {
    sumOf(from).out += value;
    sumOf(to).into += value;
  }
  return new Map([...sums].map(([key, { node, into, out }]) => [key, { node, value: Math.max(into, out) }]));
}

/** Nodes keep their sizes in proportion over all columns; those that are fed from high up stand high up. */
function placeNodes({ bands, counts }: Merged, room: SankeyRoom): ReadonlyMap<string, PlacedNode> {
  const values = valuesOf(bands);
  const columns = Array.from({ length: COLUMNS }, (_, column) => [...values.values()].filter(({ node }) => node.column === column));
  const scale = Math.min(
    ...columns.filter((nodes) => nodes.length > 0).map((nodes) => (room.length - room.padding * (nodes.length - 1)) / columnTotal(nodes)),
  );
  const placed = new Map<string, PlacedNode>();
  const isLast = ({ kind }: FlowNode) => (kind === OTHERS || kind === "carrying" ? 1 : 0);
  // From the needs backwards: a node stands where most of what it gives goes.
  for (let column = COLUMNS - 1; column >= 0; column--) {
    const nodes = (columns[column] ?? []).toSorted(
      (a, b) =>
        isLast(a.node) - isLast(b.node) ||
        (column === COLUMNS - 1 ? b.value - a.value : centreOf(a.node, bands, placed) - centreOf(b.node, bands, placed)) ||
        b.value - a.value,
    );
    const free = room.length - scale * columnTotal(nodes);
    const gap = nodes.length > 1 ? free / (nodes.length - 1) : 0;
    let at = nodes.length > 1 ? 0 : free / 2;
    for (const { node, value } of nodes) {
      const size = Math.max(value * scale, 0.5);
      const isScarce = bands.some((band) => band.isScarce && keyOf(band.from) === keyOf(node) && node.column === 0);
      placed.set(keyOf(node), { key: keyOf(node), node, column, value, at, size, others: counts.get(keyOf(node)) ?? 0, isScarce });
      at += size + gap;
    }
  }
  return placed;
}

function centreOf(node: FlowNode, bands: readonly Band[], placed: ReadonlyMap<string, PlacedNode>): number {
  let [sum, weight] = [0, 0];
  for (const { from, to, value } of bands) {
    const target = placed.get(keyOf(to));
    if (keyOf(from) !== keyOf(node) || target === undefined) continue;
    sum += value * (target.at + target.size / 2);
    weight += value;
  }
  return weight > 0 ? sum / weight : 0;
}

function placeBands({ bands }: Merged, nodes: ReadonlyMap<string, PlacedNode>): PlacedBand[] {
  const outAt = new Map<string, number>();
  const intoAt = new Map<string, number>();
  const known = bands.flatMap((band) => {
    const [from, to] = [nodes.get(keyOf(band.from)), nodes.get(keyOf(band.to))];
    return from === undefined || to === undefined ? [] : [{ ...band, from, to }];
  });
  const size = ({ from, value }: (typeof known)[number]) => (value / from.value) * from.size;
  const starts = new Map<(typeof known)[number], number>();
  for (const band of known.toSorted((a, b) => a.to.column - b.to.column || a.to.at - b.to.at)) {
    const before = outAt.get(band.from.key) ?? band.from.at;
    starts.set(band, before);
    outAt.set(band.from.key, before + size(band));
  }
  return known
    .toSorted((a, b) => a.from.column - b.from.column || a.from.at - b.from.at)
    .map((band) => {
      const before = intoAt.get(band.to.key) ?? band.to.at;
      intoAt.set(band.to.key, before + size(band));
      return { ...band, start: starts.get(band) ?? band.from.at, end: before, size: size(band) };
    });
}

/** Positions of labels along a column: as near to their nodes as they can be, never nearer to each other than `labelPx`. */
export function labelPositions(nodes: readonly Pick<PlacedNode, "at" | "size">[], labelPx: number, length: number): number[] {
  const wanted = nodes.map(({ at, size }) => at + size / 2);
  const order = wanted.map((_, index) => index).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = [...wanted];
  let least = labelPx / 2 - 6;
  for (const index of order) {
    placed[index] = Math.max(placed[index] ?? 0, least);
    least = (placed[index] ?? 0) + labelPx;
  }
  let most = length + 6;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index] ?? 0, most);
    most = (placed[index] ?? 0) - labelPx;
  }
  return placed;
}
