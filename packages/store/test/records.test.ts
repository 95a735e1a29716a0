// What every store must do with records: lists, who names whom, counting, removal, turns, rebuilding.

import type { ListAsk, RecordKey, RecordKind, RecordRow, ReferringAsk } from "@commonwright/commons";
import { newReplay, referencesOf } from "@commonwright/commons";
import fc from "fast-check";
import { expect, it } from "vitest";
import { randomUUID } from "node:crypto";
import { anyLedgerEntries, appendLedger, foundedLedger, ledgerProjection } from "./ledgerLog.js";
import { type Doors, onEveryAdapter } from "./adapters.js";
import { anyPage, stretchOf } from "./pages.js";
import {
  anyEntry,
  appendEntries,
  batchAfter,
  foundedCommunity,
  namedEntry,
  replayed,
  smallEntry,
  smallProjection,
  wholeLog,
} from "./smallLog.js";

const anyKind = fc.constantFrom<RecordKind>("intent", "commitment", "agent", "economicResource", "plan");
const anyTarget: fc.Arbitrary<RecordKey> = fc.record({
  kind: fc.constantFrom<RecordKind>("agent", "agent", "process"),
  id: fc.constantFrom("a", "b", "é", "\u0000"),
});
const anyListAsk: fc.Arbitrary<ListAsk> = fc.tuple(anyPage, anyKind).map(([page, kind]) => ({ ...page, kind }));
const anyReferringAsk: fc.Arbitrary<ReferringAsk> = fc
  .tuple(anyPage, fc.constantFrom<RecordKind>("intent", "commitment"), fc.constantFrom("provider", "receiver", "inScopeOf"), anyTarget)
  .map(([page, kind, property, target]) => ({ ...page, kind, property, target }));

/** No id holds NUL, so that a text with it names nothing. */
const isNaming = (row: RecordRow, property: string, target: RecordKey) =>
  !target.id.includes("\0") &&
  referencesOf(row.kind, row.body).some((named) => named.property === property && named.kind === target.kind && named.id === target.id);

function recordTests(doors: Doors, runs: number): void {
  it("[S13] [S14] [S15] lists, references and counts are what filtering all records gives", async () => {
    const logs = fc.array(fc.array(anyEntry, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        logs,
        fc.array(anyListAsk, { maxLength: 4 }),
        fc.array(anyReferringAsk, { maxLength: 6 }),
        async (batches, lists, asks) => {
          const [store, other] = doors();
          const community = await foundedCommunity(store);
          for (const entries of batches) await appendEntries(store, community, entries);
          const rows = replayed(await wholeLog(other, community)).filter(({ isRemoved }) => !isRemoved);
          for (const ask of lists) {
            const ofKind = rows.filter(({ kind }) => kind === ask.kind);
            expect(await other.list(community, ask)).toEqual(stretchOf(ofKind, ask));
            expect(await other.count(community, { kind: ask.kind }, 3)).toBe(Math.min(3, ofKind.length));
          }
          const named = asks.map((ask) => rows.filter((row) => row.kind === ask.kind && isNaming(row, ask.property, ask.target)));
          expect(await other.referring(community, asks)).toEqual(asks.map((ask, index) => stretchOf(named[index] ?? [], ask)));
          const counts = await Promise.all(asks.map(({ kind, property, target }) => other.count(community, { kind, property, target }, 2)));
          expect(counts).toEqual(named.map(({ length }) => Math.min(2, length)));
        },
      ),
      { numRuns: runs },
    );
  });

  it("[S13] gives records by their keys, each once, and nothing for those that are not there", async () => {
    const [store, other] = doors();
    const community = await foundedCommunity(store);
    const key = { kind: "intent", id: "founding" } as const;
    expect(await other.records(community, [key, key, { kind: "agent", id: "founding" }, { kind: "intent", id: "\u0000" }])).toHaveLength(1);
    expect(await other.records(community, [])).toEqual([]);
    expect(await other.records("nobody", [key])).toEqual([]);
    expect(await other.referring(community, [])).toEqual([]);
  });

  it("[S16] what was removed stays a record, and is in no list, region, reference or count", async () => {
    const [store, other] = doors();
    const community = await foundedCommunity(store);
    await appendEntries(store, community, [smallEntry([{ kind: "intent", id: "gone", body: { id: "gone", provider: "a" } }])]);
    await appendEntries(store, community, [smallEntry([{ kind: "intent", id: "gone", body: null }])]);
    const target = { kind: "agent", id: "a" } as const;
    const expected = { created: 2, revision: 3, isRemoved: true, body: { id: "gone", provider: "a" } };
    expect(await other.records(community, [{ kind: "intent", id: "gone" }])).toMatchObject([expected]);
    expect((await other.list(community, { kind: "intent", limit: 9 })).map(({ id }) => id)).toEqual(["founding"]);
    expect((await other.region(community))?.records.map(({ id }) => id)).toEqual(["founding"]);
    expect(await other.referring(community, [{ kind: "intent", property: "provider", target, limit: 9 }])).toEqual([[]]);
    expect(await other.count(community, { kind: "intent", property: "provider", target }, 9)).toBe(0);
  });
}

