// What each action does to resources, against the table of Valueflows written out here once more.

import { ACTIONS, type Action } from "@commonwright/rea";
import { describe, expect, it } from "vitest";
import { type Given, ledgerRefusalText, ledgerWarningText } from "../../src/index.js";
import { measure, ONE_HOUR, raise, refusalOf, taken, type TestLedger, village } from "./testLedger.js";

/** What is looked at of a resource: both quantities, where, in what, whose, who has it, stage, state. */
const SEEN = ["currentLocation", "containedIn", "primaryAccountable", "custodian", "stage", "state"] as const;
type Seen = { readonly amounts: readonly [string, string] } & Partial<Record<(typeof SEEN)[number], string>>;

function seen(ledger: TestLedger, id: string): Seen {
  const body = ledger.resource(id);
  const said = Object.fromEntries(SEEN.flatMap((key) => (body[key] === undefined ? [] : [[key, body[key]]])));
  return { amounts: ledger.amounts(id), ...said };
}

/** `from`: 10 kg of ann's, drying, dry, here. `to`: 1 kg of the library's, which bob has, here; with `isBobs` it is bob's altogether. */
function withStocks({ isBobs = false } = {}): TestLedger {
  const ledger = village();
  const produced = { action: "produce", provider: "ann", receiver: "ann", outputOf: "drying-1", state: "dry", toLocation: "here" };
  taken(
    ledger.event(
      "made",
      { ...produced, resourceQuantity: measure("10") },
      { newResource: { id: "from", given: { conformsTo: "apples" } } },
    ),
  );
  raise(ledger, "to", "1", { agent: "library" });
  const lent = { action: "transferCustody", provider: "library", receiver: "bob", resourceQuantity: measure("0") };
  const action = isBobs ? "transfer" : "transferCustody";
  taken(ledger.event("lent", { ...lent, action, resourceInventoriedAs: "to", toResourceInventoriedAs: "to" }));
  return ledger;
}

const FROM: Seen = {
  amounts: ["10", "10"],
  currentLocation: "here",
  primaryAccountable: "ann",
  custodian: "ann",
  stage: "drying",
  state: "dry",
};
/** Rights go into what is the receiver's already. */
const GIVING_RIGHTS: readonly Action[] = ["transfer", "transferAllRights"];
const stocksFor = (action: Action) => withStocks({ isBobs: GIVING_RIGHTS.includes(action) });
const toBefore = (action: Action): Seen => (GIVING_RIGHTS.includes(action) ? { ...TO, primaryAccountable: "bob" } : TO);

const TO: Seen = { amounts: ["1", "1"], currentLocation: "here", primaryAccountable: "library", custodian: "bob" };

/** Told with 3 kg from ann to bob where the action lets them differ, at "there", in the state "fine". Absent: as before. */
interface Case {
  readonly told?: Given;
  readonly from?: Partial<Seen>;
  readonly to?: Partial<Seen>;
}

const LESS = ["7", "7"] as const;
const GIVEN = { provider: "ann", receiver: "bob", toResourceInventoriedAs: "to" };
const IN = { inputOf: "baking-1" };
const OUT = { outputOf: "baking-1" };

