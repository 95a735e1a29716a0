// A store as the lines of an archive, read at one moment.

import { createHash } from "node:crypto";
import { type KeptListName, type KeptRow, type LogText, treeHeadText, type WholeView } from "@commonwright/commons";
import { logPages } from "../upkeep/logPages.js";
import {
  ARCHIVE_FORMAT,
  ARCHIVE_LIMITS,
  ArchiveFault,
  type ArchiveHeader,
  columnNames,
  type ExpectedSection,
  LOG_COLUMNS,
  type RowCounts,
  sectionsOf,
} from "./archiveFormat.js";

/** What was written, and what could not be. */
export interface WrittenArchive {
  readonly rows: RowCounts;
  /** Rows that are longer than a line may be: documents, which are made anew when they are wanted. */
  readonly leftOut: readonly { readonly list: KeptListName; readonly key: string; readonly bytes: number }[];
}

/** What is to be written, and who wants to know how far it is. */
export interface ArchiveWriting {
  readonly header: ArchiveHeader;
  readonly onEntries?: (written: number) => void;
}

/** Entries that are at hand at a time. */
const PAGE = 1_000;

/** The lines in order, each with its line feed, some at a time; gives what was written. Throws ArchiveFault where an entry is too long. */
export async function* archiveText(
  view: WholeView,
  { header, onEntries }: ArchiveWriting,
): AsyncGenerator<string, WrittenArchive, undefined> {
  const told = new ToldLines();
  yield told.add([headerText(header)]);
  let entries = 0;
  for (const section of sectionsOf(header)) {
    yield told.add([headingText(section)]);
    if (section.list === null) {
      for await (const page of logPages(view, section.community ?? "", PAGE)) {
        yield told.add(page.map(entryText), section.name);
        entries += page.length;
        onEntries?.(entries);
      }
    } else {
      const { name } = section.list;
      for await (const rows of view.rows({ name, community: section.community })) {
        const short = rows.filter((row) => told.isShort(name, row));
        yield told.add(
          short.map((row) => JSON.stringify(row)),
          section.name,
        );
      }
    }
    told.rows[section.name] ??= 0;
  }
  yield told.end();
  return { rows: told.rows, leftOut: told.leftOut };
}

/** What was told until now: lines, bytes for the hash, rows. */
class ToldLines {
  readonly rows: Record<string, number> = {};
  readonly leftOut: WrittenArchive["leftOut"][number][] = [];
  readonly #hash = createHash("sha256");
  #lines = 0;

  add(lines: readonly string[], section?: string): string {
    const text = lines.map((line) => `${line}\n`).join("");
    this.#hash.update(text);
    this.#lines += lines.length;
    if (section !== undefined) this.rows[section] = (this.rows[section] ?? 0) + lines.length;
    return text;
  }

  isShort(list: KeptListName, row: KeptRow): boolean {
    const bytes = Buffer.byteLength(JSON.stringify(row));
    if (bytes <= ARCHIVE_LIMITS.lineBytes) return true;
    this.leftOut.push({ list, key: String(row[0]), bytes });
    return false;
  }

  end(): string {
    return `${JSON.stringify({ end: ARCHIVE_FORMAT, lines: this.#lines, rows: this.rows, sha256: this.#hash.digest("hex") })}\n`;
  }
}

function headerText({ kind, madeAt, madeBy, communities }: ArchiveHeader): string {
  const logs = communities.map(({ id, head }) => ({ id, head: treeHeadText(head) }));
  return JSON.stringify({ format: ARCHIVE_FORMAT, kind, madeAt, madeBy, communities: logs });
}

function headingText({ name, community, list }: ExpectedSection): string {
  const of = community === null ? {} : { community };
  return JSON.stringify({ section: name, ...of, columns: list === null ? LOG_COLUMNS : columnNames(list) });
}

/** The text stands in the line as it is: its bytes are what the hash was taken of. */
function entryText({ sequence, text }: LogText): string {
  const line = `[${sequence},${text}]`;
  if (line.length > ARCHIVE_LIMITS.lineBytes / 3 && Buffer.byteLength(line) > ARCHIVE_LIMITS.lineBytes)
    throw new ArchiveFault(`Entry ${sequence} is longer than a line of an archive may be (${ARCHIVE_LIMITS.lineBytes} bytes).`);
  return line;
}
