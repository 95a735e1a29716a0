// The parts of an archive, handed to a store.

import { type CommonsStore, type Intake, type LogIntake, newReplay, type Replay } from "@commonwright/commons";
import { ArchiveFault, type ArchiveHeader } from "./archiveFormat.js";
import { type ArchivePart, readArchive } from "./archiveReading.js";
import { archiveLines } from "./archiveLines.js";

/** An archive that was read to its end and found to be whole. */
export interface CheckedArchive {
  readonly header: ArchiveHeader;
  readonly entries: number;
  /** Entries of kinds or versions that this program does not know. */
  readonly unknown: number;
  /** Names of sections that were passed over. */
  readonly skipped: readonly string[];
}

/** Told from time to time how many entries were read. */
type OnEntries = (entries: number) => void;

/** Reads all of an archive and keeps nothing of it. Throws ArchiveFault at the first thing that is wrong. */
export async function checkArchive(file: string, onEntries: OnEntries): Promise<CheckedArchive> {
  let header: ArchiveHeader | null = null;
  let skipped: readonly string[] = [];
  let [entries, unknown] = [0, 0];
  for await (const part of readArchive(archiveLines(file))) {
    if (part.type === "header") ({ header } = part);
    if (part.type === "logEnded") unknown += part.unknown;
    if (part.type === "end") ({ skipped } = part);
    if (part.type === "entries") {
      entries += part.page.length;
      onEntries(entries);
    }
  }
  if (header === null) throw new ArchiveFault("The archive is empty.");
  return { header, entries, unknown, skipped };
}

/** What is done with an archive that was checked. `listsAlso` false: only the log is taken in. */
export interface Taking {
  readonly file: string;
  readonly checked: CheckedArchive;
  readonly replacing: boolean;
  readonly listsAlso: boolean;
  readonly onEntries: OnEntries;
}

/**
 * Takes an archive into a store: all or nothing. It is read and checked once more on the way, so that a file that was changed meanwhile is
 * not taken either. Throws ArchiveFault, or StoreFault where the store refuses.
 */
export async function takeArchive(store: Pick<CommonsStore, "takeIn">, taking: Taking): Promise<void> {
  const { file, checked, replacing } = taking;
  await store.takeIn({ replacing }, async (into) => {
    const handing = new Handing(into, taking);
    for await (const part of readArchive(archiveLines(file))) await handing.take(part);
    handing.assertEnded(checked);
  });
}

/** Entries of a kind that is known, with a body that it never has: whoever wrote them, it was not this program. */
function refusingReplay(): Replay {
  const replay = newReplay();
  return (entries) => {
    try {
      return replay(entries);
    } catch (fault) {
      if (!(fault instanceof RangeError || fault instanceof TypeError)) throw fault;
      const [first, last] = [entries[0]?.sequence, entries.at(-1)?.sequence];
      throw new ArchiveFault(
        `Of the entries ${first} to ${last}, one does not say what entries of its kind say; no records can be made of it.`,
      );
    }
  };
}

/** The way of the parts into a store. */
class Handing {
  #log: LogIntake | null = null;
  #header: ArchiveHeader | null = null;
  #entries = 0;
  #isEnded = false;
  readonly #into: Intake;
  readonly #taking: Taking;

  constructor(into: Intake, taking: Taking) {
    this.#into = into;
    this.#taking = taking;
  }

  async take(part: ArchivePart): Promise<void> {
    switch (part.type) {
      case "header":
        this.#header = part.header;
        return;
      case "logBegun":
        this.#log = await this.#into.log(part.log.id, refusingReplay());
        return;
      case "entries":
        await this.#takeEntries(part.page);
        return;
      case "logEnded":
        await this.#log?.end();
        this.#log = null;
        return;
      case "rows":
        if (this.#taking.listsAlso) await this.#into.rows({ name: part.list, community: part.community }, part.rows);
        return;
      case "end":
        this.#isEnded = true;
    }
  }

  async #takeEntries(page: Parameters<LogIntake["take"]>[0]): Promise<void> {
    await this.#log?.take(page);
    this.#entries += page.length;
    this.#taking.onEntries(this.#entries);
  }

  assertEnded(checked: CheckedArchive): void {
    const isSame = JSON.stringify(this.#header) === JSON.stringify(checked.header);
    if (!this.#isEnded || !isSame) throw new ArchiveFault("The file was changed while it was read; nothing was taken in.");
  }
}
