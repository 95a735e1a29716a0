// Archives that are cut, changed, forged or made to hurt: each is refused in a sentence, and what was there stays as it was.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { canonicalJson, foundCommunity, newReplay, sealEntries, EMPTY_HEAD, toJson, treeHeadText, treeRoot } from "@commonwright/commons";
import { openStore } from "@commonwright/store";
import { type OwnServer, startOwnServer } from "@commonwright/store/testServer";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkArchive } from "../../src/archive/archiveIntake.js";
import { ArchiveFault } from "../../src/archive/archiveFormat.js";
import { archiveLines } from "../../src/archive/archiveLines.js";
import { archiveOf, AT, communityNamed, entry, filled, linesOf, pack, sealed, withSession } from "./archiveTools.js";
import { run } from "./runProgram.js";

const STARTS_IN_MS = 60_000;
const home = mkdtempSync(join(tmpdir(), "damaged-test-"));
const whole = join(home, "whole.jsonl.gz");
const backup = join(home, "backup.jsonl.gz");
const damaged = join(home, "damaged.jsonl.gz");
const quiet = () => undefined;
let server: OwnServer;
let url: string;
let before: string;

/** All there is in the database that nothing may change. */
async function stateThere(): Promise<string> {
  const file = join(home, "state.jsonl.gz");
  const opened = await openStore({ database: { type: "server", url } });
  try {
    await archiveOf(opened.store, "backup", file);
    const [community = ""] = await opened.store.communities();
    expect(await opened.store.compare(community, newReplay())).toEqual([]);
  } finally {
    await opened.close();
  }
  return readFileSync(file).toString("hex");
}

beforeAll(async () => {
  server = await startOwnServer(join(home, "data"));
  url = await server.newDatabase("there");
  const there = await openStore({ database: { type: "server", url } });
  await filled(there.store, "There before");
  await withSession(there.store, "a phone");
  await there.close();
  before = await stateThere();
  const source = await openStore({ database: { type: "memory" } });
  await filled(source.store, "Milltown");
  await archiveOf(source.store, "community", whole);
  await filled(source.store, "Second");
  await withSession(source.store, "a program");
  await archiveOf(source.store, "backup", backup);
  await source.close();
}, STARTS_IN_MS);
afterAll(async () => {
  await server?.close();
  rmSync(home, { recursive: true, force: true });
}, STARTS_IN_MS);

type Lines = readonly string[];
const at = (lines: Lines, begin: string): number => lines.findIndex((line) => line.startsWith(begin));
/** The lines with some replaced, from the first that begins so. */
const spliced = (lines: Lines, begin: string, count: number, ...others: string[]): string[] =>
  lines.toSpliced(at(lines, begin), count, ...others);
const replaced = (lines: Lines, begin: string, from: string | RegExp, to: string): string[] =>
  lines.map((line, index) => (index === at(lines, begin) ? line.replace(from, to) : line));
const header = (lines: Lines, change: object): string[] => [
  JSON.stringify({ ...JSON.parse(lines[0] ?? ""), ...change }),
  ...lines.slice(1),
];
const lineOf = (lines: Lines, begin: string): string => lines[at(lines, begin)] ?? "";

/** A whole archive of a log that only its own kind of server could have written: nothing is wrong but what its entries say. */
function archiveOfEntries(bodies: readonly Parameters<typeof entry>[]): string[] {
  const { id, entry: founding } = foundCommunity({
    name: "Foreign",
    foundingKey: "a".repeat(64),
    nextKeys: "b".repeat(64),
    at: AT,
    by: "x",
  });
  const entries = [founding, ...bodies.map((each) => entry(...each))];
  const head = sealEntries(EMPTY_HEAD, entries).at(-1);
  const text = treeHeadText({ sequence: entries.length, hash: head?.hash ?? "", root: treeRoot(entries) });
  const lists = [
    { section: "documents", community: id, columns: ["hash", "text"] },
    { section: "plans", community: id, columns: ["number", "hash", "problemHash", "sequence", "madeAt"] },
  ];
  return sealed([
    JSON.stringify({ format: "commonwright-archive/1", kind: "community", madeAt: AT, madeBy: "x", communities: [{ id, head: text }] }),
    JSON.stringify({ section: "entries", community: id, columns: ["sequence", "entry"] }),
    ...entries.map((each, index) => `[${index + 1},${canonicalJson(toJson(each))}]`),
    ...lists.map((list) => JSON.stringify(list)),
  ]);
}

