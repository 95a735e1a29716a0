// What every store must do, whatever it keeps things in: one suite, and the adapters that pass it.

import { randomUUID } from "node:crypto";
import { type AppendOutcome, type CommonsStore, EMPTY_HEAD, type Entry, type Head, PLANS_KEPT, verifyChain } from "@commonwright/commons";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Doors, onEveryAdapter } from "./adapters.js";
import {
  anyEntry,
  appendEntries,
  batchAfter,
  foundedCommunity,
  hashOf,
  namedEntry,
  regional,
  replayed,
  smallEntry,
  wholeLog,
} from "./smallLog.js";

function logTests(doors: Doors, runs: number): void {
  it("[S1] knows nothing of a community that was not founded", async () => {
    const [store] = doors();
    expect(await store.region("nobody")).toBeNull();
    expect(await store.head("nobody")).toEqual(EMPTY_HEAD);
    expect(await store.entries("nobody", 0, 10)).toEqual([]);
    expect(await store.plans("nobody", 10)).toEqual([]);
    expect(await store.document("nobody", hashOf("x"))).toBeNull();
    expect(await store.communities()).not.toContain("nobody");
  });

  it("[S1] lists communities in the order of their founding, also where a plan was kept before", async () => {
    const [store, other] = doors();
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
    await store.keepDocument(third, hashOf("early"), "early");
    for (const community of [second, first, third]) await appendEntries(other, community, [namedEntry("a")], EMPTY_HEAD);
    expect((await store.communities()).filter((id) => [first, second, third].some((ours) => ours === id))).toEqual([second, first, third]);
  });

  it("[S2] [S3] [S5] gives every entry back as it was, in one whole chain, and records that equal the replay", async () => {
    const batches = fc.array(fc.array(anyEntry, { maxLength: 4 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(batches, async (given) => {
        const [store, other] = doors();
        const community = randomUUID();
        const heads = [EMPTY_HEAD];
        for (const entries of given) heads.push(appendedHead(await appendEntries(store, community, entries, heads.at(-1))));
        const log = await wholeLog(other, community);
        expect(log.map(({ entry }) => entry)).toEqual(JSON.parse(JSON.stringify(given.flat())));
        expect(verifyChain(log)).toEqual({ type: "Whole", head: heads.at(-1) });
        const region = await other.region(community);
        expect(region).toEqual(log.length === 0 ? null : { head: heads.at(-1), records: regional(replayed(log)) });
        const keys = replayed(log).map(({ kind, id }) => ({ kind, id }));
        expect((await other.records(community, keys)).toSorted(byKey)).toEqual(replayed(log).toSorted(byKey));
      }),
      { numRuns: runs },
    );
  });

  it("[S2] gives entries after a sequence, at most as many as were asked for", async () => {
    const [store] = doors();
    const community = await foundedCommunity(store);
    await appendEntries(store, community, ["b", "c", "d"].map(namedEntry));
    const sequences = async (after: number, limit: number) => (await store.entries(community, after, limit)).map((link) => link.sequence);
    expect(await sequences(0, 2)).toEqual([1, 2]);
    expect(await sequences(2, 10)).toEqual([3, 4]);
    expect(await sequences(4, 10)).toEqual([]);
    expect(await sequences(1, 0)).toEqual([]);
  });

  it("[S4] writes nothing where the head is another, in sequence or in hash", async () => {
    const [store] = doors();
    const community = await foundedCommunity(store);
    const head = await store.head(community);
    const wrong = [EMPTY_HEAD, { ...head, hash: hashOf("another") }, { ...head, sequence: head.sequence + 1 }];
    for (const after of wrong) {
      expect(await appendEntries(store, community, [namedEntry("lost")], after)).toEqual({ type: "HeadMoved", head });
      expect(await appendEntries(store, community, [], after)).toEqual({ type: "HeadMoved", head });
    }
    expect(await appendEntries(store, community, [], head)).toEqual({ type: "Appended", head });
    expect(await wholeLog(store, community)).toHaveLength(1);
    expect((await store.region(community))?.records.map(({ id }) => id)).toEqual(["founding"]);
  });

  it("[S3] refuses a batch whose entries were changed after they were sealed", async () => {
    const [store] = doors();
    const community = await foundedCommunity(store);
    const head = await store.head(community);
    const batch = await batchAfter(store, community, { after: head, entries: ["b", "c"].map(namedEntry) });
    const forged = batch.sealed.map((sealed, index) => (index === 1 ? { ...sealed, entry: { ...sealed.entry, by: "Eve" } } : sealed));
    await expect(store.append(community, { ...batch, sealed: forged })).rejects.toMatchObject({ code: "Refused" });
    await expect(store.append(community, { ...batch, sealed: batch.sealed.slice(1) })).rejects.toMatchObject({ code: "Refused" });
    expect(await store.head(community)).toEqual(head);
  });

  it("[S6] keeps communities apart", async () => {
    const [store] = doors();
    const [one, other] = [await foundedCommunity(store), await foundedCommunity(store)];
    await appendEntries(store, one, [smallEntry([{ kind: "intent", id: "founding", body: null }])]);
    expect((await store.region(one))?.records).toEqual([]);
    expect((await store.region(other))?.records).toHaveLength(1);
  });

  it("[S7] refuses names that cannot be kept, before anything is written", async () => {
    const [store] = doors();
    const community = await foundedCommunity(store);
    const head = await store.head(community);
    for (const bad of ["a\0b", "\ud800"]) {
      const entries = [namedEntry("good"), namedEntry(bad)];
      const batch = await batchAfter(store, community, { after: head, entries });
      await expect(store.append(community, batch)).rejects.toMatchObject({ code: "BadText" });
      await expect(store.append(bad, { ...batch, sealed: [], writes: [] })).rejects.toMatchObject({ code: "BadText" });
      await expect(store.takeTurn(community, bad)).rejects.toMatchObject({ code: "BadText" });
    }
    expect(await store.head(community)).toEqual(head);
  });

  it("[S8] takes in several thousand entries at once", async () => {
    const [store, other] = doors();
    const community = randomUUID();
    const entries = Array.from({ length: 5000 }, (_, index) => namedEntry(`n${index % 4000}`));
    const head = appendedHead(await appendEntries(store, community, entries, EMPTY_HEAD));
    expect(head.sequence).toBe(5000);
    expect(verifyChain(await wholeLog(other, community))).toEqual({ type: "Whole", head });
    expect((await other.region(community))?.records).toHaveLength(4000);
  });
}

function concurrencyTests(doors: Doors, runs: number): void {
  it("[S4] of writers that start from one head exactly one is taken in", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(anyEntry, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 5 }), async (attempts) => {
        const community = await foundedCommunity(doors()[0]);
        const head = await doors()[0].head(community);
        const outcomes = await Promise.all(
          attempts.map((entries, index) => appendEntries(doors()[index % 2 === 0 ? 0 : 1], community, entries, head)),
        );
        const winners = outcomes.filter(({ type }) => type === "Appended");
        expect(winners).toHaveLength(1);
        const log = await wholeLog(doors()[1], community);
        const winner = attempts[outcomes.findIndex(({ type }) => type === "Appended")];
        expect(log.slice(1).map(({ entry }) => entry)).toEqual(JSON.parse(JSON.stringify(winner)));
        for (const outcome of outcomes) expect(headIn(outcome)).toEqual(headIn(winners[0]));
      }),
      { numRuns: runs },
    );
  });

  it("[S3] [S4] [S5] several writers that go on until they are taken in make one chain with everything in it once", async () => {
    const community = await foundedCommunity(doors()[0]);
    const writers = Array.from({ length: 6 }, (_, writer) => writeAll(doors()[writer % 2 === 0 ? 0 : 1], community, `w${writer}-`));
    const written = (await Promise.all(writers)).flat();
    const log = await wholeLog(doors()[0], community);
    expect(verifyChain(log)).toMatchObject({ type: "Whole" });
    expect(log.map(idOf).toSorted()).toEqual(["founding", ...written].toSorted());
    expect((await doors()[1].region(community))?.records).toEqual(regional(replayed(log)));
  });

  it("[S5] a region read while others append belongs to its head", async () => {
    const [store, reader] = doors();
    const community = await foundedCommunity(store);
    const writing = writeAll(store, community, "w");
    const snapshots = await Promise.all(Array.from({ length: 12 }, () => reader.region(community)));
    await writing;
    const log = await wholeLog(reader, community);
    for (const snapshot of snapshots) {
      const sequence = snapshot?.head.sequence ?? 0;
      expect(snapshot?.head.hash).toBe(log[sequence - 1]?.hash);
      expect(snapshot?.records).toEqual(regional(replayed(log.slice(0, sequence))));
    }
  });
}

