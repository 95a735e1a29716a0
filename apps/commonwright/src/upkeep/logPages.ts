// A log from the store, page by page; the next page is on its way while one is looked at.

import type { CommonsStore, LogText } from "@commonwright/commons";

/** Entries of some hundred bytes: a page is a few megabytes. */
const PAGE = 5_000;

/** The texts of a community's log from the first on, up to the head that it has when the first page is asked for: a log may grow faster than it is read. */
export async function* logPages(
  store: Pick<CommonsStore, "head" | "texts">,
  community: string,
  size = PAGE,
): AsyncGenerator<readonly LogText[], void, undefined> {
  const { sequence: newest } = await store.head(community);
  let coming = store.texts(community, 0, size);
  for (;;) {
    const page = (await coming).filter(({ sequence }) => sequence <= newest);
    const last = page.at(-1);
    if (last === undefined) return;
    coming = store.texts(community, last.sequence, size);
    // Whoever stops early does not wait for it; a fault is thrown where it is awaited.
    coming.catch(() => undefined);
    yield page;
  }
}
