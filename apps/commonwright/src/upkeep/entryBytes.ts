// The hashes of entries, from their texts as they are kept.

import { hash } from "node:crypto";
import type { Sha256 } from "@commonwright/commons";

const HASH_BYTES = 32;

/** The bytes that are hashed for an entry: the hash before it, then its text in UTF-8; written once for the chain and the tree. */
export class EntryBytes {
  #bytes = Buffer.alloc(64 * 1024);
  #end = HASH_BYTES;

  /** The hash of the chain, in hex. */
  hashBehind(previous: string, text: string): string {
    // A code unit takes three bytes at most.
    const most = HASH_BYTES + 3 * text.length;
    if (most > this.#bytes.length) this.#bytes = Buffer.alloc(2 * most);
    this.#bytes.write(previous, 0, HASH_BYTES, "hex");
    this.#end = HASH_BYTES + this.#bytes.write(text, HASH_BYTES, "utf8");
    return hash("sha256", this.#bytes.subarray(0, this.#end), "hex");
  }

  /** The hash of the tree's leaf: its zero byte takes the place of the last byte of the hash before, which has been used. */
  leaf(): Uint8Array {
    this.#bytes[HASH_BYTES - 1] = 0;
    return sha256(this.#bytes.subarray(HASH_BYTES - 1, this.#end));
  }
}

/** By the system's library. A text of 32 characters that is copied is made sooner than a buffer. */
export const sha256: Sha256 = (bytes) => {
  const text = hash("sha256", bytes, "binary");
  const copied = new Uint8Array(HASH_BYTES);
  for (let index = 0; index < HASH_BYTES; index += 1) copied[index] = text.charCodeAt(index);
  return copied;
};
