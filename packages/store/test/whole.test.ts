// What every store must do so that people can leave with everything: read as one moment, taken in whole or not at all, unknown entries kept.

import { randomUUID } from "node:crypto";
import {
  batchOf,
  type CommonsStore,
  EMPTY_HEAD,
  type Entry,
  foundCommunity,
  type Intake,
  type KeptListName,
  type KeptRow,
  type LogText,
  NO_RECORDS,
  newReplay,
  projectEntry,
  type Replay,
  type WholeView,
} from "@commonwright/commons";
import fc from "fast-check";
import { expect, it } from "vitest";
import { memoryStore } from "../src/memory/memoryStore.js";
import { onEveryAdapter } from "./adapters.js";
import {
  anyEntry,
  appendEntries,
  foundedCommunity,
  hashOf,
  namedEntry,
  replayed,
  replayOf,
  smallProjection,
  wholeLog,
} from "./smallLog.js";

const AT = "2026-11-21T12:00:00Z";
const smallReplay = () => replayOf(smallProjection);

async function rowsOf(view: WholeView, name: KeptListName, community: string | null): Promise<KeptRow[]> {
  const all: KeptRow[] = [];
  for await (const rows of view.rows({ name, community })) all.push(...rows);
  return all;
}

/** All that there is of a community, and the sessions whose names begin with it. */
const stateOf = (store: CommonsStore, community: string) =>
  store.whole(async (view) => ({
    head: await view.head(community),
    texts: await view.texts(community, 0, 1_000_000),
    documents: await rowsOf(view, "documents", community),
    plans: await rowsOf(view, "plans", community),
    sessions: (await rowsOf(view, "sessions", null)).filter(([, , name]) => name === community),
  }));

/** A community with entries, plans, documents and sessions. */
async function fullCommunity(store: CommonsStore, seed: number): Promise<string> {
  const community = await foundedCommunity(store);
  await appendEntries(store, community, fc.sample(anyEntry, { numRuns: 25, seed }));
  for (const number of [1, 2, 3]) {
    const [problem, result] = [`{"problem":${number},"at":"é𝄞"}`, `{"result":"\\u0000 ${number}"}\n`];
    await store.keepDocument(community, hashOf(problem), problem);
    await store.keepDocument(community, `adopted ${hashOf(result)}`, result);
    await store.keepPlan(community, { hash: hashOf(result), problemHash: hashOf(problem), sequence: number, madeAt: AT });
  }
  const session = { name: community, createdAt: "2026-11-21T00:00:00.000Z", expiresAt: "2099-01-01T00:00:00.000Z" };
  await store.keepSession({ ...session, tokenHash: hashOf(randomUUID()), kind: "device", reach: "read", isGranted: true });
  await store.keepSession({
    ...session,
    tokenHash: hashOf(randomUUID()),
    kind: "steward",
    reach: "member",
    isGranted: false,
    agent: "anna",
  });
  return community;
}

async function takeLog(into: Intake, community: string, texts: readonly LogText[], replay: Replay = smallReplay()): Promise<void> {
  const log = await into.log(community, replay);
  for (let at = 0; at < texts.length; at += 7) await log.take(texts.slice(at, at + 7));
  await log.end();
}

/** Hands everything of a community over. */
async function takeState(into: Intake, community: string, state: Awaited<ReturnType<typeof stateOf>>): Promise<void> {
  await takeLog(into, community, state.texts);
  await into.rows({ name: "documents", community }, state.documents);
  await into.rows({ name: "plans", community }, state.plans);
  await into.rows({ name: "sessions", community: null }, state.sessions);
}

/** One that is somewhere else. */
async function elsewhere(seed = 5): Promise<{ readonly source: CommonsStore; readonly community: string }> {
  const source = memoryStore();
  return { source, community: await fullCommunity(source, seed) };
}

