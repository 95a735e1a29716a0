// Forged results, their digests recomputed: plans that keep a balance only by what the check lets pass, and bounds that rest on rounding.
import { describe, expect, test } from "vitest";
import { verifyPlan } from "../../src/checker/index.js";
import { type Json, tinyProblem, tinyResult } from "../checker/tinyProblem.js";

/** A certificate that proves nothing: the price of the needed thing is 0 everywhere, and so is the bound. */
function nothingProven(problem: Json): Json {
  const items = (problem["places"] as Json[]).map(({ id }) => ({ item: "thing", place: id, period: "t0", price: 0 }));
  return { stages: [{ stage: "cost", nodes: [{ bound: 0, prices: { items } }] }] };
}

/** What the checker says to a plan that claims to cost nothing. */
function saidToFree(problem: Json, plan: Json): string {
  return said(problem, { objective: 0, bound: 0, certificate: nothingProven(problem), ...plan });
}

function said(problem: Json, stated: Json): string {
  const { ok, problems } = verifyPlan(problem, tinyResult(problem, stated));
  return ok ? "accepted" : problems.map(({ path, message }) => `${path}: ${message}`).join("\n");
}

const at = { place: "B", period: "t0" };
const need = (quantity: number) => [{ id: "N", item: "thing", place: "B", quantity, due: "t0", priority: 1 }];
const thing = { id: "thing", unit: "piece", massKg: 1, kind: "product", referenceCost: 3 };

describe("balances", () => {
  test("[M1] shipping in a circle between places 0 km apart does not widen the slack, however much is free far away", () => {
    const problem = tinyProblem({
      places: ["A", "B", "C"].map((id) => ({ id, territory: "T", level: "outlet", x: 0, y: 0 })),
      distancesKm: [
        [0, 1000, 1000],
        [1000, 0, 0],
        [1000, 0, 0],
      ],
      transport: { costPerKgKm: 1 },
      items: [thing],
      market: [{ item: "thing", price: { A: 0 } }],
      needs: need(10),
    });
    const ship = (from: string, to: string, quantity: number) => ({ item: "thing", from, to, period: "t0", quantity });
    for (const size of [1e8, 1e12, 1e17, 1e29]) {
      const plan = {
        purchases: [{ item: "thing", place: "A", period: "t0", quantity: size }],
        shipments: [ship("B", "C", size), ship("C", "B", size + 10)],
      };
      expect(saidToFree(problem, plan), String(size)).not.toBe("accepted");
    }
  });

  test("[M1] runs in a circle that costs nothing do not widen the slack", () => {
    const turn = (id: string, from: string, to: string) => ({ id, in: [{ item: from, quantity: 1 }], out: [{ item: to, quantity: 1 }] });
    const problem = tinyProblem({
      items: [thing, { id: "box", unit: "piece", massKg: 1, kind: "part", referenceCost: 3 }],
      recipes: [turn("pack", "thing", "box"), turn("unpack", "box", "thing")],
      workshops: [{ id: "W", place: "B", capabilities: [] }],
      market: [{ item: "thing", price: 5 }],
      needs: need(10),
    });
    for (const size of [1e8, 1e12, 1e17, 1e29]) {
      const runs = ["pack", "unpack"].map((recipe, n) => ({ recipe, workshop: "W", period: "t0", quantity: size + n * 10 }));
      expect(saidToFree(problem, { runs }), String(size)).not.toBe("accepted");
    }
  });

  test("[M1] a need of next to nothing is a need", () => {
    const problem = tinyProblem({
      items: [{ ...thing, referenceCost: 1e12 }],
      market: [{ item: "thing", price: 1e11 }],
      needs: need(1e-9),
    });
    expect(saidToFree(problem, {})).not.toBe("accepted");
  });
});

describe("runs and limits", () => {
  const batch = (extra: Json) => ({
    id: "make",
    out: [{ item: "thing", quantity: 1e9 }],
    machine: [{ capability: "saw", hours: 1e-9 }],
    ...extra,
  });
  const workshops = [{ id: "W", place: "B", capabilities: [{ capability: "saw", hoursPerPeriod: 10, costPerHour: 0 }] }];
  const run = (quantity: number) => [{ recipe: "make", workshop: "W", period: "t0", quantity }];

  test("[M7] a run of however little pays its set-up", () => {
    const problem = tinyProblem({ items: [thing], recipes: [batch({ setupMoney: 20 })], workshops, needs: need(1) });
    expect(saidToFree(problem, { runs: run(1e-9) })).not.toBe("accepted");
  });

  test("[M7] a millionth of a whole run is no whole run", () => {
    const problem = tinyProblem({ items: [thing], recipes: [batch({ integerRuns: true })], workshops, needs: need(1000) });
    expect(saidToFree(problem, { runs: run(1e-6) })).not.toBe("accepted");
  });

  test("[M2] a limit of next to nothing is a limit", () => {
    const problem = tinyProblem({
      items: [thing],
      recipes: [batch({ machine: [{ capability: "saw", hours: 1e-11 }], out: [{ item: "thing", quantity: 1 }] })],
      workshops: [{ id: "W", place: "B", capabilities: [{ capability: "saw", hoursPerPeriod: 1e-11, costPerHour: 0 }] }],
      needs: need(10),
    });
    expect(saidToFree(problem, { runs: run(10) })).not.toBe("accepted");
  });
});

