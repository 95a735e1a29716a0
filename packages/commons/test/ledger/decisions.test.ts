// How the ledger decides: once, by revision, with corrections, containers, accounts and what the region's planner stands on.

import { describe, expect, it } from "vitest";
import {
  type Entry,
  type EntryKind,
  type EventLink,
  type Given,
  type JsonObject,
  ledgerWarningText,
  recordEvent,
  type RecordKind,
  removeNoun,
  changeNoun,
  commandKeys,
  instantOf,
  seenKey,
} from "../../src/index.js";
import { measure, ONE_HOUR, raise, refusalOf, taken, TestLedger, village } from "./testLedger.js";

const ANN = { provider: "ann", receiver: "ann" };
const eating = (amount: string, extra: Given = {}): Given => ({
  action: "consume",
  ...ANN,
  inputOf: "baking-1",
  resourceInventoriedAs: "stock",
  resourceQuantity: measure(amount),
  ...extra,
});

function withStock(): TestLedger {
  const ledger = village();
  raise(ledger, "stock", "10");
  return ledger;
}

/** Told again it makes no entry and changes nothing. */
function expectNothingNew(ledger: TestLedger, tell: () => ReturnType<TestLedger["event"]>): void {
  const before = structuredClone(ledger.state());
  expect(taken(tell()).entries).toEqual([]);
  expect(ledger.state()).toEqual(before);
}

describe("once", () => {
  it("[C45] the same event again makes no entry, also later, and also where the ledger filled in the time", () => {
    const ledger = withStock();
    taken(ledger.event("e", eating("1"), { at: "2027-03-01T08:00:00Z" }));
    expect(ledger.row("economicEvent", "e").body).toMatchObject({
      hasPointInTime: "2027-03-01T08:00:00Z",
      created: "2027-03-01T08:00:00Z",
    });
    expectNothingNew(ledger, () => ledger.event("e", eating("1"), { at: "2027-04-01T08:00:00Z" }));
    expectNothingNew(ledger, () => ledger.event("e", eating("1.0", { note: null }), { at: "2027-04-01T08:00:00Z" }));
    for (const other of [eating("2"), eating("1", { note: "x" }), eating("1", { hasPointInTime: "2027-03-02" }), eating("x")]) {
      expect(refusalOf(ledger.event("e", other))).toEqual({ type: "IdTaken", noun: "EconomicEvent", id: "e" });
    }
    taken(ledger.event("f", eating("1", { hasPointInTime: "2027-03-01" })));
    expect(refusalOf(ledger.event("f", eating("1"))).type).toBe("IdTaken");
  });

  it("[C45] what was made with an event belongs to what is the same", () => {
    const ledger = withStock();
    const given = { action: "raise", ...ANN, resourceQuantity: measure("1") };
    const made = (name: string) => ({ newResource: { id: "new", given: { name, conformsTo: "apples" } } });
    taken(ledger.event("e", given, made("a")));
    expectNothingNew(ledger, () => ledger.event("e", given, made("a")));
    expect(refusalOf(ledger.event("e", given, made("b"))).type).toBe("IdTaken");
    expect(refusalOf(ledger.event("e", { ...given, resourceInventoriedAs: "new" })).type).toBe("IdTaken");
    expect(refusalOf(ledger.event("f", given, made("a")))).toMatchObject({ type: "IdTaken", noun: "EconomicResource" });
  });

  it("[C45] links that were told with an event belong to what is the same; told twice they are one", () => {
    const ledger = withStock();
    for (const id of ["p", "q"]) taken(ledger.record("commitment", id, eating("1")));
    const link = (id: string, target: string): EventLink => ({ id, property: "fulfills", target });
    const told = taken(ledger.event("e", eating("1"), { links: [link("l", "p"), link("l", "p")] }));
    expect(told.entries).toHaveLength(2);
    expect(ledger.row("fulfillment", "l").body).toEqual({ id: "l", fulfills: "p", fulfilledBy: "e" });
    expectNothingNew(ledger, () => ledger.event("e", eating("1"), { links: [link("l", "p")] }));
    const others = [[], [link("l", "q")], [link("m", "p")], [link("l", "p"), link("m", "q")]];
    for (const links of others) expect(refusalOf(ledger.event("e", eating("1"), { links })).type).toBe("IdTaken");
    taken(ledger.remove("fulfillment", "l"));
    expectNothingNew(ledger, () => ledger.event("e", eating("1"), { links: [link("l", "p")] }));
  });

  it("[C45] the same again is the same after the record was changed and what it named is gone", () => {
    const ledger = withStock();
    taken(ledger.record("batchLotRecord", "lot", { batchLotCode: "7" }));
    const given = { action: "raise", ...ANN, resourceQuantity: measure("1") };
    const made = { newResource: { id: "new", given: { conformsTo: "apples", ofBatchLot: "lot" } } };
    taken(ledger.event("e", given, made));
    taken(ledger.describe("economicEvent", "e", { note: "counted twice" }));
    taken(ledger.describe("economicResource", "new", { ofBatchLot: null, name: "heap" }));
    taken(ledger.remove("batchLotRecord", "lot"));
    expectNothingNew(ledger, () => ledger.event("e", given, made));

    taken(ledger.record("plan", "spring", { name: "spring" }));
    const process = { name: "dig", plannedWithin: "spring" };
    taken(ledger.record("process", "dig", process));
    taken(ledger.change("process", "dig", { plannedWithin: null, name: "dig deep" }));
    taken(ledger.remove("plan", "spring"));
    expectNothingNew(ledger, () => ledger.record("process", "dig", process));
    expect(refusalOf(ledger.record("process", "dig", { name: "dig deep" })).type).toBe("IdTaken");
  });

  it("[C45] a noun again is the same with null for what was not said, and another with less or more", () => {
    const ledger = village();
    const given = { name: "spring", note: "early" };
    taken(ledger.record("plan", "p", given, "2027-03-01T08:00:00Z"));
    expect(ledger.row("plan", "p").body["created"]).toBe("2027-03-01T08:00:00Z");
    expectNothingNew(ledger, () => ledger.record("plan", "p", { ...given, due: null }, "2027-04-01T08:00:00Z"));
    const others: Given[] = [{ name: "spring" }, { ...given, note: null }, { ...given, due: "2027" }, { ...given, created: "2027" }];
    for (const other of others) expect(refusalOf(ledger.record("plan", "p", other))).toMatchObject({ type: "IdTaken", noun: "Plan" });
    expect(refusalOf(ledger.record("plan", "p", { name: "a\nb" })).type).toBe("IdTaken");
  });

  it("[C45] ids of what was removed are not given again; removing again is nothing new", () => {
    const ledger = village();
    taken(ledger.record("plan", "p", { name: "p" }));
    const revisionId = ledger.revisionId("plan", "p");
    const remove = () => ledger.tell((records, decider) => removeNoun(records, { noun: "plan", revisionId }, decider));
    expect(taken(remove()).entries).toHaveLength(1);
    expectNothingNew(ledger, remove);
    expectNothingNew(ledger, () => ledger.remove("plan", "p"));
    expect(refusalOf(ledger.record("plan", "p", { name: "p" }))).toEqual({ type: "IdRemoved", noun: "Plan", id: "p" });
    expect(refusalOf(ledger.record("process", "x", { name: "x", plannedWithin: "p" })).type).toBe("NoSuch");
  });
});

