// The records of one request: what many fields want at once is read in one go, and nothing twice.

import { type PageAsk, type RecordKey, type RecordKind, type RecordRow, recordKeyText } from "@commonwright/commons";
import DataLoader from "dataloader";
import type { LedgerReads } from "../ports.js";
import { type Hide, hiddenRow } from "./hiddenRow.js";
import { regionalRecipePart } from "./regionalRecipe.js";
import { seededUnit } from "./units.js";

/** A record that is at hand, or one that is waited for. Lists name the same few agents and units over and over: each wait costs more than the rest of their field. */
export type FoundRecord = RecordRow | null | Promise<RecordRow | null>;

/** The records as the viewer sees them. What was removed is not there. */
export interface LedgerLoaders {
  readonly record: (kind: RecordKind, id: string) => FoundRecord;
  readonly records: (keys: readonly RecordKey[]) => Promise<readonly RecordRow[]>;
  /** A page of those that name a record in a property, newest first. */
  readonly referring: (kind: RecordKind, property: string, target: RecordKey, page: PageAsk) => Promise<readonly RecordRow[]>;
  readonly list: (kind: RecordKind, page: PageAsk) => Promise<readonly RecordRow[]>;
  readonly reads: LedgerReads;
}

interface Asked {
  readonly kind: RecordKind;
  readonly property: string;
  readonly target: RecordKey;
  readonly page: PageAsk;
}

/** Loaders for one request. */
export function ledgerLoaders(reads: LedgerReads, hide: Hide): LedgerLoaders {
  const visible = (row: RecordRow) => hiddenRow(row, hide);
  const known = new DataLoader<RecordKey, RecordRow | null, string>(async (keys) => [...(await reads.records(keys))], {
    cacheKeyFn: recordKeyText,
  });
  const lists = new DataLoader<Asked, readonly RecordRow[], string>(
    async (asks) => [...(await reads.referring(asks.map(({ page, ...ask }) => ({ ...ask, ...page }))))],
    { cacheKeyFn: ({ kind, property, target, page }) => JSON.stringify([kind, property, target.kind, target.id, page]) },
  );
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
    list: async (kind, page) => (await reads.list({ kind, ...page })).map(visible),
    reads,
  };
}
