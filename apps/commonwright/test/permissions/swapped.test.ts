// Ids of others in every place where an id stands: nothing that is hidden comes to light, and nothing of others changes.
// COMMONWRIGHT_SWAPS=10000 sends so many requests, COMMONWRIGHT_SWAPS_SEED=7 others than usual.

import {
  batchOf,
  type CommonsStore,
  type Entry,
  type EntryKind,
  foundCommunity,
  givenRole,
  type JsonObject,
  projectEntry,
  type RecordKey,
  type RecordKind,
  type RecordRow,
  textAt,
} from "@commonwright/commons";
import { openStore } from "@commonwright/store";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invitationsIn } from "../../src/http/invitations.js";
import { hashOfToken } from "../../src/http/sessions.js";
import { type ServedHamlet, servedHamlet } from "../up/region.js";
import { type Ask, askerOf, changeText, contract } from "../valueflows/asking.js";
import { chanceFrom, type Chance, randomQuery } from "../valueflows/hostile.js";
import { ASKERS, type Asker, people } from "./actors.js";
import { idleHands } from "./idleHands.js";
import { ROWS } from "./rows.js";
import { kindOf, type Pool, swapped, type Swapping } from "./swaps.js";
import { type Told, toldIn } from "./told.js";

const REQUESTS = Number(process.env["COMMONWRIGHT_SWAPS"] ?? 1_000);
const SEED = Number(process.env["COMMONWRIGHT_SWAPS_SEED"] ?? 20_270_302);
const schema = contract();
const OWNERS = ["mia", "oda", "otto"] as const;

let store: CommonsStore;
let closeStore: () => Promise<void>;
let served: ServedHamlet;
let ask: Ask;
let told: Told;
let swapping: Swapping;
/** What nobody is told, and what those are not told who do not belong. */
let secrets: readonly string[];
let households: readonly string[];
/** Records that are not Mia's. */
let protectedKeys: readonly RecordKey[];

const kg = (hasNumericalValue: string) => ({ hasNumericalValue, hasUnit: "kg" });

/** One of everything that somebody can have, each with their name in its id. */
async function possessions(owner: string, other: string): Promise<RecordKey[]> {
  const atHome = owner === "otto" ? { atLocation: "casa-rossi" } : {};
  const words = { note: `canary words of ${owner}` };
  const id = (what: string) => `${owner}-${what}`;
  const grain = { resourceConformsTo: "grain", resourceQuantity: kg("5") };
  const promise = { action: "transfer", provider: owner, receiver: other, ...grain, ...atHome, ...words, satisfies: [] };
  await told.tell("createIntent", { intent: { id: id("intent"), action: "transfer", provider: owner, ...grain, ...atHome, ...words } });
  await told.tell("createIntent", { intent: { id: id("wish"), action: "transfer", receiver: owner, ...grain, ...atHome, ...words } });
  await told.tell("createProposal", { proposal: { id: id("proposal"), name: "Grain", unitBased: false } });
  await told.tell("proposeIntent", { id: id("published"), publishedIn: id("proposal"), publishes: id("intent") });
  await told.tell("createProcess", { process: { id: id("process"), name: "Milling", inScopeOf: [owner] } });
  await told.tell("createAgreement", { agreement: { id: id("agreement"), name: "Ours" } });
  await told.tell("createCommitment", { commitment: { id: id("commitment"), clauseOf: id("agreement"), ...promise } });
  await told.tell("createProductBatch", { productBatch: { id: id("batch"), batchNumber: "L1" } });
  await told.tell("createEconomicEvent", {
    event: {
      id: id("event"),
      action: "raise",
      provider: owner,
      receiver: owner,
      ...grain,
      ...words,
      ...(owner === "otto" ? { toLocation: "casa-rossi" } : {}),
    },
    newInventoriedResource: {
      id: id("stock"),
      name: `canary stock of ${owner}`,
      lot: id("batch"),
      ...(owner === "otto" ? { currentLocation: "casa-rossi" } : {}),
    },
  });
  await told.tell("createClaim", {
    claim: { id: id("claim"), provider: other, receiver: owner, action: "transfer", triggeredBy: id("event"), ...grain },
  });
  await told.tell("createFulfillment", { fulfillment: { id: id("fulfillment"), fulfilledBy: id("event"), fulfills: id("commitment") } });
  await told.tell("createOrganization", { organization: { id: id("shop"), name: `The shop of ${owner}` } });
  await told.tell("createAgentRelationship", {
    relationship: { id: id("ownership"), subject: owner, object: id("shop"), relationship: "commonwright:owner" },
  });
  const keys: readonly (readonly [RecordKind, string])[] = [
    ["intent", "intent"],
    ["intent", "wish"],
    ["proposal", "proposal"],
    ["proposedIntent", "published"],
    ["process", "process"],
    ["agreement", "agreement"],
    ["commitment", "commitment"],
    ["batchLotRecord", "batch"],
    ["economicEvent", "event"],
    ["economicResource", "stock"],
    ["claim", "claim"],
    ["fulfillment", "fulfillment"],
    ["agent", "shop"],
    ["agentRelationship", "ownership"],
  ];
  return [{ kind: "agent", id: owner }, ...keys.map(([kind, what]): RecordKey => ({ kind, id: id(what) }))];
}

