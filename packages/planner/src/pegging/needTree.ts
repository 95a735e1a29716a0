// The tree of one need: line by line, from the thing needed down to what is bought, taken from stock or made of nothing.
import { addCost, addEmbedded, costOf } from "./embeddedCosts.js";
import type { LineOrigin, LineSource, LineUse, PegLine } from "./pegging.js";
import { type Demand, type FlowSource, type PlanFlow, SourceKind } from "./planFlow.js";
import type { Supplier } from "./suppliers.js";

/** A need's tree has at most so many lines, and is at most so deep; what would lie beyond is in the cost of the line above it. */
const MOST_LINES = 5_000;
const MOST_DEPTH = 12;
/** Less than this share of a use is no line of its own: its cost goes to the greatest line beside it. */
const TINY = 1e-9;

const KINDS: readonly LineSource[] = ["made", "bought", "stock"];

/** A line while it grows. */
interface Branch {
  readonly parent: Branch | undefined;
  readonly depth: number;
  readonly item: number;
  readonly source: LineSource;
  readonly recipe: number;
  /** Quantities by source. */
  readonly from: Map<FlowSource, number>;
  /** Quantities by flow node of the use. */
  readonly usedAt: Map<number, number>;
  quantity: number;
  readonly cost: number[];
  readonly children: Branch[];
}

/** What the trees of all needs are made from. */
export interface TreeInput {
  readonly flow: PlanFlow;
  /** Costs of nodes, see `embeddedCosts`. */
  readonly embedded: Float64Array;
  readonly suppliersAt: (node: number) => readonly Supplier[];
}

interface Tree extends TreeInput {
  lines: number;
}

/** The lines of a need, parents before children. */
export function needTree(input: TreeInput, demand: Demand): PegLine[] {
  if (demand.met <= 0) return [];
  const tree: Tree = { ...input, lines: 0 };
  const roots = linesOf(tree, undefined, itemOf(input.flow, demand.node), new Map([[demand.node, demand.met]]));
  const open = [...roots];
  // Level by level, so that a limit on lines leaves out what is deepest.
  for (const line of open) open.push(...grow(tree, line));
  return written(input.flow, roots);
}

function itemOf({ rows: { index }, node }: PlanFlow, of: number): number {
  return Math.floor(node[of] / (index.problem.periods.length * index.problem.places.length));
}

/** The lines that supply one item to its uses, the greatest first. */
function linesOf(tree: Tree, parent: Branch | undefined, item: number, usedAt: ReadonlyMap<number, number>): Branch[] {
  const lines = new Map<number, Branch>();
  let asked = 0;
  for (const [node, quantity] of usedAt) {
    asked += quantity;
    for (const { source, share } of tree.suppliersAt(node)) {
      const part = quantity * share;
      const line = lineFor(tree.flow, lines, { parent, item }, source);
      line.from.set(source, (line.from.get(source) ?? 0) + part);
      line.usedAt.set(node, (line.usedAt.get(node) ?? 0) + part);
      line.quantity += part;
    }
  }
  const sorted = [...lines.values()].sort((a, b) => b.quantity - a.quantity);
  if (sorted.length === 0) return [];
  const [main] = sorted;
  const kept = sorted.filter((line) => line === main || (line.quantity > TINY * asked && tree.lines + lines.size <= MOST_LINES));
  for (const line of sorted) {
    const isKept = kept.includes(line);
    for (const [source, part] of line.from) {
      if (!isKept) addEmbedded(tree.embedded, source, part, main.cost);
      else if (source.own !== undefined) addCost(line.cost, source.own, part);
    }
  }
  tree.lines += kept.length;
  return kept;
}

