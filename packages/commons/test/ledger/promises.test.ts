// Promises that are kept otherwise than they were made, told again otherwise, or changed after they were answered.

import { describe, expect, it } from "vitest";
import {
  derivedId,
  type EventLink,
  type Given,
  type LedgerDecision,
  ledgerRefusalText,
  ledgerWarningText,
  recordCommitment,
  remainingOf,
} from "../../src/index.js";
import { measure, ONE_HOUR, raise, refusalOf, taken, type TestLedger, village } from "./testLedger.js";

const MAKE = { action: "produce", provider: "ann", receiver: "bob", outputOf: "plain" };
const boxes = (amount: string, unit = "piece"): Given => ({ resourceConformsTo: "boxes", resourceQuantity: measure(amount, unit) });

/** Ann has promised bob three boxes. */
function promised(): TestLedger {
  const ledger = village();
  taken(ledger.record("commitment", "promise", { ...MAKE, ...boxes("3") }));
  return ledger;
}

const keeps: readonly EventLink[] = [{ id: "keeps", property: "fulfills", target: "promise" }];
/** What is said of promises, and not of stock. */
const warned = (decision: LedgerDecision) => taken(decision).warnings.filter(({ type }) => type !== "NotInventoried");
const open = (ledger: TestLedger) => remainingOf(ledger.view, ledger.row("commitment", "promise"));

describe("what is promised and what happens", () => {
  it("[C56] what fulfils a promise as it was made is taken without a word", () => {
    const ledger = promised();
    expect(warned(ledger.event("e", { ...MAKE, ...boxes("3") }, { links: keeps }))).toEqual([]);
    expect(open(ledger)).toEqual({ resourceQuantity: measure("0", "piece") });
  });

  const OTHERWISE: readonly (readonly [at: string, given: Given, promised: string, told: string])[] = [
    ["receiver", { receiver: "library" }, "bob", "library"],
    ["provider", { provider: "library" }, "ann", "library"],
    ["resourceConformsTo", { resourceConformsTo: "apples" }, "boxes", "apples"],
    ["action", { action: "deliverService" }, "produce", "deliverService"],
  ];
  it.each(OTHERWISE)("[C56] another %s than was promised is taken and said", (at, given, was, is) => {
    const ledger = promised();
    const warnings = warned(ledger.event("e", { ...MAKE, ...boxes("1"), ...given }, { links: keeps }));
    expect(warnings).toEqual([{ type: "PromisedOtherwise", commitment: "promise", at, promised: was, told: is }]);
    for (const warning of warnings)
      expect(ledgerWarningText(warning)).toMatch(new RegExp(`^[^.]*promise[^.]*${at} ${was}, not ${is}[^.]*\\.$`, "u"));
    expect(open(ledger)).toEqual({ resourceQuantity: measure("2", "piece") });
  });

  it("[C56] the kind of a resource counts as the kind that it is of, new or there", () => {
    const ledger = promised();
    raise(ledger, "heap", "1", { unit: "piece" });
    const given = { ...MAKE, resourceQuantity: measure("1", "piece") };
    const links = (id: string): EventLink[] => [{ id, property: "fulfills", target: "promise" }];
    const heap = taken(ledger.event("e", { ...given, resourceInventoriedAs: "heap" }, { links: links("1") }));
    expect(heap.warnings).toMatchObject([{ at: "resourceConformsTo", told: "apples" }]);
    const fresh = { links: links("2"), newResource: { id: "fresh", given: { conformsTo: "apples" } } };
    expect(taken(ledger.event("f", given, fresh)).warnings).toMatchObject([{ at: "resourceConformsTo", told: "apples" }]);
  });

  it("[C56] more than was open is taken and said; a correction is not a promise kept anew", () => {
    const ledger = promised();
    taken(ledger.event("e", { ...MAKE, ...boxes("2") }, { links: keeps }));
    const links: EventLink[] = [{ id: "again", property: "fulfills", target: "promise" }];
    const warnings = warned(ledger.event("f", { ...MAKE, ...boxes("1.5") }, { links }));
    expect(warnings).toEqual([{ type: "MoreThanOpen", commitment: "promise", open: "1", told: "1.5", unit: "piece" }]);
    for (const warning of warnings) expect(ledgerWarningText(warning)).toMatch(/promise.* 1 piece .*1\.5 piece.*\.$/u);
    const correction = { corrects: "f", resourceQuantity: measure("9", "piece") };
    expect(warned(ledger.event("g", correction, { links: [{ ...links[0], id: "g" } as EventLink] }))).toEqual([]);
  });

  it("[C56] what is in another unit cannot count, and is refused; it counts as much as a link of its own says", () => {
    const ledger = promised();
    const before = structuredClone(ledger.state());
    const refusal = refusalOf(ledger.event("e", { ...MAKE, ...boxes("2", "kg") }, { links: keeps }));
    expect(refusal).toMatchObject({
      type: "CountsNothing",
      at: "event.resourceQuantity",
      commitment: "promise",
      unit: "kg",
      wanted: "piece",
    });
    expect(ledgerRefusalText(refusal)).toMatch(/^event\.resourceQuantity is in kg.*promise.*piece.*createFulfillment.*\.$/u);
    expect(ledger.state()).toEqual(before);
    taken(ledger.event("e", { ...MAKE, ...boxes("2", "kg") }));
    const link = { fulfills: "promise", fulfilledBy: "e" };
    expect(refusalOf(ledger.record("fulfillment", "l", link))).toMatchObject({ type: "Missing", at: "fulfillment.resourceQuantity" });
    taken(ledger.record("fulfillment", "l", { ...link, resourceQuantity: measure("1", "piece") }));
    expect(open(ledger)).toEqual({ resourceQuantity: measure("2", "piece") });
  });

  it("[C56] an event without a quantity of the promised sort counts nothing, and says so", () => {
    const ledger = promised();
    const work = {
      action: "work",
      provider: "ann",
      receiver: "bob",
      inputOf: "plain",
      resourceConformsTo: "boxes",
      effortQuantity: ONE_HOUR,
    };
    const { warnings } = taken(ledger.event("e", work, { links: keeps }));
    expect(warnings).toMatchObject([
      { type: "PromisedOtherwise", at: "action" },
      { type: "CountsNotYet", commitment: "promise" },
    ]);
    expect(ledgerWarningText({ type: "CountsNotYet", commitment: "promise" })).toMatch(/^[^.]*createFulfillment\.$/u);
    expect(open(ledger)).toEqual({ resourceQuantity: measure("3", "piece") });
  });

  it("[C57] what was answered stays in its unit: promises, wishes and claims", () => {
    const ledger = promised();
    taken(ledger.change("commitment", "promise", { resourceQuantity: measure("3", "kg") }));
    taken(ledger.change("commitment", "promise", { resourceQuantity: measure("3", "piece") }));
    taken(ledger.event("e", { ...MAKE, ...boxes("2") }, { links: keeps }));
    for (const resourceQuantity of [measure("3", "kg"), null]) {
      const refusal = refusalOf(ledger.change("commitment", "promise", { resourceQuantity, effortQuantity: ONE_HOUR }));
      expect(refusal).toMatchObject({ type: "Unchangeable", at: "commitment.resourceQuantity" });
      expect(ledgerRefusalText(refusal)).toMatch(/keeps.*piece.*\.$/u);
    }
    taken(ledger.change("commitment", "promise", { resourceQuantity: measure("4", "piece"), effortQuantity: ONE_HOUR }));
    taken(ledger.record("intent", "wish", { action: "produce", receiver: "bob", ...boxes("3") }));
    taken(ledger.record("satisfaction", "s", { satisfies: "wish", satisfiedBy: "promise" }));
    expect(refusalOf(ledger.change("intent", "wish", { resourceQuantity: measure("3", "kg") }))).toMatchObject({ type: "Unchangeable" });
    taken(ledger.remove("satisfaction", "s"));
    taken(ledger.change("intent", "wish", { resourceQuantity: measure("3", "kg") }));
  });
});