describe("changes", () => {
  it("[C46] what is not given stays, null erases, the same makes no entry, a stale revision is refused", () => {
    const ledger = village();
    taken(ledger.record("process", "p", { name: "p", note: "a\nb", classifiedAs: ["x", "y", "x"] }));
    expect(ledger.row("process", "p").body["classifiedAs"]).toEqual(["x", "y"]);
    const stale = ledger.revisionId("process", "p");
    expectNothingNew(ledger, () => ledger.change("process", "p", { name: "p", finished: null }));
    taken(ledger.change("process", "p", { note: null, classifiedAs: ["z"], name: undefined }));
    expect(ledger.row("process", "p").body).toEqual({ id: "p", name: "p", classifiedAs: ["z"] });
    const change = (revisionId: string) =>
      ledger.tell((records, decider) => changeNoun(records, { noun: "process", revisionId, given: { name: "q" } }, decider));
    expect(refusalOf(change(stale))).toMatchObject({ type: "RevisionStale", id: "p" });
    expect(refusalOf(change("p"))).toEqual({ type: "RevisionUnreadable", text: "p" });
    expect(refusalOf(change("7.x"))).toMatchObject({ type: "RecordUnknown", id: "x" });
    expect(refusalOf(ledger.change("process", "p", { name: null }))).toMatchObject({ type: "Missing", at: "process.name" });
    expect(refusalOf(ledger.change("process", "p", { plannedWithin: "x" })).type).toBe("NoSuch");
  });

  it("[C46] words on events and resources change without an event, and null erases them", () => {
    const ledger = withStock();
    taken(ledger.event("e", eating("1", { note: "a" })));
    taken(ledger.describe("economicEvent", "e", { note: null, realizationOf: "deal" }));
    expect(ledger.row("economicEvent", "e").body).toMatchObject({ realizationOf: "deal" });
    expect(ledger.row("economicEvent", "e").body).not.toHaveProperty("note");
    const words = { name: "heap", note: "two\nlines", trackingIdentifier: "7", classifiedAs: ["x"] };
    taken(ledger.describe("economicResource", "stock", words));
    expect(ledger.resource("stock")).toMatchObject(words);
    expectNothingNew(ledger, () => ledger.describe("economicResource", "stock", words));
    expect(ledger.amounts("stock")).toEqual(["9", "9"]);
  });

  it("[C46] the planner's nouns are not changed in what it stands on, nor removed; nor is the community", () => {
    const ledger = new TestLedger();
    const say = (kind: EntryKind, body: JsonObject): Entry => ({ kind, version: 1, at: "2027-01-01T00:00:00Z", by: "test", body });
    ledger.add([say("communityFounded", { name: "village" })]);
    const founder = [...ledger.rows.values()].find(({ kind }) => kind === "agent")?.id ?? "";
    ledger.add([
      say("spatialThingRecorded", { id: "town", name: "town", territory: "t", lat: 45, long: 10 }),
      say("spatialThingRecorded", { id: "wood", name: "wood" }),
      say("resourceSpecificationRecorded", { id: "bread", name: "bread", massKg: 1, defaultUnitOfResource: "kg" }),
      say("recipeRecorded", { id: "baking", name: "baking", primaryOutput: "bread", leadPeriods: 1 }),
      say("agentRecorded", { id: "bakery", type: "Organization", name: "bakery", primaryLocation: "town", machines: [] }),
      say("intentStated", { id: "need", action: "transfer", resourceConformsTo: "bread", resourceQuantity: measure("1"), priority: 1 }),
    ]);
    const protectedOnes = [
      ["resourceSpecification", "bread", { defaultUnitOfResource: "g" }],
      ["spatialThing", "town", { lat: null }],
      ["spatialThing", "town", { long: 9 }],
      ["recipe", "baking", { primaryOutput: null }],
      ["recipe", "baking", { recipeIncludes: [] }],
      ["agent", "bakery", { primaryLocation: "wood" }],
      ["agent", "bakery", { primaryLocation: null }],
      ["intent", "need", { resourceQuantity: measure("2") }],
      ["intent", "need", { finished: true }],
      ["intent", "need", { due: "2027-05-05" }],
    ] as const;
    for (const [noun, id, given] of protectedOnes) {
      expect(refusalOf(ledger.change(noun, id, given))).toMatchObject({ type: "Unchangeable", at: `${noun}.${Object.keys(given)[0]}` });
    }
    const nouns = [
      ["spatialThing", "town"],
      ["resourceSpecification", "bread"],
      ["recipe", "baking"],
      ["agent", "bakery"],
      ["intent", "need"],
      ["agent", founder],
    ] as const;
    for (const [noun, id] of nouns) expect(refusalOf(ledger.remove(noun, id))).toMatchObject({ type: "Unchangeable", at: noun });
    taken(ledger.change("resourceSpecification", "bread", { note: "white" }));
    const kept = (kind: RecordKind, id: string) => ledger.row(kind, id);
    expect(kept("resourceSpecification", "bread")).toMatchObject({ isRegional: true, body: { massKg: 1, note: "white" } });
    taken(ledger.change("intent", "need", { note: "for the feast" }));
    expect(kept("intent", "need")).toMatchObject({ isRegional: true, body: { priority: 1 } });
  });

  it("[C46] stocks of the region's things at the region's places are the planner's", () => {
    const ledger = village();
    const say = (kind: EntryKind, body: JsonObject): Entry => ({ kind, version: 1, at: "2027-01-01T00:00:00Z", by: "test", body });
    ledger.add([
      say("spatialThingRecorded", { id: "town", name: "town", territory: "t" }),
      say("resourceSpecificationRecorded", { id: "bread", name: "bread", massKg: 1, defaultUnitOfResource: "kg" }),
    ]);
    const isRegional = (id: string) => ledger.row("economicResource", id).isRegional;
    raise(ledger, "loaves", "3", { of: "bread" });
    raise(ledger, "slices", "3", { of: "bread", unit: "piece" });
    expect([isRegional("loaves"), isRegional("slices")]).toEqual([false, false]);
    for (const [id, unit] of [
      ["loaves", "kg"],
      ["slices", "piece"],
    ] as const) {
      taken(
        ledger.event(`move-${id}`, {
          action: "move",
          ...ANN,
          resourceInventoriedAs: id,
          toResourceInventoriedAs: id,
          resourceQuantity: measure("3", unit),
          toLocation: "town",
        }),
      );
    }
    expect([isRegional("loaves"), isRegional("slices")]).toEqual([true, false]);
    raise(ledger, "bag", "1", { of: "boxes" });
    const packing = { action: "combine", ...ANN, inputOf: "plain", resourceQuantity: measure("0") };
    taken(ledger.event("pack", { ...packing, resourceInventoriedAs: "loaves", toResourceInventoriedAs: "bag" }));
    expect(isRegional("loaves")).toBe(false);
  });
});

