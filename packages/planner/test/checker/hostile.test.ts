// Values made to break the checker are refused with a reason: it neither throws nor runs on.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalHash } from "../../src/checker/canonicalJson.js";
import { verifyPlan } from "../../src/checker/index.js";
import { withDigest } from "../oracle/solvedResult.js";
import { chairs, type Json, lead, levels, numberPaths, tinyProblem, tinyResult, withNumber } from "./tinyProblem.js";

function refusal(problem: unknown, result: unknown): string {
  const { ok, problems } = verifyPlan(problem, result);
  expect(ok).toBe(false);
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.length).toBeLessThanOrEqual(100);
  return problems.map(({ path, message }) => `${path}: ${message}`).join("\n");
}

function changedChairs(changes: Json): string {
  const { problem, result } = chairs();
  return refusal(problem, withDigest({ ...result, ...changes } as typeof result));
}

describe("values of the wrong kind", () => {
  test("[R1] are refused, whatever they are", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (problem, result) => void refusal(problem, result)),
      { numRuns: 300 },
    );
  });

  test("are refused wherever they stand in a result", () => {
    const { problem, result } = levels();
    const odd: readonly unknown[] = [null, "x", [], {}, true, -1, 1e300, NaN, [[[]]], { constructor: 1 }];
    for (const path of numberPaths(result)) {
      for (const value of odd)
        refusal(
          problem,
          withNumber(result, path, () => value as number),
        );
    }
  });

  test("are refused wherever they stand in a problem", () => {
    const { problem } = lead();
    for (const path of numberPaths(problem)) {
      for (const value of [null, "x", {}, -1, NaN]) {
        const changed = withNumber(problem, path, () => value as number);
        refusal(changed, tinyResult(changed, {}));
      }
    }
  });

  test("circles and deep nesting are refused", () => {
    const circle: Json = {};
    circle["self"] = circle;
    expect(refusal(circle, {})).toContain("nested deeper");
    let deep: unknown = 1;
    for (let n = 0; n < 100_000; n++) deep = [deep];
    expect(refusal({}, { deep })).toContain("nested deeper");
  });

  test("a problem that is too large is refused by its size", () => {
    const many = (count: number, prefix: string) => Array.from({ length: count }, (_, n) => ({ id: `${prefix}${n}`, territory: "T" }));
    const problem = tinyProblem({ places: many(2500, "P"), items: many(9000, "i") });
    expect(refusal(problem, tinyResult(problem, {}))).toContain("too large to check");
  });

  test("[P7] costs that fall without end are refused instead of followed", () => {
    const problem = tinyProblem({
      items: [{ id: "a", massKg: 0 }],
      market: [{ item: "a", price: 1 }],
      recipes: [{ id: "r", out: [{ item: "a", quantity: 1 }], in: [{ item: "a", quantity: 0.9999999 }] }],
    });
    expect(refusal(problem, tinyResult(problem, {}))).toContain("fall without end");
  });
});