describe("promises with their wishes", () => {
  function wishing(): TestLedger {
    const ledger = village();
    for (const id of ["a", "b"]) taken(ledger.record("intent", id, { action: "produce", receiver: "bob", ...boxes("3") }));
    return ledger;
  }
  const promise = (ledger: TestLedger, ...targets: readonly string[]) => {
    const satisfies = targets.map((target) => ({ id: derivedId("c", "satisfies", target), target }));
    return ledger.tell((records, decider) => recordCommitment(records, { id: "c", given: { ...MAKE, ...boxes("3") }, satisfies }, decider));
  };

  it("[C45] the wishes that were told with a promise belong to what is the same", () => {
    const ledger = wishing();
    expect(taken(promise(ledger, "a", "b", "a")).entries).toHaveLength(3);
    expect(taken(promise(ledger, "b", "a")).entries).toEqual([]);
    for (const other of [[], ["a"], ["b"]]) expect(refusalOf(promise(ledger, ...other))).toMatchObject({ type: "IdTaken", id: "c" });
    const less = wishing();
    taken(promise(less, "a"));
    expect(refusalOf(promise(less, "b"))).toMatchObject({ type: "IdTaken", noun: "Commitment" });
    expect(refusalOf(promise(less, "a", "b"))).toMatchObject({ type: "IdTaken", noun: "Commitment" });
    // What was said of it later by itself does not count.
    taken(less.record("satisfaction", "later", { satisfies: "b", satisfiedBy: "c" }));
    taken(less.remove("satisfaction", "c:satisfies:a"));
    expect(taken(promise(less, "a")).entries).toEqual([]);
  });

  it("[C44] a wish that is not there is told by the name that was given", () => {
    expect(refusalOf(promise(wishing(), "a", "z"))).toMatchObject({ type: "NoSuch", at: "commitment.satisfies[1]", id: "z" });
    expect(refusalOf(promise(wishing(), "a b"))).toMatchObject({ type: "BadId", at: "commitment.satisfies[0]", id: "a b" });
  });
});

describe("ids that are made from others", () => {
  it("[C58] are the names joined, or where that is too long a hash of them, always the same", () => {
    expect(derivedId("e", "fulfills", "c")).toBe("e:fulfills:c");
    const most = "a".repeat(190);
    expect(derivedId(most, "resource")).toBe(`${most}:resource`);
    const long = derivedId("a".repeat(200), "resource");
    expect(long).toMatch(/^[0-9a-f]{64}$/u);
    expect(derivedId("a".repeat(200), "resource")).toBe(long);
    expect(derivedId("b".repeat(200), "resource")).not.toBe(long);
  });

  it("[C44] what an event fulfils and is no id is told where it was given", () => {
    const ledger = promised();
    const links: EventLink[] = [...keeps, { id: "x", property: "fulfills", target: "a b" }];
    expect(refusalOf(ledger.event("e", { ...MAKE, ...boxes("1") }, { links }))).toEqual({
      type: "BadId",
      at: "event.fulfills[1]",
      id: "a b",
    });
  });
});