describe("corrections", () => {
  it("[C47] a correction changes by the difference, also by less than nothing, back to nothing", () => {
    const ledger = withStock();
    taken(ledger.event("e", eating("4")));
    taken(ledger.event("less", eating("-1.5", { corrects: "e", hasPointInTime: "2027-05-01" })));
    expect(ledger.amounts("stock")).toEqual(["7.5", "7.5"]);
    taken(ledger.event("none", eating("-2.5", { corrects: "e" })));
    expect(ledger.amounts("stock")).toEqual(["10", "10"]);
    expect(ledger.row("economicEvent", "e").body["resourceQuantity"]).toEqual(measure("4"));
    // The names that a correction repeats are those of the event as it is noted now.
    taken(ledger.describe("economicEvent", "e", { realizationOf: "deal", note: "mended" }));
    const apart = eating("1", { corrects: "e", realizationOf: null });
    expect(refusalOf(ledger.event("more", apart))).toMatchObject({ at: "event.realizationOf", original: "deal" });
    taken(ledger.event("more", eating("1", { corrects: "e", realizationOf: "deal" })));
    expect(ledger.amounts("stock")).toEqual(["9", "9"]);
  });

  it("[C47] what a correction leaves out it has in common with the corrected event, and is written down with it", () => {
    const ledger = withStock();
    taken(ledger.event("e", eating("4", { resourceConformsTo: "apples" })));
    const bare = { corrects: "e", resourceQuantity: measure("-1") };
    taken(ledger.event("c", bare));
    expect(ledger.amounts("stock")).toEqual(["7", "7"]);
    const { resourceQuantity: _quantity, ...common } = eating("4", { resourceConformsTo: "apples" });
    expect(ledger.row("economicEvent", "c").body).toMatchObject({ ...common, ...bare });
    expectNothingNew(ledger, () => ledger.event("c", bare));
    expect(refusalOf(ledger.event("c", { ...bare, resourceQuantity: measure("-2") })).type).toBe("IdTaken");
    expect(refusalOf(ledger.event("d", { ...bare, provider: "bob" }))).toMatchObject({ at: "event.provider", original: "ann" });
    expect(refusalOf(ledger.event("d", { ...bare, action: "lower" }))).toMatchObject({ at: "event.action", original: "consume" });
    expect(refusalOf(ledger.event("d", { resourceQuantity: measure("1"), corrects: "c" })).type).toBe("CorrectsACorrection");
    const made = { newResource: { id: "new", given: { conformsTo: "apples" } } };
    expect(refusalOf(ledger.event("d", bare, made))).toMatchObject({ type: "CorrectsOther", at: "newInventoriedResource" });
    // What it was noted under since does not make it another.
    taken(ledger.describe("economicEvent", "e", { realizationOf: "deal" }));
    expectNothingNew(ledger, () => ledger.event("c", bare));
  });

  it("[C47] a correction of a transfer changes both sides, and leaves who holds them and where they are", () => {
    const ledger = withStock();
    const sale = {
      action: "transfer",
      provider: "ann",
      receiver: "bob",
      resourceInventoriedAs: "stock",
      toLocation: "there",
      state: "sold",
    };
    taken(ledger.event("sale", { ...sale, resourceQuantity: measure("4") }, { newResource: { id: "bobs", given: {} } }));
    const onwards = { ...sale, provider: "bob", receiver: "library", resourceInventoriedAs: "bobs", toResourceInventoriedAs: "bobs" };
    taken(ledger.event("on", { ...onwards, toLocation: "here", state: "given", resourceQuantity: measure("4") }));
    const correct = { ...sale, corrects: "sale", toResourceInventoriedAs: "bobs", resourceQuantity: measure("-1") };
    taken(ledger.event("c", correct));
    expect([ledger.amounts("stock"), ledger.amounts("bobs")]).toEqual([
      ["7", "7"],
      ["3", "3"],
    ]);
    const kept = { primaryAccountable: "library", custodian: "library", currentLocation: "here", state: "given" };
    expect(ledger.resource("bobs")).toMatchObject(kept);
    // Where it says another state than the corrected event did, that is what is corrected.
    taken(ledger.event("d", { ...correct, resourceQuantity: measure("0"), state: "lent" }));
    expect(ledger.resource("bobs")).toMatchObject({ ...kept, state: "lent" });
  });

  it("[C47] what is not theirs any more is corrected by those who were told to have given it, under the same agreements", () => {
    const ledger = withStock();
    taken(ledger.event("e", eating("4", { reciprocalRealizationOf: "deal" })));
    const sale = { action: "transfer", provider: "ann", receiver: "bob", resourceQuantity: measure("6") };
    taken(ledger.event("sale", { ...sale, resourceInventoriedAs: "stock", toResourceInventoriedAs: "stock" }));
    expect(refusalOf(ledger.event("f", eating("1"))).type).toBe("NotAccountable");
    const apart = eating("1", { corrects: "e", reciprocalRealizationOf: null });
    expect(refusalOf(ledger.event("c", apart))).toMatchObject({ at: "event.reciprocalRealizationOf" });
    taken(ledger.event("c", eating("-1", { corrects: "e", reciprocalRealizationOf: "deal" })));
    expect(ledger.amounts("stock")).toEqual(["7", "7"]);
    expect(ledger.resource("stock")["primaryAccountable"]).toBe("bob");
  });

  it("[C47] effort is corrected without changing a resource", () => {
    const ledger = withStock();
    const work = { action: "use", ...ANN, inputOf: "baking-1", resourceInventoriedAs: "stock", effortQuantity: ONE_HOUR };
    taken(ledger.event("e", work));
    taken(ledger.event("c", { ...work, corrects: "e", effortQuantity: measure("-0.5", "h") }));
    expect(ledger.amounts("stock")).toEqual(["10", "10"]);
  });
});

