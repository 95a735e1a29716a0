// The Sankey of a plan: value from material and hours, through where parts are made and where things are put together, to what is needed.

import type { CostReading, FlowNodeReading, FlowReading } from "@commonwright/graphql";
import type { NeedPegging, PegLine } from "@commonwright/planner";
import { isRunScarce } from "./needReadings.js";
import type { ProblemIndex } from "./problemIndex.js";
import type { ScarceKeys } from "./scarceKeys.js";

type NodeKey = Pick<FlowNodeReading, "column" | "kind" | "ref">;
interface Band {
  readonly from: NodeKey;
  readonly to: NodeKey;
  readonly isScarce: boolean;
  readonly cost: CostReading;
}

const scaled = ({ money, labourHours, co2Kg }: CostReading, by: number): CostReading => ({
  money: money * by,
  labourHours: labourHours * by,
  co2Kg: co2Kg * by,
});

/** The bands of all needs, those between the same two nodes as one. */
export function flowReadings(index: ProblemIndex, scarce: ScarceKeys, needs: readonly NeedPegging[]): FlowReading[] {
  const bands = needs.flatMap((need) => [...needBands(index, scarce, need)]);
  const asked = new Map<string, { met: number; of: number }>();
  for (const { need, met } of needs) {
    const { item, quantity } = index.need(need);
    const sum = asked.get(item) ?? { met: 0, of: 0 };
    asked.set(item, { met: sum.met + met, of: sum.of + quantity });
  }
  const node = (key: NodeKey): FlowNodeReading => {
    const sum = key.kind === "need" && key.ref !== null ? asked.get(key.ref) : undefined;
    return { ...key, quantity: sum?.met ?? null, of: sum?.of ?? null };
  };
  return merged(bands).map(({ from, to, isScarce, cost }) => ({ from: node(from), to: node(to), isScarce, ...cost }));
}

/** What one need's tree gives: each line's own cost from its sources, and the value of parts from where they are made to where they are put together. */
function* needBands(index: ProblemIndex, scarce: ScarceKeys, pegged: NeedPegging): Generator<Band> {
  const needed: NodeKey = { column: 3, kind: "need", ref: index.need(pegged.need).item };
  const roots = rootsOf(pegged.lines);
  for (const [at, line] of pegged.lines.entries()) {
    for (const { workshop, period, share } of placesOf(line)) {
      const own = scaled(line.cost, share);
      if (line.source !== "made" || workshop === null || line.recipe === null) {
        const source: NodeKey = { column: 0, kind: line.source === "stock" ? "stock" : "item", ref: line.item };
        yield* towards(line, source, { own, needed, roots, at, lines: pegged.lines, isScarce: scarce.market(line.item, period) });
        continue;
      }
      const isScarce = isRunScarce(index, scarce, { recipe: line.recipe, workshop, period });
      const here: NodeKey = { column: line.depth === 0 ? 2 : 1, kind: "workshop", ref: workshop };
      for (const [source, part] of hourSources(index, { recipe: line.recipe, workshop }))
        yield { from: source, to: here, isScarce, cost: partOf(own, part) };
      const on = { own, needed, roots, at, lines: pegged.lines, isScarce };
      if (line.depth === 0) yield { from: here, to: needed, isScarce, cost: scaled(embedded(pegged.lines, roots, at), share) };
      else yield* towards(line, here, on);
    }
  }
  yield { from: { column: 0, kind: "carrying", ref: null }, to: needed, isScarce: false, cost: pegged.carrying.cost };
}

interface Onward {
  readonly own: CostReading;
  readonly needed: NodeKey;
  readonly roots: readonly number[];
  readonly at: number;
  readonly lines: readonly PegLine[];
  readonly isScarce: boolean;
}

