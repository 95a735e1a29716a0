// What changed from one plan to the next, as far as people ask.

import type { NeedShare } from "@commonwright/planner";
import type { PlanReading } from "./planReading.js";

/** After less before. Needs by how much more or less of them is met, in their item's unit. */
export interface PlanChange {
  readonly moneyDifference: number;
  readonly labourHoursDifference: number;
  readonly co2KgDifference: number;
  readonly workshopsMore: readonly WorkshopChange[];
  readonly workshopsLess: readonly WorkshopChange[];
  readonly needsGained: readonly NeedShare[];
  readonly needsLost: readonly NeedShare[];
}

/** Machine hours over all periods. */
export interface WorkshopChange {
  readonly workshop: string;
  readonly hoursBefore: number;
  readonly hoursAfter: number;
}

/** Less than three minutes is no change of anybody's work. */
const LEAST_HOURS = 0.05;
/** Share of a need, and least amount, that is noticed. */
const LEAST_SHARE = 1e-3;

/** Compares two plans; a workshop or need that is in one of them only counts with nothing in the other. */
export function planChange(before: PlanReading, after: PlanReading): PlanChange {
  const workshops = changes(hoursOf(before), hoursOf(after)).filter(({ was, is }) => Math.abs(is - was) > LEAST_HOURS);
  const needs = changes(metOf(before), metOf(after)).filter(({ was, is }) => Math.abs(is - was) > LEAST_SHARE * Math.max(was, is));
  const workshopChange = ({ id, was, is }: Change): WorkshopChange => ({ workshop: id, hoursBefore: was, hoursAfter: is });
  return {
    moneyDifference: after.cost.money - before.cost.money,
    labourHoursDifference: after.cost.labourHours - before.cost.labourHours,
    co2KgDifference: after.cost.co2Kg - before.cost.co2Kg,
    workshopsMore: workshops.filter(({ was, is }) => is > was).map(workshopChange),
    workshopsLess: workshops.filter(({ was, is }) => is < was).map(workshopChange),
    needsGained: needs.filter(({ was, is }) => is > was).map(({ id, was, is }) => ({ need: id, quantity: is - was })),
    needsLost: needs.filter(({ was, is }) => is < was).map(({ id, was, is }) => ({ need: id, quantity: was - is })),
  };
}

interface Change {
  readonly id: string;
  readonly was: number;
  readonly is: number;
}

/** The greatest difference first. */
function changes(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): Change[] {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids]
    .map((id) => ({ id, was: before.get(id) ?? 0, is: after.get(id) ?? 0 }))
    .toSorted((a, b) => Math.abs(b.is - b.was) - Math.abs(a.is - a.was) || (a.id < b.id ? -1 : 1));
}

const hoursOf = ({ rows }: PlanReading) =>
  new Map(rows.map(({ workshop, usedHours }) => [workshop, usedHours.reduce((sum, hours) => sum + hours, 0)]));
const metOf = ({ needs }: PlanReading) => new Map(needs.map(({ need, met }) => [need, met]));
