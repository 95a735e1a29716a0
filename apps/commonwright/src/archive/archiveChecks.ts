// What a line of an archive must look like: each is read as what stands in its place, or refused with what is wrong.

import { type Json, type JsonObject, type KeptRow, treeHeadIn } from "@commonwright/commons";
import {
  ARCHIVE_FORMAT,
  type ArchivedLog,
  type ArchiveHeader,
  type ArchiveKind,
  ArchiveFault,
  columnNames,
  type ExpectedSection,
  LOG_COLUMNS,
  type RowCounts,
} from "./archiveFormat.js";
import type { ArchiveLine } from "./archiveLines.js";

/** A line that begins a section. */
export interface SectionHeading {
  readonly section: string;
  readonly community: string | null;
  readonly columns: readonly string[];
  readonly mayBeSkipped: boolean;
}

/** The last line. */
export interface ArchiveEnd {
  readonly lines: number;
  readonly sha256: string;
  readonly rows: RowCounts;
}

/** The line as an object. Throws ArchiveFault where it is none. */
function objectIn({ number, text }: Pick<ArchiveLine, "number" | "text">): JsonObject {
  try {
    const value: Json = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Said below.
  }
  throw new ArchiveFault(`Line ${number} is no JSON object.`);
}

/** Reads the first line. */
export function headerIn(line: ArchiveLine): ArchiveHeader {
  const object = line.text.startsWith("{") ? objectIn(line) : {};
  const { format, kind, madeAt, madeBy, communities } = object;
  assertFormat(format);
  if (kind !== "community" && kind !== "backup")
    throw new ArchiveFault(`The first line says that this is ${shown(kind)}, which is neither "community" nor "backup".`);
  assertKeys(line, object, ["format", "kind", "madeAt", "madeBy", "communities"]);
  if (typeof madeAt !== "string" || typeof madeBy !== "string")
    throw new ArchiveFault("The first line does not say when the archive was made, and by what.");
  return { kind, madeAt, madeBy, communities: logsIn(communities, kind) };
}

function assertFormat(format: Json | undefined): void {
  if (format === ARCHIVE_FORMAT) return;
  const version = typeof format === "string" ? /^commonwright-archive\/(\d+)$/.exec(format)?.[1] : undefined;
  if (version === undefined) throw new ArchiveFault(`This is no archive of this program: its first line does not say ${ARCHIVE_FORMAT}.`);
  throw new ArchiveFault(
    `The archive is of the format ${shown(format)}, which a later version of the program wrote; this one reads ${ARCHIVE_FORMAT}.`,
  );
}

function logsIn(value: Json | undefined, kind: ArchiveKind): readonly ArchivedLog[] {
  if (!Array.isArray(value)) throw new ArchiveFault("The first line has no list of communities.");
  const logs = (value as readonly Json[]).map(logIn);
  if (new Set(logs.map(({ id }) => id)).size < logs.length) throw new ArchiveFault("The first line names a community twice.");
  if (kind === "community" && logs.length !== 1)
    throw new ArchiveFault(`The archive of a community has one of them; the first line names ${logs.length}.`);
  return logs;
}

function logIn(value: Json): ArchivedLog {
  const { id, head } = isObject(value) ? value : {};
  const read = typeof head === "string" ? treeHeadIn(head) : null;
  if (typeof id !== "string" || !/^[0-9a-f]{64}$/.test(id))
    throw new ArchiveFault(`The first line has ${shown(id)} as the id of a community.`);
  if (read === null || read.sequence === 0)
    throw new ArchiveFault(`The first line has ${shown(head)} as the head of the community ${id}, which is none.`);
  return { id, head: read };
}