describe("containers", () => {
  const put = (id: string, extra: Given = {}): Given => ({
    action: "combine",
    ...ANN,
    inputOf: "plain",
    resourceInventoriedAs: id,
    resourceQuantity: measure("1", "one"),
    ...extra,
  });

  function withBoxes(): TestLedger {
    const ledger = village();
    for (const id of ["box", "crate", "tin"]) raise(ledger, id, "1", { of: "boxes", unit: "one" });
    return ledger;
  }

  it("[C48] the container is the one thing that the process makes or works on; none and several are refused", () => {
    const ledger = withBoxes();
    expect(refusalOf(ledger.event("e", put("tin")))).toEqual({ type: "NoContainer", found: 0 });
    taken(ledger.event("accept-tin", put("tin", { action: "accept", resourceQuantity: measure("0", "one") })));
    expect(refusalOf(ledger.event("e", put("tin")))).toEqual({ type: "NoContainer", found: 0 });
    taken(ledger.event("accept", put("box", { action: "accept" })));
    taken(ledger.event("e", put("tin")));
    expect(ledger.resource("tin")["containedIn"]).toBe("box");
    expect(ledger.row("economicEvent", "e").body["toResourceInventoriedAs"]).toBe("box");
    expect(ledger.amounts("box")).toEqual(["1", "0"]);
    taken(ledger.event("accept-2", put("crate", { action: "accept" })));
    raise(ledger, "cup", "1", { of: "boxes", unit: "one" });
    expect(refusalOf(ledger.event("f", put("cup")))).toEqual({ type: "NoContainer", found: 3 });
    // What was inferred then stays so, however the process grew.
    expectNothingNew(ledger, () => ledger.event("e", put("tin")));
    taken(ledger.event("back", put("tin", { corrects: "e", resourceQuantity: measure("-1", "one") })));
    expect(ledger.resource("tin")).not.toHaveProperty("containedIn");
    expect(ledger.amounts("tin")).toEqual(["1", "1"]);
  });

  it("[C48] what is combined is in its container until it is separated; the container's quantities stay", () => {
    const ledger = withBoxes();
    taken(ledger.event("e", put("tin", { toResourceInventoriedAs: "box" })));
    expect([ledger.amounts("tin"), ledger.amounts("box")]).toEqual([
      ["1", "0"],
      ["1", "1"],
    ]);
    expect(refusalOf(ledger.event("f", put("tin", { toResourceInventoriedAs: "crate" }))).type).toBe("ContainedElsewhere");
    taken(ledger.event("g", put("tin", { action: "separate", inputOf: undefined, outputOf: "plain" })));
    expect(ledger.resource("tin")).not.toHaveProperty("containedIn");
    expect(ledger.amounts("tin")).toEqual(["1", "1"]);
    taken(ledger.event("f", put("tin", { toResourceInventoriedAs: "crate" })));
    // Undone late, the first combination takes nothing out of where it is now.
    taken(ledger.event("h", put("tin", { toResourceInventoriedAs: "box", corrects: "e", resourceQuantity: measure("-1", "one") })));
    expect(ledger.resource("tin")["containedIn"]).toBe("crate");
  });

  it("[C48] what is in a container goes with it, however deep; rights alone move nothing out", () => {
    const nested = () => {
      const ledger = withBoxes();
      taken(ledger.event("1", put("tin", { toResourceInventoriedAs: "crate" })));
      taken(ledger.event("2", put("crate", { toResourceInventoriedAs: "box" })));
      return ledger;
    };
    const give = (action: string, extra: Given = {}): Given => ({
      action,
      provider: "ann",
      receiver: action === "move" ? "ann" : "bob",
      resourceInventoriedAs: "box",
      resourceQuantity: measure("1", "one"),
      toLocation: "there",
      ...extra,
    });
    const standing = (ledger: TestLedger, id: string) => {
      const { primaryAccountable, custodian, currentLocation, containedIn } = ledger.resource(id);
      return [primaryAccountable, custodian, currentLocation, containedIn];
    };
    const table = {
      transfer: ["bob", "bob", "there", "new"],
      transferCustody: ["ann", "bob", "there", "new"],
      transferAllRights: ["bob", "ann", "here", "box"],
      move: ["ann", "ann", "there", "new"],
    } as const;
    for (const [action, expected] of Object.entries(table)) {
      const ledger = nested();
      taken(ledger.event("3", give(action), { newResource: { id: "new", given: {} } }));
      expect(standing(ledger, "crate")).toEqual(expected);
      expect(standing(ledger, "tin")).toEqual([...expected.slice(0, 3), "crate"]);
      const same = nested();
      taken(same.event("3", give(action, { toResourceInventoriedAs: "box" })));
      expect(standing(same, "tin")).toEqual([...expected.slice(0, 3), "crate"]);
      expect(standing(same, "crate")).toEqual([...expected.slice(0, 3), "box"]);
    }
    const ledger = nested();
    taken(ledger.event("0", give("move", { resourceQuantity: measure("0", "one"), toResourceInventoriedAs: "box" })));
    expect(standing(ledger, "tin")[2]).toBe("here");
  });
});

