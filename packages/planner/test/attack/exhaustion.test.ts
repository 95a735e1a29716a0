// Small files made to keep the checker busy or to fill its memory: it answers in a short time.
import { describe, expect, test } from "vitest";
import { verifyPlan } from "../../src/checker/index.js";
import { type Json, tinyProblem, tinyResult } from "../checker/tinyProblem.js";

const SHORT = 10_000;

function seconds(work: () => void): number {
  const { user } = process.cpuUsage();
  work();
  return (process.cpuUsage().user - user) / 1e6;
}

const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

describe("exhaustion", () => {
  test(
    "[R4] a long chain of recipes in the wrong order, over many periods",
    () => {
      const count = 1500;
      const problem = tinyProblem({
        periods: many(100, (t) => `t${t}`),
        places: [{ id: "A", territory: "T", level: "outlet", x: 0, y: 0 }],
        items: many(count + 1, (n) => ({ id: `i${n}`, massKg: 1 })),
        recipes: many(count, (n) => ({ id: `r${n}`, out: [{ item: `i${n}`, quantity: 1 }], in: [{ item: `i${n + 1}`, quantity: 1 }] })),
        workshops: [{ id: "W", place: "A", capabilities: [] }],
        market: [{ item: `i${count}`, price: 1 }],
      });
      const certificate = { stages: [{ stage: "cost", nodes: [{ bound: 0, prices: {} }] }] };
      let problems: readonly unknown[] = ["not run"];
      expect(
        seconds(() => ({ problems } = verifyPlan(problem, tinyResult(problem, { objective: 0, bound: 0, certificate })))),
      ).toBeLessThan(5);
      expect(problems).toEqual([]);
    },
    6 * SHORT,
  );

  test("a list that is empty does not open the door to tables over the others", () => {
    const problem = tinyProblem({
      places: [],
      workshops: [],
      periods: many(20_000, (t) => `t${t}`),
      items: many(20_000, (n) => ({ id: `i${n}`, massKg: 1 })),
    });
    expect(JSON.stringify(verifyPlan(problem, tinyResult(problem, {})).problems)).toContain("too large to check");
  });
});
