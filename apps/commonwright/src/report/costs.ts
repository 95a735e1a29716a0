// What the plan costs, what the money goes to, and what the market asks for the same things.

import { distanceKm } from "@commonwright/planner";
import { amountText, moneyText, shareText } from "./amountText.js";
import { byId, metQuantity, type PlanView } from "./planView.js";
import { purchasedItems } from "./purchases.js";
import { tableLines, wrapped } from "./textTable.js";

/** What the market asks for the things that the plan delivers; `share` of them, by quantity × reference cost, has a price there. */
export type MarketAsk = { readonly money: number; readonly share: number };

/** Only over met needs whose item has a `comparePrice`; undefined where none has. */
export function marketAsk(view: PlanView): MarketAsk | undefined {
  const items = byId(view.problem.items);
  let [money, priced, all, count] = [0, 0, 0, 0];
  for (const need of view.problem.needs) {
    const worth = metQuantity(view, need) * view.worth(need);
    const comparePrice = items.get(need.item)?.comparePrice;
    all += worth;
    if (comparePrice === undefined || metQuantity(view, need) === 0) continue;
    count++;
    priced += worth;
    money += comparePrice * metQuantity(view, need);
  }
  return count === 0 ? undefined : { money, share: all > 0 ? Math.min(1, priced / all) : 0 };
}

/** Goods on the road: mass in kg, mass times way in kg km, freight in the file's currency. */
export type Freight = { readonly kg: number; readonly kgKm: number; readonly money: number; readonly co2Kg: number };

/** Sums over the shipments. */
export function freightOf({ result, problem }: PlanView): Freight {
  const { transport, places } = problem;
  const km = result.shipments.length === 0 ? new Float64Array(0) : distanceKm(problem);
  const at = new Map(places.map(({ id }, h) => [id, h]));
  const items = byId(problem.items);
  let [kg, kgKm] = [0, 0];
  for (const row of result.shipments) {
    const mass = (items.get(row.item)?.massKg ?? 0) * row.quantity;
    kg += mass;
    kgKm += mass * (km[(at.get(row.from) ?? 0) * places.length + (at.get(row.to) ?? 0)] ?? 0);
  }
  return { kg, kgKm, money: kg * transport.fixedPerKg + kgKm * transport.costPerKgKm, co2Kg: kgKm * transport.co2PerKgKm };
}

/** What the money goes to, in the file's currency. `waiting` is the rest: what it costs to hold things from one period to the next. */
export type MoneyParts = {
  readonly purchases: number;
  readonly machineHours: number;
  readonly freight: number;
  readonly setups: number;
  readonly waiting: number;
};

export function moneyParts(view: PlanView): MoneyParts {
  const { result, problem } = view;
  const recipes = byId(problem.recipes);
  const purchases = purchasedItems(view).reduce((sum, row) => sum + row.money, 0);
  const machineHours = machineMoney(view);
  const freight = freightOf(view).money;
  const setups = result.setups.reduce((sum, row) => sum + (recipes.get(row.recipe)?.setupMoney ?? 0), 0);
  const rest = result.cost.money - purchases - machineHours - freight - setups;
  return { purchases, machineHours, freight, setups, waiting: rest > 1e-9 * result.cost.money ? rest : 0 };
}

function machineMoney({ result, problem }: PlanView): number {
  const recipes = byId(problem.recipes);
  const workshops = byId(problem.workshops);
  let money = 0;
  for (const row of result.runs) {
    const workshop = workshops.get(row.workshop);
    for (const { capability, hours } of recipes.get(row.recipe)?.machine ?? []) {
      const costPerHour = workshop?.capabilities.find((has) => has.capability === capability)?.costPerHour ?? 0;
      money += hours * (workshop?.efficiency ?? 1) * costPerHour * row.quantity;
    }
  }
  return money;
}

/** The section on cost. */
export function costLines(view: PlanView): string[] {
  const { cost } = view.result;
  const rows = [
    ["money", moneyText(cost.money), view.currency, moneyWords(moneyParts(view))],
    ["work", amountText(cost.labourHours), "h"],
    ["CO2", amountText(cost.co2Kg), "kg"],
  ];
  return ["Cost", ...tableLines(rows, ["left", "number", "left", "left"]), ...weighedLines(view), ...marketLines(view)];
}

function moneyWords({ purchases, machineHours, freight, setups, waiting }: MoneyParts): string {
  const parts: readonly (readonly [string, number])[] = [
    ["purchases", purchases],
    ["machine hours", machineHours],
    ["freight", freight],
    ["set-ups", setups],
    ["waiting", waiting],
  ];
  return parts.flatMap(([what, money]) => (money > 0 ? [`${what} ${moneyText(money)}`] : [])).join(", ");
}

/** The three together, as the plan weighs them: the measure of all savings below. */
function weighedLines({ result, problem }: PlanView): string[] {
  const { money, labourHour, co2Kg } = problem.weights;
  const { cost, objective } = result;
  const weighed = money * cost.money + labourHour * cost.labourHours + co2Kg * cost.co2Kg;
  const without = problem.priorities.rule === "weighted" ? objective - weighed : 0;
  const penalty = without > 1e-9 * objective ? ` What stays unmet weighs ${moneyText(without)} more.` : "";
  return wrapped(`Weighed together: ${moneyText(weighed)} (${money} × money + ${labourHour} × h + ${co2Kg} × kg CO2).${penalty}`);
}

function marketLines(view: PlanView): string[] {
  const ask = marketAsk(view);
  if (ask === undefined) return [];
  const over = ask.share > 1 - 1e-9 ? "the same things" : `${shareText(ask.share)} of the same things; for the rest no price is known`;
  return wrapped(`The market asks ${moneyText(ask.money)} ${view.currency} for ${over}.`);
}
