// The price intervals of a result: in order, and around the prices of the certificate (rule R5).
import { type Findings, report, shown } from "./findings.js";
import { indexAt } from "./idTable.js";
import { type JsonObject, numberFrom, objectAt, rowsAt, valueAt } from "./jsonValues.js";
import type { LeafPrices } from "./leafPrices.js";
import type { ProblemView } from "./problemView.js";

const RELATIVE = 1e-4;
const ROUNDING = 1e-6;

type At = { readonly path: string; readonly findings: Findings };

/** Checks `prices`. `leaf` holds the prices that must lie inside: only where the problem is linear and solved to the end. */
export function checkPriceIntervals(result: JsonObject, view: ProblemView, leaf: LeafPrices | undefined, findings: Findings): void {
  const prices = objectAt(result, "prices", "result", findings);
  for (const key of Object.keys(prices)) {
    rowsAt(prices, key, "result.prices", findings).forEach((row, n) => {
      const at = { path: `result.prices.${key}[${n}]`, findings };
      const low = endAt(row, "low", -Infinity, at),
        high = endAt(row, "high", Infinity, at);
      const slack = ROUNDING + RELATIVE * Math.max(...[low, high].filter(Number.isFinite).map(Math.abs), 0);
      if (low > high + slack) report(findings, at.path, `its low ${shown(low)} is above its high ${shown(high)}`);
      const price = leafPrice(key, row, { view, leaf, at });
      if (price === undefined || (price >= low - slack && price <= high + slack)) return;
      report(findings, at.path, `goes from ${shown(low)} to ${shown(high)}, the certificate's price is ${shown(price)}`);
    });
  }
}

/** One end of an interval; null is no end on that side. */
function endAt(row: JsonObject, key: string, open: number, at: At): number {
  const value = valueAt(row, key);
  return value === null ? open : numberFrom(value, `${at.path}.${key}`, { least: -Infinity }, at.findings);
}

interface Looking {
  readonly view: ProblemView;
  readonly leaf: LeafPrices | undefined;
  readonly at: At;
}

/** The certificate's price of the same limit; undefined for items, whose nodes the certificate need not price at the same point. */
function leafPrice(key: string, row: JsonObject, { view, leaf, at }: Looking): number | undefined {
  const { ids, periods } = view;
  const t = indexAt(row, "period", ids.period, at);
  const cell = (family: Float64Array | undefined, limit: number, valid: boolean) =>
    valid && t >= 0 && family ? family[limit * periods + t] : undefined;
  if (key === "machine") {
    const w = indexAt(row, "workshop", ids.workshop, at),
      c = indexAt(row, "capability", ids.capability, at);
    return cell(leaf?.machine, w * view.capabilities + c, w >= 0 && c >= 0);
  }
  if (key === "market") {
    const item = indexAt(row, "item", ids.item, at);
    return cell(leaf?.market, item, item >= 0);
  }
  if (key === "item") {
    indexAt(row, "item", ids.item, at);
    indexAt(row, "place", ids.place, at);
    return undefined;
  }
  const k = indexAt(row, "territory", ids.territory, at);
  if (key === "money") return cell(leaf?.money, k, k >= 0);
  if (key === "labour") {
    const s = indexAt(row, "skill", ids.skill, at);
    return cell(leaf?.labour, k * view.skills + s, k >= 0 && s >= 0);
  }
  if (key !== "ceiling") {
    report(at.findings, `result.prices.${key}`, "is not a kind of price");
    return undefined;
  }
  if (valueAt(row, "co2") === true) return cell(leaf?.co2, k, k >= 0);
  const item = indexAt(row, "extract", ids.item, at);
  return cell(leaf?.extract, k * view.items + item, k >= 0 && item >= 0);
}
