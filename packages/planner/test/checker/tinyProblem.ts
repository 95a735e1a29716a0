// Problems and results small enough to be computed on paper.
import { type PlanResultJson, withDigest } from "../oracle/solvedResult.js";
import { canonicalHash } from "../../src/checker/canonicalJson.js";

/** A problem or result as a plain object. */
export type Json = Record<string, unknown>;

/** A problem with two places of one territory 100 km apart, a workshop at A with a saw of 10 hours, and only money that counts. */
export function tinyProblem(changes: Json): Json {
  return {
    format: "commonwright-plan/1",
    periods: ["t0"],
    territories: [{ id: "T" }],
    places: [
      { id: "A", territory: "T", level: "regional", x: 0, y: 0 },
      { id: "B", territory: "T", level: "outlet", x: 100, y: 0 },
    ],
    capabilities: ["saw"],
    skills: ["metal"],
    workshops: [{ id: "W", place: "A", capabilities: [{ capability: "saw", hoursPerPeriod: 10, costPerHour: 1 }] }],
    items: [{ id: "thing", unit: "piece", massKg: 0, kind: "product", referenceCost: 3 }],
    weights: { money: 1, labourHour: 0, co2Kg: 0 },
    priorities: { rule: "weighted", penalty: { "1": 10, "2": 5, "3": 2 } },
    ...changes,
  };
}

/** A result that plans nothing, with what is given filled in, its hashes computed. */
export function tinyResult(problem: Json, given: Json): PlanResultJson {
  const hash = canonicalHash(problem);
  const bare = {
    format: "commonwright-plan-result/1",
    problem: "hash" in hash ? hash.hash : "",
    status: "optimal",
    unreachable: { value: 0, needs: [] },
    gap: 0,
    cost: { money: 0, labourHours: 0, co2Kg: 0 },
    levels: [],
    runs: [],
    shipments: [],
    purchases: [],
    holdings: [],
    setups: [],
    unmet: [],
    prices: {},
  };
  return withDigest({ ...bare, ...given } as unknown as PlanResultJson);
}

/** A weighted certificate of one leaf. */
function oneLeaf(bound: number, prices: Json): Json {
  return { stages: [{ stage: "cost", nodes: [{ bound, prices }] }] };
}

/** Every number in a value, as a path of keys. */
export function numberPaths(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value === "number") return [path];
  if (Array.isArray(value)) return value.flatMap((part, n) => numberPaths(part, [...path, n]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => numberPaths(part, [...path, key]));
}

/** A deep copy with one number changed. */
export function withNumber<T>(value: T, path: readonly (string | number)[], change: (number: number) => number): T {
  const copy = structuredClone(value);
  let inside = copy as unknown as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) inside = inside[key] as Record<string | number, unknown>;
  const last = path[path.length - 1];
  inside[last] = change(inside[last] as number);
  return copy;
}

/** The chairs of the paper: 12 are needed at B, the saw makes 10, 2 stay unmet. Objective 106 money + 75 labour + 350 unmet. */
export function chairs(): { problem: Json; result: PlanResultJson } {
  const problem = tinyProblem({
    items: [
      { id: "steel", unit: "kg", massKg: 1, kind: "raw" },
      { id: "chair", unit: "piece", massKg: 5, kind: "product" },
    ],
    recipes: [
      {
        id: "make",
        out: [{ item: "chair", quantity: 1 }],
        in: [{ item: "steel", quantity: 3 }],
        machine: [{ capability: "saw", hours: 1 }],
        labour: [{ skill: "metal", hours: 0.5 }],
      },
    ],
    workshops: [{ id: "W", place: "A", capabilities: [{ capability: "saw", hoursPerPeriod: 10, costPerHour: 4 }] }],
    labour: [{ territory: "T", skill: "metal", hoursPerPeriod: 100 }],
    market: [{ item: "steel", price: { A: 2 } }],
    transport: { fixedPerKg: 0.02, costPerKgKm: 0.001 },
    needs: [{ id: "N", item: "chair", place: "B", quantity: 12, due: "t0", priority: 1 }],
    weights: { money: 1, labourHour: 15, co2Kg: 0.1 },
  });
  const machine = { workshop: "W", capability: "saw", period: "t0" };
  const result = tinyResult(problem, {
    objective: 531,
    bound: 531,
    cost: { money: 106, labourHours: 5, co2Kg: 0 },
    runs: [{ recipe: "make", workshop: "W", period: "t0", quantity: 10 }],
    purchases: [{ item: "steel", place: "A", period: "t0", quantity: 30 }],
    shipments: [{ item: "chair", from: "A", to: "B", period: "t0", quantity: 10 }],
    unmet: [{ need: "N", quantity: 2, code: "limits", reason: "the saw is full" }],
    prices: {
      machine: [{ ...machine, low: 156.9, high: 156.9 }],
      item: [{ item: "chair", place: "B", period: "t0", low: 175, high: 175 }],
    },
    certificate: oneLeaf(531, { machine: [{ ...machine, price: 156.9 }] }),
  });
  return { problem, result };
}

