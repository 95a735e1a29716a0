// What a unit of each item costs at least when nothing is scarce (P7): the measure of what going without it means.

import { distanceKm } from "./distance.js";
import type { PlanItem, PlanProblem, PlanRecipe } from "./planProblem.js";

/** One entry per item, in the order of `problem.items`. */
export type ReferenceCosts = {
  /** Objective units per unit; 0 where there is none. */
  readonly cost: Float64Array;
  /** 1 where the cost is stated or can be derived, 0 where the item can neither be bought nor made as a product. */
  readonly reachable: Uint8Array;
};

/** Costs fall until none falls by more than this share of itself. */
const LEAST_FALL = 1e-12;
/** Sweeps over a circle of recipes before the costs reached so far are taken. Only a circle that nearly gives back its own input comes near it. */
const MOST_SWEEPS = 10_000;

/** The reference cost of every item: as stated, else its least cost (P7). Nothing is derived where every item states its own. */
export function referenceCosts(problem: PlanProblem): ReferenceCosts {
  const { items } = problem;
  const derived = items.every((item) => item.referenceCost !== undefined) ? undefined : leastCosts(problem);
  const cost = Float64Array.from(items, (item, i) => item.referenceCost ?? derived?.cost[i] ?? 0);
  const reachable = Uint8Array.from(items, (item, i) => (item.referenceCost !== undefined ? 1 : (derived?.reachable[i] ?? 0)));
  return { cost, reachable };
}

/** The least cost of every item with no capacity, ceiling, stock, money limit or set-up, whatever the items state. */
export function leastCosts(problem: PlanProblem): ReferenceCosts {
  const lowering = beginLowering(problem);
  lowerAll(lowering);
  const { items, places } = problem;
  const cost = new Float64Array(items.length);
  const reachable = new Uint8Array(items.length);
  for (let i = 0; i < items.length; i++) {
    let least = Infinity;
    for (let h = 0; h < places.length; h++) least = Math.min(least, lowering.landed[i * places.length + h]);
    if (least === Infinity) continue;
    cost[i] = least;
    reachable[i] = 1;
  }
  return { cost, reachable };
}

type Lowering = {
  readonly places: number;
  /** Items in such an order that what a recipe uses comes before what it makes, except on a circle. */
  readonly order: Int32Array;
  readonly massKg: Float64Array;
  /** Objective units per kg, `[from * places + to]`, over the cheapest way. */
  readonly freightPerKg: Float64Array;
  /** Objective units per unit of the item when bought there, `[item * places + place]`; Infinity: not for sale. */
  readonly bought: Float64Array;
  /** Objective units per unit of the item when it is there, made, bought or brought, `[item * places + place]`. */
  readonly landed: Float64Array;
  readonly recipesByProduct: readonly (readonly Making[])[];
  /** Products whose cost depends on the item. */
  readonly usedFor: readonly (readonly number[])[];
};

/** One recipe, per unit of its product. */
type Making = {
  readonly items: Int32Array;
  readonly quantities: Float64Array;
  /** Objective units of machine, labour and CO2 at the place's best workshop; Infinity: nobody there can. */
  readonly workAt: Float64Array;
};

function beginLowering(problem: PlanProblem): Lowering {
  const { items, places, recipes } = problem;
  const itemIndex = new Map(items.map((item, i) => [item.id, i]));
  const indexOf = (id: string) => itemIndex.get(id) ?? -1;
  const costOfWork = workCosts(problem);
  const recipesByProduct: Making[][] = items.map(() => []);
  const usedFor = items.map(() => new Set<number>());
  for (const recipe of recipes) {
    const making = makingOf(recipe, indexOf, costOfWork);
    const product = indexOf(recipe.out[0].item);
    recipesByProduct[product].push(making);
    for (const input of making.items) usedFor[input].add(product);
  }
  return {
    places: places.length,
    order: orderByUse(usedFor),
    massKg: Float64Array.from(items, (item: PlanItem) => item.massKg),
    freightPerKg: freightCosts(problem),
    bought: purchaseCosts(problem, itemIndex),
    landed: new Float64Array(items.length * places.length).fill(Infinity),
    recipesByProduct,
    usedFor: usedFor.map((products) => [...products]),
  };
}