function lineFor({ rows }: PlanFlow, lines: Map<number, Branch>, of: Pick<Branch, "parent" | "item">, source: FlowSource): Branch {
  const isMade = source.kind === SourceKind.made || source.kind === SourceKind.byProduct;
  const kind: LineSource = isMade ? "made" : source.kind === SourceKind.bought ? "bought" : "stock";
  const recipe = source.kind === SourceKind.made ? rows.runs[source.row].recipe : -1;
  const key = (recipe + 1) * 3 + KINDS.indexOf(kind);
  const known = lines.get(key);
  if (known !== undefined) return known;
  const depth = of.parent === undefined ? 0 : of.parent.depth + 1;
  const line: Branch = {
    ...of,
    depth,
    source: kind,
    recipe,
    from: new Map(),
    usedAt: new Map(),
    quantity: 0,
    cost: [0, 0, 0],
    children: [],
  };
  lines.set(key, line);
  return line;
}

/** The lines below a line: for each input of its runs, in the recipe's order. Beyond the limits their cost is the line's. */
function grow(tree: Tree, line: Branch): Branch[] {
  const uses = inputUses(tree.flow, line);
  for (const [item, usedAt] of uses) {
    const isLeft = line.depth < MOST_DEPTH && tree.lines < MOST_LINES;
    if (isLeft) line.children.push(...linesOf(tree, line, item, usedAt));
    else addNodes(tree.embedded, line.cost, usedAt);
  }
  return line.children;
}

function addNodes(embedded: Float64Array, cost: number[], usedAt: ReadonlyMap<number, number>): void {
  for (const [node, quantity] of usedAt) for (let k = 0; k < 3; k++) cost[k] += quantity * embedded[node * 3 + k];
}

/** Inputs of a line's runs by item: how much at which node. By-products and what is not made have none. */
function inputUses(flow: PlanFlow, line: Branch): Map<number, Map<number, number>> {
  const uses = new Map<number, Map<number, number>>();
  for (const [source, part] of line.from) {
    for (const { node, perUnit } of source.takings) {
      const item = itemOf(flow, node);
      const usedAt = uses.get(item) ?? new Map<number, number>();
      uses.set(item, usedAt);
      usedAt.set(node, (usedAt.get(node) ?? 0) + part * perUnit);
    }
  }
  return uses;
}

/** Lines in names, each before its children. */
function written(flow: PlanFlow, roots: readonly Branch[]): PegLine[] {
  const lines: PegLine[] = [];
  const { problem } = flow.rows.index;
  const write = (line: Branch, parent: number | null) => {
    const own = lines.push({
      parent,
      depth: line.depth,
      item: problem.items[line.item].id,
      source: line.source,
      recipe: line.recipe < 0 ? null : problem.recipes[line.recipe].id,
      quantity: line.quantity,
      cost: costOf(line.cost),
      origins: originsOf(flow, line),
      usedAt: usesOf(flow, line),
    });
    for (const child of line.children) write(child, own - 1);
  };
  for (const root of roots) write(root, null);
  return lines;
}

function originsOf(flow: PlanFlow, line: Branch): LineOrigin[] {
  return [...line.from].map(([source, quantity]) => ({ ...originOf(flow, source), quantity })).sort((a, b) => b.quantity - a.quantity);
}

/** Where and when a source makes, buys or holds ready; moved things are asked for at their origin. */
function originOf({ rows }: PlanFlow, source: FlowSource): Omit<LineOrigin, "quantity"> {
  const { problem } = rows.index;
  if (source.kind === SourceKind.bought) {
    const row = rows.purchases[source.row];
    return { place: problem.places[row.to].id, workshop: null, period: problem.periods[row.period] };
  }
  if (source.kind === SourceKind.stock)
    return { place: problem.places[rows.stocks[source.row].place].id, workshop: null, period: problem.periods[0] };
  const run = rows.runs[source.row];
  return { place: problem.places[run.place].id, workshop: problem.workshops[run.workshop].id, period: problem.periods[run.start] };
}

function usesOf({ rows: { index }, node }: PlanFlow, line: Branch): LineUse[] {
  const { places, periods } = index.problem;
  return [...line.usedAt]
    .map(([of, quantity]) => ({
      place: places[node[of] % places.length].id,
      period: periods[Math.floor(node[of] / places.length) % periods.length],
      quantity,
    }))
    .sort((a, b) => b.quantity - a.quantity);
}
