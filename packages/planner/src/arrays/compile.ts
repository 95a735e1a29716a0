// The door from ids to integers: a problem becomes arrays, and keeps the lists that turn indices back into ids.
import type { PlanNeed, PlanProblem } from "../problem/planProblem.js";
import { distanceKm } from "../problem/distance.js";
import { referenceCosts } from "../problem/referenceCost.js";
import { orderItems } from "./itemOrder.js";
import { type IdIndex, indexIds, indexOf } from "./idIndex.js";
import { compileLimits } from "./limitTable.js";
import type { Needs, PlanArrays, Purchases } from "./planArrays.js";
import { reachedItems } from "./reach.js";
import { compileRecipes } from "./recipeTable.js";
import { compileRuns, type MadeRuns } from "./runTable.js";

/** Turns a problem that was read into arrays. All references exist, as `readProblem` has seen to. */
export function compileProblem(problem: PlanProblem): PlanArrays {
  const ids = indexIds(problem);
  const [I, H, T] = [problem.items.length, problem.places.length, problem.periods.length];
  const reference = referenceCosts(problem).cost;
  const territoryOfPlace = Int32Array.from(problem.places, (place) => indexOf(ids.territory, place.territory));
  const limitIndex = compileLimits(problem, ids);
  const lists = compileRecipes(problem, ids);
  const made = compileRuns({ problem, ids, limits: limitIndex, territoryOfPlace });
  const recipes = { ...lists, runStart: made.runStart };
  const stock = compileStock(problem, ids);
  const purchases = compilePurchases(problem, ids);
  const { massKg, freightCost, freightCo2 } = compileFreight(problem);
  const limits = limitIndex.limits;
  const reachInput = { itemCount: I, placeCount: H, periodCount: T, stock, limits, recipes, purchases };
  return {
    itemCount: I,
    placeCount: H,
    periodCount: T,
    territoryCount: problem.territories.length,
    territoryOfPlace,
    massKg,
    referenceCost: reference,
    holdCost: reference.map((cost) => problem.weights.money * problem.holdingRate * cost),
    freightCost,
    freightCo2,
    stock,
    limits,
    recipes,
    runs: runArrays(made),
    purchases,
    needs: compileNeeds(problem, ids, reference),
    ...orderItems(I, recipes),
    isReached: reachedItems(reachInput),
  };
}

function runArrays({ runStart: _, ...runs }: MadeRuns): PlanArrays["runs"] {
  return runs;
}

function compileStock(problem: PlanProblem, ids: IdIndex): Float64Array {
  const stock = new Float64Array(problem.items.length * problem.places.length);
  for (const row of problem.stocks)
    stock[indexOf(ids.item, row.item) * problem.places.length + indexOf(ids.place, row.place)] += row.quantity;
  return stock;
}

function compileFreight(problem: PlanProblem): Pick<PlanArrays, "massKg" | "freightCost" | "freightCo2"> {
  const { transport, weights } = problem;
  const km = distanceKm(problem);
  const H = problem.places.length;
  const freightCost = new Float64Array(H * H);
  const freightCo2 = new Float64Array(H * H);
  for (let a = 0; a < H; a++) {
    for (let b = 0; b < H; b++) {
      if (a === b) continue;
      const co2 = transport.co2PerKgKm * km[a * H + b];
      freightCo2[a * H + b] = co2;
      freightCost[a * H + b] = weights.money * (transport.fixedPerKg + transport.costPerKgKm * km[a * H + b]) + weights.co2Kg * co2;
    }
  }
  return { massKg: Float64Array.from(problem.items, (item) => item.massKg), freightCost, freightCo2 };
}

function compilePurchases(problem: PlanProblem, ids: IdIndex): Purchases {
  const rows = problem.market.flatMap((row) => {
    const item = indexOf(ids.item, row.item);
    const prices =
      typeof row.price === "number"
        ? problem.places.map((_, place) => ({ place, price: row.price as number }))
        : row.price.map((entry) => ({ place: indexOf(ids.place, entry.place), price: entry.price }));
    return prices.map(({ place, price }) => ({ item, place, price, co2: row.co2Kg }));
  });
  rows.sort((a, b) => a.item - b.item || a.place - b.place);
  const start = new Int32Array(problem.items.length + 1);
  for (const row of rows) start[row.item + 1]++;
  for (let i = 0; i < problem.items.length; i++) start[i + 1] += start[i];
  const { weights } = problem;
  return {
    count: rows.length,
    start,
    item: Int32Array.from(rows, (row) => row.item),
    place: Int32Array.from(rows, (row) => row.place),
    price: Float64Array.from(rows, (row) => row.price),
    co2: Float64Array.from(rows, (row) => row.co2),
    cost: Float64Array.from(rows, (row) => weights.money * row.price + weights.co2Kg * row.co2),
  };
}

function compileNeeds(problem: PlanProblem, ids: IdIndex, reference: Float64Array): Needs {
  const { needs, priorities } = problem;
  const referenceOf = (need: PlanNeed) => need.referenceCost ?? reference[indexOf(ids.item, need.item)];
  return {
    count: needs.length,
    item: Int32Array.from(needs, (need) => indexOf(ids.item, need.item)),
    place: Int32Array.from(needs, (need) => indexOf(ids.place, need.place)),
    period: Int32Array.from(needs, (need) => indexOf(ids.period, need.due)),
    quantity: Float64Array.from(needs, (need) => need.quantity),
    priority: Uint8Array.from(needs, (need) => need.priority),
    referenceCost: Float64Array.from(needs, referenceOf),
    penalty: Float64Array.from(needs, (need) => priorities.penalty[need.priority] * referenceOf(need)),
  };
}