/** Whole runs: 2.5 are needed, 3 runs of 1 are cheapest. Below: at most 2 runs, 17; above: at least 3, 3. */
export function wholeRuns(): { problem: Json; result: PlanResultJson } {
  const problem = tinyProblem({
    recipes: [{ id: "make", out: [{ item: "thing", quantity: 1 }], machine: [{ capability: "saw", hours: 1 }], integerRuns: true }],
    needs: [{ id: "N", item: "thing", place: "A", quantity: 2.5, due: "t0", priority: 1 }],
  });
  const run = { recipe: "make", workshop: "W", period: "t0" };
  const result = tinyResult(problem, {
    objective: 3,
    bound: 3,
    cost: { money: 3, labourHours: 0, co2Kg: 0 },
    runs: [{ ...run, quantity: 3 }],
    certificate: {
      stages: [
        {
          stage: "cost",
          nodes: [
            { split: { ...run, runs: 2 }, below: 1, above: 2 },
            { bound: 17, prices: { runs: [{ ...run, price: 29 }] } },
            { bound: 3, prices: { items: [{ item: "thing", place: "A", period: "t0", price: 0 }] } },
          ],
        },
      ],
    },
  });
  return { problem, result };
}

/** A set-up of 20 for runs of 1: 5 are needed. Below: none, 150 stay unmet; above: 25. */
export function setUp(): { problem: Json; result: PlanResultJson } {
  const problem = tinyProblem({
    recipes: [{ id: "make", out: [{ item: "thing", quantity: 1 }], machine: [{ capability: "saw", hours: 1 }], setupMoney: 20 }],
    needs: [{ id: "N", item: "thing", place: "A", quantity: 5, due: "t0", priority: 1 }],
  });
  const run = { recipe: "make", workshop: "W", period: "t0" };
  const result = tinyResult(problem, {
    objective: 25,
    bound: 25,
    cost: { money: 25, labourHours: 0, co2Kg: 0 },
    runs: [{ ...run, quantity: 5 }],
    setups: [run],
    certificate: {
      stages: [
        {
          stage: "cost",
          nodes: [
            { split: { ...run, setup: true }, below: 1, above: 2 },
            { bound: 150, prices: {} },
            { bound: 25, prices: {} },
          ],
        },
      ],
    },
  });
  return { problem, result };
}

/** 6 vital and 8 useful things on a saw that makes 10: all vital, 4 useful stay unmet at 5 each; 10 runs cost 10. */
export function levels(): { problem: Json; result: PlanResultJson } {
  const need = { item: "thing", place: "A", due: "t0", referenceCost: 5 };
  const problem = tinyProblem({
    recipes: [{ id: "make", out: [{ item: "thing", quantity: 1 }], machine: [{ capability: "saw", hours: 1 }] }],
    priorities: { rule: "lexicographic" },
    needs: [
      { ...need, id: "N1", quantity: 6, priority: 1 },
      { ...need, id: "N2", quantity: 8, priority: 2 },
    ],
  });
  const machine = { workshop: "W", capability: "saw", period: "t0" },
    bound = 10 - 0.2 * 20e-7;
  const result = tinyResult(problem, {
    objective: 10,
    bound,
    gap: (10 - bound) / 10,
    cost: { money: 10, labourHours: 0, co2Kg: 0 },
    levels: [
      { priority: 1, unmet: 0, bound: 0 },
      { priority: 2, unmet: 20, bound: 20 },
    ],
    runs: [{ recipe: "make", workshop: "W", period: "t0", quantity: 10 }],
    unmet: [{ need: "N2", quantity: 4, code: "limits", reason: "the saw is full" }],
    certificate: {
      stages: [
        { stage: "priority-1", nodes: [{ bound: 0, prices: {} }] },
        {
          stage: "priority-2",
          nodes: [{ bound: 20, prices: { machine: [{ ...machine, price: 5 }], levels: [{ priority: 1, price: 1 }] } }],
        },
        {
          stage: "cost",
          nodes: [
            {
              bound,
              prices: {
                levels: [
                  { priority: 1, price: 0.2 },
                  { priority: 2, price: 0.2 },
                ],
              },
            },
          ],
        },
      ],
    },
  });
  return { problem, result };
}