describe("accounts", () => {
  function withAccounts(): TestLedger {
    const ledger = village();
    for (const agent of ["ann", "bob"]) raise(ledger, `${agent}s`, "0", { of: "thanks", agent, unit: "one" });
    return ledger;
  }
  const pay = (amount: string, extra: Given = {}): Given => ({
    action: "transfer",
    provider: "ann",
    receiver: "ann",
    resourceInventoriedAs: "anns",
    toResourceInventoriedAs: "bobs",
    resourceQuantity: measure(amount, "one"),
    ...extra,
    ...(extra["provider"] === undefined ? { receiver: "bob" } : {}),
  });

  it("[C49] an account is opened by raising 0, goes down to its limit, and sums to nothing with the others", () => {
    const ledger = withAccounts();
    expect(ledger.resource("anns")).toMatchObject({ lowestBalance: "0", creditCurrency: "thanks" });
    expect(refusalOf(ledger.event("1", pay("1")))).toEqual({ type: "BelowLimit", account: "anns", lowest: "0", balance: "0", taken: "1" });
    // Within one account nothing is taken from it.
    taken(ledger.event("0", pay("1", { toResourceInventoriedAs: "anns", provider: "ann" })));
    taken(ledger.limit("anns", "-5.0"));
    expect(ledger.resource("anns")["lowestBalance"]).toBe("-5");
    expectNothingNew(ledger, () => ledger.limit("anns", "-5"));
    taken(ledger.event("1", pay("4.5")));
    expect([ledger.amounts("anns"), ledger.amounts("bobs")]).toEqual([
      ["-4.5", "-4.5"],
      ["4.5", "4.5"],
    ]);
    expect(refusalOf(ledger.event("2", pay("0.6"))).type).toBe("BelowLimit");
    expect(refusalOf(ledger.limit("anns", "-4"))).toMatchObject({ type: "BelowLimit", lowest: "-4", balance: "-4.5" });
    // A limit stays through events, words and corrections; a correction does not go below it either.
    taken(ledger.describe("economicResource", "anns", { name: "Ann's" }));
    expect(refusalOf(ledger.event("3", pay("0.6", { corrects: "1" }))).type).toBe("BelowLimit");
    taken(ledger.event("3", pay("-4.5", { corrects: "1" })));
    expect([ledger.amounts("anns"), ledger.amounts("bobs")]).toEqual([
      ["0", "0"],
      ["0", "0"],
    ]);
    expect(ledger.resource("anns")["lowestBalance"]).toBe("-5");
  });

  it("[C49] a new account begins with 0 and may not begin below it; money of other kinds has a limit and may be raised", () => {
    const ledger = withAccounts();
    taken(ledger.limit("anns", "-5"));
    const opened = { newResource: { id: "librarys", given: {} } };
    const gift = pay("2", { toResourceInventoriedAs: undefined, provider: "ann", receiver: "library" });
    taken(ledger.event("1", gift, opened));
    expect(ledger.resource("librarys")).toMatchObject({ lowestBalance: "0", creditCurrency: "thanks", primaryAccountable: "library" });
    expect(ledger.amounts("librarys")).toEqual(["2", "2"]);
    raise(ledger, "purse", "7", { of: "coins", unit: "one" });
    expect(ledger.resource("purse")).toMatchObject({ lowestBalance: "0" });
    expect(ledger.resource("purse")).not.toHaveProperty("creditCurrency");
    const spend = {
      ...pay("7.1", { provider: "ann", receiver: "bob" }),
      resourceInventoriedAs: "purse",
      toResourceInventoriedAs: undefined,
    };
    expect(refusalOf(ledger.event("2", spend)).type).toBe("BelowLimit");
    taken(ledger.event("2", { ...spend, resourceQuantity: measure("7", "one") }));
    expect(ledger.amounts("purse")).toEqual(["0", "0"]);
  });
});

