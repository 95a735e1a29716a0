// What the ledger does not take: each refusal by name, with a sentence that says where and what would be right, and nothing half-done.

import type { Action } from "@commonwright/rea";
import { describe, expect, it } from "vitest";
import {
  changeNoun,
  type Given,
  LEDGER_LIMITS,
  type LedgerDecision,
  type LedgerRefusal,
  ledgerRefusalCode,
  ledgerRefusalText,
  removeNoun,
} from "../../src/index.js";
import { measure, ONE_HOUR, raise, refusalOf, taken, type TestLedger, type ToldWith, village } from "./testLedger.js";

/** Stocks of ann and the library, accounts, a box in which apples are, an event to correct and its correction. */
function scene(): TestLedger {
  const ledger = village();
  raise(ledger, "apples-1", "10");
  raise(ledger, "apples-2", "1", { agent: "library" });
  raise(ledger, "box", "1", { of: "boxes", unit: "one" });
  raise(ledger, "crate", "1", { of: "boxes", unit: "one" });
  raise(ledger, "packed", "4");
  raise(ledger, "purse", "5", { of: "coins", unit: "one" });
  for (const [agent, currency] of [
    ["ann", "thanks"],
    ["bob", "thanks"],
    ["ann", "favours"],
  ] as const) {
    raise(ledger, `${agent}-${currency}`, "0", { of: currency, agent, unit: "one" });
  }
  const pack = { action: "combine", provider: "ann", receiver: "ann", inputOf: "plain", resourceQuantity: measure("4") };
  taken(ledger.event("pack", { ...pack, resourceInventoriedAs: "packed", toResourceInventoriedAs: "box" }));
  taken(ledger.event("eat", { ...EAT }));
  taken(ledger.event("eat-less", { ...EAT, corrects: "eat", resourceQuantity: measure("-1") }));
  taken(ledger.record("recipeProcess", "step", { name: "step" }));
  taken(ledger.record("commitment", "promise", { ...EAT, resourceQuantity: measure("2"), provider: "ann", receiver: "bob" }));
  return ledger;
}

const DECIDER = { at: "2027-03-01T08:00:00Z", by: "test" };
const EAT = {
  action: "consume",
  provider: "ann",
  receiver: "ann",
  resourceInventoriedAs: "apples-1",
  resourceQuantity: measure("2"),
  inputOf: "baking-1",
  hasPointInTime: "2027-03-01",
};

/** A command that is right for each action; every case below spoils one thing of it. */
const RIGHT: Readonly<Record<Action, Given>> = {
  produce: { ...EAT, action: "produce", inputOf: undefined, outputOf: "baking-1" },
  consume: EAT,
  use: { ...EAT, action: "use", effortQuantity: ONE_HOUR },
  work: { ...EAT, action: "work", effortQuantity: ONE_HOUR, resourceConformsTo: "mending", resourceInventoriedAs: undefined },
  cite: { ...EAT, action: "cite" },
  deliverService: { ...EAT, action: "deliverService", resourceConformsTo: "carting", resourceInventoriedAs: undefined },
  pickup: { ...EAT, action: "pickup" },
  dropoff: { ...EAT, action: "dropoff", inputOf: undefined, outputOf: "drying-1" },
  accept: { ...EAT, action: "accept" },
  modify: { ...EAT, action: "modify", inputOf: undefined, outputOf: "drying-1" },
  combine: { ...EAT, action: "combine", toResourceInventoriedAs: "crate" },
  separate: { ...EAT, action: "separate", inputOf: undefined, outputOf: "plain", resourceInventoriedAs: "packed" },
  transferCustody: { ...EAT, action: "transferCustody", inputOf: undefined, receiver: "bob" },
  transferAllRights: { ...EAT, action: "transferAllRights", inputOf: undefined, receiver: "bob" },
  transfer: { ...EAT, action: "transfer", inputOf: undefined, receiver: "bob" },
  move: { ...EAT, action: "move", inputOf: undefined, toResourceInventoriedAs: "apples-2" },
  copy: { ...EAT, action: "copy", inputOf: undefined },
  raise: { ...EAT, action: "raise", inputOf: undefined },
  lower: { ...EAT, action: "lower", inputOf: undefined },
};
const ALL = Object.keys(RIGHT) as Action[];
const INPUTS: readonly Action[] = ["consume", "use", "work", "cite", "pickup", "accept", "combine"];
const OUTPUTS: readonly Action[] = ["produce", "dropoff", "modify", "separate"];
const BESIDE: readonly Action[] = ["transferCustody", "transferAllRights", "transfer", "move", "copy", "raise", "lower"];

