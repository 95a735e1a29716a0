// What is on the road, in one line.

import { amountText, moneyText } from "./amountText.js";
import { freightOf } from "./costs.js";
import type { PlanView } from "./planView.js";
import { wrapped } from "./textTable.js";

/** The section on shipments. */
export function shipmentLines(view: PlanView): string[] {
  const { shipments } = view.result;
  if (shipments.length === 0) return ["Nothing is shipped."];
  const ways = new Set(shipments.map(({ from, to }) => JSON.stringify([from, to]))).size;
  const { kg, kgKm, money, co2Kg } = freightOf(view);
  const far = kg > 0 ? `, ${amountText(Math.round(kgKm / kg))} km on average` : "";
  const deliveries = shipments.length === 1 ? "1 delivery" : `${shipments.length} deliveries`;
  const text = `Shipped: ${deliveries} on ${ways} ${ways === 1 ? "way" : "ways"}, ${amountText(kg)} kg${far}; freight ${moneyText(money)} ${view.currency}, ${amountText(co2Kg)} kg CO2.`;
  return wrapped(text, 0, 2);
}