describe("quantities and warnings", () => {
  it("[C50] taking more than is there is taken, and said", () => {
    const ledger = withStock();
    const more = taken(ledger.event("e", eating("10.5")));
    expect(more.warnings).toEqual([{ type: "MoreThanThere", resource: "stock", there: "10", taken: "10.5", unit: "kg" }]);
    expect(ledger.amounts("stock")).toEqual(["-0.5", "-0.5"]);
    for (const warning of more.warnings) expect(ledgerWarningText(warning)).toMatch(/stock.*10 kg.*\.$/u);
    expect(
      taken(ledger.event("f", { action: "raise", ...ANN, resourceQuantity: measure("1"), resourceConformsTo: "apples" })).warnings,
    ).toEqual([{ type: "NotInventoried", action: "raise" }]);
    expect(ledgerWarningText({ type: "NotInventoried", action: "raise" })).toMatch(/^[^.]*raise[^.]*\.$/u);
    const custody = { action: "pickup", ...ANN, inputOf: "plain", resourceInventoriedAs: "stock", resourceQuantity: measure("1") };
    expect(taken(ledger.event("g", custody)).warnings).toHaveLength(1);
    expect(taken(ledger.event("h", { ...eating("1"), corrects: "e" })).warnings).toEqual([]);
  });

  it("[C50] an account goes down to its limit without a warning, and what is counted one by one is told without a unit", () => {
    const ledger = village();
    for (const agent of ["ann", "bob"]) raise(ledger, `${agent}s`, "49", { of: "coins", agent, unit: "one" });
    taken(ledger.limit("anns", "-100"));
    const pay = { action: "transfer", provider: "ann", receiver: "bob", resourceInventoriedAs: "anns", toResourceInventoriedAs: "bobs" };
    expect(taken(ledger.event("pay", { ...pay, resourceQuantity: measure("76.5", "one") })).warnings).toEqual([]);
    const gone = { ...pay, toResourceInventoriedAs: undefined, resourceQuantity: measure("1", "one") };
    expect(taken(ledger.event("gone", gone)).warnings).toEqual([{ type: "OutOfSight", action: "transfer", resource: "anns" }]);
    const text = ledgerWarningText({ type: "MoreThanThere", resource: "box", there: "1", taken: "2", unit: "one" });
    expect(text).toMatch(/^2 were taken from box, where by the book only 1 were;/u);
  });

  it("[C50] what is counted in a unit goes on in it after the unit was removed, and nothing else begins in it", () => {
    const ledger = withStock();
    ledger.record("unit", "crate", { label: "crate", symbol: "crate" });
    raise(ledger, "crates", "2", { unit: "crate" });
    taken(ledger.remove("unit", "crate"));
    const one = { ...ANN, resourceQuantity: measure("1", "crate") };
    taken(ledger.event("e", { ...one, action: "lower", resourceInventoriedAs: "crates" }));
    expect(ledger.amounts("crates")).toEqual(["1", "1"]);
    const fresh = ledger.event("f", { ...one, action: "raise", resourceConformsTo: "apples" });
    expect(refusalOf(fresh)).toMatchObject({ type: "UnitUnknown", unit: "crate" });
  });

  it("[C50] 0.1 and 0.2 are 0.3; 18 digits are exact, and sums of them too", () => {
    const ledger = village();
    raise(ledger, "stock", "0.1");
    taken(ledger.event("e", { action: "raise", ...ANN, resourceInventoriedAs: "stock", resourceQuantity: measure("0.2") }));
    expect(ledger.amounts("stock")).toEqual(["0.3", "0.3"]);
    const most = "999999999999999999";
    taken(ledger.event("f", { action: "raise", ...ANN, resourceInventoriedAs: "stock", resourceQuantity: measure(most) }));
    expect(ledger.amounts("stock")[0]).toBe("999999999999999999.3");
    taken(
      ledger.event("g", {
        action: "lower",
        ...ANN,
        resourceInventoriedAs: "stock",
        resourceQuantity: measure("000.000000000000000001000"),
      }),
    );
    expect(ledger.amounts("stock")[0]).toBe("999999999999999999.299999999999999999");
    taken(ledger.event("h", { action: "raise", ...ANN, resourceInventoriedAs: "stock", resourceQuantity: measure("0") }));
    expect(ledger.row("economicEvent", "g").body["resourceQuantity"]).toEqual(measure("0.000000000000000001"));
  });

  it("[C50] instants are ISO 8601 of any precision, kept as they were written", () => {
    const ledger = withStock();
    taken(ledger.event("e", eating("1", { hasBeginning: "2027-03", hasEnd: "2027-03-01T00:00:00.5", created: "2027-03-02" })));
    expect(
      refusalOf(ledger.event("f", eating("1", { hasBeginning: "2027-03-01T00:00Z", hasEnd: "2027-03-01T00:00:00.5+00:30" }))).type,
    ).toBe("EndsBeforeItBegins");
    expect(ledger.row("economicEvent", "e").body).toMatchObject({ hasBeginning: "2027-03", created: "2027-03-02" });
    // An end of a day is not before noon of that day.
    taken(ledger.event("g", eating("1", { hasBeginning: "2027-03-01T12:00Z", hasEnd: "2027-03-01" })));
    expect(refusalOf(ledger.event("h", eating("1", { hasBeginning: "2027-03-02T00:00Z", hasEnd: "2027-03-01" }))).type).toBe(
      "EndsBeforeItBegins",
    );
    const day = Date.UTC(2027, 0, 31);
    const known = {
      "2027-01-31": day,
      "2027-01-31T13:30:00.250+01:00": day + 45_000_250,
      "2027-01-31T24:00Z": day + 86_400_000,
      "2027": Date.UTC(2027),
    };
    for (const [text, milliseconds] of Object.entries(known)) expect(instantOf(text)).toBe(milliseconds);
    for (const wrong of ["", "2027-02-30", "2027-13", "2027-01-31T24:01", "2027-01-31T10:00+25:00", "2027-01-31T10:60", "31.1.2027"]) {
      expect(instantOf(wrong)).toBeNull();
    }
  });

  it("[C45] a command names the records that it looks at by its own words", () => {
    const keys = commandKeys("economicEvent", { ...eating("1"), note: "ann", corrects: 7 });
    expect(keys).toEqual([
      { kind: "agent", id: "ann" },
      { kind: "agent", id: "ann" },
      { kind: "economicResource", id: "stock" },
      { kind: "process", id: "baking-1" },
    ]);
    expect(commandKeys("process", { inScopeOf: ["ann", "bob", 3] })).toEqual([
      { kind: "agent", id: "ann" },
      { kind: "agent", id: "bob" },
    ]);
    expect(seenKey("plan", "12.3.p")).toEqual({ kind: "plan", id: "3.p" });
  });

  it("[C45] the decision is pure: it changes nothing before its entries are added", () => {
    const ledger = withStock();
    const before = structuredClone(ledger.state());
    const decide = () => recordEvent(ledger.view, { id: "e", given: eating("1") }, { at: "2027-03-01T08:00:00Z", by: "test" });
    expect(decide()).toEqual(decide());
    expect(ledger.state()).toEqual(before);
  });
});
