// Is a log whole? Every hash, the founding and the tree are computed anew from the texts as they are kept.

import { EMPTY_HEAD, type GrowingTree, growTree, type Head, isCanonicalJson, type LogText, type TreeHead } from "@commonwright/commons";
import { EntryBytes, sha256 } from "./entryBytes.js";
import { knownTexts } from "./entryKind.js";

/**
 * The first thing that is wrong, and at which entry. Missing: the next one stands in its place. Misplaced: an entry stands there whose number
 * is not above the one before. Replaced: its hash does not follow from what is before and its text, but the next entry follows from its hash.
 * WrongHash: the next entry follows from another hash, which is the right one. Unfitting: neither. NotCanonical: the hash fits, the text is
 * not written as entries are. OtherFounding: the first entry's hash is not the community's id. Cut: the log ends before the head that was
 * kept. Rewritten: there is another hash at that head. OtherRoot: the hash is the same and the root another, so that the head is none.
 */
export interface LogFault {
  readonly sequence: number;
  readonly kind:
    | "Missing"
    | "Misplaced"
    | "Replaced"
    | "WrongHash"
    | "Unfitting"
    | "NotCanonical"
    | "OtherFounding"
    | "Cut"
    | "Rewritten"
    | "OtherRoot";
}

/**
 * `head`: up to where the log is whole. `fault` is null where all of it is. `hasExpected`: the log has had the head that was kept, whatever
 * is wrong behind it; null where none was given.
 */
export interface LogVerdict {
  readonly head: TreeHead;
  readonly fault: LogFault | null;
  readonly hasExpected: boolean | null;
  /** How many of the entries up to `head` are of kinds or versions that this program does not know. */
  readonly unknown: number;
}

/** What a log is held against besides itself. */
export interface LogQuestion {
  /** Id of the community, which is the hash of its first entry. */
  readonly community: string;
  /** A head that somebody kept. */
  readonly expected?: TreeHead | undefined;
  /** Told after each page, how many entries were looked at. */
  readonly onPage?: (entries: number) => void;
}

/** Looks at a log from its first entry on; ends at the first fault. */
export async function verifyLog(
  pages: AsyncIterable<readonly LogText[]>,
  { community, expected, onPage }: LogQuestion,
): Promise<LogVerdict> {
  const walk = new LogWalk(community, expected);
  // An entry whose hash does not fit is understood by the one behind it, which may be on the next page.
  let unfitting: LogText | null = null;
  if (walk.fault !== null) return walk.verdict();
  for await (const page of pages) {
    if (unfitting !== null) return walk.verdict(walk.explained(unfitting, page[0]));
    for (const [index, given] of page.entries()) {
      const fault = walk.take(given);
      if (fault === null) continue;
      if (fault.kind !== "Unfitting") return walk.verdict(fault);
      if (index + 1 < page.length) return walk.verdict(walk.explained(given, page[index + 1]));
      unfitting = given;
    }
    onPage?.(walk.head.sequence);
  }
  if (unfitting !== null) return walk.verdict(walk.explained(unfitting, undefined));
  return walk.verdict(walk.endFault());
}

/** A way along a log: the entries up to `head` are whole. */
class LogWalk {
  head: Head = EMPTY_HEAD;
  /** Of the head that was kept, where that is the head of an empty log. */
  readonly fault: LogFault | null;
  readonly #bytes = new EntryBytes();
  readonly #tree: GrowingTree = growTree(sha256);
  readonly #community: string;
  readonly #expected: TreeHead | undefined;
  #hasExpected = false;
  #unknown = 0;
  readonly #isKnown = knownTexts();

  constructor(community: string, expected: TreeHead | undefined) {
    this.#community = community;
    this.#expected = expected;
    this.fault = this.#headFault();
  }

  /** Goes on by one entry; where something is wrong with it stays where it was, unless only the head that was kept is another. */
  take({ sequence, hash: given, text }: LogText): LogFault | null {
    const next = this.head.sequence + 1;
    if (sequence !== next) return { sequence: next, kind: sequence > next ? "Missing" : "Misplaced" };
    if (this.#bytes.hashBehind(this.head.hash, text) !== given) return { sequence, kind: "Unfitting" };
    if (!isCanonicalJson(text)) return { sequence, kind: "NotCanonical" };
    if (sequence === 1 && given !== this.#community) return { sequence, kind: "OtherFounding" };
    this.#tree.append(this.#bytes.leaf());
    if (!this.#isKnown(text)) this.#unknown += 1;
    this.head = { sequence, hash: given };
    return this.#headFault();
  }

  /** What is wrong with an entry whose hash does not fit, told by the entry behind it. */
  explained({ sequence, hash: given, text }: LogText, behind: LogText | undefined): LogFault {
    if (behind?.sequence !== sequence + 1) return { sequence, kind: "Unfitting" };
    if (this.#bytes.hashBehind(given, behind.text) === behind.hash) return { sequence, kind: "Replaced" };
    const right = this.#bytes.hashBehind(this.head.hash, text);
    return { sequence, kind: this.#bytes.hashBehind(right, behind.text) === behind.hash ? "WrongHash" : "Unfitting" };
  }

  /** What is wrong with a log that ends here. */
  endFault(): LogFault | null {
    const isCut = this.#expected !== undefined && this.#expected.sequence > this.head.sequence;
    return isCut ? { sequence: this.head.sequence + 1, kind: "Cut" } : null;
  }

  verdict(fault = this.fault): LogVerdict {
    const hasExpected = this.#expected === undefined ? null : this.#hasExpected;
    return { head: { ...this.head, root: this.#tree.root() }, fault, hasExpected, unknown: this.#unknown };
  }

  #headFault(): LogFault | null {
    const { sequence, hash: given } = this.head;
    if (this.#expected?.sequence !== sequence) return null;
    if (this.#expected.hash !== given) return { sequence, kind: "Rewritten" };
    if (this.#expected.root !== this.#tree.root()) return { sequence, kind: "OtherRoot" };
    this.#hasExpected = true;
    return null;
  }
}

/** What is wrong, in one sentence. */
export function logFaultText({ sequence, kind }: LogFault): string {
  const [before, behind] = [sequence - 1, sequence + 1];
  switch (kind) {
    case "Missing":
      return `Entry ${sequence} is missing: what stands behind entry ${before} has a later number.`;
    case "Misplaced":
      return `Entry ${sequence} is missing: what stands behind entry ${before} has an earlier number, or the same.`;
    case "Replaced":
      return `Entry ${sequence} is not what was recorded there: entry ${behind} follows from its hash, but that is not the hash of its text behind entry ${before}.`;
    case "WrongHash":
      return `The hash of entry ${sequence} was changed: its text is right, and entry ${behind} follows from the right hash.`;
    case "Unfitting":
      return `Entry ${sequence} does not continue the chain: its hash is not that of its text behind entry ${before}.`;
    case "NotCanonical":
      return `Entry ${sequence} is not written as entries are (canonical JSON), although its hash fits.`;
    case "OtherFounding":
      return "Entry 1 is not the one that founded this community: its hash is not the community's id.";
    case "Cut":
      return `The log was cut: it ends at entry ${before}, before the head that was kept.`;
    case "Rewritten":
      return `The log was written anew: entry ${sequence} has another hash than the head that was kept.`;
    case "OtherRoot":
      return `The tree over the entries up to ${sequence} has another root than the head that was kept, while the hash is the same: that head was never one of this log.`;
  }
}
