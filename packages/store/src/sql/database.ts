// What the SQL store needs from a database: the little in which PGlite and PostgreSQL servers differ.

/** Values as they are sent. Lists are sent as the text of a JSON array, so that no driver has to guess a type. */
export type SqlValue = string | number | null;
/** A row by the names of its columns. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** Statements inside of one transaction. */
export interface SqlTransaction {
  query(text: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]>;
  /** Several statements without values. */
  script(text: string): Promise<void>;
}

/** A database that the store has for itself or shares with other programs. All faults are thrown. */
export interface SqlDatabase {
  /** One statement in a transaction of its own. Where the connection is lost it may be sent again: it must not matter whether it runs twice. */
  query(text: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]>;
  /** One statement that is never sent again once the database may have seen it: then StoreFault OutcomeUnknown is thrown. */
  queryOnce(text: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]>;
  transaction(work: (transaction: SqlTransaction) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}
