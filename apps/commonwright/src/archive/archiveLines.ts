// The lines of a packed file: unpacked as they are read, each checked for its length and its letters before it is looked at.

import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { PassThrough } from "node:stream";
import { createGunzip } from "node:zlib";
import { ARCHIVE_LIMITS, ArchiveFault } from "./archiveFormat.js";

/** A line without its line feed. */
export interface ArchiveLine {
  /** From 1. */
  readonly number: number;
  readonly bytes: Buffer;
  readonly text: string;
}

const LINE_FEED = 0x0a;
const CHUNK_BYTES = 256 * 1024;

/** Bounds that tests make smaller. */
export type LineLimits = { readonly [Limit in keyof typeof ARCHIVE_LIMITS]: number };

/**
 * The lines of a gzip file, one after the other. Throws ArchiveFault where the file cannot be read, is no gzip, is cut or damaged, has anything
 * behind its end, or passes a limit; no more is unpacked by then than one line may have.
 */
export async function* archiveLines(path: string, limits: LineLimits = ARCHIVE_LIMITS): AsyncGenerator<ArchiveLine, void, undefined> {
  let number = 0;
  for await (const bytes of cutLines(unpacked(path), limits)) {
    number += 1;
    if (number > limits.lines) throw new ArchiveFault(`The archive has more than ${limits.lines} lines.`);
    if (!isUtf8(bytes)) throw new ArchiveFault(`Line ${number} is not UTF-8.`);
    yield { number, bytes, text: bytes.toString("utf8") };
  }
}

async function* unpacked(path: string): AsyncGenerator<Buffer, void, undefined> {
  const { size } = await stat(path).catch((fault: unknown) => {
    throw new ArchiveFault(`The file ${path} cannot be read: ${sentence(fault)}.`);
  });
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const out = new PassThrough({ highWaterMark: CHUNK_BYTES });
  const flowing = pipeline(createReadStream(path, { highWaterMark: CHUNK_BYTES }), gunzip, out);
  // Told where the stream is read, below.
  flowing.catch(() => undefined);
  try {
    for await (const chunk of out) yield chunk as Buffer;
    await flowing;
  } catch (fault) {
    if (fault instanceof ArchiveFault) throw fault;
    throw new ArchiveFault(`The file ${path} is damaged, cut short, or no gzip: ${sentence(fault)}.`);
  } finally {
    out.destroy();
  }
  // Zeros behind the end of a gzip are passed over by whoever unpacks it.
  if (gunzip.bytesWritten !== size) throw new ArchiveFault(`There is something behind the end of the packed data in ${path}.`);
}

async function* cutLines(chunks: AsyncIterable<Buffer>, limits: LineLimits): AsyncGenerator<Buffer, void, undefined> {
  const line = new GrowingLine(limits.lineBytes);
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > limits.bytes) throw new ArchiveFault(`The archive has more than ${limits.bytes} bytes when it is unpacked.`);
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      line.add(chunk.subarray(start, end));
      yield line.take();
      start = end + 1;
    }
    line.add(chunk.subarray(start));
  }
  if (line.length > 0) throw new ArchiveFault("The archive is cut: its last line has no end.");
}

/** A line of which some was read. */
class GrowingLine {
  length = 0;
  #parts: Buffer[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  add(part: Buffer): void {
    if (part.length === 0) return;
    this.length += part.length;
    if (this.length > this.#most) throw new ArchiveFault(`The archive has a line of more than ${this.#most} bytes.`);
    this.#parts.push(part);
  }

  take(): Buffer {
    const [only] = this.#parts;
    const line = this.#parts.length === 1 && only !== undefined ? only : Buffer.concat(this.#parts);
    this.#parts = [];
    this.length = 0;
    return line;
  }
}

const sentence = (fault: unknown): string =>
  (fault instanceof Error ? fault.message : String(fault)).replace(/\s+/g, " ").replace(/\.$/, "");
