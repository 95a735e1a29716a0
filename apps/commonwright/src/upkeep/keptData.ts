// The data that the commands for its upkeep look at: opened where there is some, and never begun.

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CommonsStore } from "@commonwright/commons";
import { type OpenedStore, openEmbeddedOrPglite, openOrJoin, openStore, StoreFault } from "@commonwright/store";

/** Where the data is: a folder, or the URL of a PostgreSQL server, which then counts. */
export interface DataPlace {
  readonly data: string;
  readonly database?: string | undefined;
}

/** A reason that a person can read, and what the work came to otherwise. */
export type Kept<Outcome> = { readonly refused: string } | { readonly outcome: Outcome };

/** Opens the store of a folder that holds data. Throws StoreFault. */
type OpenFolder = (folder: string) => Promise<OpenedStore>;

/**
 * Works with the store of a place and closes it. A server that runs on a folder is joined and goes on, unless another way to open the folder
 * is given. What the store cannot do, and data that is not there, is a refusal of one sentence.
 */
export async function withKeptData<Outcome>(
  place: DataPlace,
  work: (store: CommonsStore) => Promise<Outcome>,
  openFolder: OpenFolder = openOrJoin,
): Promise<Kept<Outcome>> {
  return worked(() => openKept(place, openFolder), work);
}

/** The same where the data may be begun. */
export const withOwnData = <Outcome>(
  { data, database }: DataPlace,
  work: (store: CommonsStore) => Promise<Outcome>,
  openFolder: OpenFolder,
): Promise<Kept<Outcome>> =>
  worked(() => (database === undefined ? openFolder(resolve(data)) : openStore({ database: { type: "server", url: database } })), work);

/** Opens a folder that no other program has: a server that runs holds records at hand. `why` is the sentence that says so where there is one. */
export const openAlone =
  (why: string): OpenFolder =>
  async (folder) => {
    try {
      return await openEmbeddedOrPglite(folder);
    } catch (fault) {
      if (!(fault instanceof StoreFault && fault.code === "FolderLocked")) throw fault;
      throw new StoreFault(fault.code, `${fault.message} ${why}`);
    }
  };

async function worked<Outcome>(
  open: () => Promise<OpenedStore | { readonly refused: string }>,
  work: (store: CommonsStore) => Promise<Outcome>,
): Promise<Kept<Outcome>> {
  try {
    const opened = await open();
    if ("refused" in opened) return opened;
    try {
      return { outcome: await work(opened.store) };
    } finally {
      await opened.close();
    }
  } catch (fault) {
    if (!(fault instanceof StoreFault)) throw fault;
    return { refused: fault.message };
  }
}

async function openKept({ data, database }: DataPlace, openFolder: OpenFolder): Promise<OpenedStore | { readonly refused: string }> {
  if (database !== undefined) return openStore({ database: { type: "server", url: database } });
  const folder = resolve(data);
  if (!hasData(folder)) return { refused: `There is no data in ${folder}; name another folder with --data, or a server with --database.` };
  return openFolder(folder);
}

/** Whether a database was ever made in a folder. */
export const hasData = (folder: string): boolean => ["postgres", "pglite"].some((engine) => existsSync(join(folder, engine, "PG_VERSION")));

/** The community that was asked for, or all there are. */
export async function communitiesAsked(
  store: Pick<CommonsStore, "communities">,
  asked: string | undefined,
): Promise<readonly string[] | { readonly refused: string }> {
  const all = await store.communities();
  if (all.length === 0) return { refused: "There is no community in this data." };
  if (asked === undefined) return all;
  return all.includes(asked) ? [asked] : { refused: `There is no community ${asked} in this data; there is ${all.join(", ")}.` };
}