/** From a source to where it is used: at the workshop of the line above, and from there, where that makes a part, on to where the thing is put together. */
function* towards(line: PegLine, from: NodeKey, on: Onward): Generator<Band> {
  const { own, lines, isScarce } = on;
  const above = line.parent === null ? null : lines[line.parent];
  if (above === null) return yield { from, to: on.needed, isScarce, cost: own };
  const root = lines[on.roots[on.at]];
  // A part of a part is value of the workshop that makes it; both bring theirs to where the whole is put together.
  const user = from.column === 1 || above.depth === 0 ? root : above;
  for (const { workshop, share } of placesOf(user)) {
    if (workshop === null) {
      yield { from, to: on.needed, isScarce, cost: scaled(own, share) };
      continue;
    }
    yield { from, to: { column: user.depth === 0 ? 2 : 1, kind: "workshop", ref: workshop }, isScarce, cost: scaled(own, share) };
    if (user.depth === 0) continue;
    for (const end of placesOf(root)) {
      const to: NodeKey = end.workshop === null ? on.needed : { column: 2, kind: "workshop", ref: end.workshop };
      yield { from: { column: 1, kind: "workshop", ref: workshop }, to, isScarce, cost: scaled(own, share * end.share) };
    }
  }
}

/** For each line the line of the thing needed that it belongs to. */
function rootsOf(lines: readonly PegLine[]): readonly number[] {
  const roots: number[] = [];
  for (const [at, { parent }] of lines.entries()) roots.push(parent === null ? at : roots[parent]);
  return roots;
}

/** Cost of a line with all lines below it. */
function embedded(lines: readonly PegLine[], roots: readonly number[], root: number): CostReading {
  return lines.reduce(
    (sum, { cost }, at) =>
      roots[at] === root
        ? { money: sum.money + cost.money, labourHours: sum.labourHours + cost.labourHours, co2Kg: sum.co2Kg + cost.co2Kg }
        : sum,
    { money: 0, labourHours: 0, co2Kg: 0 },
  );
}

const placesOf = ({ origins, quantity }: PegLine) =>
  quantity > 0 ? origins.map((origin) => ({ ...origin, share: origin.quantity / quantity })) : [];

/** Machines bring the money and the CO2 of a run by what their hours cost, people the hours. */
interface HourPart {
  readonly ofMoney: number;
  readonly ofLabour: number;
}
const partOf = (cost: CostReading, { ofMoney, ofLabour }: HourPart): CostReading => ({
  money: cost.money * ofMoney,
  labourHours: cost.labourHours * ofLabour,
  co2Kg: cost.co2Kg * ofMoney,
});

function hourSources(index: ProblemIndex, { recipe, workshop }: { recipe: string; workshop: string }): (readonly [NodeKey, HourPart])[] {
  const { machine, labour } = index.recipe(recipe);
  const rates = new Map(index.workshop(workshop).capabilities.map((row) => [row.capability, row.costPerHour]));
  const moneyOf = (row: (typeof machine)[number]) => row.hours * (rates.get(row.capability) ?? 0);
  const money = machine.reduce((sum, row) => sum + moneyOf(row), 0);
  const hours = labour.reduce((sum, row) => sum + row.hours, 0);
  const machines = machine.map((row): readonly [NodeKey, HourPart] => [
    { column: 0, kind: "machine", ref: row.capability },
    { ofMoney: money > 0 ? moneyOf(row) / money : 1 / machine.length, ofLabour: 0 },
  ]);
  const hands = labour.map((row): readonly [NodeKey, HourPart] => [
    { column: 0, kind: "labour", ref: row.skill },
    { ofMoney: machine.length === 0 ? 1 / labour.length : 0, ofLabour: hours > 0 ? row.hours / hours : 0 },
  ]);
  return [...machines, ...hands];
}

function merged(bands: readonly Band[]): Band[] {
  const sums = new Map<string, Band>();
  for (const band of bands) {
    const { money, labourHours, co2Kg } = band.cost;
    if (money === 0 && labourHours === 0 && co2Kg === 0) continue;
    const key = JSON.stringify([band.from, band.to]);
    const before = sums.get(key);
    const sum = before?.cost ?? { money: 0, labourHours: 0, co2Kg: 0 };
    const cost = { money: sum.money + money, labourHours: sum.labourHours + labourHours, co2Kg: sum.co2Kg + co2Kg };
    sums.set(key, { ...band, cost, isScarce: band.isScarce || before?.isScarce === true });
  }
  return [...sums.values()];
}
