// What reaches into the things of others, tried as somebody hostile who belongs: to take, to bind, to take over.

import { beforeEach, describe, expect, it } from "vitest";
import {
  type Actor,
  adoptedPlanId,
  type Asked,
  claimStewardship,
  type EntryKind,
  gateRefusal,
  type Given,
  join,
  joinByHouse,
  joinInvited,
  type JsonObject,
  ownershipEntries,
  type RecordKind,
  roleIdOf,
  standingOf,
} from "../../src/index.js";
import { TestLedger } from "../ledger/testLedger.js";

const HERE = "here";
const DECIDER = { at: "2026-11-21T12:00:00.000Z", by: "a test" };
const KG = (hasNumericalValue: string) => ({ hasNumericalValue, hasUnit: "kg" });
const session = (agent: string): Actor => ({ agent, reach: "steward", isGranted: false });
const entry = (kind: EntryKind, body: JsonObject) => ({ kind, version: 1, ...DECIDER, body });

let ledger: TestLedger;
const put = (kind: EntryKind, body: JsonObject) => ledger.add([entry(kind, body)]);
const happen = (event: JsonObject, resource?: JsonObject) =>
  put("economicEventRecorded", { event, ...(resource === undefined ? {} : { resource }) });

/** stella is a steward; mal and ada are members; ada owns the mill, has stock, a promise, an offer, an agreement and a home. */
beforeEach(() => {
  ledger = new TestLedger();
  const joined = (decision: ReturnType<typeof join>) => {
    if ("refusal" in decision) throw new Error(decision.refusal.type);
    ledger.add(decision.entries);
  };
  put("agentRecorded", { id: HERE, type: "Organization", name: "Here" });
  joined(claimStewardship(ledger.view, { community: HERE, person: "stella", name: "Stella" }, DECIDER));
  for (const person of ["ada", "mal", "bob"]) joined(join(ledger.view, { community: HERE, person, name: person, role: "member" }, DECIDER));
  put("agentRecorded", { id: "mill", type: "Organization", name: "Mill" });
  ledger.add(ownershipEntries(ledger.view, { owner: "ada", organization: "mill" }, DECIDER));
  put("agentRelationshipRoleRecorded", { id: "friend", roleLabel: "Friend" });
  put("resourceSpecificationRecorded", { id: "grain", name: "Grain" });
  for (const who of ["ada", "mal"])
    happen(
      {
        id: `${who}-raise`,
        action: "raise",
        provider: who,
        receiver: who,
        resourceQuantity: KG("10"),
        toResourceInventoriedAs: undefined,
        resourceInventoriedAs: `${who}-stock`,
      } as unknown as JsonObject,
      { id: `${who}-stock`, conformsTo: "grain" },
    );
  put("agreementRecorded", { id: "deal", name: "Deal" });
  put("commitmentRecorded", {
    id: "promise",
    action: "transfer",
    provider: "ada",
    receiver: "bob",
    resourceConformsTo: "grain",
    resourceQuantity: KG("3"),
    clauseOf: "deal",
  });
  put("intentRecorded", { id: "offer", action: "transfer", provider: "ada", resourceConformsTo: "grain", resourceQuantity: KG("3") });
  put("proposalRecorded", { id: "proposal", name: "Grain" });
  put("proposedIntentRecorded", { id: "publishing", publishedIn: "proposal", publishes: "offer" });
  put("claimRecorded", {
    id: "debt",
    action: "transfer",
    provider: "mal",
    receiver: "ada",
    resourceQuantity: KG("5"),
    triggeredBy: "ada-raise",
  });
  put("processRecorded", { id: "milling", name: "Milling", inScopeOf: ["mill"] });
  put("spatialThingRecorded", { id: "home", name: "Home" });
  put("agentRecorded", { id: "ada", type: "Person", name: "Ada", primaryLocation: "home" });
});

const may = (asked: Asked, who = "mal"): boolean => gateRefusal(asked, { actor: session(who), community: HERE }, ledger.view) === null;
const event = (given: Given, more: { newResource?: { given: Given }; id?: string } = {}): Asked => ({ type: "event", given, ...more });
const mine = { provider: "mal", receiver: "mal" };
const record = (noun: Extract<Asked, { type: "record" }>["noun"], given: Given): Asked => ({ type: "record", noun, given });
const change = (noun: Extract<Asked, { type: "change" }>["noun"], id: string, given: Given): Asked => ({
  type: "change",
  noun,
  revisionId: `1.${id}`,
  given,
});
const remove = (noun: Extract<Asked, { type: "remove" }>["noun"], id: string): Asked => ({ type: "remove", noun, revisionId: `1.${id}` });