const TABLE: Readonly<Record<Action, Case>> = {
  produce: { told: OUT, from: { amounts: ["13", "13"], stage: "baking", state: "fine" } },
  consume: { told: IN, from: { amounts: LESS, state: "fine" } },
  use: { told: IN, from: { state: "fine" } },
  work: { told: { ...IN, resourceConformsTo: "apples" } },
  cite: { told: IN, from: { state: "fine" } },
  deliverService: { told: { ...IN, resourceConformsTo: "apples" } },
  pickup: { told: IN, from: { amounts: ["10", "7"], currentLocation: "there", state: "fine" } },
  dropoff: { told: OUT, from: { amounts: ["10", "13"], currentLocation: "there", stage: "baking", state: "fine" } },
  accept: { told: IN, from: { amounts: ["10", "7"], currentLocation: "there", state: "fine" } },
  modify: { told: OUT, from: { amounts: ["10", "13"], currentLocation: "there", stage: "baking", state: "fine" } },
  combine: { told: { ...IN, toResourceInventoriedAs: "to" }, from: { amounts: ["10", "7"], containedIn: "to", state: "fine" } },
  separate: { told: OUT, from: { amounts: ["10", "13"], stage: "baking", state: "fine" } },
  transferCustody: {
    told: GIVEN,
    from: { amounts: ["10", "7"] },
    to: { amounts: ["1", "4"], currentLocation: "there", custodian: "bob", state: "fine" },
  },
  transferAllRights: { told: GIVEN, from: { amounts: ["7", "10"] }, to: { amounts: ["4", "1"], primaryAccountable: "bob", state: "fine" } },
  transfer: {
    told: GIVEN,
    from: { amounts: LESS },
    to: { amounts: ["4", "4"], currentLocation: "there", primaryAccountable: "bob", custodian: "bob", state: "fine" },
  },
  move: {
    told: { toResourceInventoriedAs: "to" },
    from: { amounts: LESS },
    to: { amounts: ["4", "4"], currentLocation: "there", state: "fine" },
  },
  copy: { told: { toResourceInventoriedAs: "to" }, to: { amounts: ["4", "4"], state: "fine" } },
  raise: { from: { amounts: ["13", "13"], state: "fine" } },
  lower: { from: { amounts: LESS, state: "fine" } },
};

const told = (action: Action, extra: Given = {}): Given => ({
  action,
  provider: "ann",
  receiver: "ann",
  resourceInventoriedAs: "from",
  resourceQuantity: measure("3"),
  effortQuantity: ONE_HOUR,
  toLocation: "there",
  state: "fine",
  ...extra,
});

/** What must have happened before: an accept before a modify, something combined before it is separated. Undone in its quantities here. */
function prepare(ledger: TestLedger, action: Action): Partial<Seen> {
  const before = { dropoff: "pickup", modify: "accept" }[action as "dropoff" | "modify"];
  const first = { provider: "ann", receiver: "ann", inputOf: "baking-1", resourceInventoriedAs: "from", resourceQuantity: measure("0") };
  if (before !== undefined) taken(ledger.event("before", { ...first, action: before }));
  if (action === "separate") taken(ledger.event("before", { ...first, action: "combine", toResourceInventoriedAs: "to" }));
  return {};
}

