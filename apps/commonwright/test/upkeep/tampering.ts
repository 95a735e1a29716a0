// Logs as texts, and what somebody with the database in hand could do to them.

import { createHash } from "node:crypto";
import {
  canonicalJson,
  EMPTY_HEAD,
  type Entry,
  foundCommunity,
  type LogText,
  sealEntries,
  toJson,
  treeRoot,
  type TreeHead,
} from "@commonwright/commons";
import fc from "fast-check";

const AT = "2026-11-21T12:00:00Z";
export const FOUNDED = foundCommunity({ name: "Test", foundingKey: "a".repeat(64), nextKeys: "b".repeat(64), at: AT, by: "test" });
export const agentEntry = (id: string, name = id): Entry => ({
  kind: "agentRecorded",
  version: 1,
  at: AT,
  by: "test",
  body: { id, type: "Person", name },
});

/** A log and the heads it has had, the empty one first. */
export interface TestLog {
  readonly entries: readonly Entry[];
  readonly texts: readonly LogText[];
}

export function logOf(entries: readonly Entry[]): TestLog {
  const texts = sealEntries(EMPTY_HEAD, entries).map(({ sequence, hash, entry }) => ({
    sequence,
    hash,
    text: canonicalJson(toJson(entry)),
  }));
  return { entries, texts };
}

/** The head after so many entries. */
export const headAt = ({ entries, texts }: TestLog, sequence: number): TreeHead => ({
  sequence,
  hash: texts[sequence - 1]?.hash ?? EMPTY_HEAD.hash,
  root: treeRoot(entries.slice(0, sequence)),
});

/** A log of the founding and some agents. */
export const anyLog: fc.Arbitrary<TestLog> = fc
  .array(fc.string({ unit: "grapheme", maxLength: 12 }), { minLength: 3, maxLength: 30 })
  .map((names) => logOf([FOUNDED.entry, ...names.map((name, index) => agentEntry(`a${index}`, name))]));

/** A tampered copy, what was done to it, and the entry at which it must be found. `needsHead`: the copy is a whole log by itself. */
export interface Tampered {
  readonly what: string;
  readonly texts: readonly LogText[];
  readonly at: number;
  readonly needsHead: boolean;
}

const chainHash = (before: string, text: string) => createHash("sha256").update(Buffer.from(before, "hex")).update(text).digest("hex");
const renumbered = (texts: readonly LogText[]) => texts.map((each, index) => ({ ...each, sequence: index + 1 }));
const replacedAt = (texts: readonly LogText[], index: number, change: Partial<LogText>) =>
  texts.map((each, place) => (place === index ? { ...each, ...change } : each));

function flipped(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  const place = Math.floor(bit / 8) % changed.length;
  changed[place] = (changed[place] ?? 0) ^ (1 << (bit % 8));
  return changed;
}

/** One way to tamper: `index` is a place that is neither the last nor, for what must have one before, the first; `number` any number. */
type Way = (log: TestLog, index: number, number: number) => Omit<Tampered, "what" | "needsHead">;

const FOUND_ALONE: Readonly<Record<string, Way>> = {
  "a bit of a text": ({ texts }, index, number) => {
    const text = flipped(Buffer.from(texts[index]?.text ?? ""), number).toString();
    return { texts: replacedAt(texts, index, { text }), at: index + 1 };
  },
  "a bit of a hash": ({ texts }, index, number) => {
    const hash = flipped(Buffer.from(texts[index]?.hash ?? "", "hex"), number).toString("hex");
    return { texts: replacedAt(texts, index, { hash }), at: index + 1 };
  },
  "a text with a hash that fits it": ({ texts }, index) => {
    const text = canonicalJson(toJson(agentEntry("another")));
    const hash = chainHash(texts[index - 1]?.hash ?? EMPTY_HEAD.hash, text);
    return { texts: replacedAt(texts, index, { text, hash }), at: index === 0 ? 1 : index + 2 };
  },
  "an entry deleted": ({ texts }, index) => ({ texts: texts.toSpliced(index, 1), at: index + 1 }),
  "an entry deleted, the others renumbered": ({ texts }, index) => ({ texts: renumbered(texts.toSpliced(index, 1)), at: index + 1 }),
  "two entries swapped": ({ texts }, index) => ({ texts: swapped(texts, index), at: index + 1 }),
  "two entries swapped, and renumbered": ({ texts }, index) => ({ texts: renumbered(swapped(texts, index)), at: index + 1 }),
  "an entry twice": ({ texts }, index) => ({ texts: texts.toSpliced(index + 1, 0, ...texts.slice(index, index + 1)), at: index + 2 }),
  "an entry put in, the others renumbered": ({ texts }, index) => {
    const text = canonicalJson(toJson(agentEntry("put-in")));
    const hash = chainHash(texts[index]?.hash ?? "", text);
    // The one put in continues the chain; the one behind it does not.
    return { texts: renumbered(texts.toSpliced(index + 1, 0, { sequence: 0, hash, text })), at: index + 3 };
  },
  "a text that says the same in other words, with hashes that fit": ({ texts }, index) => {
    const spaced = texts.map(({ text }, place) => (place === index ? text.replace(":", ": ") : text));
    return { texts: sealedTexts(spaced), at: index + 1 };
  },
  "another founding, with hashes that fit": ({ entries }) => ({
    texts: logOf([{ ...(entries[0] ?? FOUNDED.entry), by: "somebody else" }, ...entries.slice(1)]).texts,
    at: 1,
  }),
};

const FOUND_BY_HEAD: Readonly<Record<string, Way>> = {
  "the tail cut": ({ texts }, index) => ({ texts: texts.slice(0, index + 1), at: index + 2 }),
  "the chain written anew, with hashes that fit": ({ entries, texts }, index) => {
    const anew = [...entries.slice(0, index + 1), agentEntry("anew"), ...entries.slice(index + 2)];
    return { texts: logOf(anew).texts, at: texts.length };
  },
  "the chain written anew and longer": ({ entries, texts }, index) => {
    const anew = [...entries.slice(0, index + 1), ...entries.slice(index + 2), agentEntry("anew"), agentEntry("more")];
    return { texts: logOf(anew).texts, at: texts.length };
  },
};

function swapped(texts: readonly LogText[], index: number): readonly LogText[] {
  const [one, other] = texts.slice(index, index + 2);
  return one === undefined || other === undefined ? texts : texts.toSpliced(index, 2, other, one);
}

function sealedTexts(texts: readonly string[]): LogText[] {
  let hash = EMPTY_HEAD.hash;
  return texts.map((text, index) => {
    hash = chainHash(hash, text);
    return { sequence: index + 1, hash, text };
  });
}

/** Any tampering with a log, each way as often as the others. */
export const anyTampering = (log: TestLog): fc.Arbitrary<Tampered> =>
  fc
    .record({
      way: fc.constantFrom(...Object.keys(FOUND_ALONE), ...Object.keys(FOUND_BY_HEAD)),
      index: fc.integer({ min: 0, max: log.texts.length - 2 }),
      number: fc.nat(),
    })
    .map(({ way, index, number }) => {
      const act = FOUND_ALONE[way] ?? FOUND_BY_HEAD[way];
      if (act === undefined) throw new Error(`there is no way ${way}`);
      return { what: `${way}, at ${index + 1}`, needsHead: way in FOUND_BY_HEAD, ...act(log, index, number) };
    });
