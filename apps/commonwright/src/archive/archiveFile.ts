// The file of an archive: written beside its place, made durable, and only then given its name.

import { createWriteStream } from "node:fs";
import { link, open, rename, rm, stat, unlink } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { privateFileRefusal } from "../privateFile.js";
import { ArchiveFault } from "./archiveFormat.js";

/** Where an archive goes. `force`: a file that is there already is replaced. */
export interface ArchivePlace {
  readonly file: string;
  readonly force: boolean;
}

/** Why nothing could be written there, known before anything is read; null: nothing speaks against it. */
export async function archivePlaceRefusal({ file, force }: ArchivePlace): Promise<{ readonly refused: string } | null> {
  const refusal = await privateFileRefusal(file);
  if (refusal !== null) return refusal;
  return !force && (await isThere(file)) ? { refused: isThereText(file) } : null;
}

const isThereText = (file: string): string => `The file ${file} is there already; name another one, or replace it with --force.`;

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

const CHUNK_BYTES = 256 * 1024;

/**
 * Packs a text into a file that only its owner may read: an archive holds what a community tells nobody else, and a backup the hashes of tokens.
 * Gives its size in bytes and what the text's generator gave. Whatever goes wrong, nothing stands under the name that did not stand there before.
 */
export async function writeArchiveFile<Outcome>(
  { file, force }: ArchivePlace,
  text: AsyncGenerator<string, Outcome, undefined>,
): Promise<{ readonly bytes: number; readonly outcome: Outcome }> {
  const path = resolve(file);
  const part = `${path}.${process.pid}.part`;
  const kept = new KeptOutcome(text);
  try {
    await rm(part, { force: true });
    const gzip = createGzip({ chunkSize: CHUNK_BYTES });
    await pipeline(
      Readable.from(kept.chunks(), { objectMode: true }),
      gzip,
      createWriteStream(part, { mode: 0o600, flags: "wx", flush: true }),
    );
    const { size } = await stat(part);
    await (force ? rename(part, path) : giveNewName(part, path));
    await syncFolder(dirname(path));
    return { bytes: size, outcome: kept.outcome() };
  } catch (fault) {
    await rm(part, { force: true });
    if (fault instanceof Error && "code" in fault && typeof fault.code === "string" && "syscall" in fault)
      throw new ArchiveFault(`The file ${file} cannot be written: ${fault.message}.`);
    throw fault;
  }
}

/** What a generator gives at its end, for whoever only sees what it yields. */
class KeptOutcome<Outcome> {
  readonly #text: AsyncGenerator<string, Outcome, undefined>;
  #outcome: { readonly value: Outcome } | null = null;

  constructor(text: AsyncGenerator<string, Outcome, undefined>) {
    this.#text = text;
  }

  async *chunks(): AsyncGenerator<Buffer, void, undefined> {
    this.#outcome = { value: yield* buffered(this.#text) };
  }

  outcome(): Outcome {
    if (this.#outcome === null) throw new Error("the archive was not read to its end");
    return this.#outcome.value;
  }
}

async function* buffered<Outcome>(text: AsyncGenerator<string, Outcome, undefined>): AsyncGenerator<Buffer, Outcome, undefined> {
  for (;;) {
    const next = await text.next();
    if (next.done === true) return next.value;
    // An empty chunk would end nothing, and say nothing.
    if (next.value !== "") yield Buffer.from(next.value);
  }
}

/** Another program may have written a file of that name meanwhile: it is not replaced. File systems without links have a moment between look and rename. */
async function giveNewName(part: string, path: string): Promise<void> {
  try {
    await link(part, path);
    await unlink(part);
    return;
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "EEXIST") throw new ArchiveFault(isThereText(basename(path)));
  }
  if (await isThere(path)) throw new ArchiveFault(isThereText(basename(path)));
  await rename(part, path);
}

/** Makes the new name durable; Windows has no call for it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