onEveryAdapter("a store as a whole", (doors) => {
  it("[S40] is read as it was at one moment, while others go on", async () => {
    const [store, other] = doors();
    const community = await fullCommunity(store, 4);
    const [state, writing] = await store.whole(async (view) => {
      const head = await view.head(community);
      const appending = appendEntries(other, community, [namedEntry("meanwhile")], head);
      const keeping = other.keepDocument(community, hashOf("meanwhile"), "meanwhile");
      // Where the store has another connection, it is there now.
      if (other !== store) await Promise.all([appending, keeping]);
      const read = [await view.texts(community, 0, 1_000), await rowsOf(view, "documents", community), await view.head(community)] as const;
      return [{ head, read, communities: await view.communities() }, Promise.all([appending, keeping])] as const;
    });
    expect((await writing)[0]).toMatchObject({ type: "Appended" });
    expect(state.communities).toContain(community);
    expect(state.read[2]).toEqual(state.head);
    expect(state.read[0]).toHaveLength(state.head.sequence);
    expect(state.read[1]).toHaveLength(6);
    expect((await stateOf(store, community)).documents).toHaveLength(7);
  });

  it("[S41] gives the rows of every list in the order of their first column, as they were kept", async () => {
    const [store] = doors();
    const community = await fullCommunity(store, 6);
    const { documents, plans, sessions } = await stateOf(store, community);
    const keys = documents.map(([key]) => String(key));
    expect(keys).toEqual(keys.toSorted((one, two) => (one < two ? -1 : 1)));
    for (const [key, text] of documents) expect(await store.document(community, String(key))).toBe(text);
    expect(plans.map(([number]) => number)).toEqual([1, 2, 3]);
    expect(plans.map(([number, hash, problemHash, sequence, madeAt]) => ({ number, hash, problemHash, sequence, madeAt }))).toEqual(
      (await store.plans(community, 9)).toReversed(),
    );
    expect(new Set(sessions.map((row) => row[5]))).toEqual(new Set(["anna", null]));
  });

  it("[S42] takes in what was kept elsewhere: the same head, texts, lists and records", async () => {
    const [store, other] = doors();
    const { source, community } = await elsewhere();
    const state = await stateOf(source, community);
    await store.takeIn({ replacing: false }, (into) => takeState(into, community, state));
    expect(await stateOf(other, community)).toEqual(state);
    expect(await other.compare(community, smallReplay())).toEqual([]);
    const keys = replayed(await wholeLog(source, community)).map(({ kind, id }) => ({ kind, id }));
    const byKey = (one: { kind: string; id: string }, two: { kind: string; id: string }) =>
      `${one.kind} ${one.id}` < `${two.kind} ${two.id}` ? -1 : 1;
    expect((await other.records(community, keys)).toSorted(byKey)).toEqual((await source.records(community, keys)).toSorted(byKey));
    expect(await other.communities()).toContain(community);
    expect((await appendEntries(other, community, [namedEntry("goes on")])).type).toBe("Appended");
  });

  it("[S43] takes in all or nothing, and can begin again", async () => {
    const [store, other] = doors();
    const { source, community } = await elsewhere();
    const state = await stateOf(source, community);
    const stopped = store.takeIn({ replacing: false }, async (into) => {
      await takeState(into, community, state);
      throw new Error("the archive ends too early");
    });
    await expect(stopped).rejects.toThrow("the archive ends too early");
    const [third] = state.texts.slice(2, 3);
    const forged = state.texts.map((text) =>
      text === third ? { ...text, text: text.text.replace("intentStated", "intentChanged") } : text,
    );
    const wrong: readonly (readonly LogText[])[] = [forged, state.texts.filter((text) => text !== third), state.texts.toReversed()];
    for (const texts of wrong) {
      const taking = store.takeIn({ replacing: false }, (into) => takeLog(into, community, texts));
      await expect(taking).rejects.toMatchObject({ code: "Refused" });
    }
    const twice = store.takeIn({ replacing: false }, async (into) => {
      await takeState(into, community, state);
      await into.rows({ name: "plans", community }, state.plans);
    });
    await expect(twice).rejects.toMatchObject({ code: "Refused" });
    expect(await other.head(community)).toEqual(EMPTY_HEAD);
    expect(await other.communities()).not.toContain(community);
    expect((await stateOf(other, community)).documents).toEqual([]);
    await store.takeIn({ replacing: false }, (into) => takeState(into, community, state));
    expect(await stateOf(other, community)).toEqual(state);
  });

  it("[S44] adds what is missing of a log that is there, and refuses one that says something else or less", async () => {
    const [store, other] = doors();
    const { source, community } = await elsewhere();
    const { texts, head } = await stateOf(source, community);
    const taking = (given: readonly LogText[]) => store.takeIn({ replacing: false }, (into) => takeLog(into, community, given));
    for (const length of [9, 10, texts.length]) {
      await taking(texts.slice(0, length));
      expect(await other.texts(community, 0, 1_000)).toEqual(texts.slice(0, length));
      expect(await other.compare(community, smallReplay())).toEqual([]);
    }
    await expect(taking(texts.slice(0, 12))).rejects.toMatchObject({
      code: "Refused",
      message: expect.stringContaining("is there already"),
    });
    const another = memoryStore();
    await appendEntries(
      another,
      community,
      Array.from({ length: 60 }, (_, index) => namedEntry(`other${index}`)),
      EMPTY_HEAD,
    );
    const others = await another.texts(community, 0, 1_000);
    await expect(taking(others)).rejects.toMatchObject({ code: "Refused", message: expect.stringContaining("something else") });
    expect(await other.head(community)).toEqual(head);
    expect(await other.compare(community, smallReplay())).toEqual([]);
  });

  it("[S45] puts what comes in the place of all that is there, where no other program uses it", async () => {
    const [store, other] = doors();
    const old = await fullCommunity(store, 8);
    const before = await stateOf(store, old);
    const { source, community } = await elsewhere();
    const state = await stateOf(source, community);
    const replace = (bring: (into: Intake) => Promise<void>) => store.takeIn({ replacing: true }, bring);
    if (other !== store) {
      await expect(replace((into) => takeState(into, community, state))).rejects.toMatchObject({ code: "FolderLocked" });
      expect(await stateOf(store, old)).toEqual(before);
      return;
    }
    const stopped = replace(async (into) => {
      await takeState(into, community, state);
      throw new Error("stopped");
    });
    await expect(stopped).rejects.toThrow("stopped");
    expect(await stateOf(store, old)).toEqual(before);
    expect(await store.compare(old, smallReplay())).toEqual([]);
    await replace((into) => takeState(into, community, state));
    expect(await store.communities()).toEqual([community]);
    expect(await stateOf(store, community)).toEqual(state);
    expect(await stateOf(store, old)).toMatchObject({ head: EMPTY_HEAD, documents: [], plans: [], sessions: [] });
    // The rules of the database hold as before.
    const head = await store.head(community);
    const batch = batchOf([namedEntry("x"), namedEntry("y")], smallProjection, { after: head, beneath: NO_RECORDS });
    const cut = store.append(community, { ...batch, sealed: batch.sealed.slice(1) });
    await expect(cut).rejects.toMatchObject({ code: "Refused" });
  });

  it("[S46] keeps entries of kinds and versions that are not known, makes nothing of them, and goes on behind them", async () => {
    const [store, other] = doors();
    const { id, entry } = foundCommunity({ name: randomUUID(), foundingKey: "a".repeat(64), nextKeys: "b".repeat(64), at: AT, by: "test" });
    const unknown = (kind: string, version: number, body: object) => ({ kind, version, at: AT, by: "later", body }) as unknown as Entry;
    const later: readonly Entry[] = [
      unknown("garmentMended", 1, { id: "g1", event: "no object", "": [1, { "\u0000": "\ud800" }] }),
      unknown("economicEventRecorded", 2, { event: { id: "e1", action: "teleport" } }),
      unknown("stockRaised", 7, { event: "words" }),
      unknown("agentRecorded", 2, { name: "no id" }),
    ];
    const anna: Entry = { kind: "agentRecorded", version: 1, at: AT, by: "test", body: { id: "anna", type: "Person", name: "Anna" } };
    const project: typeof projectEntry = (sealed, records) => (later.includes(sealed.entry) ? [] : projectEntry(sealed, records));
    expect((await store.append(id, batchOf([entry, ...later, anna], project))).type).toBe("Appended");
    const texts = await other.texts(id, 0, 100);
    expect(texts).toHaveLength(6);
    expect(await other.compare(id, newReplay())).toEqual([]);
    expect(await other.rebuild(id, newReplay())).toEqual([]);
    expect((await other.flows(id, 0, 10)).sequence).toHaveLength(0);
    expect((await other.list(id, { kind: "agent", limit: 9 })).map((row) => row.id)).toEqual(["anna", id]);
    const elsewhereAgain = memoryStore();
    await elsewhereAgain.takeIn({ replacing: false }, (into) => takeLog(into, id, texts, newReplay()));
    expect(await elsewhereAgain.texts(id, 0, 100)).toEqual(texts);
    // Writing what is not understood is refused.
    expect(() => batchOf(later, projectEntry)).toThrow(RangeError);
  });
});
