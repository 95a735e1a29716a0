// Who may: the table held against rules that are written otherwise, roles from relationships, and the gate before decisions.

import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import {
  type ActionName,
  type Actor,
  type Asked,
  type Cell,
  claimStewardship,
  type EntryKind,
  gateRefusal,
  gateText,
  type Given,
  HOUSE,
  isPermitted,
  join,
  type JsonObject,
  OBJECT_STATES,
  ownershipEntries,
  PERMISSIONS,
  permissionText,
  RELATIONS,
  type Role,
  roleIdOf,
  ROLES,
  rolesOf,
  standingOf,
  VISITOR,
} from "../../src/index.js";
import { TestLedger } from "../ledger/testLedger.js";

const HERE = "here";
const DECIDER = { at: "2026-11-21T12:00:00.000Z", by: "a test" };
const person = (agent: string, reach: Actor["reach"] = "steward"): Actor => ({ agent, reach, isGranted: false });
const entry = (kind: EntryKind, body: JsonObject) => ({ kind, version: 1, ...DECIDER, body });

let ledger: TestLedger;
/** ada is a steward, mia a maintainer, ben a member who owns the mill, cleo a member; dan owns a shop and belongs no more; eve is a person and no more. */
beforeEach(() => {
  ledger = new TestLedger();
  const joined = (decision: ReturnType<typeof join>) => {
    if ("refusal" in decision) throw new Error(decision.refusal.type);
    ledger.add(decision.entries);
  };
  ledger.add([entry("agentRecorded", { id: HERE, type: "Organization", name: "Here" })]);
  joined(claimStewardship(ledger.view, { community: HERE, person: "ada", name: "Ada" }, DECIDER));
  for (const [id, role] of [
    ["mia", "maintainer"],
    ["ben", "member"],
    ["cleo", "member"],
  ] as const)
    joined(join(ledger.view, { community: HERE, person: id, name: id, role }, DECIDER));
  for (const id of ["mill", "shop"]) ledger.add([entry("agentRecorded", { id, type: "Organization", name: id })]);
  for (const id of ["dan", "eve"]) ledger.add([entry("agentRecorded", { id, type: "Person", name: id })]);
  ledger.add(ownershipEntries(ledger.view, { owner: "ben", organization: "mill" }, DECIDER));
  ledger.add(ownershipEntries(ledger.view, { owner: "dan", organization: "shop" }, DECIDER));
});

const rolesFor = (actor: Actor): Role[] => [...standingOf(actor, HERE, ledger.view).roles].toSorted();
const refusalOf = (asked: Asked, actor: Actor) => gateRefusal(asked, { actor, community: HERE }, ledger.view);
const may = (asked: Asked, actor: Actor): boolean => refusalOf(asked, actor) === null;

describe("roles", () => {
  it("[C140] come from the relationships of the agent, as far as the session reaches", () => {
    expect(rolesFor(person("ada"))).toEqual(["member", "steward"]);
    expect(rolesFor(person("ada", "member"))).toEqual(["member"]);
    expect(rolesFor(person("ada", "read"))).toEqual(["visitor"]);
    expect(rolesFor(person("mia"))).toEqual(["maintainer", "member"]);
    expect(rolesFor(person("ben"))).toEqual(["member", "owner"]);
    expect(rolesFor(person("cleo"))).toEqual(["member"]);
    for (const agent of ["dan", "eve", "nobody"]) expect(rolesFor(person(agent))).toEqual(["visitor"]);
    expect(rolesFor(VISITOR)).toEqual(["visitor"]);
    expect(rolesFor(HOUSE)).toEqual(["member", "steward"]);
    expect(rolesFor({ agent: "eve", reach: "member", isGranted: true })).toEqual(["member"]);
  });

  it("[C140] say for whom somebody acts, and who belongs", () => {
    const acts = (actor: Actor) => [...standingOf(actor, HERE, ledger.view).actsFor].toSorted();
    expect([acts(person("ada")), acts(person("ben")), acts(person("dan"))]).toEqual([
      ["ada", HERE],
      ["ben", "mill"],
      ["dan", "shop"],
    ]);
    const belongs = (agent: string) => standingOf(person(agent, "read"), HERE, ledger.view).belongs;
    expect(["ada", "mia", "ben", "cleo", "dan", "eve"].filter(belongs)).toEqual(["ada", "mia", "ben", "cleo"]);
  });

  it("[C141] a relationship that only looks like one gives no role", () => {
    ledger.add([
      entry("agentRelationshipRoleRecorded", { id: "steward", roleLabel: "Steward" }),
      entry("agentRelationshipRecorded", { id: "x", subject: "eve", object: HERE, relationship: "steward" }),
      entry("agentRelationshipRecorded", { id: "y", subject: "eve", object: "mill", relationship: roleIdOf("steward") }),
    ]);
    expect(rolesFor(person("eve"))).toEqual(["visitor"]);
  });

  it("[C142] the first becomes the steward, once; who joined keeps what they are; only persons join", () => {
    const joining = (id: string, role: "member" | "maintainer") =>
      join(ledger.view, { community: HERE, person: id, name: id, role }, DECIDER);
    const claimed = claimStewardship(ledger.view, { community: HERE, person: "zoe", name: "Zoe" }, DECIDER);
    expect(claimed).toEqual({ refusal: { type: "HasStewards" } });
    expect(joining("ben", "member")).toEqual({ entries: [], id: "ben" });
    expect(joining("mill", "member")).toMatchObject({ refusal: { type: "NoPerson" } });
    const again = joining("ben", "maintainer");
    expect("entries" in again && again.entries.map(({ kind }) => kind)).toEqual(["agentRelationshipRecorded"]);
  });
});

