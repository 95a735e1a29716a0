// The tree over a log's entries (RFC 6962, section 2.1): one hash that stands for all of them, and that others can later check for growth.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson, toJson } from "./canonicalJson.js";
import type { Entry } from "./entry.js";

/** SHA-256 of some bytes: 32 bytes. Handed in where the machine has a quicker one than this package. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

const LEAF = 0;
const NODE = 1;
const HASH_BYTES = 32;

/** The hash of a leaf: of a zero byte and the UTF-8 bytes of an entry's canonical JSON. */
export const leafHash = (entryBytes: Uint8Array, hash: Sha256 = sha256): Uint8Array => hash(concatBytes(Uint8Array.of(LEAF), entryBytes));

/** A tree that grows by one leaf at a time. */
export interface GrowingTree {
  readonly size: () => number;
  /** Adds the hash of a leaf (`leafHash`), which is not copied; on average one more hash is computed. */
  readonly append: (leaf: Uint8Array) => void;
  /** Hex of the hash over all leaves so far; of no leaves, SHA-256 of nothing. At most one hash for each binary digit of the size. */
  readonly root: () => string;
}

/**
 * Begins a tree without leaves. Of a tree of n leaves only the roots of its whole subtrees are kept, one for each 1 among the binary digits
 * of n, the largest first: a leaf joins them as 1 is added to a binary number.
 */
export function growTree(hash: Sha256 = sha256): GrowingTree {
  const peaks: Uint8Array[] = [];
  const nodeBytes = new Uint8Array(1 + 2 * HASH_BYTES).fill(NODE, 0, 1);
  let size = 0;
  const node = (left: Uint8Array, right: Uint8Array) => {
    nodeBytes.set(left, 1);
    nodeBytes.set(right, 1 + HASH_BYTES);
    return hash(nodeBytes);
  };
  return {
    size: () => size,
    append(leaf) {
      let joined = leaf;
      // Halved, not shifted: sizes may be beyond 32 bits.
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) joined = node(peaks.pop() ?? joined, joined);
      peaks.push(joined);
      size += 1;
    },
    root() {
      let right = peaks.at(-1) ?? hash(new Uint8Array(0));
      for (let index = peaks.length - 2; index >= 0; index -= 1) right = node(peaks[index] ?? right, right);
      return bytesToHex(right);
    },
  };
}

/** The root over entries. */
export function treeRoot(entries: Iterable<Entry>): string {
  const tree = growTree();
  for (const entry of entries) tree.append(leafHash(utf8ToBytes(canonicalJson(toJson(entry)))));
  return tree.root();
}
