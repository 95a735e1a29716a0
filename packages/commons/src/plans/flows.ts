// From material to need: the plan as bands between four columns, in money, hours and CO2.

import type { CostParts } from "@commonwright/planner";
import type { FlowNodeReading, FlowReading, NeedLineReading, NeedReading } from "./planReading.js";
import type { ProblemIndex } from "./problemIndex.js";
import type { ScarceParts } from "./scarceKeys.js";

const NOTHING: CostParts = { money: 0, labourHours: 0, co2Kg: 0 };
/** Bands below this share of the whole are no bands. */
const DUST = 1e-9;

const plus = (a: CostParts, b: CostParts): CostParts => ({
  money: a.money + b.money,
  labourHours: a.labourHours + b.labourHours,
  co2Kg: a.co2Kg + b.co2Kg,
});
const times = (cost: CostParts, share: number): CostParts => ({
  money: cost.money * share,
  labourHours: cost.labourHours * share,
  co2Kg: cost.co2Kg * share,
});

type Band = { readonly from: FlowNodeReading; readonly to: FlowNodeReading; readonly cost: CostParts; readonly isScarce: boolean };

/**
 * Bands in the order in which needs first take them. What goes into a node comes out of it; what comes into needs is the cost of all that serves them.
 * Each part that goes into the thing needed is carried by the workshop that makes it (column 1) to the one that puts the thing together (column 2).
 */
export function flowsOf(index: ProblemIndex, scarce: ScarceParts, needs: readonly NeedReading[]): FlowReading[] {
  const bands = new Map<string, Band>();
  const asked = askedOf(index, needs);
  const draw = (from: FlowNodeReading, to: FlowNodeReading, cost: CostParts, isScarce = false) => {
    const key = `${from.column} ${from.kind} ${from.ref}\u0000${to.column} ${to.kind} ${to.ref}`;
    const before = bands.get(key);
    bands.set(key, { from, to, cost: plus(before?.cost ?? NOTHING, cost), isScarce: (before?.isScarce ?? false) || isScarce });
  };
  for (const need of needs) drawNeed({ index, scarce, draw }, need, asked);
  const all = [...bands.values()];
  const most = all.reduce((sum, { cost }) => plus(sum, cost), NOTHING);
  return all
    .filter(({ cost }) => cost.money > DUST * most.money || cost.labourHours > DUST * most.labourHours || cost.co2Kg > DUST * most.co2Kg)
    .map(({ from, to, cost, isScarce }) => ({ from, to, ...cost, isScarce }));
}

interface Drawing {
  readonly index: ProblemIndex;
  readonly scarce: ScarceParts;
  readonly draw: (from: FlowNodeReading, to: FlowNodeReading, cost: CostParts, isScarce?: boolean) => void;
}

function askedOf({ needs: problemNeeds }: ProblemIndex, needs: readonly NeedReading[]): ReadonlyMap<string, FlowNodeReading> {
  const nodes = new Map<string, { quantity: number; of: number }>();
  for (const { need, item, met } of needs) {
    const sum = nodes.get(item) ?? { quantity: 0, of: 0 };
    nodes.set(item, { quantity: sum.quantity + met, of: sum.of + (problemNeeds.get(need)?.quantity ?? met) });
  }
  return new Map([...nodes].map(([ref, { quantity, of }]) => [ref, { column: 3, kind: "need", ref, level: null, quantity, of }]));
}

function drawNeed(drawing: Drawing, need: NeedReading, asked: ReadonlyMap<string, FlowNodeReading>): void {
  const target = asked.get(need.item);
  if (target === undefined || need.met <= 0) return;
  const children = childrenOf(need.lines);
  const rootLines = need.lines.filter((line) => line.parent === null);
  const all = rootLines.reduce((sum, line) => sum + line.quantity, 0);
  for (const root of rootLines) {
    const carrying = all > 0 ? times(need.carrying.cost, root.quantity / all) : NOTHING;
    if (root.source !== "made" || root.recipe === null) {
      drawSource(drawing, root, target);
      drawing.draw(CARRYING, target, carrying);
      continue;
    }
    for (const { node, share } of placesOf(drawing.index, root, 2))
      drawAssembly(drawing, { root, node, share, carrying, target, children });
  }
}

interface Assembly {
  readonly root: NeedLineReading;
  readonly node: FlowNodeReading;
  /** Of the line that is put together here. */
  readonly share: number;
  readonly carrying: CostParts;
  readonly target: FlowNodeReading;
  readonly children: ReadonlyMap<string, readonly NeedLineReading[]>;
}

/** One workshop that puts a thing together: its own hours, the parts that come in, and the whole that goes out. */
function drawAssembly(drawing: Drawing, { root, node, share, carrying, target, children }: Assembly): void {
  const { draw } = drawing;
  const inside = within(root, children);
  const whole = inside.reduce((sum, line) => plus(sum, line.cost), carrying);
  drawHours(drawing, root, node, share);
  draw(CARRYING, node, times(carrying, share));
  for (const part of children.get(root.id) ?? []) {
    if (part.source !== "made" || part.recipe === null) {
      drawSource(drawing, part, node, share);
      for (const deeper of within(part, children).slice(1)) drawLeaf(drawing, deeper, node, share);
      continue;
    }
    for (const maker of placesOf(drawing.index, part, 1)) drawPart(drawing, { part, maker, node, share, children });
  }
  draw(node, target, times(whole, share), root.isScarce);
}