describe("bounds", () => {
  test("[C4] [C5] what the rounding of a column lets pass is no part of a bound, however large the prices", () => {
    // Ten hours, ten things of an hour each: at any price of an hour, what the hours and what the things are worth cancel. "melt" only makes the thing one with a stated price.
    const problem = tinyProblem({
      items: [thing],
      skills: ["quick", "slow"],
      labour: ["quick", "slow"].map((skill) => ({ territory: "T", skill, hoursPerPeriod: 100 })),
      recipes: [
        ...["quick", "slow"].map((skill) => ({
          id: skill,
          out: [{ item: "thing", quantity: 1 }],
          machine: [{ capability: "saw", hours: 1 }],
          labour: [{ skill, hours: skill === "quick" ? 1 : 2 }],
        })),
        { id: "melt", out: [{ item: "thing", quantity: 1 }], in: [{ item: "thing", quantity: 1 }], labour: [{ skill: "slow", hours: 90 }] },
      ],
      workshops: [{ id: "W", place: "B", capabilities: [{ capability: "saw", hoursPerPeriod: 10, costPerHour: 4 }] }],
      weights: { money: 1, labourHour: 1, co2Kg: 0 },
      needs: need(10),
      priorities: { rule: "lexicographic" },
    });
    const saidAt = (price: number, worth: number, skill: "quick" | "slow") =>
      said(problem, {
        objective: 10 * worth,
        bound: 10 * worth,
        cost: { money: 40, labourHours: skill === "quick" ? 10 : 20, co2Kg: 0 },
        levels: [{ priority: 1, unmet: 0, bound: 0 }],
        runs: [{ recipe: skill, workshop: "W", period: "t0", quantity: 10 }],
        certificate: { stages: [priorityStage, costStage(price, worth)] },
      });
    expect(saidAt(0, 5, "quick")).toBe("accepted");
    for (let power = 0; power < 48; power++) expect(saidAt(2 ** power, 6, "slow"), `price ${2 ** power}`).not.toBe("accepted");
  });
});

const priorityStage = {
  stage: "priority-1",
  nodes: [{ bound: 0, prices: { items: ["A", "B"].map((place) => ({ item: "thing", place, period: "t0", price: 0 })) } }],
};

function costStage(price: number, worth: number): Json {
  const prices = {
    machine: [{ workshop: "W", capability: "saw", period: "t0", price }],
    levels: [{ priority: 1, price: 1e18 }],
    items: ["A", "B"].map((place) => ({ item: "thing", place, period: "t0", price: price + worth })),
  };
  return { stage: "cost", nodes: [{ bound: 10 * worth, prices }] };
}

describe("beside a large part that is fixed", () => {
  const problem = tinyProblem({
    items: [thing, { id: "moon", unit: "piece", massKg: 1, kind: "product", referenceCost: 1e9 }],
    market: [{ item: "thing", price: { A: 5000, B: 5 } }],
    needs: [...need(10), { id: "M", item: "moon", place: "B", quantity: 10, due: "t0", priority: 1 }],
    priorities: { rule: "weighted", penalty: { "1": 1e3, "2": 5, "3": 2 } },
  });
  const fixed = 1e13;
  const result = (place: string, money: number) => ({
    objective: fixed + money,
    bound: fixed + money,
    unreachable: { value: fixed, needs: ["M"] },
    cost: { money, labourHours: 0, co2Kg: 0 },
    purchases: [{ item: "thing", place, period: "t0", quantity: 10 }],
    shipments: place === "A" ? [{ item: "thing", from: "A", to: "B", period: "t0", quantity: 10 }] : [],
    unmet: [{ need: "M", quantity: 10, code: "no-recipe", reason: "nobody makes moons" }],
    certificate: { stages: [{ stage: "cost", nodes: [{ bound: fixed + money, prices: {} }] }] },
  });

  test("[R3] a plan a thousand times too dear is not optimal, however little that is of the whole", () => {
    expect(said(problem, result("B", 50))).toBe("accepted");
    expect(said(problem, result("A", 50_000))).toContain("result.gap");
  });
});