/** Appends eight entries one after the other, each again from the new head where another was quicker. Gives their ids. */
async function writeAll(store: CommonsStore, community: string, prefix: string): Promise<string[]> {
  const ids = Array.from({ length: 8 }, (_, index) => `${prefix}${index}`);
  for (const id of ids) {
    let outcome = await appendEntries(store, community, [namedEntry(id)]);
    while (outcome.type === "HeadMoved") outcome = await appendEntries(store, community, [namedEntry(id)], outcome.head);
  }
  return ids;
}

const idOf = ({ entry }: { entry: Entry }) => String((entry.body.changes as { id: string }[])[0]?.id);

function appendedHead(outcome: AppendOutcome): Head {
  if (outcome.type !== "Appended") throw new Error(`the batch was not taken in: ${outcome.type}`);
  return outcome.head;
}

/** Undefined of a community that is busy. */
const headIn = (outcome: AppendOutcome | undefined) => (outcome === undefined || outcome.type === "Busy" ? undefined : outcome.head);

const byKey = (one: { kind: string; id: string }, other: { kind: string; id: string }) =>
  one.kind.localeCompare(other.kind) || Buffer.compare(Buffer.from(one.id), Buffer.from(other.id));

const planOf = (label: string, sequence: number) => ({
  hash: hashOf(`result ${label}`),
  problemHash: hashOf(`problem ${label}`),
  sequence,
  madeAt: "2026-11-21T12:00:00Z",
});

