// Proposals that are accepted.
import type { Measure } from "@commonwright/rea";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  acceptProposal,
  type AcceptProposal,
  derivedId,
  type Given,
  ledgerRefusalCode,
  ledgerRefusalText,
  recordNoun,
  removeNoun,
} from "../../src/index.js";
import { decider, measure, type RecipeLedger, recipeLedger, refusalOf, some } from "./recipeLedger.js";

/** A price list: bread for two coins a piece, at least 3 at once, 20 of them. */
function market(proposal: Given = { unitBased: true }): RecipeLedger {
  const ledger = recipeLedger();
  for (const id of ["bread", "coin"]) ledger.say("resourceSpecification", id, { name: id });
  for (const id of ["ada", "bo"]) ledger.say("agent", id, { name: id, type: "Person" });
  ledger.say("intent", "offer", {
    action: "transfer",
    provider: "coop",
    ...some("bread", "1"),
    availableQuantity: measure("20", "one"),
    minimumQuantity: measure("3", "one"),
  });
  ledger.say("intent", "price", { action: "transfer", receiver: "coop", ...some("coin", "2") });
  ledger.say("proposal", "list", { name: "Prices", ...proposal });
  ledger.say("proposedIntent", "p1", { publishedIn: "list", publishes: "offer" });
  ledger.say("proposedIntent", "p2", { publishedIn: "list", publishes: "price", reciprocal: true });
  return ledger;
}

const accept = (ledger: RecipeLedger, more: Partial<AcceptProposal> = {}) =>
  acceptProposal(ledger.records, { id: "deal", proposal: "list", accepter: "ada", quantity: "5", ...more }, decider);

