// The community: who it is, by the entry that founded it.

import type { Entry, SealedEntry } from "../log/entry.js";
import { EMPTY_HEAD } from "../log/entry.js";
import { sealEntry } from "../log/sealedLog.js";

/** A community. Its id is the hash of its founding entry. */
export interface Community {
  readonly id: string;
  readonly name: string;
  /** Public ed25519 key of who founded it, 64 hex digits. */
  readonly foundingKey: string;
  /** SHA-256 in hex of the keys that may follow the founding key: known before they are used. */
  readonly nextKeys: string;
}

/** What a community is founded with. */
export interface Founding {
  readonly name: string;
  readonly foundingKey: string;
  readonly nextKeys: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly by: string;
}

const HEX_32 = /^[0-9a-f]{64}$/;

/**
 * The founding entry, and the community's id, which is its hash.
 * @throws where a key is not 32 bytes in lower-case hex: keys come from programs, not from people
 */
export function foundCommunity(founding: Founding): { readonly id: string; readonly entry: Entry; readonly sealed: SealedEntry } {
  const { name, foundingKey, nextKeys, at, by } = founding;
  if (!HEX_32.test(foundingKey) || !HEX_32.test(nextKeys)) throw new TypeError("a key is 32 bytes, in lower-case hex");
  const entry: Entry = { kind: "communityFounded", version: 1, at, by, body: { name, foundingKey, nextKeys } };
  const sealed = sealEntry(EMPTY_HEAD, entry);
  return { id: sealed.hash, entry, sealed };
}