describe("effects", () => {
  it.each(ACTIONS)("[C40] %s does what the table of Valueflows says, and nothing else", (action) => {
    const ledger = stocksFor(action);
    expect([seen(ledger, "from"), seen(ledger, "to")]).toEqual([FROM, toBefore(action)]);
    prepare(ledger, action);
    const expected = TABLE[action];
    taken(ledger.event("it", told(action, expected.told)));
    expect(seen(ledger, "from")).toEqual({ ...FROM, ...expected.from });
    expect(seen(ledger, "to")).toEqual({ ...toBefore(action), ...expected.to });
  });

  it.each(ACTIONS)("[C40] %s without state, place and kind of process clears nothing", (action) => {
    const ledger = stocksFor(action);
    prepare(ledger, action);
    const { state: _state, toLocation: _place, ...plain } = told(action, TABLE[action].told);
    const process = plain["outputOf"] === undefined ? {} : { outputOf: "plain" };
    if (["dropoff", "modify"].includes(action)) {
      const pair = action === "dropoff" ? "pickup" : "accept";
      taken(ledger.event("into-plain", { ...told(pair), inputOf: "plain", state: undefined, toLocation: undefined }));
    }
    taken(ledger.event("it", { ...plain, ...process }));
    const { currentLocation, stage, state } = seen(ledger, "from");
    expect({ currentLocation, stage, state }).toEqual({ currentLocation: "here", stage: "drying", state: "dry" });
    expect(seen(ledger, "to").currentLocation).toBe("here");
  });

  it.each(["transfer", "transferCustody", "transferAllRights", "move", "copy"] as const)(
    "[C41] %s makes a new resource with what its quantities say, inherited from the first",
    (action) => {
      const ledger = withStocks();
      const receiver = action === "move" ? "ann" : "bob";
      const made = ledger.event("it", told(action, { receiver }), { newResource: { id: "new", given: {} } });
      expect(taken(made).entries).toHaveLength(1);
      const amounts = action === "transferCustody" ? ["0", "3"] : action === "transferAllRights" ? ["3", "0"] : ["3", "3"];
      const place = action === "transferAllRights" ? {} : { currentLocation: "there" };
      // What is lent stays the lender's.
      const primaryAccountable = action === "transferCustody" ? "ann" : receiver;
      expect(seen(ledger, "new")).toEqual({ amounts, ...place, primaryAccountable, custodian: receiver, stage: "drying", state: "fine" });
      expect(ledger.resource("new")["conformsTo"]).toBe("apples");
      expect(ledger.row("economicEvent", "it").body["toResourceInventoriedAs"]).toBe("new");
    },
  );

  it.each(["transfer", "transferCustody", "transferAllRights"] as const)(
    "[C41] %s with one side only changes that side and says what is out of sight, and without any changes nothing and says so",
    (action) => {
      const ledger = stocksFor(action);
      const { resourceInventoriedAs: _from, ...noFrom } = told(action, { receiver: "bob" });
      const out = taken(ledger.event("out", { ...noFrom, resourceInventoriedAs: "from" }));
      expect(out.warnings).toEqual([{ type: "OutOfSight", action, resource: "from" }]);
      expect(out.warnings.map(ledgerWarningText).join()).toMatch(/^[^.]*from goes out of sight[^.]*toResourceInventoriedAs[^.]*\.$/u);
      expect(seen(ledger, "to")).toEqual(toBefore(action));
      const left = { transfer: ["7", "7"], transferCustody: ["10", "7"], transferAllRights: ["7", "10"] } as const;
      expect(ledger.amounts("from")).toEqual(left[action]);
      const into = taken(ledger.event("in", { ...noFrom, toResourceInventoriedAs: "to" }));
      expect(into.warnings).toEqual([]);
      expect(ledger.amounts("from")).toEqual(left[action]);
      const arrived = { transfer: ["4", "4"], transferCustody: ["1", "4"], transferAllRights: ["4", "1"] } as const;
      expect(ledger.amounts("to")).toEqual(arrived[action]);
      const before = [seen(ledger, "from"), seen(ledger, "to")];
      const neither = taken(ledger.event("neither", { ...noFrom, resourceConformsTo: "apples" }));
      expect(neither.warnings).toEqual([{ type: "NotInventoried", action }]);
      expect([seen(ledger, "from"), seen(ledger, "to")]).toEqual(before);
    },
  );

  it.each(["transfer", "transferCustody", "transferAllRights", "move"] as const)(
    "[C41] %s by one agent says where it arrives, for it stays theirs",
    (action) => {
      const ledger = withStocks();
      const before = structuredClone(ledger.state());
      const refusal = refusalOf(ledger.event("it", told(action)));
      expect(refusal).toMatchObject({ type: "Missing", at: "event.toResourceInventoriedAs" });
      expect(ledgerRefusalText(refusal)).toMatch(/newInventoriedResource\.$/u);
      expect(ledger.state()).toEqual(before);
      taken(ledger.event("it", told(action, { toResourceInventoriedAs: "from" })));
      const into = taken(ledger.event("in", told("move", { resourceInventoriedAs: undefined, toResourceInventoriedAs: "to" })));
      expect([into.warnings, ledger.amounts("to")]).toEqual([
        [{ type: "MovedToAnother", resource: "to", accountable: "library" }],
        ["4", "4"],
      ]);
    },
  );

  it("[C41] a transfer of a resource to itself nets to nothing, and makes the receiver accountable", () => {
    const ledger = withStocks();
    taken(ledger.event("it", told("transfer", { receiver: "bob", toResourceInventoriedAs: "from" })));
    const expected = { ...FROM, currentLocation: "there", primaryAccountable: "bob", custodian: "bob", state: "fine" };
    expect(seen(ledger, "from")).toEqual(expected);
  });

  it("[C41] what is raised, produced and copied new is the receiver's, at its place; a stock that is there is added to", () => {
    const ledger = withStocks();
    const made = { receiver: "bob", outputOf: "baking-1", resourceInventoriedAs: undefined, resourceConformsTo: "apples" };
    taken(ledger.event("for-bob", told("produce", made), { newResource: { id: "cake", given: { name: "cake" } } }));
    expect(seen(ledger, "cake")).toEqual({
      amounts: ["3", "3"],
      currentLocation: "there",
      primaryAccountable: "bob",
      custodian: "bob",
      stage: "baking",
      state: "fine",
    });
    expect(ledger.row("economicEvent", "for-bob").body["resourceInventoriedAs"]).toBe("cake");
    raise(ledger, "found", "2");
    expect(seen(ledger, "found")).toEqual({ amounts: ["2", "2"], currentLocation: "here", primaryAccountable: "ann", custodian: "ann" });
  });

  it("[C41] a new resource has the unit of effort of its kind", () => {
    const ledger = village();
    taken(ledger.record("resourceSpecification", "oven", { name: "oven", defaultUnitOfEffort: "h" }));
    raise(ledger, "big-oven", "1", { of: "oven", unit: "one" });
    expect(ledger.resource("big-oven")["unitOfEffort"]).toBe("h");
  });

  it("[C40] consuming what somebody else provides takes it once", () => {
    const ledger = withStocks();
    taken(ledger.event("it", told("consume", { receiver: "bob", inputOf: "baking-1" })));
    expect(seen(ledger, "from")).toEqual({ ...FROM, amounts: LESS, state: "fine" });
  });

  it("[C40] effort changes no quantity", () => {
    for (const action of ["use", "work", "deliverService"] as const) {
      const ledger = withStocks();
      taken(ledger.event("it", told(action, { inputOf: "baking-1", resourceConformsTo: "apples", effortQuantity: measure("99", "h") })));
      expect([ledger.amounts("from"), ledger.amounts("to")]).toEqual([FROM.amounts, TO.amounts]);
    }
  });

  it.each([
    ["pickup", "dropoff"],
    ["accept", "modify"],
  ] as const)("[C42] %s and %s with a resource of the receiver hand custody over through the process", (input, output) => {
    const ledger = withStocks();
    const handed = { receiver: "bob", toResourceInventoriedAs: "to" };
    taken(ledger.event("in", told(input, { ...handed, inputOf: "baking-1" })));
    // The rest stays where it was; what went in is in the process.
    expect(seen(ledger, "from")).toEqual({ ...FROM, amounts: ["10", "7"], state: "fine" });
    expect(seen(ledger, "to")).toEqual({ ...TO, currentLocation: "there" });
    taken(ledger.event("out", told(output, { ...handed, outputOf: "baking-1", state: "done" })));
    expect(seen(ledger, "from")).toEqual({ ...FROM, amounts: ["10", "7"], state: "fine" });
    expect(seen(ledger, "to")).toEqual({ ...TO, amounts: ["1", "4"], currentLocation: "there", stage: "baking", state: "done" });
    // On one resource for both, quantities net to nothing.
    const once = withStocks();
    taken(once.event("in", told(input, { receiver: "bob", toResourceInventoriedAs: "from", inputOf: "baking-1" })));
    taken(once.event("out", told(output, { receiver: "bob", toResourceInventoriedAs: "from", outputOf: "baking-1" })));
    expect(seen(once, "from")).toMatchObject({
      amounts: ["10", "10"],
      custodian: "bob",
      primaryAccountable: "ann",
      currentLocation: "there",
    });
  });

  it("[C40] classes of a resource are those of all its events together", () => {
    const ledger = withStocks({ isBobs: true });
    const classes = (id: string) => ledger.resource(id)["classifiedAs"];
    taken(ledger.event("1", told("raise", { resourceClassifiedAs: ["red", "ripe"] })));
    taken(ledger.event("2", told("raise", { resourceClassifiedAs: ["ripe", "small"] })));
    expect(classes("from")).toEqual(["red", "ripe", "small"]);
    taken(ledger.event("3", told("transfer", { receiver: "bob", toResourceInventoriedAs: "to", resourceClassifiedAs: ["sold"] })));
    expect([classes("from"), classes("to")]).toEqual([["red", "ripe", "small"], ["sold"]]);
    taken(ledger.event("4", told("transfer", { receiver: "bob" }), { newResource: { id: "new", given: {} } }));
    expect(classes("new")).toEqual(["red", "ripe", "small"]);
  });
});
