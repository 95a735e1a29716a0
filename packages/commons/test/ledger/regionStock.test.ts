// A stock of the region that events take from stays one that can be planned with.

import { join } from "node:path";
import { readProblem } from "@commonwright/planner";
import { describe, expect, it } from "vitest";
import { readProblemFolder } from "../../../../examples/test/problemFolder.js";
import { batchOf, EMPTY_STATE, evolve, problemOf, projectEntry, regionEntries } from "../../src/index.js";
import { taken, TestLedger } from "./testLedger.js";

const decider = { at: "2026-11-21T12:00:00.000Z", by: "example" };

/** A region of ten stocks or fewer, as a ledger. */
function regionLedger(): TestLedger {
  const read = readProblem(readProblemFolder(join(import.meta.dirname, "../../../../examples/tiny")));
  if (!("problem" in read)) throw new Error("the example is refused");
  const ledger = new TestLedger();
  ledger.add(regionEntries(read.problem, decider));
  return ledger;
}

describe("stocks of the region", () => {
  it.each([
    ["lower", "1000000", 0],
    ["lower", "0", null],
    ["raise", "999999999999999999", 1e12],
  ] as const)("[C50] after %s of %s the plan counts what can be there", (action, amount, counted) => {
    const ledger = regionLedger();
    const [stock] = ledger.state().rows.filter(({ kind }) => kind === "economicResource");
    const [agent] = ledger.state().rows.filter(({ kind }) => kind === "agent");
    if (stock === undefined || agent === undefined) throw new Error("the example has no stock, or nobody");
    const { hasUnit, hasNumericalValue } = stock.body["onhandQuantity"] as { readonly hasUnit: string; readonly hasNumericalValue: string };
    const resourceQuantity = { hasNumericalValue: amount, hasUnit };
    taken(ledger.event("e", { action, provider: agent.id, receiver: agent.id, resourceInventoriedAs: stock.id, resourceQuantity }));
    const read = readProblem(problemOf(evolve(EMPTY_STATE, batchOf(ledger.entries, projectEntry))));
    if (!("problem" in read)) throw new Error(JSON.stringify(read));
    expect(read.problem.stocks[0]?.quantity).toBe(counted ?? Number(hasNumericalValue));
  });
});
