// Reads the first sheet of a spreadsheet file: a zip archive with XML inside. Enough for two bills of materials, so that the tests of
// the examples need no library for it; formulas are read by their stored result.

import { inflateRawSync } from "node:zlib";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;

/** The files of a zip archive by name. */
function unzip(archive: Buffer): ReadonlyMap<string, Buffer> {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) throw new Error("not a zip archive");
  const files = new Map<string, Buffer>();
  let entry = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(entry) !== DIRECTORY_ENTRY) throw new Error("the directory of the archive is broken");
    const nameLength = archive.readUInt16LE(entry + 28);
    files.set(archive.toString("utf8", entry + 46, entry + 46 + nameLength), unzipEntry(archive, entry));
    entry += 46 + nameLength + archive.readUInt16LE(entry + 30) + archive.readUInt16LE(entry + 32);
  }
  return files;
}

function unzipEntry(archive: Buffer, entry: number): Buffer {
  const local = archive.readUInt32LE(entry + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + archive.readUInt32LE(entry + 20));
  return archive.readUInt16LE(entry + 10) === STORED ? packed : inflateRawSync(packed);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function plainText(xml: string): string {
  const withoutTags = xml.replaceAll(/<[^>]*>/g, "");
  return withoutTags.replaceAll(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, name: string | undefined) =>
    code === undefined ? (ENTITIES[name ?? ""] ?? whole) : String.fromCodePoint(Number(code)),
  );
}

/**
 * The cells of the first sheet that hold anything, by their name ("K4").
 *
 * @throws if the archive is none, or has no first sheet.
 */
export function readXlsxCells(archive: Buffer): ReadonlyMap<string, string> {
  const files = unzip(archive);
  const sheet = files.get("xl/worksheets/sheet1.xml")?.toString("utf8");
  if (sheet === undefined) throw new Error("no first sheet");
  const strings = files.get("xl/sharedStrings.xml")?.toString("utf8") ?? "";
  const shared = [...strings.matchAll(/<si\b[^>]*>(.*?)<\/si>/gs)].map(([, inner]) => plainText(inner));
  const cells = new Map<string, string>();
  for (const [, attributes, inner] of sheet.matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const name = /\br="([A-Z]+\d+)"/.exec(attributes)?.[1];
    const value = /<v>(.*?)<\/v>/s.exec(inner ?? "")?.[1];
    if (name === undefined || value === undefined) continue;
    cells.set(name, /\bt="s"/.test(attributes) ? shared[Number(value)] : plainText(value));
  }
  return cells;
}
