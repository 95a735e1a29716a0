// What every store must do with events and resources. Part of the acceptance suite.

import { randomUUID } from "node:crypto";
import type { CommonsStore, ReferringAsk, RecordKind } from "@commonwright/commons";
import { referencesOf } from "@commonwright/commons";
import fc from "fast-check";
import { expect, it } from "vitest";
import { anyLedgerEntries, appendLedger, foundedLedger, ledgerProjection } from "./ledgerLog.js";
import { anyPage, stretchOf } from "./recordTests.js";
import { replayed, replayOf, wholeLog } from "./smallLog.js";

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

export function ledgerTests(doors: () => readonly [CommonsStore, CommonsStore], runs: number): void {
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
        expect(await store.rebuild(community, replayOf(ledgerProjection))).toEqual([]);
        expect(new Map((await other.records(community, keys)).map((row) => [`${row.kind} ${row.id}`, row]))).toEqual(byKey);
      }),
      { numRuns: runs },
    );
  });
}
