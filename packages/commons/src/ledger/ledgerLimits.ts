// How long what is told to the ledger may be.

/** What may be said at most: characters, and entries of a list. */
export const LEDGER_LIMITS = { text: 10_000, name: 500, address: 2_000, list: 200, id: 200 } as const;
