// What the API reads of the record: from the book at hand, or from the store.

import type { CommonsStore, RecordBook } from "@commonwright/commons";
import type { LedgerReads } from "@commonwright/graphql";
import type { FlowWalker } from "./flowWalker.js";
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
  return {
    peek: book.peek,
    records: (keys) => rowsOf({ store, community, book }, keys),
    list: (ask) => store.list(community, ask),
    referring: (asks) => store.referring(community, asks),
    count: (ask, most) => store.count(community, ask, most),
    walk: walker.walk,
  };
}
