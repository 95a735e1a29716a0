// Defaults, distances, reference costs and reachability, as the checker finds them for itself.
import { describe, expect, test } from "vitest";
import { noFindings } from "../../src/checker/findings.js";
import { itemOrder } from "../../src/checker/itemOrder.js";
import { readProblem } from "../../src/checker/problemReading.js";
import type { ProblemView } from "../../src/checker/problemView.js";
import { unreachableNeeds } from "../../src/checker/reachability.js";
import { type Json, tinyProblem } from "./tinyProblem.js";

function viewOf(changes: Json): ProblemView {
  const findings = noFindings(),
    view = readProblem(tinyProblem(changes), findings);
  expect(findings.list).toEqual([]);
  return view as ProblemView;
}

const items = (...ids: string[]) => ids.map((id) => ({ id, massKg: 1 }));

describe("defaults", () => {
  test("[P4] absent values are those of the rules", () => {
    const findings = noFindings();
    const view = readProblem(
      { format: "commonwright-plan/1", periods: ["t"], territories: [], places: [], items: [] },
      findings,
    ) as ProblemView;
    expect(findings.list).toEqual([]);
    expect([view.weights, view.holdingRate, view.lexicographic, view.costPerKgKm]).toEqual([
      { money: 1, labourHour: 15, co2Kg: 0.1 },
      0.002,
      true,
      0,
    ]);
  });

  test("[P3] names that do not exist and ids that stand twice are reported with their path", () => {
    const findings = noFindings();
    expect(
      readProblem(
        tinyProblem({
          stocks: [{ item: "x", place: "A", quantity: 1 }],
          labour: [
            { territory: "T", skill: "metal", hoursPerPeriod: 1 },
            { territory: "T", skill: "metal", hoursPerPeriod: 2 },
          ],
        }),
        findings,
      ),
    ).toBeUndefined();
    expect(findings.list.map(({ path }) => path)).toContain("problem.labour[1]");
    const twice = noFindings();
    readProblem(tinyProblem({ items: items("a", "a") }), twice);
    expect(twice.list).toEqual([{ path: "problem.items[1]", message: 'the id "a" stands twice' }]);
  });
});

describe("recipes", () => {
  test("[P8] with a set-up must use machine hours", () => {
    const findings = noFindings(),
      recipe = { id: "r", out: [{ item: "thing", quantity: 1 }], setupMoney: 1 };
    expect(readProblem(tinyProblem({ recipes: [recipe] }), findings)).toBeUndefined();
    expect(findings.list).toEqual([{ path: "problem.recipes[0]", message: "has a set-up and must use machine hours" }]);
  });

  test("[P6] need an output, whose first is the product", () => {
    const findings = noFindings();
    readProblem(tinyProblem({ recipes: [{ id: "r", out: [] }] }), findings);
    expect(findings.list.map(({ path }) => path)).toEqual(["problem.recipes[0].out"]);
    expect([
      ...viewOf({
        items: items("a", "b"),
        recipes: [
          {
            id: "r",
            out: [
              { item: "b", quantity: 2 },
              { item: "a", quantity: 1 },
            ],
          },
        ],
      }).recipes.product,
    ]).toEqual([1]);
  });
});

describe("distances", () => {
  test("[P5] on the plane and on the globe, times the road factor", () => {
    expect([...viewOf({ transport: { roadFactor: 1.3 } }).km]).toEqual([0, 130, 130, 0]);
    const at = (id: string, lat: number, lon: number) => ({ id, territory: "T", lat, lon });
    const globe = viewOf({ places: [at("A", 0, 0), at("B", 0, 90), at("C", 45, 90)], transport: { roadFactor: 2 } });
    const quarter = (Math.PI / 2) * 6371.0088;
    expect(globe.km[1]).toBeCloseTo(2 * quarter, 6);
    expect(globe.km[2]).toBeCloseTo(2 * quarter, 6);
    expect(globe.km[5]).toBeCloseTo(quarter, 6);
  });

  test("[P5] given ones stand as they are", () => {
    expect([
      ...viewOf({
        distancesKm: [
          [5, 7],
          [9, 0],
        ],
        transport: { roadFactor: 3 },
      }).km,
    ]).toEqual([0, 7, 9, 0]);
  });
});

describe("reference costs", () => {
  const saw = [{ capability: "saw", hours: 1 }];

  test("[P7] are the least of buying and making, with freight to the workshop and nothing for by-products", () => {
    const view = viewOf({
      items: items("ore", "part", "scrap"),
      market: [{ item: "ore", price: { B: 2 }, limitPerPeriod: 0 }],
      transport: { fixedPerKg: 1, costPerKgKm: 0.01 },
      recipes: [
        {
          id: "r",
          out: [
            { item: "part", quantity: 2 },
            { item: "scrap", quantity: 1 },
          ],
          in: [{ item: "ore", quantity: 3 }],
          machine: saw,
        },
      ],
    });
    // Ore costs 2 at B, 4 at A; 3 of it and an hour make 2 parts.
    expect([...view.referenceCost]).toEqual([2, 6.5, 0]);
  });

  test("[P7] of a circle settle at its least, and of a circle that nothing feeds are 0", () => {
    const recipe = (id: string, out: string, input: string) => ({
      id,
      out: [{ item: out, quantity: 1 }],
      in: [{ item: input, quantity: 0.5 }],
      machine: saw,
    });
    const view = viewOf({
      items: items("a", "b", "c"),
      market: [{ item: "a", price: { A: 10 } }],
      recipes: [recipe("r1", "b", "a"), recipe("r2", "a", "b"), recipe("r3", "c", "c")],
    });
    // a = 1 + b / 2 and b = 1 + a / 2 settle at 2.
    expect(view.referenceCost[0]).toBeCloseTo(2, 9);
    expect(view.referenceCost[1]).toBeCloseTo(2, 9);
    expect(view.referenceCost[2]).toBe(0);
  });

  test("[M9] a need's own goes before its item's", () => {
    const need = { id: "N", item: "thing", place: "A", quantity: 1, due: "t0", priority: 1 };
    expect([...viewOf({ needs: [need, { ...need, id: "M", referenceCost: 9 }] }).needs.referenceCost]).toEqual([3, 9]);
  });
});

