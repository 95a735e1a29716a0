// What changed from one plan to the next.

import type { CurrentPlan } from "../ports.js";
import type { NeedShareReading, PlanReading } from "./planReading.js";

/** Hours of all machines of a workshop over all periods. */
export interface WorkshopHours {
  readonly workshop: string;
  readonly hoursBefore: number;
  readonly hoursAfter: number;
}

/** Differences are after less before. */
export interface PlanChange {
  readonly from: number;
  readonly to: number;
  readonly moneyDifference: number;
  readonly labourHoursDifference: number;
  readonly co2KgDifference: number;
  readonly workshopsMore: readonly WorkshopHours[];
  readonly workshopsLess: readonly WorkshopHours[];
  readonly needsGained: readonly NeedShareReading[];
  readonly needsLost: readonly NeedShareReading[];
}

/** Less than this is rounding of the solver. */
const DUST = 1e-6;

/** Against the plan before; null: there was none. */
export function planChange({ row, reading, before }: CurrentPlan): PlanChange | null {
  return before === null ? null : { from: before.number, to: row.number, ...readingChange(before.reading, reading) };
}

/** What one reading says otherwise than another. */
export function readingChange(before: PlanReading, after: PlanReading): Omit<PlanChange, "from" | "to"> {
  const hours = differences(hoursOf(before), hoursOf(after)).map(({ id, from, to }) => ({
    workshop: id,
    hoursBefore: from,
    hoursAfter: to,
  }));
  const met = differences(metOf(before), metOf(after)).map(({ id, from, to }) => ({ need: id, quantity: to - from }));
  return {
    moneyDifference: after.cost.money - before.cost.money,
    labourHoursDifference: after.cost.labourHours - before.cost.labourHours,
    co2KgDifference: after.cost.co2Kg - before.cost.co2Kg,
    workshopsMore: hours.filter((row) => row.hoursAfter > row.hoursBefore),
    workshopsLess: hours.filter((row) => row.hoursAfter < row.hoursBefore),
    needsGained: met.filter(({ quantity }) => quantity > 0),
    needsLost: met.flatMap(({ need, quantity }) => (quantity < 0 ? [{ need, quantity: -quantity }] : [])),
  };
}

const hoursOf = ({ rows }: PlanReading) => new Map(rows.map((row) => [row.workshop, row.usedHours.reduce((sum, hours) => sum + hours, 0)]));
const metOf = ({ needs }: PlanReading) => new Map(needs.map(({ need, met }) => [need, met]));

/** The greatest difference first. */
function differences(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) {
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const rows = ids.map((id) => ({ id, from: before.get(id) ?? 0, to: after.get(id) ?? 0 }));
  return rows
    .filter(({ from, to }) => Math.abs(to - from) > DUST * Math.max(1, from, to))
    .toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from));
}
