// A log out of an archive: every entry is looked at before anybody relies on it.

import { EMPTY_HEAD, growTree, isCanonicalJson, type LogText, type TreeHead, treeHeadText } from "@commonwright/commons";
import { EntryBytes, sha256 } from "../upkeep/entryBytes.js";
import { knownTexts } from "../upkeep/entryKind.js";
import { type ArchivedLog, ArchiveFault } from "./archiveFormat.js";
import type { ArchiveLine } from "./archiveLines.js";

/** The entries of one community, in order. */
export class LogCheck {
  /** How many are of kinds or versions that this program does not know. */
  unknown = 0;
  #head = { sequence: EMPTY_HEAD.sequence, hash: EMPTY_HEAD.hash };
  readonly #isKnown = knownTexts();
  readonly #bytes = new EntryBytes();
  readonly #tree = growTree(sha256);
  readonly #log: ArchivedLog;

  constructor(log: ArchivedLog) {
    this.#log = log;
  }

  /** The row `[SEQUENCE,ENTRY]`. Throws ArchiveFault where it is no entry that could stand here. */
  take({ number, text: line }: ArchiveLine): LogText {
    const sequence = this.#head.sequence + 1;
    const begin = `[${sequence},`;
    if (!line.startsWith(begin) || !line.endsWith("]"))
      throw new ArchiveFault(
        `Line ${number} is not entry ${sequence}, which belongs there: entries stand one behind the other, each with its number.`,
      );
    if (sequence > this.#log.head.sequence)
      throw new ArchiveFault(`There is an entry ${sequence}, and the first line says that the log ends at ${this.#log.head.sequence}.`);
    const text = line.slice(begin.length, -1);
    if (!isCanonicalJson(text)) throw new ArchiveFault(`Entry ${sequence} is not written as entries are (canonical JSON).`);
    assertEntry(sequence, JSON.parse(text));
    const hash = this.#bytes.hashBehind(this.#head.hash, text);
    if (sequence === 1 && hash !== this.#log.id)
      throw new ArchiveFault(`Entry 1 is not the one that founded the community ${this.#log.id}: its hash is ${hash}.`);
    this.#tree.append(this.#bytes.leaf());
    this.#head = { sequence, hash };
    if (!this.#isKnown(text)) this.unknown += 1;
    return { sequence, hash, text };
  }

  /** Behind the last. Throws ArchiveFault where the entries come to another head than the first line says. */
  end(): void {
    const head: TreeHead = { ...this.#head, root: this.#tree.root() };
    const [found, said] = [treeHeadText(head), treeHeadText(this.#log.head)];
    if (found === said) return;
    const { sequence } = this.#log.head;
    if (head.sequence < sequence)
      throw new ArchiveFault(
        `The log of the community ${this.#log.id} ends at entry ${head.sequence}, and the first line says at ${sequence}.`,
      );
    throw new ArchiveFault(`The entries of the community ${this.#log.id} come to the head ${found}, and the first line says ${said}.`);
  }
}

/** What every entry has, of whatever kind and version. */
function assertEntry(sequence: number, entry: unknown): void {
  const { kind, version, at, by, body } = (typeof entry === "object" && entry !== null ? entry : {}) as Readonly<Record<string, unknown>>;
  const isEntry =
    [kind, at, by].every((text) => typeof text === "string" && !/\0|\p{Surrogate}/u.test(text)) &&
    Number.isSafeInteger(version) &&
    typeof body === "object" &&
    body !== null &&
    !Array.isArray(body);
  if (sequence === 1 && kind !== "communityFounded") throw new ArchiveFault("Entry 1 founds no community.");
  if (!isEntry) throw new ArchiveFault(`Entry ${sequence} is none: it lacks its kind, version, time, author or body.`);
}
