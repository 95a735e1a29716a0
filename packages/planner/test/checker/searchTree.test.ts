// Search trees that do not cover every whole number prove nothing.
import { describe, expect, test } from "vitest";
import { verifyPlan } from "../../src/checker/index.js";
import { withDigest } from "../oracle/solvedResult.js";
import { chairs, type Json, setUp, wholeRuns } from "./tinyProblem.js";

const RUN = { recipe: "make", workshop: "W", period: "t0" };
const BELOW = { bound: 17, prices: { runs: [{ ...RUN, price: 29 }] } };
const ABOVE = { bound: 3, prices: { items: [{ item: "thing", place: "A", period: "t0", price: 0 }] } };
const SPLIT = { ...RUN, runs: 2 };

function messages(from: { problem: Json; result: ReturnType<typeof chairs>["result"] }, nodes: readonly unknown[]): string {
  const changed = { ...from.result, certificate: { stages: [{ stage: "cost", nodes }] } } as unknown as typeof from.result;
  return verifyPlan(from.problem, withDigest(changed))
    .problems.map(({ path, message }) => `${path}: ${message}`)
    .join("\n");
}

describe("[C6] a search tree", () => {
  test("in order is accepted", () => {
    expect(messages(wholeRuns(), [{ split: SPLIT, below: 1, above: 2 }, BELOW, ABOVE])).toBe("");
  });

  const broken: readonly (readonly [string, readonly unknown[], string])[] = [
    ["without nodes", [], "must hold at least the root"],
    ["with a circle", [{ split: SPLIT, below: 0, above: 1 }, ABOVE], "reached twice"],
    ["with a shared node", [{ split: SPLIT, below: 1, above: 1 }, ABOVE], "reached twice"],
    ["with a node that nothing leads to", [{ split: SPLIT, below: 1, above: 2 }, BELOW, ABOVE, ABOVE], "not reached from the root"],
    ["without the branch above", [{ split: SPLIT, below: 1 }, BELOW], "above: must be the index of a node"],
    ["that leads outside the list", [{ split: SPLIT, below: 1, above: 7 }, BELOW], "must be the index of a node, 0 to 1"],
    ["that leads to half a node", [{ split: SPLIT, below: 1, above: 1.5 }, BELOW], "must be the index of a node"],
    ["that splits at half a run", [{ split: { ...RUN, runs: 2.5 }, below: 1, above: 2 }, BELOW, ABOVE], "whole number"],
    [
      "that splits outside the range",
      [{ split: SPLIT, below: 1, above: 2 }, { split: { ...RUN, runs: 5 }, below: 3, above: 4 }, ABOVE, BELOW, ABOVE],
      "outside the 0 to 2",
    ],
    ["that decides on a set-up that is none", [{ split: { ...RUN, setup: true }, below: 1, above: 2 }, BELOW, ABOVE], "has no set-up"],
    [
      "that names an unknown recipe",
      [{ split: { ...SPLIT, recipe: "fly" }, below: 1, above: 2 }, BELOW, ABOVE],
      'no recipe is called "fly"',
    ],
    ["with a node that is a number", [{ split: SPLIT, below: 1, above: 2 }, 3, ABOVE], "must be a split or a leaf"],
    ["with a leaf without prices", [{ split: SPLIT, below: 1, above: 2 }, { bound: 17 }, ABOVE], "must be an object with the prices"],
    [
      "[C8] with a price on runs that only the machine limits, to 8",
      [{ split: SPLIT, below: 1, above: 2 }, BELOW, { ...ABOVE, prices: BELOW.prices }],
      "the prices prove -215",
    ],
    ["cut off at one leaf that holds only part of the plans", [BELOW], "the prices prove -215"],
  ];

  test.each(broken)("%s is refused", (_, nodes, message) => {
    expect(messages(wholeRuns(), nodes)).toContain(message);
  });

  test("must not split runs that need not be whole", () => {
    expect(messages(chairs(), [{ split: SPLIT, below: 1, above: 2 }, BELOW, ABOVE])).toContain("need not be whole");
  });

  test("decides on a set-up once", () => {
    const split = { split: { ...RUN, setup: true } };
    const nodes = [
      { ...split, below: 1, above: 2 },
      { bound: 150, prices: {} },
      { ...split, below: 3, above: 4 },
      { bound: 150, prices: {} },
      { bound: 25, prices: {} },
    ];
    expect(messages(setUp(), nodes)).toContain("decided above");
  });

  test("[C3] an undecided set-up costs its share per run", () => {
    // 20 over M = 10 runs is 2 per run: 5 x (1 + 2).
    expect(messages(setUp(), [{ bound: 15, prices: {} }])).toContain("recomputed it is 15");
    expect(messages(setUp(), [{ bound: 25, prices: {} }])).toContain("the prices prove 15");
  });
});

describe("[C1] [C5] prices of a leaf", () => {
  const machine = { workshop: "W", capability: "saw", period: "t0", price: 156.9 };
  const wrong: readonly (readonly [string, Json, string])[] = [
    ["below 0", { machine: [{ ...machine, price: -1 }] }, "must be at least 0"],
    ["that stand twice", { machine: [machine, machine] }, "stands twice"],
    ["of an unknown workshop", { machine: [{ ...machine, workshop: "X" }] }, 'no workshop is called "X"'],
    ["of what is not limited", { machine: [machine], money: [{ territory: "T", period: "t0", price: 1 }] }, "nothing is limited there"],
    ["that are no numbers", { machine: [{ ...machine, price: "1" }] }, "must be a finite number"],
  ];

  test.each(wrong)("%s are refused", (_, prices, message) => {
    expect(messages(chairs(), [{ bound: 531, prices }])).toContain(message);
  });
});
