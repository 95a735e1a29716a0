// The records of one request: what many fields want at once is read in one go, and nothing twice.

import {
  type ListAsk,
  type PageAsk,
  type RecordKey,
  type RecordKind,
  type RecordRow,
  recordKeyText,
  type Remaining,
} from "@commonwright/commons";
import DataLoader from "dataloader";
import type { CountAsk, LedgerReads, WalkAsk, WalkPage } from "../ports.js";
import type { FoundRecord } from "./foundRecord.js";
import { type Hide, hiddenRow, isRepeated } from "./hiddenRow.js";
import { type ReadBudget, spendRecords, tooManyRecords } from "./readBudget.js";
import { remainingOfAll } from "./remainingRows.js";
import { regionalRecipePart } from "./regionalRecipe.js";
import { seededUnit } from "./units.js";

/** The records as the viewer sees them. What was removed is not there. All that is read comes out of the budget of the request. */
export interface LedgerLoaders {
  readonly record: (kind: RecordKind, id: string) => FoundRecord;
  readonly records: (keys: readonly RecordKey[]) => Promise<readonly RecordRow[]>;
  /** The record that the viewer knows by an id. One that is hidden is not there under the id that it really has. */
  readonly recordNamed: (kind: RecordKind, id: string) => Promise<RecordRow | null>;
  /** A page of those that name a record in a property, newest first. */
  readonly referring: (kind: RecordKind, property: string, target: RecordKey, page: PageAsk) => Promise<readonly RecordRow[]>;
  readonly list: (kind: RecordKind, page: PageAsk) => Promise<readonly RecordRow[]>;
  /** Null: there are more than are counted. */
  readonly count: (ask: CountAsk) => Promise<number | null>;
  readonly walk: (ask: WalkAsk) => Promise<WalkPage>;
  /** What is left of a commitment, an intent or a claim. */
  readonly remaining: (row: RecordRow) => Promise<Remaining>;
}

interface Asked {
  readonly kind: RecordKind;
  readonly property: string;
  readonly target: RecordKey;
  readonly page: PageAsk;
}

/** So many records are looked up in one way to the store. */
const MOST_AT_ONCE = 1_000;
/** What is open is computed together of so many. */
const MOST_COMPUTED_AT_ONCE = 200;
/** Lists are read together while they hold no more than this. */
const MOST_LISTED_AT_ONCE = 20_000;
/** So many are counted; where there are more the count is not said. */
const MOST_COUNTED = 10_000;
/** What a count costs in records: an index is run through for it. */
const COST_OF_COUNT = 200;
/** A walk goes through so many flows for the work of one record. */
const FLOWS_PER_RECORD = 10;