/** Reads the line that begins a section. */
export function headingIn(line: ArchiveLine): SectionHeading {
  const object = objectIn(line);
  assertKeys(line, object, ["section", "community", "columns", "mayBeSkipped"]);
  const { section, community = null, columns, mayBeSkipped = false } = object;
  const isWhole =
    typeof section === "string" &&
    (community === null || typeof community === "string") &&
    Array.isArray(columns) &&
    columns.every((column) => typeof column === "string") &&
    typeof mayBeSkipped === "boolean";
  if (!isWhole) throw new ArchiveFault(`Line ${line.number} begins no section: its name or its columns are missing.`);
  return { section, community, columns: columns as readonly string[], mayBeSkipped };
}

/** Looks whether a section has the columns that it must have, and none that this program would lose. */
export function assertColumns({ columns }: SectionHeading, { list, name }: ExpectedSection): void {
  const known = list === null ? LOG_COLUMNS : columnNames(list);
  const unknown = columns.find((column) => !known.includes(column));
  if (unknown !== undefined)
    throw new ArchiveFault(`The section ${shown(name)} has a column ${shown(unknown)} that this version of the program does not know.`);
  const types: Readonly<Record<string, string>> = list?.columns ?? {};
  const missing = known.find((column) => !columns.includes(column) && types[column] !== "textOrNull");
  if (missing !== undefined) throw new ArchiveFault(`The section ${shown(name)} has no column ${shown(missing)}.`);
  if (new Set(columns).size < columns.length) throw new ArchiveFault(`The section ${shown(name)} has a column twice.`);
}

/** A row of a list in the order in which this program has its columns. */
export function rowIn(line: ArchiveLine, { columns }: SectionHeading, list: NonNullable<ExpectedSection["list"]>): KeptRow {
  const values = listIn(line);
  if (values.length !== columns.length)
    throw new ArchiveFault(`Line ${line.number} has ${values.length} values, and its section ${columns.length} columns.`);
  return Object.entries<string>(list.columns).map(([column, type]) => {
    const at = columns.indexOf(column);
    const value = at < 0 ? null : (values[at] ?? null);
    if (!fits(value, type))
      throw new ArchiveFault(`Line ${line.number} has ${shown(value)} as ${column}, which is no ${TYPES[type] ?? type}.`);
    return value;
  });
}

const TYPES: Readonly<Record<string, string>> = {
  text: "text",
  number: "whole number",
  time: "time (ISO 8601 with its zone)",
  textOrNull: "text",
};
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

function fits(value: Json, type: string): value is KeptRow[number] {
  if (type === "number") return Number.isSafeInteger(value) && Number(value) >= 0;
  if (type === "time") return typeof value === "string" && TIME.test(value) && !Number.isNaN(Date.parse(value));
  return (type === "textOrNull" && value === null) || (typeof value === "string" && !/\0|\p{Surrogate}/u.test(value));
}

function listIn({ number, text }: ArchiveLine): readonly Json[] {
  try {
    const value: Json = JSON.parse(text);
    if (Array.isArray(value)) return value as readonly Json[];
  } catch {
    // Said below.
  }
  throw new ArchiveFault(`Line ${number} is no row: it is no JSON list.`);
}

/** Reads the last line. */
export function endIn(line: ArchiveLine): ArchiveEnd {
  const object = objectIn(line);
  assertKeys(line, object, ["end", "lines", "rows", "sha256"]);
  const { lines, rows, sha256, end } = object;
  const areCounts = isObject(rows) && Object.values(rows).every((count) => Number.isSafeInteger(count));
  if (end !== ARCHIVE_FORMAT || typeof lines !== "number" || typeof sha256 !== "string" || !areCounts)
    throw new ArchiveFault(`Line ${line.number} is no end of an archive: it lacks counts or the hash.`);
  return { lines, sha256, rows: rows as RowCounts };
}

/** What is not known is not passed over: it may change what the rest says. */
function assertKeys({ number }: ArchiveLine, object: JsonObject, known: readonly string[]): void {
  const unknown = Object.keys(object).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new ArchiveFault(`Line ${number} says ${shown(unknown)}, which this version of the program does not know.`);
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as it is shown in a sentence. */
export const shown = (value: Json | undefined): string => {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};