describe("wrong results", () => {
  const cases: readonly (readonly [string, Json, string])[] = [
    ["[R1] another format", { format: "x" }, 'is "x", must be "commonwright-plan-result/1"'],
    ["[R1] another problem's hash", { problem: "sha256:00" }, "the hash of the problem is sha256:"],
    ["an unknown status", { status: "perfect" }, 'must be "optimal"'],
    ["a refused plan", { status: "refused" }, "no plan to check"],
    ["an unknown recipe", { runs: [{ recipe: "fly", workshop: "W", period: "t0", quantity: 1 }] }, 'no recipe is called "fly"'],
    ["a quantity below 0", { holdings: [{ item: "steel", place: "A", period: "t0", quantity: -1 }] }, "must be at least 0"],
    [
      "[M11] holding after the last period",
      { holdings: [{ item: "steel", place: "A", period: "t0", quantity: 1 }] },
      "holds on after the last period",
    ],
    [
      "a purchase where nothing is sold",
      { purchases: [{ item: "steel", place: "B", period: "t0", quantity: 30 }] },
      "no price at this place",
    ],
    ["shipping from a place to itself", { shipments: [{ item: "chair", from: "A", to: "A", period: "t0", quantity: 10 }] }, "to itself"],
    ["[M7] a set-up of a recipe without", { setups: [{ recipe: "make", workshop: "W", period: "t0" }] }, "has no set-up"],
    ["[R4] an unknown code", { unmet: [{ need: "N", quantity: 2, code: "lazy" }] }, "must be one of"],
    ["[R4] a code for what can be met", { unmet: [{ need: "N", quantity: 2, code: "no-recipe" }] }, "can be met in part"],
    ["[R3] a need named as out of reach that is not", { unreachable: { value: 0, needs: ["N"] } }, "can be met in part"],
    [
      "[R3] optimal with a gap",
      { bound: 217.2, gap: (531 - 217.2) / 531, certificate: { stages: [{ stage: "cost", nodes: [{ bound: 217.2, prices: {} }] }] } },
      "above 1e-6",
    ],
    [
      "[R5] a low above its high",
      { prices: { machine: [{ workshop: "W", capability: "saw", period: "t0", low: 157, high: 150 }] } },
      "above its high",
    ],
    [
      "[R5] an interval beside the certificate's price",
      { prices: { machine: [{ workshop: "W", capability: "saw", period: "t0", low: 1, high: 2 }] } },
      "the certificate's price is 156.9",
    ],
    ["[C6] no certificate", { certificate: {} }, "must have 1: cost"],
  ];

  test.each(cases)("%s", (_, changes, message) => {
    expect(changedChairs(changes)).toContain(message);
  });

  test("quantities that overflow do not make every cost right", () => {
    const { problem, result } = chairs();
    for (const quantity of [1e31, 1e200, 1.7e308]) {
      const purchases = [{ item: "steel", place: "A", period: "t0", quantity }];
      expect(refusal(problem, withDigest({ ...result, purchases }))).toContain("must not be beyond 1e+30");
    }
  });

  test("[C5] huge prices that cancel prove nothing by their rounding", () => {
    const run = { recipe: "make", workshop: "W", period: "t0" };
    const problem = tinyProblem({
      recipes: [{ id: "make", out: [{ item: "thing", quantity: 1 }], machine: [{ capability: "saw", hours: 0.1 }], integerRuns: true }],
      workshops: [{ id: "W", place: "A", capabilities: [{ capability: "saw", hoursPerPeriod: 0.7, costPerHour: 1 }] }],
      needs: [{ id: "N", item: "thing", place: "A", quantity: 7, due: "t0", priority: 1 }],
    });
    const machine = { workshop: "W", capability: "saw", period: "t0" };
    const leaf = (price: number) => ({
      bound: 0.7,
      prices: { machine: [{ ...machine, price }], items: [{ item: "thing", place: "A", period: "t0", price: 0 }] },
    });
    const certificate = (price: number) => ({
      stages: [
        {
          stage: "cost",
          nodes: [
            { split: { ...run, runs: 6 }, below: 1, above: 2 },
            { bound: 30.6, prices: { runs: [{ ...run, price: 29.9 }] } },
            leaf(price),
          ],
        },
      ],
    });
    const result = (price: number) =>
      tinyResult(problem, {
        objective: 0.7,
        bound: 0.7,
        cost: { money: 0.7, labourHours: 0, co2Kg: 0 },
        runs: [{ ...run, quantity: 7 }],
        certificate: certificate(price),
      });
    expect(verifyPlan(problem, result(0)).problems).toEqual([]);
    // 7 runs of 0.1 hours come to a little more than 0.7 hours in floating point: at a price of 3e18 that little would be worth 256.
    expect(refusal(problem, result(3e18))).toContain("rounding outweighs");
  });

  test("[R3] a need out of reach that is not named", () => {
    const { problem, result } = lead();
    expect(refusal(problem, withDigest({ ...result, unreachable: { value: 15, needs: [] } }))).toContain(
      '"N0" is out of reach and is not named',
    );
    expect(refusal(problem, withDigest({ ...result, unmet: result.unmet.map((row) => ({ ...row, code: "limits" })) }))).toContain(
      "is out of reach",
    );
  });

  test("[M10] a level that the plan passes", () => {
    const { problem, result } = levels();
    const worse = result.levels.map((level) => (level.priority === 2 ? { ...level, unmet: 19 } : level));
    expect(refusal(problem, withDigest({ ...result, levels: worse }))).toContain("recomputed it is 20");
  });

  test("shipping in circles does not widen the slack of a balance", () => {
    const { problem, result } = lead();
    const ship = (from: string, to: string, quantity: number) => ({ item: "thing", from, to, period: "t1", quantity });
    const missing = {
      ...result,
      runs: result.runs.map((row) => ({ ...row, quantity: 2.9 })),
      shipments: [ship("A", "B", 1e9), ship("B", "A", 1e9 + 2)],
    };
    expect(refusal(problem, withDigest(missing))).toContain("does not hold");
  });
});

describe("canonical JSON", () => {
  test("[R1] sorts keys by code unit, and does not depend on their order in the file", () => {
    expect(canonicalHash({ b: 1, a: [true, null, "é"], "\u{1F600}": 0, "\uFB33": 1.5 })).toEqual(
      canonicalHash({ "\uFB33": 1.5, "\u{1F600}": 0, a: [true, null, "é"], b: 1 }),
    );
    expect(canonicalHash({ a: 1 })).toEqual({ hash: "sha256:015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862" });
    expect(canonicalHash({ a: 1, digest: 2 }, ["digest"])).toEqual(canonicalHash({ a: 1 }));
  });
});
