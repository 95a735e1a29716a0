// What is not bought new: taken from stock, and made from what others throw away.

import { amountText, unitText } from "./amountText.js";
import { byId, metQuantity, type PlanView, shortened } from "./planView.js";
import { tableLines } from "./textTable.js";

/** An item that is taken from stock: how much of it, and how much there was. */
export type StockUse = { readonly item: string; readonly used: number; readonly there: number };

const MOST_ITEMS = 12;

/**
 * Stock lies where it is at the start, so what it gives is what leaves its place in the first period less what comes there from elsewhere.
 * Where more comes than is used, the rest is taken to be what came, not the stock.
 */
export function stockUses(view: PlanView): StockUse[] {
  const { problem } = view;
  const there = new Map<string, Map<string, number>>();
  for (const { item, place, quantity } of problem.stocks) {
    const atPlaces = there.get(item) ?? new Map<string, number>();
    there.set(item, atPlaces.set(place, (atPlaces.get(place) ?? 0) + quantity));
  }
  const flow = firstPeriodOutflow(view, new Set(there.keys()));
  return [...there].flatMap(([item, atPlaces]): StockUse[] => {
    let [used, all] = [0, 0];
    for (const [place, quantity] of atPlaces) {
      used += Math.min(quantity, Math.max(0, flow.get(item)?.get(place) ?? 0));
      all += quantity;
    }
    return used > 1e-9 * all ? [{ item, used, there: all }] : [];
  });
}

/** By item and place: what is used, sent away, held on and delivered in the first period, less what is made, bought and arrives then. */
function firstPeriodOutflow(view: PlanView, stocked: ReadonlySet<string>): Map<string, Map<string, number>> {
  const { result, problem } = view;
  const first = problem.periods[0];
  const flow = new Map<string, Map<string, number>>();
  const add = (item: string, place: string, quantity: number) => {
    if (!stocked.has(item)) return;
    const atPlaces = flow.get(item) ?? new Map<string, number>();
    flow.set(item, atPlaces.set(place, (atPlaces.get(place) ?? 0) + quantity));
  };
  const recipes = byId(problem.recipes);
  const workshops = byId(problem.workshops);
  for (const run of result.runs) {
    const recipe = recipes.get(run.recipe);
    const place = workshops.get(run.workshop)?.place;
    if (run.period !== first || recipe === undefined || place === undefined) continue;
    for (const { item, quantity } of recipe.in) add(item, place, quantity * run.quantity);
    if (recipe.leadPeriods === 0) for (const { item, quantity } of recipe.out) add(item, place, -quantity * run.quantity);
  }
  for (const row of result.shipments) {
    if (row.period !== first) continue;
    add(row.item, row.from, row.quantity);
    add(row.item, row.to, -row.quantity);
  }
  for (const row of result.purchases) if (row.period === first) add(row.item, row.place, -row.quantity);
  for (const row of result.holdings) if (row.period === first) add(row.item, row.place, row.quantity);
  for (const need of problem.needs) if (need.due === first) add(need.item, need.place, metQuantity(view, need));
  return flow;
}

/** Scrap that goes into something again, by item, in its unit. */
export function reclaimedScrap({ result, problem }: PlanView): ReadonlyMap<string, number> {
  const scrap = new Set(problem.items.filter(({ kind }) => kind === "scrap").map(({ id }) => id));
  const recipes = byId(problem.recipes);
  const reclaimed = new Map<string, number>();
  for (const run of result.runs) {
    for (const { item, quantity } of recipes.get(run.recipe)?.in ?? []) {
      if (scrap.has(item)) reclaimed.set(item, (reclaimed.get(item) ?? 0) + quantity * run.quantity);
    }
  }
  return reclaimed;
}

/** The section on stock and scrap. */
export function supplyLines(view: PlanView): string[] {
  const unit = new Map(view.problem.items.map((item) => [item.id, item.unit]));
  const row = (item: string, quantity: number, remark: string) => [
    view.names.items(item),
    amountText(quantity),
    unitText(quantity, unit.get(item) ?? ""),
    remark,
  ];
  const rows = [
    ...stockUses(view).map(({ item, used, there }) => row(item, used, `from stock, of ${amountText(there)}`)),
    ...[...reclaimedScrap(view)].map(([item, quantity]) => row(item, quantity, "scrap, used again")),
  ];
  if (rows.length === 0) return [];
  const { shown, more } = shortened(view, rows, MOST_ITEMS, "things");
  return ["Taken from stock, and reclaimed", ...tableLines(shown, ["left", "number", "left", "left"]), ...more];
}
