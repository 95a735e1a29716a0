// The order in which open nodes are split, against sorting.
import { describe, expect, test } from "vitest";
import { OpenNodes } from "../../src/search/openNodes.js";
import { PseudoCosts, scoreOf } from "../../src/search/pseudoCosts.js";
import type { Candidate } from "../../src/search/splitting.js";
import { seededRandom } from "../oracle/randomProblem.js";

describe("open nodes", () => {
  test("[R7] come out by bound, equal ones by age, however they went in", () => {
    const random = seededRandom(7);
    const nodes = Array.from({ length: 200 }, (_, at) => ({ at, leaf: { bound: Math.floor(random() * 20) } }));
    const open = new OpenNodes<(typeof nodes)[number]>();
    const left = new Set<(typeof nodes)[number]>();
    const takeBest = () => {
      const best = [...left].sort((a, b) => a.leaf.bound - b.leaf.bound || a.at - b.at)[0];
      expect(open.pop()).toBe(best);
      left.delete(best);
    };
    for (const node of nodes) {
      open.push(node);
      left.add(node);
      if (random() < 0.4) takeBest();
    }
    while (left.size > 0) takeBest();
    expect(open.pop()).toBeUndefined();
  });
});

describe("pseudo-costs", () => {
  const candidate = (choice: number, share: number): Candidate => ({ split: { choice, kind: "runs", runs: 2 }, share, stake: 1 });

  test("[R7] expect of a split what it gave per unit before, and of an unknown one what all gave", () => {
    const costs = new PseudoCosts(3);
    costs.learn(candidate(0, 0.5), "below", 5);
    costs.learn(candidate(0, 0.5), "above", 10);
    expect(costs.trials(candidate(0, 0.2))).toBe(1);
    expect(costs.trials(candidate(1, 0.2))).toBe(0);
    expect(costs.score(candidate(0, 0.2), Infinity)).toBeCloseTo(2 * 16, 9);
    expect(costs.score(candidate(1, 0.2), Infinity)).toBeCloseTo(2 * 16, 9);
  });

  test("[R7] count no gain beyond what closes a side", () => {
    expect(scoreOf(3, 100, 10)).toBe(30);
    expect(scoreOf(0, 100, 10)).toBeGreaterThan(0);
  });
});
