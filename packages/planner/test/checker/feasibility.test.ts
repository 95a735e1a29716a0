// Each limit by itself: a plan that is in order but for one of them is refused, and says which, by how much.
import { describe, expect, test } from "vitest";
import { verifyPlan } from "../../src/checker/index.js";
import type { PlanResultJson } from "../oracle/solvedResult.js";
import { chairs, type Json, setUp, tinyResult, wholeRuns } from "./tinyProblem.js";

/** What the checker says of the chairs' plan after the problem was changed: 10 chairs, 10 saw hours, 5 hours of work, 30 steel, 5 x 10 kg over 100 km. */
function chairsUnder(changes: Json): string {
  const { problem, result } = chairs();
  return messages({ ...problem, ...changes }, result, {});
}

/** The findings on a result for a problem that is not quite its own, its hashes made anew. */
function messages(problem: Json, result: PlanResultJson, changes: Json): string {
  const { digest: _digest, problem: _hash, ...rest } = result;
  return verifyPlan(problem, tinyResult(problem, { ...rest, ...changes }))
    .problems.map(({ message }) => message)
    .join("\n");
}

const saw = (hoursPerPeriod: number, efficiency = 1) => ({
  workshops: [{ id: "W", place: "A", efficiency, capabilities: [{ capability: "saw", hoursPerPeriod, costPerHour: 4 }] }],
});
const labour = (hoursPerPeriod: number) => ({ labour: [{ territory: "T", skill: "metal", hoursPerPeriod }] });
const recipe = {
  id: "make",
  out: [{ item: "chair", quantity: 1 }],
  in: [{ item: "steel", quantity: 3 }],
  machine: [{ capability: "saw", hours: 1 }],
  labour: [{ skill: "metal", hours: 0.5 }],
};
const digging = { recipes: [{ ...recipe, extracts: [{ item: "steel", quantity: 2 }] }] };
const transport = { transport: { fixedPerKg: 0.02, costPerKgKm: 0.001, co2PerKgKm: 0.01 } };
const co2 = (co2KgPerPeriod: number) => ({ ceilings: [{ territory: "T", co2KgPerPeriod }] });
const extract = (quantityPerPeriod: number) => ({ ceilings: [{ territory: "T", extract: "steel", quantityPerPeriod }] });
const money = (perPeriod: number) => ({ moneyLimits: [{ territory: "T", perPeriod }] });
const market = (limitPerPeriod: number, co2Kg = 0) => ({ market: [{ item: "steel", price: { A: 2 }, limitPerPeriod, co2Kg }] });

describe("a plan at a limit, and 1 % above it", () => {
  const cases: readonly (readonly [string, Json, Json, string])[] = [
    [
      "[M1] the balance",
      {},
      { stocks: [], needs: [{ id: "N", item: "chair", place: "B", quantity: 12.1, due: "t0", priority: 1 }] },
      "12 come in or stay unmet, 12.1 go out or are needed",
    ],
    ["[M2] machine hours", saw(10), saw(9.9), 'uses 10 hours of "saw" of the workshop "W" in "t0", the limit is 9.9'],
    ["[M2] machine hours times efficiency", saw(11, 1.1), saw(10.89, 1.1), "uses 11 hours"],
    ["[M3] labour hours", labour(5), labour(4.95), 'uses 5 hours of "metal" in "T" in "t0", the limit is 4.95'],
    ["[M3] labour without a row", labour(5), { labour: [] }, "the limit is 0"],
    [
      "[M4] CO2 of runs",
      { recipes: [{ ...recipe, co2Kg: 1 }], ...co2(10) },
      { recipes: [{ ...recipe, co2Kg: 1 }], ...co2(9.9) },
      'uses 10 kg of CO2 in "T" in "t0", the limit is 9.9',
    ],
    ["[M4] CO2 of shipments", { ...transport, ...co2(50) }, { ...transport, ...co2(49.5) }, "uses 50 kg of CO2"],
    ["[M4] CO2 of purchases", { ...market(30, 2), ...co2(60) }, { ...market(30, 2), ...co2(59.4) }, "uses 60 kg of CO2"],
    [
      "[M4] extraction",
      { ...digging, ...extract(20) },
      { ...digging, ...extract(19.8) },
      'uses 20 of "steel" extracted in "T" in "t0", the limit is 19.8',
    ],
    ["[M5] money for purchases", money(60), money(59.4), 'uses 60 money for purchases in "T" in "t0", the limit is 59.4'],
    ["[M6] the market limit", market(30), market(29.7), 'uses 30 of "steel" bought in "t0", the limit is 29.7'],
  ];

  test.each(cases)("%s", (_, kept, broken, message) => {
    const aboutLimits = /uses .* the limit is|the balance of/;
    expect(chairsUnder(kept)).not.toMatch(aboutLimits);
    expect(chairsUnder(broken)).toContain(message);
  });

  test("[M7] a set-up that is not paid, more runs than the machines allow, half runs", () => {
    const { problem, result } = setUp(),
      whole = wholeRuns();
    const run = { recipe: "make", workshop: "W", period: "t0" };
    expect(messages(problem, result, { setups: [] })).toContain("runs without the set-up");
    expect(messages(problem, result, { runs: [{ ...run, quantity: 10.1 }] })).toContain("is 10.1, the machines allow 10");
    expect(messages(whole.problem, whole.result, { runs: [{ ...run, quantity: 2.5 }] })).toContain('is 2.5, runs of "make" must be whole');
  });

  test("[M1] unmet beyond the need", () => {
    const { problem, result } = chairs();
    expect(messages(problem, result, { unmet: [{ need: "N", quantity: 12.2, code: "limits" }] })).toContain(
      "is 12.2, more than the need's 12",
    );
  });
});