const OTHER = communityNamed("Other");
const ID = communityNamed("Milltown").id;

/** What was done to the lines of a whole archive, and what is said of it. Those that end with `sealed` were changed on purpose, with an end that fits. */
const CHANGED: readonly (readonly [string, (lines: Lines) => Lines, RegExp])[] = [
  ["a line is missing at the end", (lines) => lines.slice(0, -1), /is cut: its end is missing/],
  ["half of the lines are missing", (lines) => lines.slice(0, 8), /is cut: its end is missing/],
  ["nothing but the first line", (lines) => lines.slice(0, 1), /is cut: its end is missing/],
  [
    "a letter of an entry",
    (lines) => replaced(lines, "[3,", "ben of Milltown", "Ben of Milltown"),
    /come to the head .*, and the first line says/,
  ],
  ["a letter of an entry, sealed", (lines) => sealed(replaced(lines, "[3,", "ben of Milltown", "Ben of Milltown")), /come to the head/],
  ["a letter of a document", (lines) => replaced(lines, '["result 1"', "xxx", "xyx"), /has another SHA-256 than its end says/],
  [
    "two entries swapped",
    (lines) => spliced(lines, "[5,", 2, lineOf(lines, "[6,"), lineOf(lines, "[5,")),
    /is not entry 5, which belongs there/,
  ],
  [
    "the texts of two entries swapped, sealed",
    (lines) => {
      const [five, six] = [lineOf(lines, "[5,").replace("[5,", "[6,"), lineOf(lines, "[6,").replace("[6,", "[5,")];
      return sealed(spliced(lines, "[5,", 2, six, five));
    },
    /come to the head/,
  ],
  [
    "an entry twice, sealed",
    (lines) => sealed(spliced(lines, "[4,", 1, lineOf(lines, "[4,"), lineOf(lines, "[4,"))),
    /is not entry 5, which belongs there/,
  ],
  ["an entry missing, sealed", (lines) => sealed(spliced(lines, "[4,", 1)), /is not entry 4, which belongs there/],
  ["the last entry missing, sealed", (lines) => sealed(spliced(lines, "[11,", 1)), /ends at entry 10, and the first line says at 11/],
  [
    "an entry of somebody else put in, sealed",
    (lines) => sealed(spliced(lines, "[11,", 1, `[11,${canonicalJson(toJson(OTHER.entries[1] ?? entry("x", {})))}]`)),
    /come to the head/,
  ],
  [
    "an entry more than there are, sealed",
    (lines) => sealed(spliced(lines, "[11,", 1, lineOf(lines, "[11,"), lineOf(lines, "[11,").replace("[11,", "[12,"))),
    /There is an entry 12, and the first line says that the log ends at 11/,
  ],
  [
    "the founding of somebody else, sealed",
    (lines) => sealed(spliced(lines, "[1,", 1, `[1,${canonicalJson(toJson(OTHER.entries[0] ?? entry("x", {})))}]`)),
    /Entry 1 is not the one that founded the community/,
  ],
  [
    "an entry in other words for the same, sealed",
    (lines) => sealed(replaced(lines, "[3,", '"at":', '"at": ')),
    /Entry 3 is not written as entries are/,
  ],
  [
    "an entry that is none, sealed",
    (lines) => sealed(spliced(lines, "[3,", 1, '[3,{"kind":"agentRecorded"}]')),
    /Entry 3 is none: it lacks/,
  ],
  ["an entry that is a number, sealed", (lines) => sealed(spliced(lines, "[3,", 1, "[3,5]")), /Entry 3 is none: it lacks/],
  ["an entry without its end", (lines) => replaced(lines, "[3,", /\]$/, ""), /is not entry 3, which belongs there/],
  ["another head, sealed", (lines) => sealed(replaced(lines, "{", /11\.\w{8}/, "11.00000000")), /come to the head/],
  [
    "no head, sealed",
    (lines) => sealed(header(lines, { communities: [{ id: ID, head: "11" }] })),
    /as the head of the community .*, which is none/,
  ],
  ["no communities, sealed", (lines) => sealed(header(lines, { communities: [] })), /has one of them; the first line names 0/],
  [
    "a community twice, sealed",
    (lines) => sealed(header(lines, { communities: [1, 2].map(() => JSON.parse(lines[0] ?? "").communities[0]) })),
    /names a community twice/,
  ],
  ["a later format", (lines) => sealed(header(lines, { format: "commonwright-archive/2" })), /which a later version of the program wrote/],
  ["another format", (lines) => sealed(header(lines, { format: "tar" })), /is no archive of this program/],
  ["another kind", (lines) => sealed(header(lines, { kind: "planet" })), /neither "community" nor "backup"/],
  [
    "a header that says more",
    (lines) => sealed(header(lines, { key: "x" })),
    /Line 1 says "key", which this version of the program does not know/,
  ],
  ["no header", (lines) => sealed(lines.slice(1)), /is no archive of this program/],
  ["a header that is no JSON", (lines) => ["{", ...lines.slice(1)], /Line 1 is no JSON object/],
  [
    "a count changed",
    (lines) => sealed(lines, (end) => ({ ...end, rows: { entries: 10, documents: 4, plans: 2 } })),
    /has 11 rows of "entries", and its end says 10/,
  ],
  [
    "a count too many",
    (lines) => sealed(lines, (end) => ({ ...end, rows: { entries: 11, documents: 4, plans: 2, sessions: 1 } })),
    /has 0 rows of "sessions"/,
  ],
  ["the number of lines changed", (lines) => sealed(lines, (end) => ({ ...end, lines: 3 })), /lines before its end, which says 3/],
  ["another SHA-256", (lines) => sealed(lines, (end) => ({ ...end, sha256: "0".repeat(64) })), /has another SHA-256/],
  ["an end without a hash", (lines) => sealed(lines, ({ sha256: _, ...end }) => end), /is no end of an archive/],
  [
    "a section missing, sealed",
    (lines) => sealed(lines.filter((line) => !line.includes('"documents"') && !/^\["(problem|result)/.test(line))),
    /The section "documents" .* is missing or out of its order/,
  ],
  [
    "the log missing, sealed",
    (lines) => sealed(lines.filter((line) => !line.includes('"entries"') && !/^\[\d+,\{/.test(line))),
    /The section "entries" .* is missing/,
  ],
  [
    "the last section missing, sealed",
    (lines) => sealed(lines.slice(0, at(lines, '{"section":"plans"'))),
    /The section "plans" .* is missing/,
  ],
  [
    "a section twice, sealed",
    (lines) => sealed([...lines.slice(0, -1), lineOf(lines, '{"section":"plans"')]),
    /begins the section "plans" .* twice/,
  ],
  [
    "a section of nobody, sealed",
    (lines) => sealed(replaced(lines, '{"section":"plans"', ID, OTHER.id)),
    /begins the section "plans" .* of nobody/,
  ],
  [
    "an unknown section, sealed",
    (lines) => sealed([...lines.slice(0, -1), '{"section":"recipes of the moon","columns":["a"]}', "[1]"]),
    /has a section "recipes of the moon" that this version/,
  ],
  [
    "an unknown column, sealed",
    (lines) => sealed(replaced(lines, '{"section":"plans"', '"madeAt"]', '"madeAt","colour"]')),
    /a column "colour" that this version of the program does not know/,
  ],
  ["a column missing, sealed", (lines) => sealed(replaced(lines, '{"section":"plans"', ',"madeAt"]', "]")), /has no column "madeAt"/],
  [
    "a section without columns, sealed",
    (lines) => sealed(replaced(lines, '{"section":"plans"', /,"columns":.*\]/, "")),
    /begins no section/,
  ],
  [
    "a row that is too short, sealed",
    (lines) => sealed(replaced(lines, '["problem 1"', /,.*/, "]")),
    /has 1 values, and its section 2 columns/,
  ],
  [
    "a text where a number belongs, sealed",
    (lines) => sealed(replaced(lines, '[1,"result 1"', "[1,", '["1",')),
    /has "1" as number, which is no whole number/,
  ],
  [
    "rows in another order, sealed",
    (lines) => sealed(spliced(lines, '["problem 1"', 2, lineOf(lines, '["problem 2"'), lineOf(lines, '["problem 1"'))),
    /is not behind the row before it/,
  ],
  [
    "a row twice, sealed",
    (lines) => sealed(spliced(lines, '["problem 1"', 1, lineOf(lines, '["problem 1"'), lineOf(lines, '["problem 1"'))),
    /is not behind the row before it/,
  ],
  [
    "a row before any section, sealed",
    (lines) => sealed([...lines.slice(0, 1), "[1]", ...lines.slice(1)]),
    /is a row, and no section was begun/,
  ],
  [
    "a document with half a character, sealed",
    (lines) => sealed(replaced(lines, '["result 1"', "xxx", "\\ud800")),
    /as text, which is no text/,
  ],
  [
    "a plan whose number is left out, sealed",
    (lines) => sealed(replaced(lines, '[2,"result 2"', "[2,", "[3,")),
    /is not behind the row before it/,
  ],
  [
    "a time that is none, sealed",
    (lines) => sealed(replaced(lines, '[1,"result 1"', AT, "2026-13-41T00:00:00Z")),
    /as madeAt, which is no time/,
  ],
  ["something behind the end", (lines) => [...lines, "{}"], /stands behind the end of the archive/],
  ["two archives one behind the other", (lines) => [...lines, ...lines], /stands behind the end of the archive/],
  ["a line of nothing", (lines) => spliced(lines, "[3,", 0, ""), /Line 5 is no JSON object|no JSON/],
];

/** What was done to the bytes of the file. */
const BROKEN: readonly (readonly [string, (bytes: Buffer) => Uint8Array, RegExp])[] = [
  ["cut in the middle", (bytes) => bytes.subarray(0, bytes.length / 2), /is damaged, cut short, or no gzip|cut/],
  ["cut by one byte", (bytes) => bytes.subarray(0, -1), /is damaged, cut short, or no gzip/],
  ["nothing in it", () => Buffer.alloc(0), /is damaged, cut short, or no gzip/],
  ["an empty text", () => gzipSync(""), /is cut: its end is missing/],
  ["not packed", () => Buffer.from('{"format":"commonwright-archive/1"}\n'), /is damaged, cut short, or no gzip/],
  ["words behind it", (bytes) => Buffer.concat([bytes, Buffer.from("and more")]), /is damaged, cut short, or no gzip/],
  ["zeros behind it", (bytes) => Buffer.concat([bytes, Buffer.alloc(40)]), /something behind the end of the packed data/],
  ["another packed text behind it", (bytes) => Buffer.concat([bytes, gzipSync("{}\n")]), /stands behind the end of the archive/],
  ["a line of a hundred million zeros", () => gzipSync(Buffer.alloc(100_000_000)), /has a line of more than 67108864 bytes/],
  ["a hundred million line feeds", () => gzipSync(Buffer.alloc(100_000_000, "\n")), /is no archive of this program/],
  ["lists within lists within lists", () => gzipSync(Buffer.alloc(50_000_000, "[")), /is cut: its last line has no end/],
  ["letters that are none", () => gzipSync(Buffer.from([0x7b, 0xff, 0xfe, 0x0a])), /Line 1 is not UTF-8/],
  ["the last line without its end", () => gzipSync(linesOf(whole).join("\n")), /is cut: its last line has no end/],
];

async function refusalOf(file: string, ...options: string[]): Promise<string> {
  const { code, out, err } = await run(...options, file, "--database", url);
  expect([code, out]).toEqual([1, ""]);
  // One sentence or two for people, and no trace of the program's inside.
  expect(err).toMatch(/^[A-Z][^\n]*\.\n$/);
  expect(err).not.toMatch(/undefined|NaN|\[object|TypeError| at .*\.[jt]s/);
  return err;
}

describe("a damaged archive", () => {
  it.each(CHANGED)("[A72] with %s is refused", async (_what, change, sentence) => {
    pack(damaged, change(linesOf(whole)));
    expect(await refusalOf(damaged, "import-community")).toMatch(sentence);
  });

  it.each(BROKEN)("[A72] [A73] with %s is refused", async (_what, change, sentence) => {
    writeFileSync(damaged, change(readFileSync(whole)));
    expect(await refusalOf(damaged, "import-community")).toMatch(sentence);
  });

  it("[A72] in the place of a backup is refused before anything is removed", async () => {
    const lines = linesOf(backup);
    const second = communityNamed("Second").id;
    const wrong: readonly (readonly [Lines, RegExp])[] = [
      [lines.slice(0, -3), /its end is missing/],
      [sealed(lines.filter((line) => !line.includes('"sessions"') && !line.includes("a program"))), /"sessions" is missing/],
      [sealed(replaced(lines, `{"section":"entries","community":"${second}"`, second, OTHER.id)), /"entries" .* of nobody/],
      [replaced(lines, '["result 2"', "xxx", "xyx"), /another SHA-256/],
    ];
    for (const [changed, sentence] of wrong) {
      pack(damaged, changed);
      expect(await refusalOf(damaged, "restore", "--replace")).toMatch(sentence);
    }
  });

  it("[A72] whose entries amount to nothing that can be kept is refused by what would keep it", async () => {
    const wrong: readonly Parameters<typeof archiveOfEntries>[0][] = [
      [["economicEventNoted", { id: "nothing was recorded", note: "x" }]],
      [["agentRecorded", { name: "no id" }]],
      [["economicEventRecorded", { event: { id: "e", action: "raise", provider: "nobody", receiver: "nobody" } }]],
      [["economicEventRecorded", { event: { id: "e", action: "teleport" } }]],
      [["recordRemoved", { kind: "planet", id: "x" }]],
    ];
    for (const bodies of wrong) {
      pack(damaged, archiveOfEntries(bodies));
      expect((await checkArchive(damaged, quiet)).entries).toBe(2);
      expect(await refusalOf(damaged, "import-community")).toMatch(
        /does not say what entries of its kind say|refuses what breaks its rules/,
      );
    }
  });

  it("[A72] with any one bit of its file turned is refused, or holds what it held", async () => {
    const bytes = readFileSync(whole);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length * 8 - 1 }), async (bit) => {
        const turned = Buffer.from(bytes);
        turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        writeFileSync(damaged, turned);
        const outcome = await checkArchive(damaged, quiet).catch((fault: unknown) => fault);
        // Bits of the header of a gzip, such as the time, say nothing of what is packed.
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ArchiveFault);
        else expect(linesOf(damaged)).toEqual(linesOf(whole));
      }),
      { numRuns: 300 },
    );
  });

  it("[A72] leaves what was there, and no folder of data, behind", async () => {
    pack(damaged, linesOf(whole).slice(0, 9));
    const { code } = await run("import-community", damaged, "--data", join(home, "never"));
    expect([code, readdirSync(home).includes("never")]).toEqual([1, false]);
    expect(await stateThere()).toBe(before);
  });
});