describe("things of others", () => {
  it("[C148] are not counted, used up, put away, moved or said to be otherwise by who does not hold them", () => {
    const stock = { ...mine, resourceInventoriedAs: "ada-stock", resourceQuantity: KG("1") };
    for (const action of [
      "raise",
      "lower",
      "produce",
      "consume",
      "pickup",
      "dropoff",
      "accept",
      "modify",
      "combine",
      "separate",
      "transfer",
      "transferCustody",
      "transferAllRights",
      "move",
    ])
      expect([action, may(event({ ...stock, action })), may(event({ ...stock, action, provider: "ada" }), "ada")]).toEqual([
        action,
        false,
        true,
      ]);
    for (const action of ["use", "cite"])
      expect([action, may(event({ ...stock, action })), may(event({ ...stock, action, state: "broken" }))]).toEqual([action, true, false]);
  });

  it("[C148] are given to, and neither taken over, marked nor moved by it", () => {
    const gift = {
      action: "transfer",
      provider: "mal",
      receiver: "ada",
      resourceInventoriedAs: "mal-stock",
      toResourceInventoriedAs: "ada-stock",
      resourceQuantity: KG("1"),
    };
    expect(may(event(gift))).toBe(true);
    for (const more of [{ receiver: "mal" }, { toLocation: "far" }, { state: "bad" }, { resourceClassifiedAs: ["urn:stolen"] }])
      expect([more, may(event({ ...gift, ...more })), may(event({ ...gift, ...more }), "stella")]).toEqual([more, false, true]);
    expect(may(event({ ...gift, action: "transferCustody", receiver: "mal" }))).toBe(false);
    expect(
      may(
        event(
          { ...mine, action: "raise", resourceQuantity: KG("1"), resourceConformsTo: "grain" },
          { newResource: { given: { containedIn: "ada-stock" } } },
        ),
      ),
    ).toBe(false);
    expect(
      may(
        event({
          ...mine,
          action: "combine",
          resourceInventoriedAs: "mal-stock",
          toResourceInventoriedAs: "ada-stock",
          resourceQuantity: KG("1"),
        }),
      ),
    ).toBe(false);
  });

  it("[C148] are not promised, offered, nor planned with by somebody else; they may be wished for", () => {
    const of = { action: "transfer", resourceInventoriedAs: "ada-stock", resourceQuantity: KG("1") };
    expect(may(record("commitment", { ...of, provider: "mal", receiver: "bob" }))).toBe(false);
    expect(may(record("intent", { ...of, provider: "mal" }))).toBe(false);
    expect(may(record("intent", { ...of, receiver: "mal" }))).toBe(true);
    expect(may({ type: "plan", resource: "ada-stock" })).toBe(false);
    put("intentRecorded", { id: "wish", ...of, receiver: "mal" });
    put("proposalRecorded", { id: "wanted", name: "Wanted" });
    put("proposedIntentRecorded", { id: "wanted-1", publishedIn: "wanted", publishes: "wish" });
    const accepted = (accepter: string) => may({ type: "accept", accepter, proposal: "wanted" }, accepter);
    expect([accepted("bob"), accepted("ada")]).toEqual([false, true]);
  });

  it("[C148] an event that was told before is only told again", () => {
    const again = event({ action: "raise", ...mine, resourceInventoriedAs: "ada-stock", resourceQuantity: KG("1") }, { id: "mal-raise" });
    expect([may(again), may({ ...again, id: "other" } as Asked)]).toEqual([true, false]);
  });
});

describe("what was given", () => {
  beforeEach(() => {
    happen({
      id: "gave",
      action: "transfer",
      provider: "mal",
      receiver: "ada",
      resourceInventoriedAs: "mal-stock",
      toResourceInventoriedAs: "ada-stock",
      resourceQuantity: KG("4"),
    });
    happen({
      id: "worked",
      action: "work",
      provider: "mal",
      receiver: "mill",
      resourceConformsTo: "grain",
      effortQuantity: { hasNumericalValue: "2", hasUnit: "h" },
    });
  });

  it("[C149] is given back by who received it, and not corrected away by who gave it", () => {
    const less = event({ corrects: "gave", resourceQuantity: KG("-4") });
    const more = event({ corrects: "gave", resourceQuantity: KG("1") });
    expect([may(less), may(less, "ada"), may(less, "bob"), may(less, "stella")]).toEqual([false, true, false, true]);
    expect([may(more), may(more, "ada"), may(more, "bob")]).toEqual([true, false, false]);
  });

  it("[C149] a correction repeats nobody else, and says nothing of what has gone to others", () => {
    expect(may(event({ corrects: "ada-raise", resourceQuantity: KG("-4") }))).toBe(false);
    expect(may(event({ corrects: "worked", effortQuantity: { hasNumericalValue: "-1", hasUnit: "h" } }))).toBe(true);
    happen({
      id: "whole",
      action: "transfer",
      provider: "mal",
      receiver: "ada",
      resourceInventoriedAs: "mal-stock",
      toResourceInventoriedAs: "mal-stock",
      resourceQuantity: KG("6"),
    });
    expect([
      may(event({ corrects: "mal-raise", resourceQuantity: KG("-1") })),
      may(event({ corrects: "mal-raise", resourceQuantity: KG("0"), state: "bad" })),
    ]).toEqual([false, false]);
  });
});

