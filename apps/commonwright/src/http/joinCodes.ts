// Codes by which a phone joins: shown once in the terminal, good for a quarter of an hour and for one device.

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const VALID_MS = 15 * 60 * 1000;
/** 128 bits, as text for the fragment of an address. */
const CODE_BYTES = 16;

/** At most one code is open at a time. */
export interface JoinCodes {
  /** Makes a code; the one before is void. */
  readonly issue: () => string;
  /** True once for the open code, within its time. */
  readonly redeem: (code: string) => boolean;
  /** Whether a code is open now. */
  readonly isOpen: () => boolean;
}

/** `now` in milliseconds; `onRedeemed` is told when a code was used. */
export function joinCodes(now: () => number): JoinCodes {
  let open: { readonly hash: Buffer; readonly until: number } | null = null;
  return {
    issue() {
      const code = randomBytes(CODE_BYTES).toString("base64url");
      open = { hash: hashOf(code), until: now() + VALID_MS };
      return code;
    },
    redeem(code) {
      if (open === null || now() > open.until) return false;
      // Hashes have one length, and comparing them takes the same time whatever was guessed.
      if (!timingSafeEqual(open.hash, hashOf(code))) return false;
      open = null;
      return true;
    },
    isOpen: () => open !== null && now() <= open.until,
  };
}

const hashOf = (text: string) => createHash("sha256").update(text).digest();
