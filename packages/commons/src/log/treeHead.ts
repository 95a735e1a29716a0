// What somebody keeps of a log, so that it can be told later whether the log has only grown since.

import type { Head } from "./entry.js";

/** The newest place of a log with the root of the tree over all entries up to there. */
export interface TreeHead extends Head {
  /** Hex of the RFC 6962 root over the entries 1 to `sequence`. */
  readonly root: string;
}

/** As people keep it: `SEQUENCE.HASH.ROOT`, the sequence in decimal, both hashes in 64 small hex digits. */
export const treeHeadText = ({ sequence, hash, root }: TreeHead): string => `${sequence}.${hash}.${root}`;

const TEXT = /^(0|[1-9]\d{0,14})\.([0-9a-f]{64})\.([0-9a-f]{64})$/;

/** Reads such a text, also with large digits and with white space around it; null where it is none. */
export function treeHeadIn(text: string): TreeHead | null {
  const [, sequence, hash, root] = TEXT.exec(text.trim().toLowerCase()) ?? [];
  if (sequence === undefined || hash === undefined || root === undefined) return null;
  return { sequence: Number(sequence), hash, root };
}