function documentTests(doors: Doors): void {
  it("[S9] keeps the first text under a hash", async () => {
    const [store, other] = doors();
    const community = randomUUID();
    const text = '{ "b":1, "a": "\\u0000 𝄞" }\n';
    await store.keepDocument(community, hashOf(text), text);
    await other.keepDocument(community, hashOf(text), "something else");
    expect(await other.document(community, hashOf(text))).toBe(text);
    expect(await other.document(randomUUID(), hashOf(text))).toBeNull();
  });

  it("[S10] numbers plans from 1, newest first, and a plan that is kept again has the number it had", async () => {
    const [store, other] = doors();
    const community = randomUUID();
    expect(await store.keepPlan(community, planOf("a", 1))).toBe(1);
    expect(await other.keepPlan(community, planOf("b", 1))).toBe(2);
    expect(await other.keepPlan(community, planOf("a", 1))).toBe(1);
    expect(await store.keepPlan(community, planOf("a", 2))).toBe(3);
    expect(await store.keepPlan(randomUUID(), planOf("a", 1))).toBe(1);
    expect(await store.plans(community, 2)).toEqual([
      { ...planOf("a", 2), number: 3 },
      { ...planOf("b", 1), number: 2 },
    ]);
    expect(await store.plans(community, 99)).toHaveLength(3);
  });

  it("[S10] gives every plan a number of its own when many are kept at once", async () => {
    const community = randomUUID();
    const keep = (index: number) => doors()[index % 2 === 0 ? 0 : 1].keepPlan(community, planOf(String(index % 8), 1));
    const numbers = await Promise.all(Array.from({ length: 16 }, (_, index) => keep(index)));
    expect([...new Set(numbers)].toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(numbers.slice(0, 8)).toEqual(numbers.slice(8));
  });

  it(`[S11] keeps the documents of the newest ${PLANS_KEPT} plans, and those that no plan names`, async () => {
    const [store] = doors();
    const community = randomUUID();
    const keep = (hash: string) => store.keepDocument(community, hash, `text of ${hash}`);
    await keep(hashOf("nobody's"));
    for (let number = 1; number <= PLANS_KEPT + 2; number++) {
      // Two plans answer the same problem, so that the first one's problem is still needed when its result goes.
      const plan = { ...planOf(String(number), number), problemHash: hashOf(`problem ${number === 1 ? PLANS_KEPT : number}`) };
      await Promise.all([keep(plan.hash), keep(plan.problemHash)]);
      await store.keepPlan(community, plan);
    }
    const has = async (text: string) => (await store.document(community, hashOf(text))) !== null;
    expect(await Promise.all(["result 1", "result 2", "problem 2"].map(has))).toEqual([false, false, false]);
    expect(await Promise.all(["result 3", "problem 3", `problem ${PLANS_KEPT}`, "nobody's"].map(has))).toEqual([true, true, true, true]);
    expect(await store.plans(community, 100)).toHaveLength(PLANS_KEPT + 2);
  });
}

function sessionTests(doors: Doors): void {
  const session = (name: string, expiresAt: string) => ({
    tokenHash: hashOf(randomUUID()),
    kind: "device" as const,
    name,
    reach: "member" as const,
    isGranted: false,
    createdAt: "2026-11-21T12:00:00.000Z",
    expiresAt,
  });

  it("[S12] knows a session until it expires, however the time is written", async () => {
    const [store, other] = doors();
    const phone = session("phone", "2026-11-22T12:00:00Z");
    await store.keepSession(phone);
    expect(await other.session(phone.tokenHash, "2026-11-22T11:59:59.999Z")).toEqual(phone);
    expect(await other.session(phone.tokenHash, "2026-11-22T12:00:00.000Z")).toBeNull();
    expect(await other.session(phone.tokenHash, "2026-11-22T12:00:00.001Z")).toBeNull();
    expect(await other.session(hashOf("unknown"), "2026-11-21T12:00:00Z")).toBeNull();
  });

  it("[S12] a session that is kept again is renewed, and one that has expired goes when another comes", async () => {
    const [store] = doors();
    const [old, renewed] = [session("old", "2026-11-21T11:00:00Z"), session("tablet", "2026-11-23T12:00:00Z")];
    await store.keepSession(old);
    await store.keepSession(renewed);
    await store.keepSession({ ...renewed, kind: "steward", reach: "read", isGranted: true, expiresAt: "2026-12-01T12:00:00Z" });
    const found = await store.session(renewed.tokenHash, "2026-11-30T12:00:00Z");
    expect(found).toMatchObject({ kind: "steward", name: "tablet", reach: "read", isGranted: true });
    expect(await store.session(old.tokenHash, "2026-11-21T10:00:00Z")).toBeNull();
  });

  it("[S47] an invitation is given once, within its time, to whoever asks first, and can be taken back", async () => {
    const [store, other] = doors();
    const invitation = (more: object = {}) => ({
      codeHash: hashOf(randomUUID()),
      role: "member" as const,
      invitedBy: "ada",
      createdAt: "2026-11-21T12:00:00.000Z",
      expiresAt: "2026-11-22T12:00:00Z",
      ...more,
    });
    const [open, device, back] = [
      invitation(),
      invitation({ agent: "ben", role: "steward" }),
      invitation({ createdAt: "2026-11-21T12:00:01.000Z" }),
    ];
    for (const each of [open, device, back]) await store.keepInvitation(each);
    const hashes = new Set([open.codeHash, device.codeHash, back.codeHash]);
    const mine = (rows: readonly { readonly codeHash: string }[]) => rows.filter(({ codeHash }) => hashes.has(codeHash));
    expect(mine(await other.invitations("2026-11-21T12:00:00Z"))).toHaveLength(3);
    expect(await other.takeInvitation(open.codeHash, "2026-11-22T12:00:00.000Z")).toBeNull();
    const taken = await Promise.all([store, other, store, other].map((each) => each.takeInvitation(open.codeHash, "2026-11-22T11:59:59Z")));
    expect(taken.filter((each) => each !== null)).toEqual([open]);
    expect(await store.takeInvitation(device.codeHash, "2026-11-21T12:00:00Z")).toEqual(device);
    expect([await other.revokeInvitation(back.codeHash), await store.revokeInvitation(back.codeHash)]).toEqual([true, false]);
    expect(mine(await store.invitations("2026-11-21T12:00:00Z"))).toEqual([]);
    await store.keepInvitation(invitation({ createdAt: "2027-01-01T00:00:00Z", expiresAt: "2027-01-02T00:00:00Z" }));
  });
}

onEveryAdapter("the store's acceptance suite", (doors, runs) => {
  logTests(doors, runs);
  concurrencyTests(doors, runs);
  documentTests(doors);
  sessionTests(doors);
});
