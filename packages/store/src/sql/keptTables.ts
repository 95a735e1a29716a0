// Where the lists that are kept beside the logs have their tables, and what the tables are that nothing needs to be kept of.

import { KEPT_LISTS, type KeptColumn, type KeptList, type KeptListName } from "@commonwright/commons";

/** The table of each list. Its columns are those of the list, in small letters with underscores. `together`: rows that are read at a time. */
export const KEPT_TABLES: Readonly<Record<KeptListName, { readonly table: string; readonly together: number }>> = {
  documents: { table: "document", together: 1 },
  plans: { table: "plan", together: 1_000 },
  sessions: { table: "session", together: 1_000 },
  invitations: { table: "invitation", together: 1_000 },
};

/** Tables that hold the logs, and those that are made of them. */
export const LOG_TABLES = ["community", "entry", "record", "link", "economic_event", "resource_quantity"] as const;
/** What lasts a moment, and what every database of ours has. */
export const OTHER_TABLES = ["turn", "migration", "action_effect"] as const;

/** Gives what a list is. */
export function keptList(name: KeptListName): KeptList {
  const found = KEPT_LISTS.find((list) => list.name === name);
  if (found === undefined) throw new RangeError(`there is no list ${name}`);
  return found;
}

/** The columns of a list, each as the table calls it. */
export const columnsOf = ({ columns }: KeptList): readonly (readonly [column: string, type: KeptColumn])[] =>
  Object.entries(columns).map(([name, type]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), type]);
