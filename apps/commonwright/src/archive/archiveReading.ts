// An archive as its parts, each checked before it is given: the first line, then the pages of every section in order, then that all was there.

import { createHash, type Hash } from "node:crypto";
import type { KeptListName, KeptRow, LogText } from "@commonwright/commons";
import { assertColumns, endIn, headerIn, headingIn, rowIn, type SectionHeading, shown } from "./archiveChecks.js";
import { ArchiveFault, type ArchivedLog, type ArchiveHeader, type ExpectedSection, type RowCounts, sectionsOf } from "./archiveFormat.js";
import type { ArchiveLine } from "./archiveLines.js";
import { LogCheck } from "./logCheck.js";

/**
 * What is read, in order. A log is `logBegun`, its pages, `logEnded`; rows are some of a list. `end` is given once everything was found to be
 * whole: what came before may still be taken back until then.
 */
export type ArchivePart =
  | { readonly type: "header"; readonly header: ArchiveHeader }
  | { readonly type: "logBegun"; readonly log: ArchivedLog }
  | { readonly type: "entries"; readonly page: readonly LogText[] }
  | { readonly type: "logEnded"; readonly log: ArchivedLog; readonly unknown: number }
  | { readonly type: "rows"; readonly list: KeptListName; readonly community: string | null; readonly rows: readonly KeptRow[] }
  | { readonly type: "end"; readonly rows: RowCounts; readonly skipped: readonly string[] };

/** A page is as large as one of these. */
const PAGE = { rows: 5_000, characters: 8 * 2 ** 20 } as const;

/** Throws ArchiveFault at the first thing that is wrong. */
export async function* readArchive(lines: AsyncIterable<ArchiveLine>): AsyncGenerator<ArchivePart, void, undefined> {
  const reader = new ArchiveReader();
  for await (const line of lines) yield* reader.take(line);
  reader.assertEnded();
}

/** A place in an archive: what was read up to there, and what may come. */
class ArchiveReader {
  #header: ArchiveHeader | null = null;
  #left: readonly ExpectedSection[] = [];
  #section: OpenSection | null = null;
  #isEnded = false;
  #lines = 0;
  readonly #skipped: string[] = [];
  readonly #rows: Record<string, number> = {};
  readonly #hash: Hash = createHash("sha256");

