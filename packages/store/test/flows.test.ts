// What every store must do with events as numbers.

import { randomUUID } from "node:crypto";
import { actionNumbered, type EventColumns, type RecordKind, type RecordRow } from "@commonwright/commons";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Doors, onEveryAdapter } from "./adapters.js";
import { agentEntry, anyLedgerEntries, appendLedger, foundedLedger, ledgerProjection } from "./ledgerLog.js";
import { appendEntries, foundedCommunity, replayed, smallEntry, wholeLog } from "./smallLog.js";

/** Columns as rows. */
const rowsOf = ({ sequence, action, ...named }: EventColumns) =>
  [...sequence].map((each, place) => ({
    sequence: each,
    action: actionNumbered(action[place] ?? 0),
    resource: named.resource[place],
    toResource: named.toResource[place],
    inputOf: named.inputOf[place],
    outputOf: named.outputOf[place],
  }));

/** What the records of a log say of its events, found by looking through all of them. */
function expectedRows(records: readonly RecordRow[]) {
  const createdOf = (kind: RecordKind, id: unknown) => records.find((row) => row.kind === kind && row.id === id)?.created ?? -1;
  return records
    .filter(({ kind }) => kind === "economicEvent")
    .toSorted((one, other) => one.created - other.created)
    .map(({ created, body }) => ({
      sequence: created,
      action: body["action"],
      resource: createdOf("economicResource", body["resourceInventoriedAs"]),
      toResource: createdOf("economicResource", body["toResourceInventoriedAs"]),
      inputOf: createdOf("process", body["inputOf"]),
      outputOf: createdOf("process", body["outputOf"]),
    }));
}

function flowTests(doors: Doors, runs: number): void {
  it("[S20] events as numbers are what the records say, after any sequence, in stretches of any length", async () => {
    const ask = fc.record({ after: fc.integer({ min: -1, max: 30 }), limit: fc.integer({ min: 0, max: 30 }) });
    await fc.assert(
      fc.asyncProperty(anyLedgerEntries("x"), anyLedgerEntries("y"), fc.array(ask, { maxLength: 5 }), async (first, second, asks) => {
        const [store, other] = doors();
        const community = await foundedLedger(store, randomUUID());
        for (const entries of [first, second]) {
          await appendLedger(store, community, [...entries, agentEntry(`agent ${entries.length}`)]);
          const expected = expectedRows(replayed(await wholeLog(other, community), ledgerProjection));
          expect(rowsOf(await other.flows(community, 0, 1_000))).toEqual(expected);
          for (const { after, limit } of asks) {
            const stretch = expected.filter(({ sequence }) => sequence > after).slice(0, limit);
            expect(rowsOf(await other.flows(community, after, limit))).toEqual(stretch);
          }
        }
      }),
      { numRuns: runs },
    );
  });

  it("[S20] there are no events where there is no community", async () => {
    const [store] = doors();
    expect(rowsOf(await store.flows("nobody", 0, 10))).toEqual([]);
    expect(await store.idsCreated("nobody", [{ kind: "process", created: 1 }])).toEqual([null]);
  });

  it("[S21] numbers come back as ids, in the order of the asks and as often as they were asked", async () => {
    const [store, other] = doors();
    const community = await foundedLedger(store, randomUUID());
    await appendLedger(store, community, [...fc.sample(anyLedgerEntries("z"), { numRuns: 1, seed: 11 }).flat()]);
    const rows = replayed(await wholeLog(other, community), ledgerProjection);
    const keys = rows.map(({ kind, created }) => ({ kind, created }));
    expect(await other.idsCreated(community, keys)).toEqual(rows.map(({ id }) => id));
    expect(await other.idsCreated(community, [])).toEqual([]);
    const process = rows.find(({ kind }) => kind === "process");
    const made = process?.created ?? 0;
    const asked = [
      { kind: "process", created: made } as const,
      { kind: "economicEvent", created: made } as const,
      { kind: "process", created: made } as const,
    ];
    expect(await other.idsCreated(community, [...asked, { kind: "process", created: 10_000 }])).toEqual(["making", null, "making", null]);
  });

  it("[S21] what was removed has no id any more", async () => {
    const [store, other] = doors();
    const community = await foundedCommunity(store);
    await appendEntries(store, community, [smallEntry([{ kind: "intent", id: "gone", body: { id: "gone", provider: "a" } }])]);
    const key = { kind: "intent", created: 2 } as const;
    expect(await other.idsCreated(community, [key])).toEqual(["gone"]);
    await appendEntries(store, community, [smallEntry([{ kind: "intent", id: "gone", body: null }])]);
    expect(await other.idsCreated(community, [key])).toEqual([null]);
  });
}

onEveryAdapter("the store's acceptance suite, flows", flowTests);