/** dropoff and modify need what came before them. */
function ready(ledger: TestLedger, action: Action): void {
  if (action === "dropoff" || action === "modify") {
    const pair = action === "dropoff" ? "pickup" : "accept";
    taken(ledger.event("before", { ...EAT, action: pair, inputOf: "drying-1" }));
  }
}

/** Sentences have one full stop, at their end, and name no hole in the program. */
function expectSentence(refusal: LedgerRefusal): void {
  const text = ledgerRefusalText(refusal);
  expect(text).toMatch(/^\S[^\n]{19,}\.$/u);
  expect(text.replace(/"[^"]*"/gu, "")).not.toMatch(/undefined|\[object|NaN|[.!?] \p{Lu}/u);
  if ("at" in refusal) expect(text).toContain(refusal.at);
  expect(["BAD_INPUT", "CONFLICT", "STALE_REVISION", "NOT_FOUND", "LIMIT"]).toContain(ledgerRefusalCode(refusal));
}

/** Refused with these facts, as a sentence, and everything is as it was. */
function expectRefused(ledger: TestLedger, tell: (ledger: TestLedger) => LedgerDecision, facts: Partial<LedgerRefusal>): void {
  const before = structuredClone(ledger.state());
  const refusal = refusalOf(tell(ledger));
  expect(refusal).toMatchObject(facts);
  expectSentence(refusal);
  expect(ledger.state()).toEqual(before);
}

describe("requirements", () => {
  it.each(ALL)("[C43] %s is taken where everything is there", (action) => {
    const ledger = scene();
    ready(ledger, action);
    taken(ledger.event("it", RIGHT[action]));
  });

  const MISSING: readonly (readonly [at: string, actions: readonly Action[]])[] = [
    ["provider", ALL],
    ["receiver", ALL],
    ["inputOf", INPUTS],
    ["outputOf", OUTPUTS],
    ["effortQuantity", ["use", "work"]],
    ["resourceQuantity", ALL.filter((each) => !["use", "work"].includes(each))],
    ["resourceConformsTo", ["work", "deliverService"]],
    ["resourceInventoriedAs", ["lower", "pickup", "dropoff", "accept", "modify", "combine", "separate"]],
  ];
  const cases = MISSING.flatMap(([at, actions]) => actions.map((action) => [action, at] as const));
  it.each(cases)("[C43] %s without %s is refused", (action, at) => {
    const ledger = scene();
    ready(ledger, action);
    const spoiled = { ...RIGHT[action], ...(at === "resourceInventoriedAs" ? { resourceConformsTo: "apples" } : {}), [at]: undefined };
    expectRefused(ledger, (it_) => it_.event("it", spoiled), { type: "Missing", at: `event.${at}` });
    // Erased is as good as not said.
    expectRefused(ledger, (it_) => it_.event("it", { ...spoiled, [at]: null }), { type: "Missing", at: `event.${at}` });
  });

  it.each(ALL)("[C43] %s of nothing is refused", (action) => {
    const nothing = { resourceConformsTo: undefined, resourceInventoriedAs: undefined, toResourceInventoriedAs: undefined };
    const ledger = scene();
    const process = action === "combine" ? { toResourceInventoriedAs: "crate" } : {};
    expectRefused(ledger, (it_) => it_.event("it", { ...RIGHT[action], ...nothing, ...process }), { type: "Missing" });
  });

  it.each([...INPUTS.map((each) => [each, "outputOf"] as const), ...OUTPUTS.map((each) => [each, "inputOf"] as const)])(
    "[C43] %s with %s is refused",
    (action, at) => {
      const spoiled = { ...RIGHT[action], [at]: "plain" };
      expectRefused(scene(), (ledger) => ledger.event("it", spoiled), { type: "WrongSide", at: `event.${at}` });
    },
  );

  it.each(BESIDE.flatMap((each) => [[each, "inputOf"] as const, [each, "outputOf"] as const]))(
    "[C43] %s with a process (%s) is refused",
    (action, at) => {
      const spoiled = { ...RIGHT[action], [at]: "plain" };
      expectRefused(scene(), (ledger) => ledger.event("it", spoiled), { type: "WrongSide", at: `event.${at}` });
    },
  );

  it.each(ALL.filter((each) => !["produce", "raise", "transferCustody", "transferAllRights", "transfer", "move", "copy"].includes(each)))(
    "[C43] %s creates no resource",
    (action) => {
      const told = { newResource: { id: "new", given: { conformsTo: "apples" } } };
      expectRefused(scene(), (ledger) => ledger.event("it", RIGHT[action], told), { type: "CannotCreate", action });
    },
  );

  it.each(["produce", "raise", "transferCustody", "transferAllRights", "transfer", "move", "copy"] as const)(
    "[C43] %s with a new and an existing resource on one side is refused",
    (action) => {
      const to = { toResourceInventoriedAs: "apples-2" };
      const side = action === "produce" || action === "raise" ? {} : to;
      const told = { newResource: { id: "new", given: { conformsTo: "apples" } } };
      expectRefused(scene(), (ledger) => ledger.event("it", { ...RIGHT[action], ...side }, told), { type: "NewAndExisting" });
    },
  );

  it.each(["raise", "lower", "move"] as const)("[C43] %s between two agents is refused", (action) => {
    expectRefused(scene(), (ledger) => ledger.event("it", { ...RIGHT[action], receiver: "bob" }), { type: "AgentsDiffer", action });
  });

  it.each(["consume", "lower", "transfer", "transferAllRights", "move"] as const)(
    "[C43] %s by somebody who is not accountable is refused",
    (action) => {
      const spoiled = { ...RIGHT[action], provider: "bob", receiver: "bob" };
      expectRefused(scene(), (ledger) => ledger.event("it", spoiled), { type: "NotAccountable", accountable: "ann" });
    },
  );

  it.each(["transferCustody", "pickup", "accept"] as const)("[C43] %s by somebody who does not have it is refused", (action) => {
    const spoiled = { ...RIGHT[action], provider: "bob", receiver: "bob" };
    expectRefused(scene(), (ledger) => ledger.event("it", spoiled), { type: "NotCustodian", custodian: "ann" });
    // A borrower may hand on what is not theirs, and the lender may not meanwhile.
    const lent = scene();
    const lending = { ...RIGHT.transferCustody, resourceQuantity: measure("10") };
    taken(lent.event("lend", lending, { newResource: { id: "borrowed", given: {} } }));
    taken(lent.event("it", { ...spoiled, resourceInventoriedAs: "borrowed", receiver: "ann" }));
    expectRefused(lent, (it_) => it_.event("sold", { ...RIGHT.transfer, provider: "bob", resourceInventoriedAs: "borrowed" }), {
      type: "NotAccountable",
      accountable: "ann",
    });
  });

  it.each(["dropoff", "modify"] as const)("[C43] %s without what must come before it is refused", (action) => {
    expectRefused(scene(), (ledger) => ledger.event("it", RIGHT[action]), { type: "NoEarlier", action });
    const other = scene();
    ready(other, action);
    expectRefused(other, (ledger) => ledger.event("it", { ...RIGHT[action], outputOf: "plain" }), { type: "NoEarlier", process: "plain" });
    expectRefused(other, (ledger) => ledger.event("it", { ...RIGHT[action], resourceInventoriedAs: "packed" }), { type: "NoEarlier" });
  });

  it("[C43] another agent may bring what they do not own into a process of theirs", () => {
    const ledger = scene();
    taken(ledger.event("it", { ...RIGHT.use, provider: "bob", receiver: "bob" }));
    taken(ledger.event("cited", { ...RIGHT.cite, provider: "bob", receiver: "bob" }));
  });
});

/** One thing wrong: who spoils it, how, and what is said of it. */
type Spoiled = readonly [title: string, given: Given, facts: Partial<LedgerRefusal>, told?: ToldWith];

describe("what is wrong in an event", () => {
  const SPOILED: readonly Spoiled[] = [
    ["no such action", { ...EAT, action: "transfer-custody" }, { type: "NotAnAction", at: "event.action" }],
    ["no action", { ...EAT, action: undefined }, { type: "Missing", at: "event.action" }],
    ["an agent that is not there", { ...EAT, provider: "carl" }, { type: "NoSuch", at: "event.provider", noun: "Agent" }],
    ["a resource that is not there", { ...EAT, resourceInventoriedAs: "x" }, { type: "NoSuch", at: "event.resourceInventoriedAs" }],
    ["a process that is not there", { ...EAT, inputOf: "x" }, { type: "NoSuch", at: "event.inputOf", noun: "Process" }],
    ["a record of another kind", { ...EAT, inputOf: "ann" }, { type: "NoSuch", at: "event.inputOf", noun: "Process" }],
    ["a place that is not there", { ...EAT, toLocation: "x" }, { type: "NoSuch", at: "event.toLocation" }],
    ["an agreement that is not there", { ...EAT, realizationOf: "x" }, { type: "NoSuch", at: "event.realizationOf" }],
    ["no id", { ...EAT, inputOf: "a b" }, { type: "BadId", at: "event.inputOf" }],
    ["a point and a span", { ...EAT, hasEnd: "2027-03-02" }, { type: "PointAndSpan" }],
    [
      "an end before its beginning",
      { ...EAT, hasPointInTime: undefined, hasBeginning: "2027-03-02", hasEnd: "2027-03-01" },
      { type: "EndsBeforeItBegins" },
    ],
    ["no time", { ...EAT, hasPointInTime: "yesterday" }, { type: "NotAnInstant", at: "event.hasPointInTime" }],
    ["no unit", { ...EAT, resourceQuantity: { hasNumericalValue: "1" } }, { type: "UnitMissing", at: "event.resourceQuantity" }],
    ["an unknown unit", { ...EAT, resourceQuantity: measure("1", "bushel") }, { type: "UnitUnknown", unit: "bushel" }],
    ["another unit than the resource's", { ...EAT, resourceQuantity: measure("1", "g") }, { type: "UnitOther", unit: "g", wanted: "kg" }],
    ["no number", { ...EAT, resourceQuantity: measure("NaN") }, { type: "NotADecimal", text: "NaN" }],
    ["infinity", { ...EAT, resourceQuantity: measure("Infinity") }, { type: "NotADecimal" }],
    ["an exponent", { ...EAT, resourceQuantity: measure("1e3") }, { type: "NotADecimal" }],
    ["no quantity at all", { ...EAT, resourceQuantity: { hasUnit: "kg" } }, { type: "NotADecimal", text: "" }],
    ["19 digits", { ...EAT, resourceQuantity: measure("1.234567890123456789") }, { type: "NotADecimal" }],
    ["less than nothing", { ...EAT, resourceQuantity: measure("-1") }, { type: "Negative", text: "-1" }],
    ["negative effort", { ...RIGHT.work, effortQuantity: measure("-1", "h") }, { type: "Negative" }],
    ["a long note", { ...EAT, note: "a".repeat(10_001) }, { type: "TextTooLong", at: "event.note", most: LEDGER_LIMITS.text }],
    ["a long state", { ...EAT, state: "a".repeat(501) }, { type: "TextTooLong", at: "event.state", most: LEDGER_LIMITS.name }],
    ["a state of two lines", { ...EAT, state: "a\nb" }, { type: "TextUnreadable", at: "event.state" }],
    ["half a character", { ...EAT, note: "\ud800" }, { type: "TextUnreadable", at: "event.note" }],
    ["the character of nothing", { ...EAT, note: "a\u0000b" }, { type: "TextUnreadable", at: "event.note" }],
    ["a list without end", { ...EAT, resourceClassifiedAs: Array.from({ length: 201 }, String) }, { type: "ListTooLong", length: 201 }],
    ["a to where there is none", { ...EAT, toResourceInventoriedAs: "apples-2" }, { type: "NotUsed" }],
    ["a to without a change of hands", { ...RIGHT.pickup, toResourceInventoriedAs: "apples-2" }, { type: "NotUsed" }],
    ["a service into the same process", { ...RIGHT.deliverService, outputOf: "baking-1" }, { type: "SameProcess" }],
    ["another kind on the other side", { ...RIGHT.transfer, toResourceInventoriedAs: "crate" }, { type: "UnitOther" }],
    [
      "another kind in the same unit",
      { ...RIGHT.transfer, resourceInventoriedAs: "box", resourceQuantity: measure("1", "one"), toResourceInventoriedAs: "bob-thanks" },
      { type: "SpecificationsDiffer" },
    ],
    [
      "another kind than it says",
      { ...EAT, resourceConformsTo: "boxes" },
      { type: "OfAnotherKind", said: "boxes", resource: "apples-1", kind: "apples" },
    ],
    [
      "another kind than the new resource",
      { ...RIGHT.raise, resourceInventoriedAs: undefined, resourceConformsTo: "apples" },
      { type: "OfAnotherKind" },
      { newResource: { id: "new", given: { conformsTo: "boxes" } } },
    ],
    [
      "a new resource of no kind",
      { ...RIGHT.copy, resourceInventoriedAs: undefined },
      { type: "Missing" },
      { newResource: { id: "new", given: { name: "x" } } },
    ],
    [
      "a new resource in a container that is not there",
      { ...RIGHT.raise, resourceInventoriedAs: undefined },
      { type: "NoSuch", at: "newInventoriedResource.containedIn" },
      { newResource: { id: "new", given: { conformsTo: "apples", containedIn: "new" } } },
    ],
    [
      "an id of a resource that is there",
      { ...RIGHT.raise, resourceInventoriedAs: undefined },
      { type: "IdTaken", noun: "EconomicResource" },
      { newResource: { id: "apples-2", given: { conformsTo: "apples" } } },
    ],
    [
      "a new resource without an id",
      { ...RIGHT.raise, resourceInventoriedAs: undefined },
      { type: "BadId", at: "newInventoriedResource.id" },
      { newResource: { id: "", given: { conformsTo: "apples" } } },
    ],
    ["more of an account than its limit", { ...RIGHT.lower, ...coins("6") }, { type: "BelowLimit", lowest: "0", balance: "5" }],
    ["credit out of nothing", { ...RIGHT.raise, ...credit("ann-thanks") }, { type: "CreditOneSided", currency: "thanks" }],
    ["credit lost", { ...RIGHT.lower, ...credit("ann-thanks", "0.1") }, { type: "CreditOneSided" }],
    ["credit to nowhere", { ...RIGHT.transfer, ...credit("ann-thanks") }, { type: "CreditOneSided" }],
    [
      "credit copied from one currency to another",
      { ...RIGHT.copy, ...credit("ann-favours"), toResourceInventoriedAs: "bob-thanks" },
      { type: "CreditOneSided", currency: "thanks" },
    ],
    [
      "credit beyond the limit",
      { ...RIGHT.transfer, ...credit("ann-thanks"), toResourceInventoriedAs: "bob-thanks" },
      { type: "BelowLimit", account: "ann-thanks" },
    ],
    ["a link to nothing", EAT, { type: "NoSuch", at: "event.fulfills[0]" }, { links: [{ id: "l", property: "fulfills", target: "x" }] }],
    [
      "a claim that is not there",
      EAT,
      { type: "NoSuch", at: "event.settles[0]" },
      { links: [{ id: "l", property: "settles", target: "x" }] },
    ],
    ["no separation from nothing", { ...RIGHT.separate, resourceInventoriedAs: "apples-1" }, { type: "NotContained" }],
    [
      "another container than it is in",
      { ...RIGHT.combine, resourceInventoriedAs: "packed" },
      { type: "ContainedElsewhere", container: "box" },
    ],
    [
      "a thing into itself",
      { ...RIGHT.combine, resourceInventoriedAs: "crate", resourceQuantity: measure("1", "one") },
      { type: "ContainsItself" },
    ],
    [
      "a box into what it holds",
      { ...RIGHT.combine, resourceInventoriedAs: "box", resourceQuantity: measure("1", "one"), toResourceInventoriedAs: "packed" },
      { type: "ContainsItself" },
    ],
    [
      "a box in parts",
      { ...RIGHT.transfer, resourceInventoriedAs: "box", resourceQuantity: measure("0.5", "one") },
      { type: "ContainerInParts", onhand: "1", taken: "0.5" },
    ],
    [
      "things put into an account",
      { ...RIGHT.combine, toResourceInventoriedAs: "ann-thanks" },
      { type: "AccountAsContainer", account: "ann-thanks" },
    ],
    ["a correction of nothing", { ...EAT, corrects: "x" }, { type: "NoSuch", at: "event.corrects" }],
    ["a correction of a correction", { ...EAT, corrects: "eat-less" }, { type: "CorrectsACorrection", original: "eat" }],
    ["a correction of another action", { ...RIGHT.lower, corrects: "eat" }, { type: "CorrectsOther", at: "event.action" }],
    ["a correction by others", { ...EAT, provider: "bob", corrects: "eat" }, { type: "CorrectsOther", at: "event.provider" }],
    ["a correction in another process", { ...EAT, inputOf: "plain", corrects: "eat" }, { type: "CorrectsOther", at: "event.inputOf" }],
    ["a correction under an agreement", { ...EAT, realizationOf: "deal", corrects: "eat" }, { type: "CorrectsOther" }],
    ["a correction of another thing", { ...EAT, resourceInventoriedAs: "apples-2", corrects: "eat" }, { type: "CorrectsOther" }],
    [
      "a correction of more than happened",
      { ...EAT, resourceQuantity: measure("-1000", "kg"), corrects: "eat" },
      { type: "CorrectsTooMuch" },
    ],
    ["a correction in another unit", { ...EAT, resourceQuantity: measure("-1", "g"), corrects: "eat" }, { type: "CorrectsOther" }],
    ["a correction of effort that was not said", { ...EAT, effortQuantity: ONE_HOUR, corrects: "eat" }, { type: "CorrectsOther" }],
    [
      "a correction that makes something",
      { ...RIGHT.raise, resourceInventoriedAs: undefined, corrects: "eat" },
      { type: "CorrectsOther", at: "newInventoriedResource" },
      { newResource: { id: "new", given: { conformsTo: "apples" } } },
    ],
  ];

  const titled = SPOILED.map(([title, given, facts, told = {}]) => ({ title, given, facts, told }));
  it.each(titled)("[C44] $title is refused", ({ given, facts, told }) => {
    expectRefused(scene(), (ledger) => ledger.event("it", given, told), facts);
  });

  it("[C44] an event without an id is refused", () => {
    for (const id of ["", "a b", "a\nb", "a".repeat(201), "\u0000"]) {
      expectRefused(scene(), (ledger) => ledger.event(id, EAT), { type: "BadId", at: "event.id" });
    }
    const long = refusalOf(scene().event("a".repeat(201), EAT));
    expect(ledgerRefusalText(long)).toBe("event.id has 201 characters; an id has 200 at the most, so make a shorter one.");
  });

  it("[C44] a box goes not into a box that it holds", () => {
    const ledger = scene();
    const inner = {
      ...RIGHT.combine,
      resourceInventoriedAs: "crate",
      resourceQuantity: measure("1", "one"),
      toResourceInventoriedAs: "box",
    };
    taken(ledger.event("crate-in-box", inner));
    const into = { resourceInventoriedAs: "box", resourceQuantity: measure("1", "one"), toResourceInventoriedAs: "crate" };
    expectRefused(ledger, (it_) => it_.event("it", { ...RIGHT.transfer, ...into }), { type: "ContainsItself" });
  });

  it("[C44] a box is not poured into a new one that lies in what the box holds", () => {
    const pour = { ...RIGHT.transfer, resourceInventoriedAs: "box", resourceQuantity: measure("1", "one") };
    const newResource = { id: "inmost", given: { containedIn: "packed" } };
    expectRefused(scene(), (ledger) => ledger.event("it", pour, { newResource }), { type: "ContainsItself" });
  });

  function coins(amount: string): Given {
    return { resourceInventoriedAs: "purse", resourceQuantity: measure(amount, "one") };
  }

  function credit(account: string, amount = "1"): Given {
    return { resourceInventoriedAs: account, resourceQuantity: measure(amount, "one") };
  }
});

describe("what is wrong in other nouns", () => {
  type Wrong = readonly [title: string, tell: (ledger: TestLedger) => LedgerDecision, facts: Partial<LedgerRefusal>];
  const promise = { ...EAT, receiver: "bob" };
  const WRONG: readonly Wrong[] = [
    ["an agent without a name", (it_) => it_.record("agent", "x", { type: "Person" }), { type: "Missing", at: "agent.name" }],
    ["an agent of no class", (it_) => it_.record("agent", "x", { name: "x" }), { type: "Missing", at: "agent.type" }],
    ["an agent of another class", (it_) => it_.record("agent", "x", { name: "x", type: "Robot" }), { type: "NotAmong", at: "agent.type" }],
    ["a name of two lines", (it_) => it_.record("plan", "x", { name: "a\nb" }), { type: "TextUnreadable", at: "plan.name" }],
    ["a blank name", (it_) => it_.record("plan", "x", { name: " " }), { type: "Missing", at: "plan.name" }],
    ["a unit without a label", (it_) => it_.record("unit", "x", { label: " " }), { type: "Missing", at: "unit.label" }],
    ["a unit that everybody has", (it_) => it_.record("unit", "kg", { label: "my kg" }), { type: "BuiltIn", unit: "kg" }],
    [
      "a place off the earth",
      (it_) => it_.record("spatialThing", "x", { name: "x", lat: 91 }),
      { type: "NotANumber", at: "spatialThing.lat" },
    ],
    ["a place at no number", (it_) => it_.record("spatialThing", "x", { name: "x", long: "east" }), { type: "NotANumber" }],
    ["a flag of neither", (it_) => it_.record("process", "x", { name: "x", finished: "maybe" }), { type: "NotAmong" }],
    [
      "a promise by nobody to nobody",
      (it_) => it_.record("commitment", "x", { ...promise, provider: null, receiver: null }),
      { type: "Missing" },
    ],
    ["a promise without quantity", (it_) => it_.record("commitment", "x", { ...promise, resourceQuantity: null }), { type: "Missing" }],
    ["a promise of nothing", (it_) => it_.record("commitment", "x", { ...promise, resourceInventoriedAs: null }), { type: "Missing" }],
    ["a promise on the wrong side", (it_) => it_.record("commitment", "x", { ...promise, outputOf: "plain" }), { type: "WrongSide" }],
    [
      "a promise in another unit",
      (it_) => it_.record("commitment", "x", { ...promise, resourceQuantity: measure("1", "m") }),
      { type: "UnitOther" },
    ],
    [
      "a clause on both sides",
      (it_) => it_.record("commitment", "x", { ...promise, clauseOf: "deal", reciprocalClauseOf: "deal" }),
      { type: "Unchangeable", at: "commitment.reciprocalClauseOf" },
    ],
    ["an intent of both agents", (it_) => it_.record("intent", "x", promise), { type: "BothAgents" }],
    ["a claim without its event", (it_) => it_.record("claim", "x", promise), { type: "Missing", at: "claim.triggeredBy" }],
    [
      "a flow on the wrong side of a step",
      (it_) =>
        it_.record("recipeFlow", "x", {
          action: "consume",
          resourceConformsTo: "apples",
          resourceQuantity: measure("1"),
          recipeOutputOf: "step",
        }),
      { type: "WrongSide", at: "recipeFlow.recipeOutputOf" },
    ],
    [
      "a link in another unit",
      (it_) => it_.record("fulfillment", "x", { fulfills: "promise", fulfilledBy: "eat", resourceQuantity: measure("1", "m") }),
      { type: "UnitOther", at: "fulfillment.resourceQuantity" },
    ],
    [
      "a link without an end",
      (it_) => it_.record("fulfillment", "x", { fulfills: "promise" }),
      { type: "Missing", at: "fulfillment.fulfilledBy" },
    ],
    ["removal of what is named", (it_) => it_.remove("agent", "bob"), { type: "StillNamed", noun: "Agent" }],
    ["removal of a kind in stock", (it_) => it_.remove("resourceSpecification", "apples"), { type: "StillNamed" }],
    ["removal of what is not there", (it_) => it_.remove("agent", "carl"), { type: "RecordUnknown" }],
    ["a limit below a balance", (it_) => it_.limit("purse", "6"), { type: "BelowLimit", lowest: "6", balance: "5" }],
    ["a limit that is no number", (it_) => it_.limit("purse", "much"), { type: "NotADecimal", at: "lowestBalance" }],
    ["a limit of what is no account", (it_) => it_.limit("apples-1", "0"), { type: "NotAnAccount" }],
    ...[
      "accountingQuantity",
      "onhandQuantity",
      "primaryAccountable",
      "custodian",
      "currentLocation",
      "containedIn",
      "stage",
      "state",
      "conformsTo",
    ].map(
      (at): Wrong => [
        `a change of ${at} without an event`,
        (it_) => it_.describe("economicResource", "apples-1", { [at]: null }),
        { type: "Unchangeable", at: `economicResource.${at}` },
      ],
    ),
    ...[
      "action",
      "provider",
      "receiver",
      "resourceQuantity",
      "effortQuantity",
      "resourceInventoriedAs",
      "inputOf",
      "hasPointInTime",
      "corrects",
      "state",
      "toLocation",
    ].map(
      (at): Wrong => [
        `a change of an event's ${at}`,
        (it_) => it_.describe("economicEvent", "eat", { [at]: "x" }),
        { type: "Unchangeable", at: `economicEvent.${at}` },
      ],
    ),
  ];

  it.each(WRONG)("[C44] %s is refused", (_title, tell, facts) => expectRefused(scene(), tell, facts));

  it("[C44] the units that everybody has are told as such, when they are made, changed or removed", () => {
    const ledger = scene();
    const revisionId = "0.kg";
    const tries: readonly LedgerDecision[] = [
      ledger.record("unit", "kg", { label: "my kg" }),
      changeNoun(ledger.view, { noun: "unit", revisionId, given: { label: "my kg" } }, DECIDER),
      removeNoun(ledger.view, { noun: "unit", revisionId }, DECIDER),
    ];
    for (const decision of tries) {
      expect(refusalOf(decision)).toEqual({ type: "BuiltIn", unit: "kg" });
      expectSentence(refusalOf(decision));
    }
  });

  it("[C44] what an event names stays, and is told so; what else names it may be removed", () => {
    const ledger = scene();
    const refusal = refusalOf(ledger.remove("agent", "bob"));
    expect(refusal).toMatchObject({ type: "StillNamed", isLasting: true });
    expectSentence(refusal);
    expect(ledgerRefusalText(refusal)).toMatch(/stays on record.*name or note/u);
    taken(ledger.record("agent", "carl", { name: "Carl", type: "Person" }));
    taken(ledger.record("intent", "wish", { action: "transfer", receiver: "carl", resourceConformsTo: "apples" }));
    const named = refusalOf(ledger.remove("agent", "carl"));
    expect(named).toMatchObject({ type: "StillNamed", isLasting: false, by: "receiver of the Intent wish" });
    expectSentence(named);
  });

  it("[C44] only an event is told of corrections where a quantity is negative", () => {
    const ledger = scene();
    const event = refusalOf(ledger.event("it", { ...EAT, resourceQuantity: measure("-1") }));
    expect(ledgerRefusalText(event)).toContain("corrects");
    const intent = { action: "transfer", receiver: "ann", resourceConformsTo: "apples", resourceQuantity: measure("-1") };
    const other = refusalOf(ledger.record("intent", "wish", intent));
    expect(other).toEqual({ type: "BelowNothing", at: "intent.resourceQuantity", text: "-1" });
    expectSentence(other);
    expect(ledgerRefusalText(other)).not.toContain("corrects");
  });

  it("[C44] what is of another kind than is said is told with the field and the thing", () => {
    const made = { ...RIGHT.produce, resourceInventoriedAs: "box", resourceQuantity: measure("1", "one"), resourceConformsTo: "apples" };
    const work = { ...RIGHT.work, resourceInventoriedAs: "apples-1" };
    for (const [given, facts] of [
      [made, { said: "apples", resource: "box", kind: "boxes" }],
      [work, { said: "mending", resource: "apples-1", kind: "apples" }],
    ] as const) {
      const refusal = refusalOf(scene().event("it", given));
      expect(refusal).toEqual({ type: "OfAnotherKind", ...facts });
      expectSentence(refusal);
      expect(ledgerRefusalText(refusal)).toContain("event.resourceConformsTo");
    }
  });
});