describe("accepting a proposal", () => {
  it("[C96] makes an agreement, a promise for each intent with who accepts on the open side, and leaves less available", () => {
    const ledger = market();
    expect(ledger.take(accept(ledger)).id).toBe("deal");
    expect(ledger.records.get("agreement", "deal")?.body).toMatchObject({ name: "Prices", created: decider.at });
    expect(ledger.all("commitment").map(({ body }) => body)).toMatchObject([
      { provider: "coop", receiver: "ada", clauseOf: "deal", ...some("bread", "5") },
      { provider: "ada", receiver: "coop", reciprocalClauseOf: "deal", ...some("coin", "10") },
    ]);
    expect(ledger.all("satisfaction").map(({ body }) => body)).toMatchObject([
      { satisfiedBy: "deal:commitment:1", satisfies: "offer" },
      { satisfiedBy: "deal:commitment:2", satisfies: "price" },
    ]);
    expect(ledger.records.get("intent", "offer")?.body).toMatchObject({ availableQuantity: measure("15", "one"), ...some("bread", "1") });
  });

  it("[C96] again it makes no entry; another acceptance under the same id is refused", () => {
    const ledger = market();
    ledger.take(accept(ledger));
    expect(accept(ledger)).toMatchObject({ entries: [], id: "deal" });
    expect(refusalOf(accept(ledger, { quantity: "6" }))).toMatchObject({ type: "IdTaken" });
    expect(refusalOf(accept(ledger, { accepter: "bo" }))).toMatchObject({ type: "IdTaken" });
    ledger.say("agreement", "other", { name: "Other" });
    expect(refusalOf(accept(ledger, { id: "other" }))).toMatchObject({ type: "IdTaken" });
    for (const link of ["p1", "p2"]) ledger.take(removeNoun(ledger.records, { noun: "proposedIntent", id: link }, decider));
    ledger.take(removeNoun(ledger.records, { noun: "proposal", id: "list" }, decider));
    expect(accept(ledger)).toMatchObject({ entries: [], id: "deal" });
  });

  it("[C97] what is available is never given twice, and never less than the least", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }), (asked) => {
        const ledger = market();
        let available = 20;
        for (const [index, quantity] of asked.entries()) {
          const decision = accept(ledger, { id: `deal-${index}`, quantity: String(quantity) });
          if (quantity < 3) expect(refusalOf(decision)).toMatchObject({ type: "BelowMinimum", least: "3", asked: String(quantity) });
          else if (quantity > available)
            expect(refusalOf(decision)).toMatchObject({ type: "BeyondAvailable", available: String(available) });
          else {
            ledger.take(decision);
            available -= quantity;
          }
          const left = ledger.records.get("intent", "offer")?.body["availableQuantity"] as unknown as Measure;
          expect(left.hasNumericalValue).toBe(String(available));
        }
      }),
    );
  });

  it("[C98] outside of its time, by who is not meant, by who made it, or without content it is refused", () => {
    expect(refusalOf(accept(market({ unitBased: true, hasBeginning: "2027-01-02" })))).toMatchObject({ type: "ProposalClosed" });
    expect(refusalOf(accept(market({ unitBased: true, hasEnd: "2026-12-31" })))).toMatchObject({ type: "ProposalClosed" });
    expect(accept(market({ unitBased: true, hasEnd: "2027-01-01" }))).toMatchObject({ id: "deal" });
    const ledger = market();
    ledger.say("proposedTo", "t1", { proposed: "list", proposedTo: "bo" });
    expect(refusalOf(accept(ledger))).toMatchObject({ type: "ProposalClosed", why: "it is meant for others" });
    expect(accept(ledger, { accepter: "bo" })).toMatchObject({ id: "deal" });
    expect(refusalOf(accept(market(), { accepter: "coop" }))).toMatchObject({ type: "ProposalClosed" });
    expect(refusalOf(accept(market(), { accepter: "nobody" }))).toMatchObject({ type: "NoSuch" });
    expect(refusalOf(accept(market(), { proposal: "none" }))).toMatchObject({ type: "RecordUnknown" });
    ledger.say("proposal", "empty", { name: "Empty" });
    expect(refusalOf(accept(ledger, { proposal: "empty" }))).toMatchObject({ type: "ProposalClosed", why: "it publishes nothing" });
  });

  it("[C98] a number of units is said where quantities are for one unit, and only there", () => {
    const { quantity: _none, ...without } = { quantity: "5", id: "deal", proposal: "list", accepter: "ada" };
    const whole = market({});
    expect(refusalOf(accept(whole))).toMatchObject({ type: "Unchangeable", at: "quantity" });
    expect(refusalOf(acceptProposal(whole.records, without, decider))).toMatchObject({ type: "BelowMinimum" });
    expect(refusalOf(acceptProposal(market().records, without, decider))).toMatchObject({ type: "Missing", at: "quantity" });
    for (const [text, type] of [
      ["many", "NotADecimal"],
      ["-1", "NotAboveNothing"],
      ["0", "NotAboveNothing"],
    ] as const) {
      expect(refusalOf(accept(market(), { quantity: text }))).toMatchObject({ type });
    }
  });

  /** One stool, offered by the coop for ten coins. */
  function oneOff(intent: Given = {}, proposal: Given = {}): RecipeLedger {
    const ledger = market();
    ledger.say("intent", "stool", { action: "transfer", provider: "coop", ...some("bread", "1"), ...intent });
    ledger.say("proposal", "once", { name: "A stool", ...proposal });
    ledger.say("proposedIntent", "o1", { publishedIn: "once", publishes: "stool" });
    ledger.say("proposedIntent", "o2", { publishedIn: "once", publishes: "price", reciprocal: true });
    return ledger;
  }
  const take = (ledger: RecipeLedger, id: string, accepter: string, quantity?: string) =>
    acceptProposal(ledger.records, { id, proposal: "once", accepter, quantity }, decider);

  it("[C100] what is offered once is taken once, until that is taken back", () => {
    const ledger = oneOff();
    ledger.take(take(ledger, "first", "ada"));
    const refusal = refusalOf(take(ledger, "second", "bo"));
    expect(refusal).toMatchObject({ type: "ProposalClosed", proposal: "A stool" });
    for (const word of ["ada", "first:commitment:1", "availableQuantity", "unitBased"]) expect(ledgerRefusalText(refusal)).toContain(word);
    expect(take(ledger, "first", "ada")).toMatchObject({ entries: [] });
    ledger.take(removeNoun(ledger.records, { noun: "satisfaction", id: "first:satisfaction:1" }, decider));
    ledger.take(take(ledger, "second", "bo"));
  });

  it("[C100] what says how much is available, or is for one unit, is taken several times; so is a price that others ask too", () => {
    const several = oneOff({ availableQuantity: measure("2", "one") });
    for (const accepter of ["ada", "bo"]) several.take(take(several, accepter, accepter));
    expect(refusalOf(take(several, "third", "ada"))).toMatchObject({ type: "BeyondAvailable" });
    const units = oneOff({}, { unitBased: true });
    for (const accepter of ["ada", "bo"]) units.take(take(units, accepter, accepter, "1"));
    const priced = oneOff();
    priced.take(accept(priced));
    priced.take(take(priced, "first", "ada"));
  });

  it("[C100] what is wanted once and was given by an event is taken too", () => {
    const ledger = oneOff({ provider: null, receiver: "coop" });
    ledger.tell("gift", { action: "transfer", provider: "bo", ...some("bread", "1") });
    ledger.say("satisfaction", "s", { satisfies: "stool", satisfiedBy: "gift" });
    expect(ledgerRefusalText(refusalOf(take(ledger, "late", "ada")))).toContain("bo has taken it already, with gift");
  });

  it("[C100] an intent is published once in a proposal; the same again by its id makes no entry", () => {
    const ledger = market();
    const said = { publishedIn: "list", publishes: "offer" };
    const publish = (id: string, given: Given) => recordNoun(ledger.records, { noun: "proposedIntent", id, given }, decider);
    for (const more of [{}, { reciprocal: true }]) {
      const refusal = refusalOf(publish("p3", { ...said, ...more }));
      expect(refusal).toEqual({ type: "PublishedAlready", proposal: "list", intent: "offer", proposedIntent: "p1" });
      expect([ledgerRefusalCode(refusal), ledgerRefusalText(refusal)]).toEqual(["CONFLICT", expect.stringContaining("p1")]);
    }
    expect(publish("p1", said)).toMatchObject({ entries: [] });
    ledger.take(removeNoun(ledger.records, { noun: "proposedIntent", id: "p1" }, decider));
    expect(publish("p3", said)).toMatchObject({ id: "p3" });
  });

  it("[C98] who accepts their own offer is told the name of the proposal; a quantity of nothing or less, what would be right", () => {
    expect(ledgerRefusalText(refusalOf(accept(market(), { accepter: "coop" })))).toBe(
      "The proposal Prices cannot be accepted: who accepts it is who made it.",
    );
    expect(ledgerRefusalText(refusalOf(accept(market(), { quantity: "0" })))).toBe("quantity is 0; it must be more than 0.");
    const ledger = market();
    ledger.say("intent", "closed", { action: "transfer", provider: "coop", ...some("bread", "1"), finished: true });
    ledger.say("proposedIntent", "p3", { publishedIn: "list", publishes: "closed" });
    expect(refusalOf(accept(ledger))).toMatchObject({ proposal: "Prices", why: "its intent closed is finished" });
  });

  it("[C58] parts of an agreement with a long id have ids all the same, and again make no entry", () => {
    const ledger = market();
    const id = "a".repeat(200);
    ledger.take(accept(ledger, { id }));
    expect(ledger.all("commitment").map((row) => row.id)).toEqual([1, 2].map((index) => derivedId(id, `commitment:${index}`)));
    expect(accept(ledger, { id })).toMatchObject({ entries: [], id });
  });
});
