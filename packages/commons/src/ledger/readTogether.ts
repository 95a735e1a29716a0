// Reading of several records that may not be at hand yet.

import { NotRead } from "../log/recordBook.js";

/**
 * What `read` gives for each item. Where some of it has not been read yet, all items are looked at before NotRead is thrown,
 * so that everything that is missing is asked for in one go rather than one by one.
 */
export function readTogether<Item, Result>(items: Iterable<Item>, read: (item: Item) => Result): Result[] {
  const results: Result[] = [];
  let notRead: NotRead | null = null;
  for (const item of items) {
    try {
      results.push(read(item));
    } catch (error) {
      if (!(error instanceof NotRead)) throw error;
      notRead = error;
    }
  }
  if (notRead !== null) throw notRead;
  return results;
}
