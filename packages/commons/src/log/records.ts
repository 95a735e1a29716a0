// Records: what the log amounts to now, one row a noun, kept beside the log by every store in the same transaction.

import type { JsonObject } from "./json.js";

/** What a community's state is made of. */
export const RECORD_KINDS = [
  "community",
  "planningRules",
  "spatialThing",
  "resourceSpecification",
  "recipe",
  "agent",
  "economicResource",
  "intent",
  "withdrawnIntent",
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** A record as it is now. `revision` is the sequence of the entry that wrote it last; it is what `revisionId` shows. */
export interface RecordRow {
  readonly kind: RecordKind;
  readonly id: string;
  readonly revision: number;
  readonly body: JsonObject;
}

/** What an entry does to the records: write one whole, or take it away (`body` null). */
export interface RecordChange {
  readonly kind: RecordKind;
  readonly id: string;
  readonly body: JsonObject | null;
}