function turnTests(doors: Doors): void {
  it("[S17] a writer that has its turn keeps the others out until it has appended", async () => {
    const [store, other] = doors();
    const community = await foundedCommunity(store);
    const head = await store.takeTurn(community, "one");
    expect(head).toEqual(await other.head(community));
    expect(await other.takeTurn(community, "two")).toBeNull();
    const batch = await batchAfter(store, community, { after: await store.head(community), entries: [namedEntry("next")] });
    for (const writer of ["two", undefined]) {
      const outcome = await other.append(community, batch, writer);
      expect(outcome).toMatchObject({ type: "Busy", milliseconds: expect.any(Number) });
      if (outcome.type === "Busy") expect(outcome.milliseconds).toBeGreaterThan(0);
    }
    expect(await other.head(community)).toEqual(head);
    expect((await store.append(community, batch, "one")).type).toBe("Appended");
    expect(await other.takeTurn(community, "two")).toEqual(batch.head);
  });

  it("[S17] a turn that nobody used ends by itself", async () => {
    const [store, other] = doors();
    const community = await foundedCommunity(store);
    await store.takeTurn(community, "gone");
    const batch = await batchAfter(store, community, { after: await store.head(community), entries: [namedEntry("next")] });
    let outcome = await other.append(community, batch, "patient");
    while (outcome.type === "Busy") {
      const { milliseconds } = outcome;
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      outcome = await other.append(community, batch, "patient");
    }
    expect(outcome).toEqual({ type: "Appended", head: batch.head });
  });
}

function rebuildTests(doors: Doors): void {
  it("[S18] a rebuild of what is right finds nothing and changes nothing", async () => {
    const [store, other] = doors();
    const community = await foundedCommunity(store);
    await appendEntries(store, community, fc.sample(anyEntry, { numRuns: 30, seed: 7 }));
    const log = await wholeLog(store, community);
    const keys = replayed(log).map(({ kind, id }) => ({ kind, id }));
    const before = await store.records(community, keys);
    expect(await other.rebuild(community, newReplay(smallProjection))).toEqual([]);
    expect(await store.records(community, keys)).toEqual(before);
    expect(await wholeLog(store, community)).toEqual(log);
    expect(await store.rebuild("nobody", newReplay(smallProjection))).toEqual([]);
  });

  it("[S18] a rebuild tells what differs, at most a hundred, and mends it", async () => {
    const [store, other] = doors();
    const community = await foundedCommunity(store);
    const batch = await batchAfter(store, community, {
      after: await store.head(community),
      entries: Array.from({ length: 120 }, (_, index) => namedEntry(`n${String(index).padStart(3, "0")}`)),
    });
    const tampered = batch.writes.map((row) => ({ ...row, body: { ...row.body, note: "not in the log" } }));
    await store.append(community, { ...batch, writes: tampered.slice(1) });
    const differences = await other.rebuild(community, newReplay(smallProjection));
    expect(differences).toHaveLength(100);
    expect(differences[0]).toMatchObject({ kind: "intent", id: "n000", kept: null, right: expect.stringContaining("n000") });
    expect(differences[1]?.kept).toContain("not in the log");
    expect(differences[1]?.right).not.toContain("not in the log");
    expect(await other.list(community, { kind: "intent", limit: 200 })).toHaveLength(121);
    expect(await store.rebuild(community, newReplay(smallProjection))).toEqual([]);
  });
}

