// What goes wrong with a store through no decision of the community: a fault, with one sentence for the person at the terminal.

/**
 * FolderLocked: another program has the data folder. FolderUnusable: it cannot be read or written, or holds another kind of database.
 * CannotStart: the embedded database is missing or does not start. Unreachable: the database does not answer.
 * OutcomeUnknown: the connection was lost before the answer to an append came; it may have been taken in or not.
 * NewerDatabase: a newer version of the program made the tables. OlderDatabase: an older one did, and still uses them. BadText: text that no database can keep. Refused: what was to be appended breaks what must always hold; nothing was written.
 */
export type StoreFaultCode =
  | "FolderLocked"
  | "FolderUnusable"
  | "CannotStart"
  | "Unreachable"
  | "OutcomeUnknown"
  | "NewerDatabase"
  | "OlderDatabase"
  | "Refused"
  | "BadText";

/** Thrown by every adapter. `message` is one sentence that can be shown as it is; `cause` is what the system said. */
export class StoreFault extends Error {
  constructor(
    readonly code: StoreFaultCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "StoreFault";
  }
}

/** What an unknown thrown value says, in one line. */
export function sentenceOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
  return text.replace(/\s+/g, " ").trim();
}