  *take(line: ArchiveLine): Generator<ArchivePart, void, undefined> {
    if (this.#isEnded) throw new ArchiveFault(`Line ${line.number} stands behind the end of the archive.`);
    if (this.#header === null) yield this.#begin(line);
    else if (line.text.startsWith("[")) yield* this.#row(line);
    else if (line.text.startsWith('{"end":')) yield* this.#end(line);
    else yield* this.#heading(line);
    this.#lines += 1;
    this.#hash.update(line.bytes).update("\n");
  }

  assertEnded(): void {
    if (!this.#isEnded) throw new ArchiveFault("The archive is cut: its end is missing.");
  }

  #begin(line: ArchiveLine): ArchivePart {
    this.#header = headerIn(line);
    this.#left = sectionsOf(this.#header);
    return { type: "header", header: this.#header };
  }

  *#heading(line: ArchiveLine): Generator<ArchivePart, void, undefined> {
    const heading = headingIn(line);
    yield* this.#close();
    const expected = this.#left.findIndex(({ name, community }) => name === heading.section && community === heading.community);
    if (expected < 0) this.#section = this.#stranger(line, heading);
    else {
      assertMissing(this.#left.slice(0, expected));
      const [section] = this.#left.slice(expected);
      if (section === undefined) return;
      assertColumns(heading, section);
      this.#left = this.#left.slice(expected + 1);
      const log = section.list === null ? this.#header?.communities.find(({ id }) => id === section.community) : undefined;
      this.#section = log === undefined ? new RowSection(heading, section) : new LogSection(log);
      if (log !== undefined) yield { type: "logBegun", log };
    }
    this.#rows[heading.section] ??= 0;
  }

  /** A section that a later version of the program has, if it says that nothing is lost without it. */
  #stranger({ number }: ArchiveLine, { section, community, mayBeSkipped }: SectionHeading): OpenSection {
    const isKnown = this.#header !== null && sectionsOf(this.#header).some(({ name }) => name === section);
    if (isKnown)
      throw new ArchiveFault(
        `Line ${number} begins the section ${shown(section)}${community === null ? "" : ` of the community ${community}`} twice, out of its order, or of nobody.`,
      );
    if (!mayBeSkipped)
      throw new ArchiveFault(
        `The archive has a section ${shown(section)} that this version of the program does not know, and that may not be left out; a later version reads it.`,
      );
    this.#skipped.push(section);
    return SKIPPED;
  }

  *#row(line: ArchiveLine): Generator<ArchivePart, void, undefined> {
    if (this.#section === null) throw new ArchiveFault(`Line ${line.number} is a row, and no section was begun.`);
    const { name } = this.#section;
    const counted = name ?? this.#skipped.at(-1) ?? "";
    this.#rows[counted] = (this.#rows[counted] ?? 0) + 1;
    yield* this.#section.take(line);
  }

  *#close(): Generator<ArchivePart, void, undefined> {
    if (this.#section !== null) yield* this.#section.end();
    this.#section = null;
  }

  *#end(line: ArchiveLine): Generator<ArchivePart, void, undefined> {
    yield* this.#close();
    assertMissing(this.#left);
    const said = endIn(line);
    if (said.lines !== this.#lines)
      throw new ArchiveFault(`The archive has ${this.#lines} lines before its end, which says ${said.lines}.`);
    for (const name of new Set([...Object.keys(said.rows), ...Object.keys(this.#rows)])) {
      const [found, counted] = [this.#rows[name] ?? 0, said.rows[name] ?? 0];
      if (found !== counted) throw new ArchiveFault(`The archive has ${found} rows of ${shown(name)}, and its end says ${counted}.`);
    }
    if (this.#hash.copy().digest("hex") !== said.sha256)
      throw new ArchiveFault("The archive is not as it was written: what it holds has another SHA-256 than its end says.");
    this.#isEnded = true;
    yield { type: "end", rows: { ...this.#rows }, skipped: this.#skipped };
  }
}

/** Sections that were passed over, or are still to come at the end, must be such that may be missing. */
function assertMissing(sections: readonly ExpectedSection[]): void {
  const missing = sections.find(({ list }) => list?.mayBeMissing !== true);
  if (missing === undefined) return;
  const of = missing.community === null ? "" : ` of the community ${missing.community}`;
  throw new ArchiveFault(`The section ${shown(missing.name)}${of} is missing or out of its order.`);
}

/** A section whose rows are being read. `name` is null where it is skipped. */
interface OpenSection {
  readonly name: string | null;
  take(line: ArchiveLine): Iterable<ArchivePart>;
  end(): Iterable<ArchivePart>;
}

const SKIPPED: OpenSection = { name: null, take: () => [], end: () => [] };

class LogSection implements OpenSection {
  readonly name = "entries";
  readonly #check: LogCheck;
  readonly #log: ArchivedLog;
  #page: LogText[] = [];
  #characters = 0;

  constructor(log: ArchivedLog) {
    this.#log = log;
    this.#check = new LogCheck(log);
  }

  *take(line: ArchiveLine): Iterable<ArchivePart> {
    const entry = this.#check.take(line);
    this.#page.push(entry);
    this.#characters += entry.text.length;
    if (this.#page.length >= PAGE.rows || this.#characters >= PAGE.characters) yield this.#takePage();
  }

  *end(): Iterable<ArchivePart> {
    if (this.#page.length > 0) yield this.#takePage();
    this.#check.end();
    yield { type: "logEnded", log: this.#log, unknown: this.#check.unknown };
  }

  #takePage(): ArchivePart {
    const page = this.#page;
    this.#page = [];
    this.#characters = 0;
    return { type: "entries", page };
  }
}

class RowSection implements OpenSection {
  readonly name: string;
  readonly #heading: SectionHeading;
  readonly #list: NonNullable<ExpectedSection["list"]>;
  #rows: KeptRow[] = [];
  #bytes = 0;
  #last: KeptRow[number] = null;

  constructor(heading: SectionHeading, { list }: ExpectedSection) {
    if (list === null) throw new RangeError("a section of rows is of a list");
    this.name = heading.section;
    this.#heading = heading;
    this.#list = list;
  }

  *take(line: ArchiveLine): Iterable<ArchivePart> {
    const row = rowIn(line, this.#heading, this.#list);
    const key = row[0] ?? null;
    if (!isBehind(key, this.#last))
      throw new ArchiveFault(`Line ${line.number} is not behind the row before it: rows of ${shown(this.name)} stand in order, each once.`);
    this.#last = key;
    this.#rows.push(row);
    this.#bytes += line.bytes.length;
    if (this.#rows.length >= PAGE.rows || this.#bytes >= PAGE.characters) yield this.#takeRows();
  }

  *end(): Iterable<ArchivePart> {
    if (this.#rows.length > 0) yield this.#takeRows();
  }

  #takeRows(): ArchivePart {
    const rows = this.#rows;
    this.#rows = [];
    this.#bytes = 0;
    return { type: "rows", list: this.#list.name, community: this.#heading.community, rows };
  }
}

/** Numbers are 1, 2, 3; texts are in the order of the bytes of UTF-8. */
function isBehind(one: KeptRow[number], other: KeptRow[number]): boolean {
  if (typeof one === "number") return one === (typeof other === "number" ? other : 0) + 1;
  return (
    other === null || (typeof one === "string" && typeof other === "string" && Buffer.compare(Buffer.from(one), Buffer.from(other)) > 0)
  );
}