const ACTIONS = Object.keys(PERMISSIONS) as ActionName[];
const CELLS: readonly Cell[] = ACTIONS.flatMap((action) =>
  RELATIONS.flatMap((relation) => OBJECT_STATES.map((state) => ({ action, relation, state }))),
);

const ONLY_STEWARDS =
  /^(record (person|membership|givingRole)|change membership|limit account|adopt plan|cancel planning|invite steward|see audit|export community)$/;
const EVERY_MEMBER = /^(record (organization|ecologicalAgent|relationshipRole)|state need|start planning|ask what if)$/;
const KNOWLEDGE = /^(processSpecification|recipe|recipeProcess|recipeFlow|recipeExchange|resourceSpecification|unit)$/;
const PERSONAL =
  /^((change|remove) (person|organization)|remove membership|\w+ ownership|record event|describe .*|accept .*|(change|withdraw) need|correct .*|(see|end) session|(see|erase) personal .*)$/;

/** The same rules in other words: what a role may, by the kind of action. */
function expected({ action, relation, state }: Cell, role: Role): boolean {
  const isSteward = role === "steward";
  const isKeeper = isSteward || role === "maintainer";
  const [verb = "", noun = ""] = action.split(" ", 2);
  if (role === "visitor" || /^(change|remove) givingRole$/.test(action)) return false;
  if (ONLY_STEWARDS.test(action)) return isSteward;
  if (EVERY_MEMBER.test(action)) return true;
  if (noun === "ecologicalAgent" || noun === "relationshipRole") return isKeeper;
  if (KNOWLEDGE.test(noun)) return verb !== "remove" || isKeeper;
  if (relation === "own") return true;
  if (relation === "other" || PERSONAL.test(action)) return isSteward;
  return state === "open" || isKeeper;
}

describe("the table", () => {
  it("[C143] says for each action, relation, state and role what the rules say in other words", () => {
    const unexpected = CELLS.flatMap((cell) =>
      ROLES.filter((role) => isPermitted(cell, new Set([role])) !== expected(cell, role)).map((role) => ({ ...cell, role })),
    );
    expect(unexpected).toEqual([]);
    expect(CELLS.length * ROLES.length).toBeGreaterThan(2_000);
  });

  it("[C143] a steward may whatever another may, and more roles never mean less", () => {
    for (const cell of CELLS) {
      const roles = rolesOf(cell);
      if (roles.length > 0) expect([cell, roles.includes("steward")]).toEqual([cell, true]);
    }
    fc.assert(
      fc.property(fc.constantFrom(...CELLS), fc.subarray([...ROLES]), fc.subarray([...ROLES]), (cell, some, more) => {
        if (isPermitted(cell, new Set(some))) expect(isPermitted(cell, new Set([...some, ...more]))).toBe(true);
      }),
    );
  });

  it("[C144] a refusal says who may, and what the asker is", () => {
    for (const cell of CELLS) {
      const text = permissionText({ type: "NotPermitted", ...cell, roles: rolesOf(cell), are: ["member"] });
      expect(text).toMatch(rolesOf(cell).length === 0 ? /^Nobody may .*\.$/ : /^To .* is for .*; you are a member\.$/);
    }
  });
});

