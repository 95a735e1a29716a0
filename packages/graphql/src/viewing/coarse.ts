// Figures that would tell where a home stands, told coarsely: distances and what hangs on them.

import type { ShipmentReading } from "@commonwright/commons";
import { greatCircleKm } from "../region/geography.js";
import type { RegionView } from "./regionView.js";

interface Costs {
  readonly money: number;
  readonly labourHours: number;
  readonly co2Kg: number;
}

/** So many significant digits. */
export const coarse = (value: number, digits: number): number => (value === 0 ? 0 : Number(value.toPrecision(digits)));

/** Exact for those who see households, else with so many significant digits. */
export function coarseCosts({ mask }: RegionView, costs: Costs, digits: number): Costs {
  if (!mask.isHiding) return costs;
  const { money, labourHours, co2Kg } = costs;
  return { money: coarse(money, digits), labourHours: coarse(labourHours, digits), co2Kg: coarse(co2Kg, digits) };
}

/** Road and cost of a shipment as if homes stood where the public sees them: in the middle of their square of the map. */
export function visibleRoad(
  view: RegionView,
  { from, to, km, massKg, cost }: ShipmentReading,
): { readonly km: number; readonly cost: Costs } {
  const { mask, rules } = view;
  if (!mask.isHidden(from) && !mask.isHidden(to)) return { km, cost };
  const [start, end] = [mask.place(from).point, mask.place(to).point];
  if (start === null || end === null || rules === null) return { km: 0, cost: { money: 0, labourHours: 0, co2Kg: 0 } };
  const { roadFactor, fixedPerKg, costPerKgKm, co2PerKgKm } = rules.transport;
  const road = greatCircleKm(start, end) * roadFactor;
  return { km: road, cost: { money: massKg * (fixedPerKg + costPerKgKm * road), labourHours: 0, co2Kg: massKg * road * co2PerKgKm } };
}
