// The logs of the crash tests: what is written into them, and what must be true of them afterwards.

import { batchOf, verifyChain } from "@commonwright/commons";

/** Several, so that there is always something on its way. */
export const COMMUNITIES = ["c0", "c1", "c2", "c3"];

/** Large enough that a row does not pass the disk at once with others. @param {string} id @returns {import("@commonwright/commons").Entry} */
function crashEntry(id) {
  return { kind: "intentStated", version: 1, at: "2026-11-21T12:00:00Z", by: "crash", body: { id, note: "x".repeat(400) } };
}

/** @param {import("@commonwright/commons").Entry} entry */
function idOf({ body }) {
  return typeof body.id === "string" ? body.id : "";
}

/** Each entry one record, and one that every entry writes again. @type {import("@commonwright/commons").Projection} */
function crashProjection({ entry, sequence }) {
  const written = { revision: sequence, isRemoved: false, isRegional: true };
  return [
    { ...written, kind: "intent", id: idOf(entry), created: sequence, body: {} },
    { ...written, kind: "community", id: "last", created: 1, body: { sequence } },
  ];
}

/** @param {import("@commonwright/commons").Head} after @param {readonly string[]} ids */
export const crashBatch = (after, ids) => batchOf(ids.map(crashEntry), crashProjection, { after });

/**
 * What is wrong with the logs: entries acknowledged and not there, there twice, and communities whose chain or records are broken.
 * @typedef {{ entries: number, lost: number, double: number, broken: number }} CrashFindings
 */

/**
 * @param {import("@commonwright/commons").CommonsStore} store
 * @param {readonly string[]} acknowledged community and id with a space between
 * @returns {Promise<CrashFindings>}
 */
export async function inspectLogs(store, acknowledged) {
  const findings = { entries: 0, lost: 0, double: 0, broken: 0 };
  const there = new Set();
  for (const community of COMMUNITIES) {
    const log = await store.entries(community, 0, 10_000_000);
    const ids = log.map(({ entry }) => idOf(entry));
    for (const id of ids) there.add(`${community} ${id}`);
    findings.entries += ids.length;
    findings.double += ids.length - new Set(ids).size;
    const region = await store.region(community);
    const records = region?.records ?? [];
    const last = records.find(({ kind }) => kind === "community")?.body.sequence ?? 0;
    const whole =
      verifyChain(log).type === "Whole" && last === log.length && records.length === (log.length === 0 ? 0 : new Set(ids).size + 1);
    if (!whole || (region?.head.sequence ?? 0) !== log.length) findings.broken++;
  }
  findings.lost = acknowledged.filter((id) => !there.has(id)).length;
  return findings;
}
