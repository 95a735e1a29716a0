// What every store must do for those who look after it: texts as they are kept, comparing without changing, sessions listed and ended.

import { createHash, randomUUID } from "node:crypto";
import { canonicalJson, toJson } from "@commonwright/commons";
import fc from "fast-check";
import { expect, it } from "vitest";
import { onEveryAdapter } from "./adapters.js";
import {
  anyEntry,
  appendEntries,
  batchAfter,
  foundedCommunity,
  hashOf,
  namedEntry,
  replayed,
  replayOf,
  smallProjection,
  wholeLog,
} from "./smallLog.js";

onEveryAdapter("a store's upkeep", (doors) => {
  it("[S30] gives the texts of entries as their hashes were taken of them", async () => {
    const [store, other] = doors();
    const community = await foundedCommunity(store);
    await appendEntries(store, community, fc.sample(anyEntry, { numRuns: 30, seed: 11 }));
    const texts = await other.texts(community, 0, 100);
    const log = await wholeLog(store, community);
    expect(texts).toEqual(log.map(({ sequence, hash, entry }) => ({ sequence, hash, text: canonicalJson(toJson(entry)) })));
    let before = Buffer.alloc(32);
    for (const { hash, text } of texts) {
      before = createHash("sha256").update(before).update(text).digest();
      expect(hash).toBe(before.toString("hex"));
    }
    expect((await other.texts(community, 3, 2)).map(({ sequence }) => sequence)).toEqual([4, 5]);
    expect(await other.texts("nobody", 0, 10)).toEqual([]);
    // More than come together.
    await appendEntries(
      store,
      community,
      Array.from({ length: 250 }, (_, index) => namedEntry(`n${index}`)),
    );
    expect((await other.texts(community, 20, 220)).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 220 }, (_, index) => 21 + index),
    );
  });

  it("[S31] compares records with the log, finds what a rebuild finds, and changes nothing", async () => {
    const [store, other] = doors();
    const community = await foundedCommunity(store);
    await appendEntries(store, community, fc.sample(anyEntry, { numRuns: 20, seed: 12 }));
    expect(await other.compare(community, replayOf(smallProjection))).toEqual([]);
    expect(await other.compare("nobody", replayOf(smallProjection))).toEqual([]);
    const batch = await batchAfter(store, community, {
      after: await store.head(community),
      entries: ["m", "n"].map(namedEntry),
    });
    await store.append(community, {
      ...batch,
      writes: batch.writes.slice(1).map((row) => ({ ...row, body: { ...row.body, note: "not said" } })),
    });
    const keys = replayed(await wholeLog(store, community)).map(({ kind, id }) => ({ kind, id }));
    const before = await store.records(community, keys);
    const found = await other.compare(community, replayOf(smallProjection));
    expect(found.map(({ id, kept }) => [id, kept?.includes("not said") ?? null])).toEqual([
      ["m", null],
      ["n", true],
    ]);
    expect(await store.records(community, keys)).toEqual(before);
    expect(await store.rebuild(community, replayOf(smallProjection))).toEqual(found);
    expect(await other.compare(community, replayOf(smallProjection))).toEqual([]);
  });

  it("[S32] lists the sessions that are not over, with the agent that acts through them, and ends one", async () => {
    const [store, other] = doors();
    // No other test has sessions at this time.
    const [now, later] = ["2031-01-02T00:00:00.000Z", "2031-02-01T00:00:00.000Z"];
    const session = (name: string, createdAt: string, expiresAt: string) => ({
      tokenHash: hashOf(randomUUID()),
      kind: "steward" as const,
      name,
      reach: "steward" as const,
      isGranted: true,
      createdAt,
      expiresAt,
    });
    const first = { ...session("first", "2031-01-01T00:00:00.000Z", "2031-03-01T00:00:00.000Z"), agent: "anna" };
    const second = session("second", "2031-01-01T01:00:00.000Z", "2031-01-20T00:00:00.000Z");
    for (const each of [second, first]) await store.keepSession(each);
    expect(await other.sessions(now)).toEqual([first, second]);
    expect(await other.sessions(later)).toEqual([first]);
    expect(await other.session(first.tokenHash, now)).toEqual(first);
    await store.keepSession({ ...second, agent: "ben" });
    expect(await other.session(second.tokenHash, now)).toEqual({ ...second, agent: "ben" });
    expect(await other.revokeSession(first.tokenHash)).toBe(true);
    expect(await store.session(first.tokenHash, now)).toBeNull();
    expect(await store.revokeSession(first.tokenHash)).toBe(false);
    expect(await store.sessions(later)).toEqual([]);
  });
});