/** Another community in the same store. */
async function elsewhere(): Promise<readonly RecordKey[]> {
  const at = "2026-11-21T12:00:00.000Z";
  const key = "0".repeat(64);
  const founded = foundCommunity({ name: "canary elsewhere", foundingKey: key, nextKeys: key, at, by: "a test" });
  const entry = (kind: EntryKind, body: JsonObject): Entry => ({ kind, version: 1, at, by: "a test", body });
  const entries = [
    entry("agentRecorded", { id: "far-agent", type: "Person", name: "canary far agent" }),
    entry("intentRecorded", {
      id: "far-intent",
      action: "transfer",
      provider: "far-agent",
      resourceClassifiedAs: ["x"],
      note: "canary far",
    }),
    entry("agreementRecorded", { id: "far-agreement", name: "canary far agreement", created: at }),
  ];
  const { type } = await store.append(founded.id, batchOf([founded.entry, ...entries], projectEntry));
  if (type !== "Appended") throw new Error(type);
  return [
    { kind: "agent", id: "far-agent" },
    { kind: "intent", id: "far-intent" },
    { kind: "agreement", id: "far-agreement" },
  ];
}

function poolOf(keys: readonly RecordKey[], more: readonly string[]): Pool {
  const pool = new Map<string, string[]>([["", [...more]]]);
  for (const { kind, id } of keys) pool.set(kind, [...(pool.get(kind) ?? []), id]);
  return pool;
}

/** A session and an invitation of somebody else: tokens, hashes and ids that nobody else is told. */
async function kept(): Promise<{ readonly secrets: readonly string[]; readonly ids: readonly string[] }> {
  const token = await served.serving.sessions.open("device", "canary phone", {
    actor: { agent: "oda", reach: "steward", isGranted: false },
  });
  const { code } = await invitationsIn(store, () => new Date()).make({ role: "steward", invitedBy: "stella" });
  const [{ codeHash }] = [...(await store.invitations(new Date().toISOString()))];
  const hash = hashOfToken(token);
  return { secrets: [token, hash, code, codeHash, "canary phone"], ids: [hash.slice(0, 12), codeHash.slice(0, 12), hash] };
}

