// The chain: every entry carries the hash of the one before, so that nothing in a log can be changed unseen.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson, toJson } from "./canonicalJson.js";
import { EMPTY_HEAD, type Entry, type Head, type SealedEntry } from "./entry.js";

const TEXTS = new WeakMap<Entry, string>();

/** The canonical JSON of an entry. Entries never change, so that it is made once: the chain and the store both want it. */
export function entryText(entry: Entry): string {
  const known = TEXTS.get(entry);
  if (known !== undefined) return known;
  const text = canonicalJson(toJson(entry));
  TEXTS.set(entry, text);
  return text;
}

/**
 * An entry with its place in the log after `head`. Its hash is SHA-256 over 32 bytes, the hash of `head`, and then the UTF-8 bytes of the
 * entry's canonical JSON. The sequence is not hashed: it is the entry's place in the chain.
 */
export function sealEntry(head: Head, entry: Entry): SealedEntry {
  const bytes = concatBytes(hexToBytes(head.hash), utf8ToBytes(entryText(entry)));
  return { sequence: head.sequence + 1, previous: head.hash, hash: bytesToHex(sha256(bytes)), entry };
}

/** Several entries, one after the other. */
export function sealEntries(head: Head, entries: readonly Entry[]): SealedEntry[] {
  const sealed: SealedEntry[] = [];
  for (const entry of entries) sealed.push(sealEntry(headOf(sealed, head), entry));
  return sealed;
}

/** The head of a log that ends with these entries; `before` where there are none. */
export function headOf(entries: readonly SealedEntry[], before: Head = EMPTY_HEAD): Head {
  const last = entries.at(-1);
  return last === undefined ? before : { sequence: last.sequence, hash: last.hash };
}

/** Whole: every entry follows from the one before. Broken: the first that does not, and in what. */
export type ChainVerdict =
  | { readonly type: "Whole"; readonly head: Head }
  | { readonly type: "Broken"; readonly sequence: number; readonly at: "sequence" | "previous" | "hash" };

/** Computes a chain anew. `after` is the head before the first of the entries. */
export function verifyChain(entries: Iterable<SealedEntry>, after: Head = EMPTY_HEAD): ChainVerdict {
  let head = after;
  for (const given of entries) {
    const right = sealEntry(head, given.entry);
    const at = (["sequence", "previous", "hash"] as const).find((key) => given[key] !== right[key]);
    if (at !== undefined) return { type: "Broken", sequence: right.sequence, at };
    head = { sequence: right.sequence, hash: right.hash };
  }
  return { type: "Whole", head };
}