/** Frames leave scrap that is melted again: 16 steel bought for 16, 5 melts for 0.5. */
function scrap(): { problem: Json; result: PlanResultJson } {
  const kg = { unit: "kg", massKg: 1 };
  const problem = tinyProblem({
    items: [
      { ...kg, id: "steel", kind: "raw" },
      { ...kg, id: "scrap", kind: "scrap" },
      { ...kg, id: "frame", kind: "product", referenceCost: 3 },
    ],
    workshops: [{ id: "W", place: "A", capabilities: [{ capability: "saw", hoursPerPeriod: 100, costPerHour: 0.1 }] }],
    recipes: [
      {
        id: "cut",
        out: [
          { item: "frame", quantity: 1 },
          { item: "scrap", quantity: 0.5 },
        ],
        in: [{ item: "steel", quantity: 2 }],
      },
      {
        id: "melt",
        out: [{ item: "steel", quantity: 0.8 }],
        in: [{ item: "scrap", quantity: 1 }],
        machine: [{ capability: "saw", hours: 1 }],
      },
    ],
    market: [{ item: "steel", price: { A: 1 } }],
    needs: [{ id: "N", item: "frame", place: "A", quantity: 10, due: "t0", priority: 1 }],
    transport: { fixedPerKg: 1 },
  });
  const result = tinyResult(problem, {
    objective: 16.5,
    bound: 16.5,
    cost: { money: 16.5, labourHours: 0, co2Kg: 0 },
    runs: [
      { recipe: "cut", workshop: "W", period: "t0", quantity: 10 },
      { recipe: "melt", workshop: "W", period: "t0", quantity: 5 },
    ],
    purchases: [{ item: "steel", place: "A", period: "t0", quantity: 16 }],
    certificate: oneLeaf(16.5, { items: [{ item: "scrap", place: "A", period: "t0", price: 0.7 }] }),
  });
  return { problem, result };
}

/** Seed grows from seed: 10 runs of 1 put out 10 and take 2 for 8 that are needed. */
function seed(): { problem: Json; result: PlanResultJson } {
  const problem = tinyProblem({
    items: [{ id: "seed", unit: "kg", massKg: 1, kind: "raw" }],
    recipes: [
      {
        id: "grow",
        out: [{ item: "seed", quantity: 1 }],
        in: [{ item: "seed", quantity: 0.2 }],
        machine: [{ capability: "saw", hours: 1 }],
      },
    ],
    needs: [{ id: "N", item: "seed", place: "A", quantity: 8, due: "t0", priority: 1, referenceCost: 4 }],
    transport: { fixedPerKg: 1 },
  });
  const result = tinyResult(problem, {
    objective: 10,
    bound: 10,
    cost: { money: 10, labourHours: 0, co2Kg: 0 },
    runs: [{ recipe: "grow", workshop: "W", period: "t0", quantity: 10 }],
    certificate: oneLeaf(10, { items: ["A", "B"].map((place) => ({ item: "seed", place, period: "t0", price: 1.25 })) }),
  });
  return { problem, result };
}

/** Two periods, a lead of one: 3 are made for t1 beside a stock of 2 that is held (0.01 x 3 each); what is needed in t0 comes too late but for nothing. */
export function lead(): { problem: Json; result: PlanResultJson } {
  const made = { id: "thing", unit: "piece", massKg: 0, kind: "product", referenceCost: 3 };
  const problem = tinyProblem({
    periods: ["t0", "t1"],
    items: [made, { ...made, id: "other" }],
    holdingRate: 0.01,
    recipes: [
      { id: "make", out: [{ item: "thing", quantity: 1 }], machine: [{ capability: "saw", hours: 1 }], leadPeriods: 1 },
      { id: "late", out: [{ item: "other", quantity: 1 }], machine: [{ capability: "saw", hours: 1 }], leadPeriods: 1 },
    ],
    stocks: [{ item: "thing", place: "B", quantity: 2 }],
    needs: [
      { id: "N1", item: "thing", place: "A", quantity: 5, due: "t1", priority: 1 },
      { id: "N0", item: "other", place: "A", quantity: 1, due: "t0", priority: 2 },
    ],
  });
  const result = tinyResult(problem, {
    objective: 18.06,
    bound: 18.06,
    unreachable: { value: 15, needs: ["N0"] },
    cost: { money: 3.06, labourHours: 0, co2Kg: 0 },
    runs: [{ recipe: "make", workshop: "W", period: "t0", quantity: 3 }],
    holdings: [{ item: "thing", place: "B", period: "t0", quantity: 2 }],
    shipments: [{ item: "thing", from: "B", to: "A", period: "t1", quantity: 2 }],
    unmet: [{ need: "N0", quantity: 1, code: "too-late", reason: "a run takes one period" }],
    certificate: oneLeaf(18.06, { items: [{ item: "thing", place: "B", period: "t0", price: 0.97 }] }),
  });
  return { problem, result };
}

/** All of them, by name, with the rules that they are about. */
export const PAPER = { chairs, wholeRuns, setUp, levels, scrap, seed, lead };
