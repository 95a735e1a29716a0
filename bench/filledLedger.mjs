// A ledger of transfers between a thousand resources, for programs that read whole logs.

import { batchOf, canonicalJson, foundCommunity, projectEntry, recordKeyText, toJson } from "@commonwright/commons";

const BATCH = 2_000;
const RESOURCES = 1_000;
const AT = "2026-11-21T12:00:00.000Z";
export const founded = foundCommunity({ name: "Bench", foundingKey: "a".repeat(64), nextKeys: "b".repeat(64), at: AT, by: "bench" });

/** @param {import("@commonwright/commons").EntryKind} kind @param {import("@commonwright/commons").JsonObject} body @returns {import("@commonwright/commons").Entry} */
const entryOf = (kind, body) => ({ kind, version: 1, at: AT, by: "a program with the token file", body });
/** A uuid, version 7 in form. @param {number} number */
const idOf = (number) => `01934f5c-7d2e-7aaa-8000-${String(number).padStart(12, "0")}`;
/** @param {string} value */
const hours = (value) => ({ hasNumericalValue: value, hasUnit: "h" });
const anna = idOf(1);
const ben = idOf(2);
const thing = idOf(3);

/** @param {number} index of a resource */
const raised = (index) =>
  entryOf("economicEventRecorded", {
    event: {
      id: idOf(1e6 + index),
      action: "raise",
      provider: anna,
      receiver: anna,
      resourceInventoriedAs: idOf(100 + index),
      resourceQuantity: hours("1000"),
    },
    resource: { id: idOf(100 + index), name: `store ${index}`, conformsTo: thing, primaryAccountable: anna },
  });

/** @param {number} index of a transfer from one resource to another */
export const moved = (index) =>
  entryOf("economicEventRecorded", {
    event: {
      id: idOf(1e7 + index),
      action: "transfer",
      provider: anna,
      receiver: ben,
      resourceInventoriedAs: idOf(100 + (index % RESOURCES)),
      toResourceInventoriedAs: idOf(100 + ((index * 7 + 1) % RESOURCES)),
      resourceQuantity: hours(String(1 + (index % 9) / 4)),
      hasPointInTime: AT,
    },
  });

/**
 * Founds a community with 1,000 resources and so many transfers between them; gives the log as texts.
 * @param {import("@commonwright/commons").CommonsStore} store @param {number} events
 */
export async function fill(store, events) {
  /** @type {Map<string, import("@commonwright/commons").RecordRow>} */
  const records = new Map();
  /** @type {import("@commonwright/commons").RecordsView} */
  const beneath = {
    get: (kind, id) => records.get(recordKeyText({ kind, id })),
    referring: () => [],
    firstSaid: () => {
      throw new Error("nothing is told again here");
    },
  };
  const nouns = [entryOf("agentRecorded", { id: anna, name: "Anna" }), entryOf("agentRecorded", { id: ben, name: "Ben" })];
  const begin = [founded.entry, ...nouns, entryOf("resourceSpecificationRecorded", { id: thing, name: "Thing" })];
  /** @type {{ sequence: number, hash: string, text: string }[]} */
  const texts = [];
  let head = await store.head(founded.id);
  for (let at = -1; at < events; at += at < 0 ? 1 : BATCH) {
    const some = Array.from({ length: Math.min(BATCH, events - at) }, (_, index) => moved(at + index));
    const entries = at < 0 ? [...begin, ...Array.from({ length: RESOURCES }, (_, index) => raised(index))] : some;
    const batch = batchOf(entries, projectEntry, { after: head, beneath });
    const { type } = await store.append(founded.id, batch);
    if (type !== "Appended") throw new Error(`the batch was not taken in: ${type}`);
    for (const row of batch.writes) if (row.kind !== "economicEvent") records.set(recordKeyText(row), row);
    for (const { sequence, hash, entry } of batch.sealed) texts.push({ sequence, hash, text: canonicalJson(toJson(entry)) });
    head = batch.head;
  }
  return texts;
}
