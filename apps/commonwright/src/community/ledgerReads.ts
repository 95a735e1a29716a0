// What the API reads of the record: from the book at hand, or from the store.

import type { CommonsStore, RecordBook } from "@commonwright/commons";
import type { LedgerReads } from "@commonwright/graphql";
import type { FlowWalker } from "./flowWalker.js";
import { gatheredReads } from "./gatheredReads.js";
import { rowsOf } from "./recordReader.js";

/** Where records are read from. */
export interface LedgerReadParts {
  readonly store: CommonsStore;
  readonly community: string;
  readonly book: RecordBook;
  readonly walker: FlowWalker;
}

/** The reads of one community. */
export function ledgerReads({ store, community, book, walker }: LedgerReadParts): LedgerReads {
  const { records, referring } = gatheredReads(store, community);
  return {
    peek: book.peek,
    records: (keys) => rowsOf({ read: records, book }, keys),
    list: (ask) => store.list(community, ask),
    referring,
    count: (ask, most) => store.count(community, ask, most),
    walk: walker.walk,
  };
}
