// Archives in tests: made, unpacked, changed and packed again.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import {
  batchOf,
  type CommonsStore,
  type Entry,
  EMPTY_HEAD,
  foundCommunity,
  isKnownEntry,
  type JsonObject,
  newReplay,
  projectEntry,
  recordKeyText,
  type RecordRow,
  type RecordsView,
  toJson,
  type TreeHead,
} from "@commonwright/commons";
import { writeArchiveFile } from "../../src/archive/archiveFile.js";
import type { ArchiveHeader, ArchiveKind } from "../../src/archive/archiveFormat.js";
import { archiveText } from "../../src/archive/archiveWriting.js";
import { logPages } from "../../src/upkeep/logPages.js";
import { verifyLog } from "../../src/upkeep/logVerification.js";

export const AT = "2026-11-21T12:00:00Z";

export const entry = (kind: string, body: JsonObject, version = 1): Entry =>
  ({ kind, version, at: AT, by: "test", body }) as unknown as Entry;
const hours = (value: string) => ({ hasNumericalValue: value, hasUnit: "h" });
const raised = (id: string, resource: string) =>
  entry("economicEventRecorded", {
    event: { id, action: "raise", provider: "anna", receiver: "anna", resourceInventoriedAs: resource, resourceQuantity: hours("10") },
    resource: { id: resource, name: resource, conformsTo: "thing", primaryAccountable: "anna" },
  });
export const moved = (id: string, quantity: string): Entry =>
  entry("economicEventRecorded", {
    event: {
      id,
      action: "transfer",
      provider: "anna",
      receiver: "anna",
      resourceInventoriedAs: "flour",
      toResourceInventoriedAs: "bread",
      resourceQuantity: hours(quantity),
    },
  });

/** Entries that this version does not know, one of them with everything that databases stumble over. */
export const UNKNOWN: readonly Entry[] = [
  entry("garmentMended", { id: "g1", event: "a word", "": [null, "\u0000", "\ud800", "é𝄞\u2028", 1e21] }),
  entry("economicEventRecorded", { event: { id: "later", action: "teleport" } }, 2),
  entry("agent moved", { id: "anna" }),
];

/** A community of some name with events, and entries that are not known among them. */
export function communityNamed(name: string): { readonly id: string; readonly entries: readonly Entry[] } {
  const { id, entry: founding } = foundCommunity({ name, foundingKey: "a".repeat(64), nextKeys: "b".repeat(64), at: AT, by: "test" });
  const people = ["anna", "ben"].map((person) => entry("agentRecorded", { id: person, type: "Person", name: `${person} of ${name}` }));
  const thing = entry("resourceSpecificationRecorded", { id: "thing", name: "Thing" });
  const events = [raised("e1", "flour"), ...UNKNOWN, raised("e2", "bread"), moved("e3", "2.5"), moved("e4", "1")];
  return { id, entries: [founding, ...people, thing, ...events] };
}

/** Appends entries of all kinds, also those that this program would not write. */
export async function appendAll(store: CommonsStore, community: string, entries: readonly Entry[]): Promise<void> {
  const rows = new Map<string, RecordRow>();
  const replay = newReplay();
  const before = await store.entries(community, 0, 1_000_000);
  for (const row of replay(before)) rows.set(recordKeyText(row), row);
  const beneath: RecordsView = { get: (kind, id) => rows.get(recordKeyText({ kind, id })), referring: () => [], firstSaid: () => ({}) };
  const last = before.at(-1);
  const after = last === undefined ? EMPTY_HEAD : { sequence: last.sequence, hash: last.hash };
  const project: typeof projectEntry = (sealed, records) => (isKnownEntry(sealed.entry) ? projectEntry(sealed, records) : []);
  const { type } = await store.append(community, batchOf(entries, project, { after, beneath }));
  if (type !== "Appended") throw new Error(`not appended: ${type}`);
}

/** A store with a community, plans, documents; gives the community's id. */
export async function filled(store: CommonsStore, name: string): Promise<string> {
  const { id, entries } = communityNamed(name);
  await appendAll(store, id, entries);
  for (const number of [1, 2]) {
    await store.keepDocument(id, `problem ${number}`, JSON.stringify({ name, number, text: "é\u0000" }));
    await store.keepDocument(id, `result ${number}`, `{"line\nfeed":"${"x".repeat(3_000)}"}`);
    await store.keepPlan(id, { hash: `result ${number}`, problemHash: `problem ${number}`, sequence: number, madeAt: AT });
  }
  return id;
}

export async function withSession(store: CommonsStore, name: string): Promise<void> {
  const session = { kind: "steward", reach: "member", isGranted: false, name, createdAt: AT, expiresAt: "2099-01-01T00:00:00Z" } as const;
  await store.keepSession({ ...session, tokenHash: createHash("sha256").update(name).digest("hex"), agent: "anna" });
}

export const headOf = async (store: Pick<CommonsStore, "head" | "texts">, community: string): Promise<TreeHead> =>
  (await verifyLog(logPages(store, community), { community })).head;

/** Writes an archive of all communities of a store, or of the first. */
export async function archiveOf(store: CommonsStore, kind: ArchiveKind, file: string, madeAt = AT): Promise<ArchiveHeader> {
  return store.whole(async (view) => {
    const ids = (await view.communities()).slice(0, kind === "community" ? 1 : undefined);
    const communities: { id: string; head: TreeHead }[] = [];
    for (const id of ids) communities.push({ id, head: await headOf(view, id) });
    const header: ArchiveHeader = { kind, madeAt, madeBy: "a test", communities };
    await writeArchiveFile({ file, force: true }, archiveText(view, { header }));
    return header;
  });
}

/** The lines of an archive, as anybody unpacks them. */
export const linesOf = (file: string): string[] => gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n");

export const pack = (file: string, lines: readonly string[]): void => writeFileSync(file, gzipSync(`${lines.join("\n")}\n`));

/** The lines with an end that fits them again: what somebody does who changes an archive on purpose. */
export function sealed(lines: readonly string[], change: (end: JsonObject) => JsonObject = (end) => end): string[] {
  const body = lines.filter((line) => !line.startsWith('{"end":'));
  const rows: Record<string, number> = {};
  let section = "";
  for (const line of body) {
    const heading = line.startsWith('{"section":') ? (JSON.parse(line) as { section: string }).section : null;
    section = heading ?? section;
    if (section !== "") rows[section] = (rows[section] ?? 0) + (heading === null ? 1 : 0);
  }
  const sha256 = createHash("sha256")
    .update(body.map((line) => `${line}\n`).join(""))
    .digest("hex");
  return [...body, JSON.stringify(change(toJson({ end: "commonwright-archive/1", lines: body.length, rows, sha256 })))];
}
