// Ids of what comes with something else: the agreement's promises, an event's links.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { LEDGER_LIMITS } from "./ledgerLimits.js";

/**
 * The id of a part, always the same for the same names: they are joined by colons; where that is longer than an id may be, it is the
 * SHA-256 of the joined names in hexadecimal digits.
 */
export function derivedId(...names: readonly string[]): string {
  const joined = names.join(":");
  return joined.length <= LEDGER_LIMITS.id ? joined : bytesToHex(sha256(utf8ToBytes(joined)));
}