describe("the gate", () => {
  const change = (noun: "intent" | "process" | "agentRelationship", id: string, given: Given): Asked => ({
    type: "change",
    noun,
    revisionId: `9.${id}`,
    given,
  });

  it("[C145] an event is told by who acts for its provider", () => {
    const transfer = (provider: string): Asked => ({ type: "event", given: { action: "transfer", provider, receiver: "cleo" } });
    const answers = (["ben", "mill", "cleo"] as const).map((provider) => may(transfer(provider), person("ben")));
    expect(answers).toEqual([true, true, false]);
    expect([may(transfer("shop"), person("dan")), may(transfer("mill"), person("ada")), may(transfer("mill"), HOUSE)]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("[C145] a promise is made by who is to keep it, an offer accepted by who accepts", () => {
    const promise = (provider: string): Asked => ({
      type: "record",
      noun: "commitment",
      given: { action: "transfer", provider, receiver: "ben" },
    });
    expect([may(promise("ben"), person("ben")), may(promise("cleo"), person("ben"))]).toEqual([true, false]);
    const accept = (accepter: string): Asked => ({ type: "accept", accepter });
    expect([may(accept("mill"), person("ben")), may(accept("cleo"), person("ben"))]).toEqual([true, false]);
  });

  it("[C145] a change must be permitted as things are and as they are to be", () => {
    ledger.add([
      entry("intentRecorded", { id: "i", action: "transfer", provider: "ben", resourceConformsTo: "s" }),
      entry("processRecorded", { id: "p", name: "p", finished: true }),
    ]);
    expect(may(change("intent", "i", { note: "x" }), person("ben"))).toBe(true);
    expect(may(change("intent", "i", { provider: "cleo" }), person("ben"))).toBe(false);
    expect(may(change("intent", "i", { note: "x" }), person("cleo"))).toBe(false);
    const finished = change("process", "p", { note: "x" });
    expect([may(finished, person("ben")), may(finished, person("mia")), may(finished, person("ada"))]).toEqual([false, true, true]);
  });

  const relation = (subject: string, object: string, relationship: string): Asked => ({
    type: "record",
    noun: "agentRelationship",
    given: { subject, object, relationship },
  });

  it("[C146] nobody gives themselves a role", () => {
    for (const role of ["member", "maintainer", "steward"] as const) {
      const asked = relation("ben", HERE, roleIdOf(role));
      expect([role, may(asked, person("ben")), may(asked, person("mia")), may(asked, person("ada"))]).toEqual([role, false, false, true]);
    }
    expect(may(relation("ben", "shop", roleIdOf("owner")), person("ben"))).toBe(false);
    expect(may(relation("cleo", "mill", roleIdOf("owner")), person("ben"))).toBe(true);
  });

  it("[C146] nor by turning a relationship, or a role, into another", () => {
    ledger.add([
      entry("agentRelationshipRoleRecorded", { id: "friend", roleLabel: "Friend" }),
      entry("agentRelationshipRecorded", { id: "f", subject: "ben", object: HERE, relationship: "friend" }),
    ]);
    const turned = change("agentRelationship", "f", { relationship: roleIdOf("steward") });
    expect([may(turned, person("ben")), may(turned, person("ada"))]).toEqual([false, true]);
    for (const type of ["change", "remove"] as const) {
      const role: Asked = { type, noun: "agentRelationshipRole", revisionId: `9.${roleIdOf("steward")}`, given: {} };
      for (const actor of [person("ada"), person("mia"), HOUSE]) expect([type, may(role, actor)]).toEqual([type, false]);
    }
  });

  it("[C147] the last steward stays, and may go once there is another", () => {
    const id = `steward:ada:${HERE}`;
    const leave: Asked = { type: "remove", noun: "agentRelationship", revisionId: `9.${id}` };
    for (const actor of [person("ada"), HOUSE]) expect(refusalOf(leave, actor)).toMatchObject({ type: "LastSteward" });
    expect(refusalOf(change("agentRelationship", id, { relationship: roleIdOf("member") }), HOUSE)).toMatchObject({ type: "LastSteward" });
    const decision = join(ledger.view, { community: HERE, person: "mia", name: "Mia", role: "steward" }, DECIDER);
    if ("entries" in decision) ledger.add(decision.entries);
    expect([may(leave, person("ada")), may(leave, person("mia")), may(leave, person("ben"))]).toEqual([true, true, false]);
    expect(gateText({ type: "LastSteward", relationship: id })).toMatch(/another person a steward first/);
  });
});