describe("[M7] most runs", () => {
  test("are what the machines allow, rounded down where runs are whole", () => {
    const recipe = (id: string, changes: Json) => ({
      id,
      out: [{ item: "thing", quantity: 1 }],
      machine: [{ capability: "saw", hours: 0.1 }],
      setupMoney: 1,
      ...changes,
    });
    const workshops = [{ id: "W", place: "A", efficiency: 2, capabilities: [{ capability: "saw", hoursPerPeriod: 0.6, costPerHour: 1 }] }];
    const { pairs } = viewOf({
      workshops,
      recipes: [
        recipe("r1", { integerRuns: true }),
        recipe("r2", { machine: [{ capability: "saw", hours: 0.08 }] }),
        { ...recipe("r3", {}), setupMoney: undefined },
      ],
    });
    expect(pairs.most[0]).toBe(3);
    expect(pairs.most[1]).toBeCloseTo(3.75, 12);
    expect(pairs.most[2]).toBe(Infinity);
  });
});

describe("[C2] the order of items", () => {
  test("states by-products and circles, and puts all others after what they are made from", () => {
    const out = (...ids: string[]) => ids.map((item) => ({ item, quantity: 1 }));
    const { recipes, items: count } = viewOf({
      items: items("end", "mid", "raw", "scrap", "x", "y", "after"),
      recipes: [
        { id: "r1", out: out("end"), in: out("mid", "raw") },
        { id: "r2", out: out("mid", "scrap"), in: out("raw") },
        { id: "r3", out: out("x"), in: out("y") },
        { id: "r4", out: out("y"), in: out("x") },
        { id: "r5", out: out("after"), in: out("x") },
      ],
    });
    const { order, stated, onCircle } = itemOrder(recipes, count);
    expect([...stated]).toEqual([0, 0, 0, 1, 1, 1, 0]);
    expect([...onCircle]).toEqual([0, 0, 0, 0, 1, 1, 0]);
    expect([...order].sort((a, b) => a - b)).toEqual([0, 1, 2, 6]);
    expect(order.indexOf(2)).toBeLessThan(order.indexOf(1));
    expect(order.indexOf(1)).toBeLessThan(order.indexOf(0));
  });
});

describe("[R3] what is out of reach", () => {
  const need = { id: "N", item: "thing", place: "A", quantity: 1, due: "t0", priority: 1 };
  const make = (changes: Json) => ({
    id: "r",
    out: [{ item: "thing", quantity: 1 }],
    machine: [{ capability: "saw", hours: 1 }],
    ...changes,
  });
  const isOut = (changes: Json) => unreachableNeeds(viewOf({ needs: [need], ...changes }))[0] === 1;
  const cases: readonly (readonly [string, Json, boolean])[] = [
    ["nobody makes or sells it", {}, true],
    ["a recipe and hours", { recipes: [make({})] }, false],
    [
      "no workshop has the capability",
      { recipes: [make({ machine: [{ capability: "oven", hours: 1 }] })], capabilities: ["saw", "oven"] },
      true,
    ],
    [
      "a workshop has it, but no hours",
      {
        recipes: [make({})],
        workshops: [{ id: "W", place: "A", capabilities: [{ capability: "saw", hoursPerPeriod: 0, costPerHour: 1 }] }],
      },
      true,
    ],
    ["nobody has the skill", { recipes: [make({ labour: [{ skill: "metal", hours: 1 }] })] }, true],
    ["an input that cannot be had", { items: items("thing", "ore"), recipes: [make({ in: [{ item: "ore", quantity: 1 }] })] }, true],
    [
      "an input that is sold",
      { items: items("thing", "ore"), recipes: [make({ in: [{ item: "ore", quantity: 1 }] })], market: [{ item: "ore", price: 1 }] },
      false,
    ],
    ["sold, but none of it", { market: [{ item: "thing", price: 1, limitPerPeriod: 0 }] }, true],
    ["in stock", { stocks: [{ item: "thing", place: "B", quantity: 0.1 }] }, false],
    ["it takes a period", { periods: ["t0", "t1"], recipes: [make({ leadPeriods: 1 })] }, true],
    [
      "it takes a period and there is one",
      { periods: ["t0", "t1"], recipes: [make({ leadPeriods: 1 })], needs: [{ ...need, due: "t1" }] },
      false,
    ],
    ["it feeds itself", { recipes: [make({ in: [{ item: "thing", quantity: 0.5 }] })] }, false],
  ];

  test.each(cases)("%s", (_, changes, expected) => {
    expect(isOut(changes)).toBe(expected);
  });
});
