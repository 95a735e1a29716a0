// Stretches of lists for tests: any that can be asked for, and what they must hold.

import type { PageAsk, RecordRow } from "@commonwright/commons";
import fc from "fast-check";

/** The stretch of a list that is asked for, by plain filtering. */
export function stretchOf(rows: readonly RecordRow[], { limit, before, after, fromOldest }: PageAsk): RecordRow[] {
  const newestFirst = rows.toSorted((one, other) => other.created - one.created);
  if (before !== undefined) return newestFirst.filter(({ created }) => created < before).slice(0, limit);
  const oldestFirst = newestFirst.toReversed();
  if (after !== undefined)
    return oldestFirst
      .filter(({ created }) => created > after)
      .slice(0, limit)
      .toReversed();
  return fromOldest === true ? oldestFirst.slice(0, limit).toReversed() : newestFirst.slice(0, limit);
}

/** Any stretch of a list. */
export const anyPage: fc.Arbitrary<PageAsk> = fc
  .record({
    limit: fc.integer({ min: 0, max: 6 }),
    end: fc.constantFrom("before", "after", "oldest", "newest"),
    at: fc.integer({ min: 0, max: 20 }),
  })
  .map(({ limit, end, at }) => {
    if (end === "oldest") return { limit, fromOldest: true };
    return end === "newest" ? { limit } : { limit, [end]: at };
  });