/** Loaders for one request. */
export function ledgerLoaders(reads: LedgerReads, hide: Hide, budget: ReadBudget): LedgerLoaders {
  const visible = (row: RecordRow) => hiddenRow(row, hide);
  const known = new DataLoader<RecordKey, RecordRow | null, string>(
    async (keys) => {
      spendRecords(budget, keys.length);
      return [...(await reads.records(keys))];
    },
    { cacheKeyFn: recordKeyText, maxBatchSize: MOST_AT_ONCE },
  );
  const lists = new DataLoader<Asked, readonly RecordRow[], string>((asks) => readLists(reads, asks, budget), {
    cacheKeyFn: ({ kind, property, target, page }) => JSON.stringify([kind, property, target.kind, target.id, page]),
  });
  const remaining = new DataLoader<RecordRow, Remaining, string>((rows) => remainingOfAll(reads, rows, budget), {
    cacheKeyFn: recordKeyText,
    maxBatchSize: MOST_COMPUTED_AT_ONCE,
  });
  // What is at hand costs no way to the store, and nothing of the budget.
  const record = (kind: RecordKind, id: string): FoundRecord => {
    const atHand = reads.peek({ kind, id });
    const row = atHand === null ? seededUnit(kind, id) : atHand;
    if (row === null || row === undefined) return read(kind, id);
    return row.isRemoved ? null : visible(row);
  };
  const read = async (kind: RecordKind, id: string): Promise<RecordRow | null> => {
    const row = (await known.load({ kind, id })) ?? seededUnit(kind, id) ?? (await regionalRecipePart(kind, id, record));
    return row === null || row.isRemoved ? null : visible(row);
  };
  return {
    record,
    records: async (keys) => {
      const rows = await Promise.all(keys.map(async ({ kind, id }) => record(kind, id)));
      return rows.filter((row) => row !== null);
    },
    referring: async (kind, property, target, page) => (await lists.load({ kind, property, target, page })).map(visible),
    recordNamed: async (kind, id) => {
      const row = await record(kind, id);
      if (row?.id === id) return row;
      const behind = hide.mask.behind(id);
      const hidden = behind === null ? null : await record(kind, behind);
      return hidden?.id === id ? hidden : null;
    },
    list: async (kind, page) => (await listShown(reads, { kind, ...page }, { hide, budget })).map(visible),
    count: async (ask) => {
      // Several homes are shown as one place.
      if (ask.kind === "spatialThing" && hide.mask.isHiding) return null;
      spendRecords(budget, COST_OF_COUNT);
      const count = await reads.count(ask, MOST_COUNTED);
      return count < MOST_COUNTED ? count : null;
    },
    remaining: (row) => remaining.load(row),
    walk: oneAfterTheOther(async (ask: WalkAsk) => {
      spendRecords(budget, 0);
      const page = await reads.walk(ask);
      budget.recordsLeft -= Math.ceil(page.total / FLOWS_PER_RECORD);
      return page;
    }),
  };
}

interface Viewing {
  readonly hide: Hide;
  readonly budget: ReadBudget;
}

/** A page of all records of a kind, without homes that another stands for; reads on where there were some. */
async function listShown(reads: LedgerReads, ask: ListAsk, { hide, budget }: Viewing): Promise<readonly RecordRow[]> {
  const rows = await reads.list(ask);
  spendRecords(budget, rows.length);
  const shown = rows.filter((row) => !isRepeated(row, hide));
  if (shown.length === rows.length || rows.length < ask.limit) return shown;
  const { kind } = ask;
  const limit = ask.limit - shown.length;
  const isUpwards = ask.after !== undefined || ask.fromOldest === true;
  const at = (isUpwards ? rows[0] : rows.at(-1))?.created ?? 0;
  const more = await listShown(reads, isUpwards ? { kind, limit, after: at } : { kind, limit, before: at }, { hide, budget });
  return isUpwards ? [...more, ...shown] : [...shown, ...more];
}

/** Reads lists, some at a time, until the budget is spent: the rest is refused before the store is asked. */
async function readLists(reads: LedgerReads, asks: readonly Asked[], budget: ReadBudget): Promise<(readonly RecordRow[] | Error)[]> {
  const found: (readonly RecordRow[] | Error)[] = [];
  while (found.length < asks.length) {
    if (budget.recordsLeft < 0) return [...found, ...asks.slice(found.length).map(() => tooManyRecords(budget))];
    const together = asks.slice(found.length, found.length + Math.max(1, togetherFrom(asks, found.length)));
    const pages = await reads.referring(together.map(({ page, ...ask }) => ({ ...ask, ...page })));
    budget.recordsLeft -= pages.reduce((sum, page) => sum + 1 + page.length, 0);
    found.push(...pages);
  }
  return found;
}

/** How many of the asks from a place on are read together. */
function togetherFrom(asks: readonly Asked[], start: number): number {
  let listed = 0;
  let count = 0;
  for (let at = start; at < asks.length; at += 1) {
    listed += asks[at]?.page.limit ?? 0;
    if (listed > MOST_LISTED_AT_ONCE) break;
    count += 1;
  }
  return count;
}

/** Each call waits for the one before, so that what that one cost is known. */
function oneAfterTheOther<Asking, Answer>(act: (ask: Asking) => Promise<Answer>): (ask: Asking) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve();
  return (ask) => {
    const answer = last.then(() => act(ask));
    last = answer.catch(() => undefined);
    return answer;
  };
}
