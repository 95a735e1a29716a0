// Relay connections over the records: newest first, by cursors that stay.

import type { PageAsk, RecordRow } from "@commonwright/commons";
import { API_LIMITS } from "../execution/limits.js";
import { setAside, type ValueBudget } from "../execution/valueBudget.js";
import { refusalError } from "../execution/refusal.js";
import { passing, type RowTest } from "./filters.js";

/** What a list is asked with. */
export interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** One source of a list: a page of it, newest first. */
export type Source = (page: PageAsk) => Promise<readonly RecordRow[]>;

/** What a list is made of: sources that are merged, a test, and how many there are in all where that is known. */
export interface ListParts {
  readonly sources: readonly Source[];
  readonly test?: RowTest | null;
  readonly total?: () => Promise<number | null>;
}

/** A list without bounds of its own is answered so far. */
const USUAL_PAGE = 50;
/** So many records are looked through for one page where a filter lets few pass; the page may then be short, and goes on behind its cursor. */
const MOST_LOOKED_AT = 5_000;

interface Stretch {
  readonly rows: readonly RecordRow[];
  /** Whether there is more in the direction of reading. */
  readonly hasMore: boolean;
  /** Where reading ended. */
  readonly end: number | null;
}

/** Answers a connection. Refuses pages that are too long and cursors that are none. */
export async function connectionOf(args: PageArgs, parts: ListParts, budget: ValueBudget) {
  const isBackward = args.last !== undefined && args.last !== null;
  if (isBackward && args.first !== undefined && args.first !== null) throw badPage("Ask for the first or for the last entries, not both.");
  const size = pageSize(isBackward ? args.last : args.first);
  const cursor = readCursor(isBackward ? args.before : args.after);
  const stretch = await setAside(budget, size, () => (isBackward ? readBackward(parts, size, cursor) : readForward(parts, size, cursor)));
  const rows = isBackward ? [...stretch.rows].reverse() : stretch.rows;
  const edges = rows.map((node) => ({ node, cursor: cursorOf(node.created) }));
  return {
    edges,
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: isBackward || stretch.end === null ? (edges.at(-1)?.cursor ?? null) : cursorOf(stretch.end),
      hasPreviousPage: isBackward ? stretch.hasMore : cursor !== null,
      hasNextPage: isBackward ? cursor !== null : stretch.hasMore,
      totalCount: () => parts.total?.() ?? (stretch.hasMore || cursor !== null ? null : rows.length),
      pageLimit: size,
    },
  };
}

/** Down from a cursor, newest first. */
async function readForward(parts: ListParts, size: number, cursor: number | null): Promise<Stretch> {
  return readUntil(parts, size, {
    from: cursor,
    ask: (at, limit) => (at === null ? { limit } : { limit, before: at }),
    order: (a, b) => b.created - a.created,
  });
}

/** Up from a cursor, oldest first. */
async function readBackward(parts: ListParts, size: number, cursor: number | null): Promise<Stretch> {
  return readUntil(parts, size, {
    from: cursor,
    ask: (at, limit) => (at === null ? { limit, fromOldest: true } : { limit, after: at }),
    order: (a, b) => a.created - b.created,
  });
}

interface Direction {
  readonly from: number | null;
  readonly ask: (at: number | null, limit: number) => PageAsk;
  readonly order: (a: RecordRow, b: RecordRow) => number;
}

async function readUntil({ sources, test = null }: ListParts, size: number, { from, ask, order }: Direction): Promise<Stretch> {
  const found: RecordRow[] = [];
  let at = from;
  let looked = 0;
  const limit = test === null ? size + 1 : Math.min(API_LIMITS.page + 1, size * 4 + 1);
  for (;;) {
    const pages = await Promise.all(sources.map((source) => source(ask(at, limit))));
    const merged = mergedRows(pages, order).slice(0, limit);
    for (const row of await passing(merged, test)) {
      if (found.length === size) return { rows: found, hasMore: true, end: found.at(-1)?.created ?? null };
      found.push(row);
    }
    looked += merged.length;
    at = merged.at(-1)?.created ?? at;
    if (merged.length < limit) return { rows: found, hasMore: false, end: found.at(-1)?.created ?? null };
    if (looked >= MOST_LOOKED_AT) return { rows: found, hasMore: true, end: at };
  }
}

/** Several pages as one in order, each record once. */
export function mergedRows(pages: readonly (readonly RecordRow[])[], order: (a: RecordRow, b: RecordRow) => number): RecordRow[] {
  if (pages.length === 1) return [...(pages[0] ?? [])].toSorted(order);
  const rows = new Map(pages.flat().map((row) => [`${row.kind} ${row.id}`, row]));
  return [...rows.values()].toSorted(order);
}

/** A list that is at hand as a source. */
export const sourceOf =
  (rows: readonly RecordRow[]): Source =>
  async ({ limit, before, after, fromOldest = false }) => {
    const newestFirst = rows.toSorted((a, b) => b.created - a.created);
    if (after !== undefined) return newestFirst.filter(({ created }) => created > after).slice(-limit);
    if (fromOldest) return newestFirst.slice(-limit);
    return newestFirst.filter(({ created }) => before === undefined || created < before).slice(0, limit);
  };

function pageSize(asked: number | null | undefined): number {
  const size = asked ?? USUAL_PAGE;
  const most = API_LIMITS.page;
  if (size >= 0 && size <= most) return size;
  if (size < 0) throw badPage(`A page cannot have ${size} entries; ask for 0 to ${most}.`);
  throw refusalError({
    code: "LIMIT",
    message: `A page has at most ${most} entries; ${size} were asked for. Read on with the cursor of the last one.`,
    details: { asked: size, most },
  });
}

const cursorOf = (created: number): string => `at${created}`;

function readCursor(text: string | null | undefined): number | null {
  if (text === null || text === undefined) return null;
  const parts = /^at(-?\d{1,15})$/.exec(text);
  if (parts === null) throw badPage(`"${text.slice(0, 60)}" is no cursor; give back one that a page had.`);
  return Number(parts[1]);
}

const badPage = (message: string) => refusalError({ code: "BAD_INPUT", message, details: {} });