beforeAll(async () => {
  const opened = await openStore({ database: { type: "memory" } });
  store = opened.store;
  closeStore = () => opened.close();
  served = await servedHamlet({ hands: idleHands, store });
  ask = askerOf(served);
  await people(served);
  told = toldIn(served, schema);
  for (const [id, unit] of [
    ["grain", "kg"],
    ["loaf", "piece"],
  ])
    await told.tell("createResourceSpecification", { resourceSpecification: { id, name: id, defaultUnitOfResource: unit } });
  await told.tell("createResourceSpecification", {
    resourceSpecification: { id: "credit", name: "Credit", mediumOfExchange: true, resourceClassifiedAs: ["mutual-credit"] },
  });
  await told.tell("createProcessSpecification", { processSpecification: { id: "milling", name: "Milling" } });
  for (const id of ["step", "bake"])
    await told.tell("createRecipeProcess", { recipeProcess: { id, name: id, processConformsTo: "milling" } });
  await told.tell("createRecipeFlow", {
    recipeFlow: {
      action: "produce",
      recipeOutputOf: "bake",
      resourceConformsTo: "loaf",
      resourceQuantity: { hasNumericalValue: "1", hasUnit: "piece" },
    },
  });
  await told.tell("createRecipe", { recipe: { id: "loaves", name: "Loaves", primaryOutput: "loaf", recipeIncludes: ["bake"] } });
  await told.tell("createEconomicEvent", {
    event: { id: "seed", action: "raise", provider: "oda", receiver: "oda", resourceConformsTo: "grain", resourceQuantity: kg("1") },
  });
  await told.moveTo("otto", "casa-rossi");
  await told.tell("updatePerson", { person: { revisionId: await told.revisionOf("agent", "otto"), name: "canary dweller" } });
  const theirs: RecordKey[] = [];
  // Between Oda and Otto there is nothing of Mia's.
  for (const owner of OWNERS) theirs.push(...(await possessions(owner, owner === "oda" ? "otto" : "oda")));
  const all = await store.list(served.serving.community.id, { kind: "agentRelationship", limit: 100 });
  // Who leaves by their own wish asks for nothing more.
  const relationships = all.filter(({ body }) => body["subject"] !== "mia");
  const roles = (["member", "maintainer", "steward", "owner"] as const).map(
    (role): RecordKey => ({ kind: "agentRelationshipRole", id: `commonwright:${role}` }),
  );
  const far = await elsewhere();
  const own: readonly RecordKey[] = ["stella", "olaf", "max", "leo", "lena", "lenas", "mill-shop", served.serving.community.id].map(
    (id) => ({ kind: "agent", id }),
  );
  const homes: readonly RecordKey[] = ["casa-rossi", "casa-verdi", "school"].map((id) => ({ kind: "spatialThing", id }));
  const printer: RecordKey = { kind: "agent", id: "rossi-printer" };
  const keys = [...theirs, ...relationships, ...roles, ...own, ...homes, printer];
  protectedKeys = keys.filter(({ id }) => id !== "mia" && !id.startsWith("mia-") && id !== "school");
  const { secrets: hidden, ids } = await kept();
  const knowledge = ["grain", "loaf", "lamp"].map((id): RecordKey => ({ kind: "resourceSpecification", id }));
  const revisions = await Promise.all(theirs.slice(0, 20).map(async ({ kind, id }) => told.revisionOf(kind, id)));
  swapping = {
    schema,
    pool: poolOf([...keys, ...far, ...knowledge], ["home:1", "town:Borgo", "1", "seed", ...ids, ...revisions]),
    revisionOf: async (kind, id) => told.revisionOf(kind as RecordKind, id).catch(() => null),
  };
  secrets = [...hidden, "canary far", "canary elsewhere"];
  households = [
    "Famiglia",
    "Rossi's printer",
    "in the cellar",
    "Lamps for the Rossi",
    "canary dweller",
    "canary words of otto",
    "canary stock of otto",
    "45.1234",
    "9.4321",
    "45.1357",
    "9.4468",
  ];
  // Visitors see a moment that is up to a second old.
  await new Promise((resolve) => setTimeout(resolve, 1_200));
}, 60_000);
afterAll(async () => {
  await served.close();
  await closeStore();
});

/** What of an answer somebody should not have been told; what they asked by they know. */
function leaks(answer: unknown, request: string, asker: Asker): string[] {
  const text = JSON.stringify(answer);
  const isIn = asker.roles.some((role) => role !== "visitor") || asker.name === "a token that reads";
  const hidden = isIn ? secrets : [...secrets, ...households, "casa-rossi", "casa-verdi", "rossi-printer"];
  return hidden.filter((word) => text.includes(word) && !request.includes(word));
}