const PROPERTIES: Readonly<Record<string, { readonly kind: RecordKind; readonly ids: readonly string[] }>> = {
  resourceInventoriedAs: { kind: "economicResource", ids: ["r0", "r1", "none"] },
  toResourceInventoriedAs: { kind: "economicResource", ids: ["r2", "r3"] },
  provider: { kind: "agent", ids: ["anna", "ben"] },
  receiver: { kind: "agent", ids: ["anna", "none"] },
  inputOf: { kind: "process", ids: ["making"] },
  outputOf: { kind: "process", ids: ["making"] },
  resourceConformsTo: { kind: "resourceSpecification", ids: ["thing"] },
  atLocation: { kind: "spatialThing", ids: ["somewhere"] },
  corrects: { kind: "economicEvent", ids: ["e2"] },
};

const anyEventAsk: fc.Arbitrary<ReferringAsk> = fc
  .constantFrom(...Object.entries(PROPERTIES))
  .chain(([property, { kind, ids }]) =>
    fc
      .tuple(anyPage, fc.constantFrom(...ids))
      .map(([page, id]) => ({ ...page, kind: "economicEvent" as const, property, target: { kind, id } })),
  );

function ledgerTests(doors: Doors, runs: number): void {
  it("[S13] [S14] [S15] [S19] events and resources come back as they were written, are listed, found by what they name, and made again the same", async () => {
    const batches = fc.tuple(anyLedgerEntries("x"), anyLedgerEntries("y"));
    await fc.assert(
      fc.asyncProperty(batches, fc.array(anyEventAsk, { maxLength: 8 }), anyPage, async (given, asks, page) => {
        const [store, other] = doors();
        const community = await foundedLedger(store, randomUUID());
        for (const entries of given) await appendLedger(store, community, entries);
        const log = await wholeLog(other, community);
        const rows = replayed(log, ledgerProjection);
        const byKey = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]));
        const keys = rows.map(({ kind, id }) => ({ kind, id }));
        const there = await other.records(community, keys);
        expect(new Map(there.map((row) => [`${row.kind} ${row.id}`, row]))).toEqual(byKey);
        const events = rows.filter(({ kind }) => kind === "economicEvent");
        expect(await other.list(community, { kind: "economicEvent", ...page })).toEqual(stretchOf(events, page));
        expect(await other.count(community, { kind: "economicEvent" }, 1000)).toBe(events.length);
        const named = asks.map(({ property, target }) =>
          events.filter(({ kind, body }) => referencesOf(kind, body).some((each) => each.property === property && each.id === target.id)),
        );
        expect(await other.referring(community, asks)).toEqual(asks.map((ask, index) => stretchOf(named[index] ?? [], ask)));
        const counts = await Promise.all(asks.map(({ kind, property, target }) => other.count(community, { kind, property, target }, 5)));
        expect(counts).toEqual(named.map(({ length }) => Math.min(5, length)));
        expect(await store.rebuild(community, newReplay(ledgerProjection))).toEqual([]);
        expect(new Map((await other.records(community, keys)).map((row) => [`${row.kind} ${row.id}`, row]))).toEqual(byKey);
      }),
      { numRuns: runs },
    );
  });
}

onEveryAdapter("the store's acceptance suite, records", (doors, runs) => {
  recordTests(doors, runs);
  turnTests(doors);
  rebuildTests(doors);
  ledgerTests(doors, runs);
});
