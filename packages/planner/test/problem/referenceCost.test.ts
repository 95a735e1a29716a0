// Least costs and distances, against figures worked out by hand and a slow second way of working them out.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceKm, leastCosts, type PlanProblem, readProblem, referenceCosts } from "../../src/problem/index.js";
import { smallProblem } from "./smallProblem.js";

function read(value: unknown): PlanProblem {
  const result = readProblem(value);
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result.problem;
}

describe("distances", () => {
  it("[P5] are great circles times the road factor", () => {
    const km = distanceKm(read(smallProblem()));
    // Half a degree of longitude at 45 degrees north, on R = 6371.0088 km.
    const chord = Math.cos(Math.PI / 4) * Math.sin(Math.PI / 720);
    expect(km[1]).toBeCloseTo(1.2 * 2 * 6371.0088 * Math.asin(chord), 9);
    expect([km[0], km[3], km[2]]).toEqual([0, 0, km[1]]);
  });

  it("[P5] are a quarter of the circumference from the equator to a pole", () => {
    const value = smallProblem();
    Object.assign(value.places[0], { lat: 0, lon: 0 });
    Object.assign(value.places[1], { lat: 90, lon: 120 });
    value.transport.roadFactor = 1;
    expect(distanceKm(read(value))[1]).toBeCloseTo((6371.0088 * Math.PI) / 2, 8);
  });

  it("[P5] are straight on a plane, times the road factor; given ones are not multiplied", () => {
    const value = smallProblem();
    value.places = value.places.map(({ id, territory, level }: any, k: number) => ({ id, territory, level, x: 3 * k, y: 4 * k }));
    expect([...distanceKm(read(value))]).toEqual([0, 6, 6, 0]);
    value.distancesKm = [
      [0, 7],
      [8, 0],
    ];
    expect([...distanceKm(read(value))]).toEqual([0, 7, 8, 0]);
  });
});

describe("reference costs", () => {
  it("[P7] are the least of buying and making, with inputs freighted to the workshop and no limits", () => {
    const value = smallProblem();
    value.distancesKm = [
      [0, 50],
      [50, 0],
    ];
    value.workshops[0].capabilities[0].hoursPerPeriod = 0; // hours do not matter
    const problem = read(value);
    const board = 20 + 0.1 * 5;
    const run = board + 1.5 * (1 * 6 + 2 * 15) + 4 * 0.1;
    expect([...leastCosts(problem).cost]).toEqual([board, run / 2]);
    value.market[0].price = { village: 30 };
    const freight = 10 * (0.1 + 50 * (0.01 + 0.001 * 0.1));
    expect(leastCosts(read(value)).cost[1]).toBeCloseTo((30 + 0.5 + freight + 1.5 * 36 + 0.4) / 2, 12);
  });

  it("[P7] earn nothing by by-products, and are 0 for what is only a by-product", () => {
    const value = smallProblem();
    value.items.push({ id: "offcut", unit: "kg", massKg: 1, kind: "scrap" });
    const without = leastCosts(read(value)).cost[1];
    value.recipes[0].out.push({ item: "offcut", quantity: 100 });
    const costs = leastCosts(read(value));
    expect([costs.cost[1], costs.cost[2], ...costs.reachable]).toEqual([without, 0, 1, 1, 0]);
  });

  it("[P7] as stated go before derived ones", () => {
    const value = smallProblem();
    value.items[0].referenceCost = 7;
    const problem = read(value);
    expect(referenceCosts(problem).cost[0]).toBe(7);
    expect(referenceCosts(problem).cost[1]).toBe(leastCosts(problem).cost[1]);
  });

  it("[P7] settle where items are made of each other in a circle", () => {
    const value = smallProblem();
    value.recipes[0].in.push({ item: "stool", quantity: 1 }); // half of the stools go back in
    value.market.push({ item: "stool", price: 1000 });
    value.distancesKm = [
      [0, 0],
      [0, 0],
    ];
    value.transport = { fixedPerKg: 0 };
    const cost = leastCosts(read(value)).cost[1];
    expect(cost).toBeCloseTo(20.5 + 1.5 * 36 + 0.4, 8); // c = (work + c) / 2
  });

  it("[P7] equal those of a slow sweep over everything, on random problems with circles", () => {
    fc.assert(
      fc.property(randomProblem(), (value) => {
        const problem = read(value);
        const fast = leastCosts(problem);
        const slow = sweptCosts(problem);
        problem.items.forEach((_, i) => {
          expect(fast.reachable[i] === 1).toBe(slow[i] < Infinity);
          if (fast.reachable[i]) expect(Math.abs(fast.cost[i] - slow[i])).toBeLessThanOrEqual(1e-9 * (1 + slow[i]));
        });
      }),
      { numRuns: 60 },
    );
  });
});