function makingOf(recipe: PlanRecipe, indexOf: (item: string) => number, costOfWork: (recipe: PlanRecipe) => Float64Array): Making {
  const perRun = recipe.out[0].quantity;
  return {
    items: Int32Array.from(recipe.in, (input) => indexOf(input.item)),
    quantities: Float64Array.from(recipe.in, (input) => input.quantity / perRun),
    workAt: costOfWork(recipe).map((cost) => cost / perRun),
  };
}

/** Gives for a recipe the objective units of one run without its inputs, at each place with the place's best workshop; Infinity where none is able. */
function workCosts(problem: PlanProblem): (recipe: PlanRecipe) => Float64Array {
  const { places, workshops, capabilities, weights } = problem;
  const placeIndex = new Map(places.map((place, h) => [place.id, h]));
  const capabilityIndex = new Map(capabilities.map((capability, c) => [capability, c]));
  const workshopPlace = Int32Array.from(workshops, (workshop) => placeIndex.get(workshop.place) ?? -1);
  const ratesOf = workshops.map(({ capabilities: own }) => ({
    capability: Int32Array.from(own, (row) => capabilityIndex.get(row.capability) ?? -1),
    rate: Float64Array.from(own, (row) => row.costPerHour),
  }));
  const workshopsWith: number[][] = capabilities.map(() => []);
  ratesOf.forEach(({ capability }, w) => {
    for (const c of capability) workshopsWith[c].push(w);
  });
  const everyWorkshop = workshops.map((_, w) => w);
  const hoursOf = new Float64Array(capabilities.length).fill(-1); // of the recipe at hand; −1: not asked for

  const machineCost = (w: number, asked: number): number => {
    const { capability, rate } = ratesOf[w];
    let found = 0;
    let cost = 0;
    for (let k = 0; k < capability.length; k++) {
      const hours = hoursOf[capability[k]];
      if (hours < 0) continue;
      found++;
      cost += hours * rate[k];
    }
    return found === asked ? cost : Infinity;
  };

  return (recipe) => {
    const asked = recipe.machine.map((row) => capabilityIndex.get(row.capability) ?? -1);
    recipe.machine.forEach((row, k) => (hoursOf[asked[k]] = row.hours));
    const able = asked.reduce((fewest, c) => (workshopsWith[c].length < fewest.length ? workshopsWith[c] : fewest), everyWorkshop);
    const labour = recipe.labour.reduce((sum, row) => sum + row.hours, 0) * weights.labourHour;
    const fixed = recipe.co2Kg * weights.co2Kg;
    const costs = new Float64Array(places.length).fill(Infinity);
    for (const w of able) {
      const cost = workshops[w].efficiency * (machineCost(w, asked.length) * weights.money + labour) + fixed;
      const h = workshopPlace[w];
      if (cost < costs[h]) costs[h] = cost;
    }
    for (const c of asked) hoursOf[c] = -1;
    return costs;
  };
}

function purchaseCosts({ items, places, market, weights }: PlanProblem, itemIndex: ReadonlyMap<string, number>): Float64Array {
  const placeIndex = new Map(places.map((place, h) => [place.id, h]));
  const bought = new Float64Array(items.length * places.length).fill(Infinity);
  for (const { item, price, co2Kg } of market) {
    const row = (itemIndex.get(item) ?? -1) * places.length;
    const costOf = (money: number) => money * weights.money + co2Kg * weights.co2Kg;
    if (typeof price === "number") bought.fill(costOf(price), row, row + places.length);
    else for (const there of price) bought[row + (placeIndex.get(there.place) ?? -1)] = costOf(there.price);
  }
  return bought;
}

