// Who decides, and when: what makes an entry of a body.

import { toJson } from "./canonicalJson.js";
import type { Entry, EntryKind } from "./entry.js";
import type { JsonObject } from "./json.js";

/** When the entries were decided (ISO 8601 in UTC), and by whom. */
export interface Decider {
  readonly at: string;
  readonly by: string;
}

/** An entry with a body of this package's own nouns. */
export function entryOf(kind: EntryKind, body: object, { at, by }: Decider): Entry {
  return { kind, version: 1, at, by, body: toJson(body) as JsonObject };
}
