// What is left of promises, wishes and claims.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entryOf, type Given, type RecordKind, remainingOf } from "../../src/index.js";
import { decider, measure, type RecipeLedger, recipeLedger, some } from "./recipeLedger.js";

function workshop(): RecipeLedger {
  const ledger = recipeLedger();
  for (const id of ["bread", "baking"]) ledger.say("resourceSpecification", id, { name: id });
  ledger.say("process", "bake", { name: "Bake" });
  ledger.say("commitment", "promise", { action: "produce", provider: "coop", receiver: "coop", outputOf: "bake", ...some("bread", "10") });
  return ledger;
}

const baked = (quantity: string, more: Given = {}): Given => ({ action: "produce", outputOf: "bake", ...some("bread", quantity), ...more });

function left(ledger: RecipeLedger, kind: RecordKind, id: string) {
  const row = ledger.records.get(kind, id);
  if (row === undefined) throw new Error(`there is no ${kind} ${id}`);
  return remainingOf(ledger.records, row);
}

describe("what remains", () => {
  it("[C94] of a promise: what was promised less what was done for it, never below nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 5 }), (tenths) => {
        const ledger = workshop();
        for (const [index, tenth] of tenths.entries()) ledger.tell(`e${index}`, baked((tenth / 10).toFixed(1)), "promise");
        const done = tenths.reduce((sum, tenth) => sum + tenth, 0);
        const expected = (Math.max(0, 100 - done) / 10).toFixed(1).replace(/\.0$/, "");
        expect(left(ledger, "commitment", "promise")).toEqual({ resourceQuantity: measure(expected, "one") });
      }),
    );
  });

  it("[C94] a link counts with its own quantity; corrections count, once, however they are linked", () => {
    const ledger = workshop();
    ledger.tell("e1", baked("4"), "promise");
    ledger.tell("c1", baked("-1", { corrects: "e1" }));
    expect(left(ledger, "commitment", "promise").resourceQuantity).toEqual(measure("7", "one"));
    ledger.tell("c2", baked("-1", { corrects: "e1" }), "promise");
    expect(left(ledger, "commitment", "promise").resourceQuantity).toEqual(measure("8", "one"));
    ledger.tell("e2", baked("5"));
    ledger.say("fulfillment", "part", { fulfilledBy: "e2", fulfills: "promise", resourceQuantity: measure("3", "one") });
    expect(left(ledger, "commitment", "promise").resourceQuantity).toEqual(measure("5", "one"));
    ledger.tell("c3", baked("-5", { corrects: "e2" }));
    expect(left(ledger, "commitment", "promise").resourceQuantity).toEqual(measure("8", "one"));
  });

  it("[C94] what is in another unit counts nothing, also where a log of before has a link to it", () => {
    const ledger = workshop();
    const kilos = { ...baked("0"), resourceQuantity: measure("2", "kg") };
    ledger.tell("e1", kilos);
    const link = entryOf("fulfillmentRecorded", { id: "old", fulfilledBy: "e1", fulfills: "promise" }, decider);
    ledger.take({ entries: [link], id: "old", warnings: [] });
    expect(left(ledger, "commitment", "promise").resourceQuantity).toEqual(measure("10", "one"));
    ledger.say("fulfillment", "part", { fulfilledBy: "e1", fulfills: "promise", resourceQuantity: measure("3", "one") });
    expect(left(ledger, "commitment", "promise").resourceQuantity).toEqual(measure("7", "one"));
  });

  it("[C94] an event counts as itself, also where a commitment has its id", () => {
    const ledger = workshop();
    ledger.tell("promise", baked("4"), "promise");
    expect(left(ledger, "commitment", "promise").resourceQuantity).toEqual(measure("6", "one"));
  });

  it("[C94] finished means that nothing more will be done, not that nothing is missing; effort is counted beside", () => {
    const ledger = workshop();
    const work = { action: "work", provider: "coop", receiver: "coop", inputOf: "bake", resourceConformsTo: "baking" };
    ledger.say("commitment", "shift", { ...work, effortQuantity: measure("8", "h"), finished: true });
    ledger.tell("w1", { ...work, effortQuantity: measure("2.5", "h") }, "shift");
    expect(left(ledger, "commitment", "shift")).toEqual({ effortQuantity: measure("5.5", "h") });
  });

  it("[C95] of a wish: less what was promised or done for it, a promise and the event that keeps it once; of an offer what is available", () => {
    const ledger = workshop();
    ledger.say("intent", "wish", { action: "produce", receiver: "coop", ...some("bread", "30") });
    ledger.say("satisfaction", "s1", { satisfiedBy: "promise", satisfies: "wish" });
    ledger.tell("e1", baked("10"), "promise");
    ledger.say("satisfaction", "s2", { satisfiedBy: "e1", satisfies: "wish" });
    ledger.tell("e2", baked("5"));
    ledger.say("satisfaction", "s3", { satisfiedBy: "e2", satisfies: "wish" });
    expect(left(ledger, "intent", "wish").resourceQuantity).toEqual(measure("15", "one"));
    ledger.say("intent", "offer", { action: "transfer", provider: "coop", ...some("bread", "1"), availableQuantity: measure("40", "one") });
    expect(left(ledger, "intent", "offer")).toEqual({ resourceQuantity: measure("40", "one") });
  });

  it("[C95] of a claim: less what settled it; other records leave nothing", () => {
    const ledger = workshop();
    ledger.tell("e1", baked("4"));
    ledger.say("claim", "claim", { action: "transfer", provider: "coop", receiver: "coop", triggeredBy: "e1", ...some("bread", "4") });
    ledger.tell("paid", { action: "transfer", ...some("bread", "1.5") });
    ledger.say("settlement", "settled", { settledBy: "paid", settles: "claim" });
    expect(left(ledger, "claim", "claim").resourceQuantity).toEqual(measure("2.5", "one"));
    expect(left(ledger, "process", "bake")).toEqual({});
  });
});
