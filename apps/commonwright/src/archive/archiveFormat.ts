// The archive `commonwright-archive/1`: its lines as values (contract/archive.md).

import { KEPT_LISTS, type KeptList, type KeptListName, type TreeHead } from "@commonwright/commons";

/** What the first line calls the format. */
export const ARCHIVE_FORMAT = "commonwright-archive/1";

/** What an archive is of: one community, or all that a store holds. */
export type ArchiveKind = "community" | "backup";

/** A log that an archive holds. */
export interface ArchivedLog {
  readonly id: string;
  readonly head: TreeHead;
}

/** The first line. */
export interface ArchiveHeader {
  readonly kind: ArchiveKind;
  /** ISO 8601 in UTC. */
  readonly madeAt: string;
  /** Name and version of the program that wrote it. */
  readonly madeBy: string;
  /** In the order of their founding. */
  readonly communities: readonly ArchivedLog[];
}

/** The section that holds a log; the others are the lists of `KEPT_LISTS`, under their names. */
const LOG_SECTION = "entries";
/** The columns of its rows: the place in the log, and the entry as the canonical text that its hash was taken of. */
export const LOG_COLUMNS: readonly string[] = ["sequence", "entry"];

/** A section that an archive must or may have. `list` is null for a log. */
export interface ExpectedSection {
  readonly name: string;
  /** Null: it is of the whole store. */
  readonly community: string | null;
  readonly list: (KeptList & { readonly name: KeptListName }) | null;
}

/** The sections of an archive in their order. */
export function sectionsOf({ kind, communities }: Pick<ArchiveHeader, "kind" | "communities">): readonly ExpectedSection[] {
  const [ofCommunity, ofStore] = [KEPT_LISTS.filter((list) => list.isOfCommunity), KEPT_LISTS.filter((list) => !list.isOfCommunity)];
  const logs = communities.flatMap(({ id: community }): ExpectedSection[] => [
    { name: LOG_SECTION, community, list: null },
    ...ofCommunity.map((list) => ({ name: list.name, community, list })),
  ]);
  return kind === "community" ? logs : [...logs, ...ofStore.map((list) => ({ name: list.name, community: null, list }))];
}

/** The names of a list's columns. */
export const columnNames = ({ columns }: KeptList): readonly string[] => Object.keys(columns);

/** How many rows of each section there are, by its name, over all communities. */
export type RowCounts = Readonly<Record<string, number>>;

/** No line is longer, in bytes without its line feed; and no archive, unpacked, in lines and bytes. A reader must hold one line at a time. */
export const ARCHIVE_LIMITS = { lineBytes: 64 * 2 ** 20, lines: 2 ** 31, bytes: 2 ** 40 } as const;

/** Why an archive cannot be written or is not taken; `message` is a sentence that can be shown as it is. */
export class ArchiveFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ArchiveFault";
  }
}
