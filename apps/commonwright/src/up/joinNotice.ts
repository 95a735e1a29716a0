// What the terminal says to a phone: the address with a code that is good for one device, as a picture to scan.

import { renderUnicodeCompact } from "uqr";
import type { JoinCodes } from "../http/joinCodes.js";

/** Prints a new code; the one before is void. */
export function joinNotice(codes: JoinCodes, address: string): string {
  // Behind the #, so that no server and no log between ever sees it.
  const url = `${address}/join#${codes.issue()}`;
  return `\nA phone in the same network may change things after scanning this (15 minutes, one device):\n\n${renderUnicodeCompact(url, { border: 2 })}\n\n${url}\n`;
}