interface Part {
  readonly part: NeedLineReading;
  readonly maker: { readonly node: FlowNodeReading; readonly share: number };
  readonly node: FlowNodeReading;
  readonly share: number;
  readonly children: ReadonlyMap<string, readonly NeedLineReading[]>;
}

/** A part that is made elsewhere passes through its maker; one that is made where the thing is put together goes straight in. */
function drawPart(drawing: Drawing, { part, maker, node, share, children }: Part): void {
  const isHere = maker.node.ref === node.ref;
  const through = isHere ? node : maker.node;
  const taken = share * maker.share;
  drawHours(drawing, part, through, taken);
  const inside = within(part, children);
  for (const line of inside.slice(1)) drawLeaf(drawing, line, through, taken);
  if (isHere) return;
  const whole = inside.reduce((sum, line) => plus(sum, line.cost), NOTHING);
  drawing.draw(maker.node, node, times(whole, taken), part.isScarce);
}

/** What lies deeper than the parts: its hours and its material go to whoever makes the part. */
function drawLeaf(drawing: Drawing, line: NeedLineReading, to: FlowNodeReading, share: number): void {
  if (line.source === "made" && line.recipe !== null) drawHours(drawing, line, to, share);
  else drawSource(drawing, line, to, share);
}

function drawSource({ draw }: Drawing, line: NeedLineReading, to: FlowNodeReading, share = 1): void {
  const kind = line.source === "bought" ? "item" : "stock";
  draw({ column: 0, kind, ref: line.item, level: line.level, quantity: null, of: null }, to, times(line.cost, share), line.isScarce);
}

/** The cost of a line that is made is that of its hours: money by machine, hours by skill. What no machine takes goes to the first of either. */
function drawHours({ index, draw }: Drawing, line: NeedLineReading, to: FlowNodeReading, share: number): void {
  const recipe = index.recipes.get(line.recipe ?? "");
  if (recipe === undefined) return;
  const cost = times(line.cost, share);
  const level = to.level;
  const machineHours = recipe.machine.reduce((sum, { hours }) => sum + hours, 0);
  const labourHours = recipe.labour.reduce((sum, { hours }) => sum + hours, 0);
  const source = (kind: "machine" | "labour", ref: string): FlowNodeReading => ({ column: 0, kind, ref, level, quantity: null, of: null });
  for (const { capability, hours } of recipe.machine) {
    const part = machineHours > 0 ? hours / machineHours : 1 / recipe.machine.length;
    draw(source("machine", capability), to, { money: cost.money * part, labourHours: 0, co2Kg: cost.co2Kg * part }, line.isScarce);
  }
  for (const { skill, hours } of recipe.labour) {
    const part = labourHours > 0 ? hours / labourHours : 1 / recipe.labour.length;
    const alone = recipe.machine.length === 0 ? part : 0;
    draw(source("labour", skill), to, { money: cost.money * alone, labourHours: cost.labourHours * part, co2Kg: cost.co2Kg * alone });
  }
  if (recipe.machine.length === 0 && recipe.labour.length === 0) draw(source("machine", "none"), to, cost);
}

const CARRYING: FlowNodeReading = { column: 0, kind: "carrying", ref: null, level: null, quantity: null, of: null };

/** The workshops of a line's origins, with their shares of it. */
function placesOf({ places, workshops }: ProblemIndex, line: NeedLineReading, column: 1 | 2): { node: FlowNodeReading; share: number }[] {
  const byWorkshop = new Map<string, number>();
  for (const { workshop, quantity } of line.origins) {
    if (workshop !== null) byWorkshop.set(workshop, (byWorkshop.get(workshop) ?? 0) + quantity);
  }
  const all = [...byWorkshop.values()].reduce((sum, quantity) => sum + quantity, 0);
  return [...byWorkshop].map(([ref, quantity]) => ({
    node: {
      column,
      kind: "workshop",
      ref,
      level: places.get(workshops.get(ref)?.place ?? "")?.level ?? null,
      quantity: null,
      of: null,
    },
    share: all > 0 ? quantity / all : 1 / byWorkshop.size,
  }));
}

function childrenOf(lines: readonly NeedLineReading[]): ReadonlyMap<string, readonly NeedLineReading[]> {
  const children = new Map<string, NeedLineReading[]>();
  for (const line of lines) {
    if (line.parent === null) continue;
    const list = children.get(line.parent) ?? [];
    list.push(line);
    children.set(line.parent, list);
  }
  return children;
}

/** A line and all below it. */
function within(line: NeedLineReading, children: ReadonlyMap<string, readonly NeedLineReading[]>): NeedLineReading[] {
  return [line, ...(children.get(line.id) ?? []).flatMap((child) => within(child, children))];
}
