// What a store can keep: looked at by every adapter alike, before anything is written.

import { type Head, type LogBatch, verifyChain } from "@commonwright/commons";
import { StoreFault } from "./storeFault.js";

/** Whether PostgreSQL can keep it: neither NUL nor half a character. */
export const isStorable = (text: string): boolean => !/\0|\p{Surrogate}/u.test(text);

/** PostgreSQL keeps neither NUL nor half a character in a text; refused by every adapter alike. */
export function assertStorable(...texts: readonly string[]): void {
  const bad = texts.find((text) => !isStorable(text));
  if (bad !== undefined) throw new StoreFault("BadText", `A name or id holds a character that cannot be kept: ${JSON.stringify(bad)}.`);
}

/** The names and ids of a batch and of its community. Bodies may hold any character. */
export function assertBatchStorable(community: string, { sealed, writes }: LogBatch, writer = ""): void {
  assertStorable(community, writer);
  for (const { entry } of sealed) assertStorable(entry.kind, entry.at, entry.by);
  for (const { kind, id } of writes) assertStorable(kind, id);
}

/** For adapters whose database does not look at the chain itself. */
export function assertWhole({ sealed, after }: LogBatch): void {
  const verdict = verifyChain(sealed, after);
  if (verdict.type === "Broken") throw new StoreFault("Refused", `Entry ${verdict.sequence} does not continue the chain.`);
}

/** Are both the same place of the same log? */
export const sameHead = (one: Head, other: Head): boolean => one.sequence === other.sequence && one.hash === other.hash;

/** How long a turn lasts (`takeTurn`), in milliseconds. */
export const TURN_MS = 500;