describe("promises and claims", () => {
  it("[C149] are answered by those between whom they are, and let go by who is to get something", () => {
    const raise = { action: "raise", ...mine, resourceConformsTo: "grain", resourceQuantity: KG("3") };
    expect(may(event({ ...raise, fulfills: ["promise"] }))).toBe(false);
    expect(may(event({ ...raise, provider: "ada", receiver: "ada", fulfills: ["promise"] }), "ada")).toBe(true);
    expect(may(event({ ...raise, satisfies: ["offer"] }))).toBe(true);
    expect(may(record("fulfillment", { fulfilledBy: "mal-raise", fulfills: "promise" }))).toBe(false);
    expect([
      may(change("claim", "debt", { resourceQuantity: KG("1") })),
      may(remove("claim", "debt")),
      may(remove("claim", "debt"), "ada"),
    ]).toEqual([false, false, true]);
  });

  it("[C149] a debt is settled by what reaches who claims it", () => {
    const pay = (receiver: string) =>
      event({ action: "transfer", provider: "mal", receiver, resourceConformsTo: "grain", resourceQuantity: KG("5"), settles: ["debt"] });
    expect([may(pay("bob")), may(pay("mal")), may(pay("ada"))]).toEqual([false, false, true]);
    expect([
      may(record("settlement", { settledBy: "mal-raise", settles: "debt" })),
      may(record("settlement", { settledBy: "ada-raise", settles: "debt" }), "ada"),
    ]).toEqual([false, true]);
  });

  it("[C148] an agreement, a proposal, a process and a plan are not entered from outside", () => {
    const promise = { action: "transfer", provider: "mal", receiver: "bob", resourceConformsTo: "grain", resourceQuantity: KG("1") };
    expect([may(record("commitment", { ...promise, clauseOf: "deal" })), may(record("commitment", promise))]).toEqual([false, true]);
    expect([may(change("agreement", "deal", { note: "x" })), may(change("agreement", "deal", { note: "x" }), "bob")]).toEqual([
      false,
      true,
    ]);
    put("intentRecorded", { id: "mal-offer", action: "transfer", provider: "mal", resourceConformsTo: "grain" });
    expect(may(record("proposedIntent", { publishedIn: "proposal", publishes: "mal-offer" }))).toBe(false);
    expect(may(change("proposal", "proposal", { unitBased: true }))).toBe(false);
    const produce = { action: "produce", ...mine, resourceConformsTo: "grain", resourceQuantity: KG("1"), outputOf: "milling" };
    const work = { action: "work", provider: "mal", receiver: "mill", resourceConformsTo: "grain", inputOf: "milling" };
    expect([may(event(produce)), may(event(work))]).toEqual([false, true]);
    put("agreementBundleRecorded", { id: "order", name: "Order" });
    put("agreementRecorded", { id: "deal", name: "Deal", bundledIn: "order" });
    expect([
      may(record("agreement", { name: "x", bundledIn: "order" })),
      may(change("agreementBundle", "order", { note: "x" }), "ada"),
    ]).toEqual([false, true]);
  });

  it("[C148] a plan from a recipe names nobody else for the work, nor as whose it is", () => {
    const plan = (given: { agent?: string; worker?: string }, who?: string) => may({ type: "plan", ...given }, who);
    expect([
      plan({}),
      plan({ agent: "mal", worker: "mal" }),
      plan({ worker: "ada" }),
      plan({ agent: "mill" }),
      plan({ agent: "mal", worker: "ada" }),
    ]).toEqual([true, true, false, false, false]);
    expect([plan({ agent: "mill" }, "ada"), plan({ worker: "ada" }, "stella")]).toEqual([true, true]);
  });

  it("[C148] a plan that was adopted is changed and removed by stewards, and its id taken by nobody else; all work for it", () => {
    const id = adoptedPlanId("0".repeat(64));
    const taken = { ...record("plan", { name: "Mine" }), id } as Asked;
    expect([may(taken), may({ ...taken, id: "plan-1" } as Asked)]).toEqual([false, true]);
    put("planRecorded", { id, name: "Plan 1" });
    for (const asked of [remove("plan", id), change("plan", id, { name: "x" })])
      expect([may(asked), may(asked, "stella")]).toEqual([false, true]);
    expect(may(record("process", { name: "Milling", plannedWithin: id }))).toBe(true);
  });

  it("[C148] whose wish it is may say what answers it no more", () => {
    put("commitmentRecorded", {
      id: "false-answer",
      action: "transfer",
      provider: "mal",
      receiver: "bob",
      resourceConformsTo: "grain",
      resourceQuantity: KG("3"),
    });
    put("satisfactionRecorded", { id: "answer", satisfies: "offer", satisfiedBy: "false-answer" });
    expect([
      may(remove("satisfaction", "answer"), "ada"),
      may(remove("satisfaction", "answer")),
      may(remove("satisfaction", "answer"), "bob"),
    ]).toEqual([true, true, false]);
    expect(may(change("satisfaction", "answer", { satisfiedBy: "promise" }))).toBe(false);
  });
});