/** Objective units per kg between any two places, over other places where that is cheaper. */
function freightCosts(problem: PlanProblem): Float64Array {
  const { places, transport, weights } = problem;
  const count = places.length;
  const perKm = transport.costPerKgKm * weights.money + transport.co2PerKgKm * weights.co2Kg;
  const fixed = transport.fixedPerKg * weights.money;
  const perKg = distanceKm(problem).map((km, pair) => (Math.floor(pair / count) === pair % count ? 0 : fixed + km * perKm));
  // Straight lines need no detour; a given table may: one way over a third place can be shorter.
  if (problem.distancesKm) closeOverDetours(perKg, count);
  return perKg;
}

/** All cheapest ways at once (Floyd 1962, Warshall 1962). */
function closeOverDetours(cost: Float64Array, count: number): void {
  for (let over = 0; over < count; over++) {
    for (let from = 0; from < count; from++) {
      const first = cost[from * count + over];
      for (let to = 0; to < count; to++) {
        const way = first + cost[over * count + to];
        if (way < cost[from * count + to]) cost[from * count + to] = way;
      }
    }
  }
}

/** Items by use, inputs first (Kahn 1962); where a circle stops that, its first item in the file goes ahead. */
function orderByUse(usedFor: readonly ReadonlySet<number>[]): Int32Array {
  const waiting = new Int32Array(usedFor.length);
  for (const products of usedFor) for (const product of products) waiting[product]++;
  const order: number[] = [];
  const placed = new Uint8Array(usedFor.length);
  const put = (item: number) => {
    placed[item] = 1;
    order.push(item);
  };
  waiting.forEach((count, item) => count === 0 && put(item));
  for (let next = 0, ahead = 0; order.length < usedFor.length || next < order.length; ) {
    if (next === order.length) {
      while (placed[ahead]) ahead++;
      put(ahead);
    }
    for (const product of usedFor[order[next++]]) if (--waiting[product] === 0 && !placed[product]) put(product);
  }
  return Int32Array.from(order);
}

/** Lowers every cost from infinity until nothing falls any more; one sweep is enough where there is no circle. */
function lowerAll(lowering: Lowering): void {
  const dirty = new Uint8Array(lowering.order.length).fill(1);
  for (let sweep = 0, left = true; left && sweep < MOST_SWEEPS; sweep++) {
    left = false;
    for (const item of lowering.order) {
      if (!dirty[item]) continue;
      dirty[item] = 0;
      if (!lowerItem(lowering, item)) continue;
      for (const product of lowering.usedFor[item]) dirty[product] = 1;
      left = true;
    }
  }
}

/** Lowers one item at every place; says whether it fell. */
function lowerItem(lowering: Lowering, item: number): boolean {
  const { places, massKg, freightPerKg, bought, landed, recipesByProduct } = lowering;
  const row = item * places;
  const local = bought.slice(row, row + places);
  for (const making of recipesByProduct[item]) lowerByMaking(lowering, making, local);
  let fell = false;
  for (let from = 0; from < places; from++) {
    if (local[from] >= landed[row + from]) continue; // brought here at least as cheaply, so no source for others either
    for (let to = 0; to < places; to++) {
      const cost = local[from] + massKg[item] * freightPerKg[from * places + to];
      if (cost >= landed[row + to]) continue;
      if (landed[row + to] - cost > LEAST_FALL * cost) fell = true;
      landed[row + to] = cost;
    }
  }
  return fell;
}

function lowerByMaking({ places, landed }: Lowering, { items, quantities, workAt }: Making, local: Float64Array): void {
  for (let h = 0; h < places; h++) {
    let cost = workAt[h];
    for (let k = 0; k < items.length && cost < local[h]; k++) if (quantities[k] > 0) cost += quantities[k] * landed[items[k] * places + h];
    if (cost < local[h]) local[h] = cost;
  }
}
