// What a plan costs, recomputed from its lists: money, hours and CO2 apart (rules M8, R2).
import { distanceKm } from "../problem/distance.js";
import type { PlanProblem } from "../problem/planProblem.js";
import type { PlanLists } from "./planLists.js";
import type { PlanResult } from "./planResult.js";

export type PlanCost = PlanResult["cost"];

/** Sums over the lists in their order. `referenceCost` is [I], for what is held. */
export function planCost(problem: PlanProblem, referenceCost: Float64Array, lists: PlanLists): PlanCost {
  const cost = { money: 0, labourHours: 0, co2Kg: 0 };
  addRuns(problem, lists, cost);
  addShipments(problem, lists, cost);
  const itemIndex = new Map(problem.items.map((item, i) => [item.id, i]));
  const market = new Map(problem.market.map((row) => [row.item, row]));
  for (const row of lists.purchases) {
    const offer = market.get(row.item);
    if (offer === undefined) throw new Error(`"${row.item}" is bought but not for sale`);
    const price = typeof offer.price === "number" ? offer.price : (offer.price.find((at) => at.place === row.place)?.price ?? 0);
    cost.money += price * row.quantity;
    cost.co2Kg += offer.co2Kg * row.quantity;
  }
  for (const row of lists.holdings) cost.money += problem.holdingRate * referenceCost[itemIndex.get(row.item) ?? 0] * row.quantity;
  return cost;
}

/** The cost in objective units, without what stays unmet. */
export function weighedCost({ weights }: PlanProblem, cost: PlanCost): number {
  return weights.money * cost.money + weights.labourHour * cost.labourHours + weights.co2Kg * cost.co2Kg;
}

function addRuns(problem: PlanProblem, lists: PlanLists, cost: PlanCost): void {
  const recipes = new Map(problem.recipes.map((recipe) => [recipe.id, recipe]));
  const workshops = new Map(problem.workshops.map((workshop) => [workshop.id, workshop]));
  for (const { recipe: recipeId, workshop: workshopId, quantity } of lists.runs) {
    const recipe = recipes.get(recipeId);
    const workshop = workshops.get(workshopId);
    if (recipe === undefined || workshop === undefined) throw new Error(`"${recipeId}" at "${workshopId}" is no run of the problem`);
    const costPerHour = new Map(workshop.capabilities.map((row) => [row.capability, row.costPerHour]));
    for (const row of recipe.machine) cost.money += row.hours * workshop.efficiency * (costPerHour.get(row.capability) ?? 0) * quantity;
    for (const row of recipe.labour) cost.labourHours += row.hours * workshop.efficiency * quantity;
    cost.co2Kg += recipe.co2Kg * quantity;
  }
  for (const row of lists.setups) cost.money += recipes.get(row.recipe)?.setupMoney ?? 0;
}

function addShipments(problem: PlanProblem, lists: PlanLists, cost: PlanCost): void {
  const { transport } = problem;
  const km = distanceKm(problem);
  const placeIndex = new Map(problem.places.map((place, h) => [place.id, h]));
  const mass = new Map(problem.items.map((item) => [item.id, item.massKg]));
  for (const row of lists.shipments) {
    const distance = km[(placeIndex.get(row.from) ?? 0) * problem.places.length + (placeIndex.get(row.to) ?? 0)];
    const kg = (mass.get(row.item) ?? 0) * row.quantity;
    cost.money += kg * (transport.fixedPerKg + transport.costPerKgKm * distance);
    cost.co2Kg += kg * transport.co2PerKgKm * distance;
  }
}