describe("homes and people", () => {
  it("[C148] nobody moves into a home of others, or changes it", () => {
    expect([may(change("agent", "mal", { primaryLocation: "home" })), may(change("agent", "mal", { note: "x" }))]).toEqual([false, true]);
    expect(may(record("agent", { type: "Organization", name: "Shop", primaryLocation: "home" }))).toBe(false);
    expect([
      may(change("spatialThing", "home", { name: "x" })),
      may(change("spatialThing", "home", { name: "x" }), "ada"),
      may(change("agent", "ada", { note: "x" }), "ada"),
    ]).toEqual([false, true, true]);
    put("spatialThingRecorded", { id: "elsewhere", name: "A home", household: true });
    expect([
      may(change("spatialThing", "elsewhere", { name: "x" })),
      may(change("spatialThing", "elsewhere", { name: "x" }), "stella"),
    ]).toEqual([false, true]);
  });

  it("[C146] nobody says of another what they are, or turns friendship into ownership", () => {
    const relation = (subject: string, object: string, relationship: string) =>
      record("agentRelationship", { subject, object, relationship });
    expect([may(relation("stella", "mal", "friend")), may(relation("mal", "stella", "friend"))]).toEqual([false, true]);
    put("agentRelationshipRecorded", { id: "fan", subject: "mal", object: "mill", relationship: "friend" });
    expect(may(change("agentRelationship", "fan", { relationship: roleIdOf("owner") }))).toBe(false);
    expect([may(remove("agentRelationship", "fan"), "ada"), may(remove("agentRelationship", "fan"), "bob")]).toEqual([true, false]);
    expect(may(relation("mal", HERE, roleIdOf("owner")))).toBe(false);
  });

  it("[C140] who owns the community's own agent does not act for it", () => {
    put("agentRelationshipRecorded", { id: "odd", subject: "mal", object: HERE, relationship: roleIdOf("owner") });
    const { roles, actsFor } = standingOf(session("mal"), HERE, ledger.view);
    expect([[...roles], [...actsFor]]).toEqual([["member"], ["mal"]]);
  });
});

describe("coming in", () => {
  const joining = { community: HERE, person: "new", name: "New", role: "member" } as const;
  const typeOf = (decision: ReturnType<typeof join>) => ("refusal" in decision ? decision.refusal.type : "joined");

  it("[C142] by an invitation of somebody who still may invite so", () => {
    const by = (who: string, role: "member" | "steward" = "member") =>
      typeOf(joinInvited(ledger.view, { ...joining, role }, { ...DECIDER, by: who }));
    expect([by("mal"), by("mal", "steward"), by("stella", "steward"), by("the house", "steward")]).toEqual([
      "joined",
      "InviterGone",
      "joined",
      "joined",
    ]);
    put("recordRemoved", { kind: "agentRelationship" satisfies RecordKind, id: `member:mal:${HERE}` });
    expect(by("mal")).toBe("InviterGone");
  });

  it("[C140] nobody is given a session as somebody else, nor one that reaches farther than the one that asks", () => {
    const invite = (of: readonly string[]): Asked => ({ type: "other", action: "invite", of });
    const answers = (actor: Actor) =>
      [[], ["stella"], ["mal"]].map((of) => gateRefusal(invite(of), { actor, community: HERE }, ledger.view) === null);
    expect([answers(session("mal")), answers(session("stella")), answers({ ...session("stella"), reach: "member" })]).toEqual([
      [true, false, true],
      [true, true, true],
      [true, false, false],
    ]);
  });

  it("[C142] by the code of the house, as a member where there is a steward", () => {
    const decision = joinByHouse(ledger.view, joining, DECIDER);
    const roles =
      "entries" in decision ? decision.entries.map(({ body }) => body["relationship"]).filter((role) => role !== undefined) : [];
    expect(roles).toEqual([roleIdOf("member")]);
  });
});