const head = () => served.serving.community.state().head;
const rowsNow = () => store.records(served.serving.community.id, protectedKeys);
const named = (name: string): Asker => {
  const found = ASKERS.find((asker) => asker.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

/** What of a record may change by what others give it or how they answer it. */
function asOthersMayLeaveIt({ kind, body }: RecordRow): JsonObject {
  const { accountingQuantity: _counted, onhandQuantity: _there, availableQuantity: _left, ...rest } = body;
  return kind === "economicResource" || kind === "intent" ? rest : body;
}
const amountIn = ({ body }: RecordRow, key: string) =>
  Number((body[key] as { hasNumericalValue?: string } | undefined)?.hasNumericalValue ?? 0);

/** What of others is not as it was. */
function changed(before: readonly RecordRow[], after: readonly RecordRow[]): unknown[] {
  return before.flatMap((row, index) => {
    const now = after[index];
    const isSame =
      now !== undefined && !now.isRemoved && JSON.stringify(asOthersMayLeaveIt(row)) === JSON.stringify(asOthersMayLeaveIt(now));
    const isLess =
      now !== undefined &&
      row.kind === "economicResource" &&
      ["accountingQuantity", "onhandQuantity"].some((key) => amountIn(now, key) < amountIn(row, key));
    return isSame && !isLess ? [] : [{ before: row, after: now ?? null }];
  });
}

/** Entries that speak for others, or give a right to somebody. */
function overreaching({ kind, body, by }: Entry, mutation: string): boolean {
  if (by !== "mia") return true;
  if (kind === "commitmentRecorded")
    return mutation !== "acceptProposal" && typeof body["provider"] === "string" && !ofMia.has(body["provider"]);
  if (kind === "economicEventRecorded") {
    const { provider, receiver, corrects } = body["event"] as { provider: string; receiver: string; corrects?: string };
    return !ofMia.has(provider) && !(corrects !== undefined && ofMia.has(receiver));
  }
  if (kind === "agentRelationshipRecorded") {
    const role = givenRole(body["relationship"]);
    return role !== null && (role !== "owner" || !ofMia.has(textAt(body, "object")));
  }
  return kind === "agentRecorded" && body["type"] === "Person" && body["id"] !== "mia";
}
/** Mia, and the organizations that she founded. */
const ofMia = new Set(["mia", "mia-shop"]);

async function changeOf(chance: Chance) {
  const row = chance.pick(
    ROWS.filter(({ mutation }) => !mutation.startsWith("cancel") && !mutation.startsWith("start") && mutation !== "askWhatIf"),
  );
  const of = { relation: chance.pick(row.relations), whose: row.own === "organization" ? "mia-shop" : "mia", state: "open" } as const;
  const args = await swapped({ mutation: row.mutation, args: await row.make(told, of) }, swapping, chance);
  const isFlag = row.mutation.startsWith("delete");
  return { mutation: row.mutation, args, text: changeText(schema, { mutation: row.mutation, args }, isFlag ? "" : "{ __typename }") };
}

describe("ids of others", () => {
  it(
    "[A111] in queries bring nothing to light that is hidden from who asks",
    async () => {
      const ids = [...swapping.pool.values()].flat();
      let answered = 0;
      for (let run = 0; run < REQUESTS / 2; run += 1) {
        const chance = chanceFrom(SEED + run);
        const query = randomQuery({ schema, ids }, chance);
        const asker = named(chance.pick(["a visitor", "a member", "who left", "who owned and left", "a token that reads"]));
        const answer = await ask(query, {}, asker.caller);
        if (answer.errors === undefined) answered += 1;
        expect([query, asker.name, leaks(answer, query, asker)]).toEqual([query, asker.name, []]);
      }
      expect(answered).toBeGreaterThan(REQUESTS / 8);
      expect(served.faults).toEqual([]);
    },
    30 * 60_000,
  );

  it(
    "[A111] in changes change nothing of others, and tell nothing of what is hidden",
    async () => {
      let taken = 0;
      for (let run = 0; run < REQUESTS / 2; run += 1) {
        const chance = chanceFrom(SEED - 1 - run);
        const { mutation, args, text } = await changeOf(chance);
        const asker = named(chance.pick(["a member", "a member", "a member", "a visitor", "who left", "a token that reads"]));
        const [before, rows] = [head(), await rowsNow()];
        const answer = await ask(text, args, asker.caller);
        const request = JSON.stringify([mutation, args]);
        expect([request, asker.name, leaks(answer, request, asker)]).toEqual([request, asker.name, []]);
        if (head().hash === before.hash) continue;
        expect([request, asker.name]).toEqual([request, "a member"]);
        taken += 1;
        const written = (await store.entries(served.serving.community.id, before.sequence, 1_000)).map(({ entry }) => entry);
        for (const { kind, body } of written)
          if (kind === "agentRecorded" && body["type"] === "Organization") ofMia.add(textAt(body, "id"));
        expect([request, written.filter((entry) => overreaching(entry, mutation))]).toEqual([request, []]);
        expect([request, changed(rows, await rowsNow())]).toEqual([request, []]);
      }
      expect(taken).toBeGreaterThan(REQUESTS / 40);
      expect(served.faults).toEqual([]);
    },
    30 * 60_000,
  );

  it("[A111] every place of the contract where an id stands has ids to be swapped for", () => {
    const without = new Set(ROWS.map(({ mutation }) => kindOf(mutation)).filter((kind) => (swapping.pool.get(kind) ?? []).length === 0));
    // What is known in common is nobody's, and links are named by their own ids.
    expect([...without].toSorted()).toEqual(
      [
        "agreementBundle",
        "plan",
        "processSpecification",
        "proposalList",
        "proposedTo",
        "recipe",
        "recipeExchange",
        "recipeFlow",
        "recipeProcess",
        "satisfaction",
        "settlement",
        "unit",
      ].toSorted(),
    );
  });
});
