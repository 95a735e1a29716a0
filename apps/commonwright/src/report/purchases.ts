// What is bought, over all places and periods.

import { amountText, moneyText, unitText } from "./amountText.js";
import { byId, type PlanView, shortened } from "./planView.js";
import { tableLines } from "./textTable.js";

/** One item that is bought: quantity in its unit, money in the file's currency, at how many places. */
export type PurchasedItem = { readonly item: string; readonly quantity: number; readonly money: number; readonly places: number };

const MOST_ITEMS = 15;

/** What most money goes to comes first. */
export function purchasedItems({ result, problem }: PlanView): PurchasedItem[] {
  const market = new Map(problem.market.map((row) => [row.item, row.price]));
  const found = new Map<string, { item: string; quantity: number; money: number; at: Set<string> }>();
  for (const { item, place, quantity } of result.purchases) {
    const price = market.get(item) ?? 0;
    const each = typeof price === "number" ? price : (price.find((row) => row.place === place)?.price ?? 0);
    const sum = found.get(item) ?? { item, quantity: 0, money: 0, at: new Set<string>() };
    found.set(item, sum);
    sum.quantity += quantity;
    sum.money += quantity * each;
    sum.at.add(place);
  }
  return [...found.values()].map(({ at, ...sum }) => ({ ...sum, places: at.size })).sort((a, b) => b.money - a.money);
}

/** The section on purchases. */
export function purchaseLines(view: PlanView): string[] {
  const items = byId(view.problem.items);
  const all = purchasedItems(view);
  if (all.length === 0) return [];
  const { shown, more } = shortened(view, all, MOST_ITEMS, "things");
  const rows = shown.map(({ item, quantity, money, places }) => [
    view.names.items(item),
    amountText(quantity),
    unitText(quantity, items.get(item)?.unit ?? ""),
    moneyText(money),
    places > 1 ? `at ${places} places` : "",
  ]);
  const sum = ["together", "", "", moneyText(all.reduce((total, { money }) => total + money, 0))];
  const lines = tableLines([...rows, sum], ["left", "number", "left", "number", "left"]);
  return [`Bought, in ${view.currency}`, ...lines.slice(0, -1), ...more, ...lines.slice(-1)];
}