describe("limits", () => {
  const read = async (file: string, limits: Parameters<typeof archiveLines>[1]) => {
    for await (const _line of archiveLines(file, limits)) void _line;
  };

  it("[A73] end the reading of what is too long, as a line or as a whole", async () => {
    pack(damaged, ["a".repeat(1_000), "b".repeat(10), "c"]);
    const wide = { lineBytes: 1_000, lines: 3, bytes: 1_014 };
    await read(damaged, wide);
    await expect(read(damaged, { ...wide, lineBytes: 999 })).rejects.toThrow("a line of more than 999 bytes");
    await expect(read(damaged, { ...wide, lines: 2 })).rejects.toThrow("more than 2 lines");
    await expect(read(damaged, { ...wide, bytes: 1_013 })).rejects.toThrow("more than 1013 bytes");
  });

  it("[A73] keep the memory that a bomb takes small", async () => {
    // Two gigabytes in two megabytes: of many lines, and of one.
    writeFileSync(damaged, Buffer.concat(Array.from({ length: 20 }, () => gzipSync(Buffer.alloc(100_000_000, "[1]\n"), { level: 1 }))));
    const before = process.memoryUsage().rss;
    await expect(checkArchive(damaged, quiet)).rejects.toBeInstanceOf(ArchiveFault);
    writeFileSync(damaged, Buffer.concat(Array.from({ length: 20 }, () => gzipSync(Buffer.alloc(100_000_000), { level: 1 }))));
    await expect(checkArchive(damaged, quiet)).rejects.toBeInstanceOf(ArchiveFault);
    expect(process.memoryUsage().rss - before).toBeLessThan(600_000_000);
  });
});

describe("sections of later versions", () => {
  const later = (lines: Lines, more: object): string[] =>
    sealed([
      ...lines.slice(0, -1),
      JSON.stringify({ section: "weather", columns: ["day", "rain"], ...more }),
      '["2026-11-21",0.5]',
      '["2026-11-22","much"]',
    ]);

  it("[A74] are passed over where they say that they may be, and told; otherwise the archive is refused", async () => {
    pack(damaged, later(linesOf(whole), { mayBeSkipped: true }));
    expect(await checkArchive(damaged, quiet)).toMatchObject({ entries: 11, skipped: ["weather"] });
    pack(damaged, later(linesOf(whole), { mayBeSkipped: false }));
    await expect(checkArchive(damaged, quiet)).rejects.toThrow('a section "weather" that this version of the program does not know');
    pack(
      damaged,
      later(linesOf(whole), { mayBeSkipped: true }).map((line) => line.replace("much", "more")),
    );
    await expect(checkArchive(damaged, quiet)).rejects.toThrow("SHA-256");
  });
});
