// The first start: a community is founded and its region loaded; later starts find it.

import { batchOf, type CommonsStore, type Entry, foundCommunity, projectEntry, regionEntries } from "@commonwright/commons";
import { makeFoundingKeys } from "./foundingKeys.js";
import { loadExample } from "./examples.js";

/** Where to look, and what to begin with. */
export interface FoundingParts {
  readonly store: CommonsStore;
  readonly data: string;
  readonly example: string;
  readonly now: () => Date;
}

/** The id of the community to serve: the first of the store, or a new one. Founding and region are appended together, so that a broken start leaves nothing half. */
export async function communityToServe(
  parts: FoundingParts,
): Promise<{ readonly id: string; readonly isNew: boolean } | { readonly refused: string }> {
  const [id] = await parts.store.communities();
  if (id !== undefined) return { id, isNew: false };
  const loaded = parts.example === "none" ? null : await loadExample(parts.example);
  if (loaded !== null && "refused" in loaded) return loaded;
  const at = parts.now().toISOString();
  const name = loaded?.problem.name ?? "A new region";
  const founded = foundCommunity({ name, ...(await makeFoundingKeys(parts.data)), at, by: "example" });
  const region: readonly Entry[] = loaded === null ? [] : regionEntries(loaded.problem, { at, by: "example" });
  const outcome = await parts.store.append(founded.id, batchOf([founded.entry, ...region], projectEntry));
  if (outcome.type !== "Appended") throw new Error("a community that was not there has moved");
  return { id: founded.id, isNew: true };
}