const amount = (most: number) => fc.integer({ min: 1, max: most });

function randomProblem(): fc.Arbitrary<unknown> {
  const item = fc.integer({ min: 0, max: 5 }).map((k) => `i${k}`);
  const place = fc.integer({ min: 0, max: 2 }).map((k) => `p${k}`);
  const recipe = fc.record({
    out: item,
    made: amount(3),
    inputs: fc.uniqueArray(fc.record({ item, quantity: amount(3) }), { maxLength: 2, selector: (row) => row.item }),
    hours: amount(4),
    saw: fc.boolean(),
  });
  const workshop = fc.record({ place, efficiency: amount(3), rate: amount(9), saw: fc.boolean() });
  const distances = fc.array(fc.array(amount(90), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
  const parts = {
    recipes: fc.array(recipe, { maxLength: 8 }),
    workshops: fc.array(workshop, { maxLength: 4 }),
    distances,
    market: fc.uniqueArray(fc.record({ item, place, price: amount(50) }), { maxLength: 3, selector: (row) => row.item }),
  };
  return fc.record(parts).map(({ recipes, workshops, distances: km, market }) => ({
    format: "commonwright-plan/1",
    periods: ["t"],
    territories: [{ id: "T" }],
    places: [0, 1, 2].map((k) => ({ id: `p${k}`, territory: "T", level: "outlet" })),
    distancesKm: km.map((row, a) => row.map((d, b) => (a === b ? 0 : d))),
    items: [0, 1, 2, 3, 4, 5].map((k) => ({ id: `i${k}`, unit: "kg", massKg: 1 + k })),
    capabilities: ["saw", "drill"],
    skills: ["work"],
    recipes: recipes.map(({ out, made, inputs, hours, saw }, k) => ({
      id: `r${k}`,
      out: [{ item: out, quantity: made }],
      in: inputs,
      machine: [{ capability: saw ? "saw" : "drill", hours }],
      labour: [{ skill: "work", hours: 1 }],
      co2Kg: k,
    })),
    workshops: workshops.map(({ place: at, efficiency, rate, saw }, k) => ({
      id: `w${k}`,
      place: at,
      efficiency,
      capabilities: [{ capability: saw ? "saw" : "drill", hoursPerPeriod: 1, costPerHour: rate }],
    })),
    market: market.map(({ item: of, place: at, price }) => ({ item: of, price: { [at]: price }, co2Kg: 1 })),
    transport: { costPerKgKm: 0.05, fixedPerKg: 0.3, co2PerKgKm: 0.01 },
  }));
}

/** The rule of P7 by maps and strings: everything from everywhere, over and over until nothing falls. */
function sweptCosts(problem: PlanProblem): number[] {
  const { places, items, weights, transport } = problem;
  const cost = new Map<string, number>();
  const of = (item: string, place: string) => cost.get(`${item}@${place}`) ?? Infinity;
  let changed = true;
  const offer = (item: string, place: string, value: number) => {
    if (!(value < of(item, place) * (1 - 1e-13))) return;
    cost.set(`${item}@${place}`, value);
    changed = true;
  };
  while (changed) {
    changed = false;
    for (const { item, price, co2Kg } of problem.market)
      if (typeof price !== "number") for (const p of price) offer(item, p.place, p.price * weights.money + co2Kg * weights.co2Kg);
    for (const recipe of problem.recipes)
      for (const shop of problem.workshops) {
        let run = recipe.co2Kg * weights.co2Kg;
        for (const { capability, hours } of recipe.machine)
          run += hours * shop.efficiency * (shop.capabilities.find((own) => own.capability === capability)?.costPerHour ?? Infinity);
        for (const { hours } of recipe.labour) run += hours * shop.efficiency * weights.labourHour;
        for (const { item, quantity } of recipe.in) run += quantity * of(item, shop.place);
        offer(recipe.out[0].item, shop.place, run / recipe.out[0].quantity);
      }
    items.forEach((item) =>
      places.forEach((a, from) =>
        places.forEach((b, to) => {
          const km = problem.distancesKm?.[from][to] ?? 0;
          if (from !== to)
            offer(
              item.id,
              b.id,
              of(item.id, a.id) +
                item.massKg * (transport.fixedPerKg + km * (transport.costPerKgKm + transport.co2PerKgKm * weights.co2Kg)),
            );
        }),
      ),
    );
  }
  return items.map((item) => Math.min(...places.map((place) => of(item.id, place.id))));
}
