// An archive read and written: the same head, records and bytes, on every kind of store; and read by somebody who has nothing of ours.

import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommonsStore, newReplay, treeHeadText } from "@commonwright/commons";
import { type DatabaseChoice, openStore } from "@commonwright/store";
import { type OwnServer, startOwnServer } from "@commonwright/store/testServer";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkArchive, takeArchive } from "../../src/archive/archiveIntake.js";
import { appendAll, archiveOf, entry, filled, headOf, linesOf, moved, UNKNOWN, withSession } from "./archiveTools.js";

const STARTS_IN_MS = 60_000;
const home = mkdtempSync(join(tmpdir(), "archive-test-"));
let server: OwnServer;
beforeAll(async () => {
  server = await startOwnServer(join(home, "data"));
}, STARTS_IN_MS);
afterAll(async () => {
  await server?.close();
  rmSync(home, { recursive: true, force: true });
}, STARTS_IN_MS);

let files = 0;
const newFile = () => join(home, `archive${(files += 1)}.jsonl.gz`);
const quiet = () => undefined;
const IN_MEMORY: DatabaseChoice = { type: "memory" };
const STORES: readonly (readonly [string, () => Promise<DatabaseChoice>])[] = [
  ["memory", async () => IN_MEMORY],
  ["PGlite", async () => ({ type: "pglite", folder: null })],
  ["a PostgreSQL server", async () => ({ type: "server", url: await server.newDatabase(`archive${(files += 1)}`) })],
];

async function taken(file: string, store: CommonsStore): Promise<void> {
  const checked = await checkArchive(file, quiet);
  await takeArchive(store, { file, checked, replacing: false, listsAlso: true, onEntries: quiet });
}

/** Opens a store for as long as the work lasts. */
async function withStore<Outcome>(database: DatabaseChoice, work: (store: CommonsStore) => Promise<Outcome>): Promise<Outcome> {
  const opened = await openStore({ database });
  try {
    return await work(opened.store);
  } finally {
    await opened.close();
  }
}

describe.each(STORES)("an archive by way of %s", (_name, choice) => {
  it("[A71] [A75] comes to the same head, lists and records, and is written again byte by byte", async () => {
    await withStore(IN_MEMORY, async (source) => {
      const id = await filled(source, "Milltown");
      await filled(source, "Another");
      const [one, two, three] = [newFile(), newFile(), newFile()];
      await archiveOf(source, "community", one);
      await withStore(await choice(), async (store) => {
        await taken(one, store);
        expect(await headOf(store, id)).toEqual(await headOf(source, id));
        expect(await store.compare(id, newReplay())).toEqual([]);
        const ask = { kind: "economicResource", limit: 9 } as const;
        expect(await store.list(id, ask)).toEqual(await source.list(id, ask));
        expect(await store.document(id, "result 2")).toBe(await source.document(id, "result 2"));
        expect(await store.plans(id, 9)).toEqual(await source.plans(id, 9));
        await archiveOf(store, "community", two);
        expect(readFileSync(two)).toEqual(readFileSync(one));
        await archiveOf(store, "community", three, "2026-11-22T00:00:00Z");
        const [lines, later] = [linesOf(one), linesOf(three)];
        expect(later.slice(1, -1)).toEqual(lines.slice(1, -1));
        expect(later[0]?.replace("2026-11-22T00:00:00Z", "2026-11-21T12:00:00Z")).toBe(lines[0]);
        // What comes later goes on behind it.
        await appendAll(store, id, [moved("e9", "0.5")]);
        expect(await store.compare(id, newReplay())).toEqual([]);
      });
    });
  });

  it("[A78] a backup holds every community, and the sessions", async () => {
    await withStore(await choice(), async (source) => {
      const ids = [await filled(source, "Second"), await filled(source, "First")];
      for (const name of ["a phone", "a program"]) await withSession(source, name);
      const [one, two] = [newFile(), newFile()];
      await archiveOf(source, "backup", one);
      await withStore(await choice(), async (store) => {
        await taken(one, store);
        expect(await store.communities()).toEqual(ids);
        const now = "2027-01-01T00:00:00Z";
        expect(await store.sessions(now)).toEqual(await source.sessions(now));
        for (const id of ids) expect(await store.compare(id, newReplay())).toEqual([]);
        await archiveOf(store, "backup", two);
        expect(readFileSync(two)).toEqual(readFileSync(one));
      });
    });
  });
});

it("[A71] [A75] whatever the entries say, they come back byte by byte", async () => {
  const body = fc.dictionary(fc.string({ unit: "binary", maxLength: 6 }), fc.jsonValue({ maxDepth: 3, noUnicodeString: false }));
  const words = fc.string({ unit: "grapheme", maxLength: 8 }).filter((text) => !/\0|\p{Surrogate}/u.test(text));
  const anyEntries = fc.array(fc.tuple(words, fc.nat(9), body), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(anyEntries, async (given) => {
      await withStore(IN_MEMORY, async (source) => {
        const id = await filled(source, "Any");
        // As JSON has them: there is no -0.
        const later = given.map(([kind, version, said]) => entry(`later ${kind}`, JSON.parse(JSON.stringify(said)), version));
        await appendAll(source, id, later);
        const [one, two] = [newFile(), newFile()];
        await archiveOf(source, "community", one);
        await withStore(IN_MEMORY, async (store) => {
          await taken(one, store);
          await archiveOf(store, "community", two);
          expect(readFileSync(two)).toEqual(readFileSync(one));
          expect((await checkArchive(two, quiet)).unknown).toBe(UNKNOWN.length + later.length);
        });
      });
    }),
    { numRuns: 40 },
  );
});

it("[A70] is read by whoever can unpack, split, parse and hash", async () => {
  const file = newFile();
  await withStore(IN_MEMORY, async (store) => {
    const id = await filled(store, "Milltown");
    await archiveOf(store, "community", file);
    const lines = linesOf(file);
    const [header = "{}", ...rest] = lines;
    const { format, kind, communities } = JSON.parse(header);
    expect([format, kind]).toEqual(["commonwright-archive/1", "community"]);
    expect(communities).toEqual([{ id, head: treeHeadText(await headOf(store, id)) }]);
    const headings = rest.filter((line) => line.startsWith('{"section":')).map((line) => JSON.parse(line));
    expect(headings.map(({ section, columns }) => [section, columns.length])).toEqual([
      ["entries", 2],
      ["documents", 2],
      ["plans", 5],
    ]);
    const end = JSON.parse(lines.at(-1) ?? "{}");
    const before = lines.slice(0, -1);
    const sha256 = createHash("sha256").update(before.map((line) => `${line}\n`).join(""));
    expect(end).toEqual({
      end: "commonwright-archive/1",
      lines: before.length,
      rows: { entries: 11, documents: 4, plans: 2 },
      sha256: sha256.digest("hex"),
    });
    // The chain, from the bytes between the number and the end of each row.
    let hash = Buffer.alloc(32);
    for (const [index, line] of rest.slice(1, 12).entries()) {
      const text = line.slice(`[${index + 1},`.length, -1);
      hash = createHash("sha256").update(hash).update(text).digest();
      if (index === 0) expect(hash.toString("hex")).toBe(id);
    }
    expect(communities[0].head).toContain(`11.${hash.toString("hex")}.`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
