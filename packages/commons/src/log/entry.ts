// The entries of a community's log: what was decided, in the order in which it was taken in.

import type { JsonObject } from "./json.js";

/** The kinds of entries there are; each has a version of its own body, so that old logs stay readable. */
export const ENTRY_KINDS = [
  "communityFounded",
  "planningRulesSet",
  // One for each noun that is written whole: what people say it is from now on.
  "agentRecorded",
  "agentRelationshipRecorded",
  "agentRelationshipRoleRecorded",
  "agreementRecorded",
  "agreementBundleRecorded",
  "batchLotRecordRecorded",
  "claimRecorded",
  "commitmentRecorded",
  "fulfillmentRecorded",
  "intentRecorded",
  "planRecorded",
  "processRecorded",
  "processSpecificationRecorded",
  "proposalRecorded",
  "proposalListRecorded",
  "proposedIntentRecorded",
  "proposedToRecorded",
  "recipeRecorded",
  "recipeExchangeRecorded",
  "recipeFlowRecorded",
  "recipeProcessRecorded",
  "resourceSpecificationRecorded",
  "satisfactionRecorded",
  "settlementRecorded",
  "spatialThingRecorded",
  "unitRecorded",
  // What happened, and words about it.
  "economicEventRecorded",
  "economicEventNoted",
  "economicResourceDescribed",
  "accountLimitSet",
  "recordRemoved",
  // The region's own.
  "planAdopted",
  "stockRaised",
  "intentStated",
  "intentChanged",
  "intentWithdrawn",
  "machinesCorrected",
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

const KNOWN_KINDS: ReadonlySet<string> = new Set(ENTRY_KINDS);

/**
 * Whether this program knows what an entry says. One that it does not know was written by a later version, here or elsewhere: it stays in its
 * log as it is, and makes no records.
 */
export const isKnownEntry = ({ kind, version }: { readonly kind: string; readonly version: number }): boolean =>
  version === 1 && KNOWN_KINDS.has(kind);

/** One thing that was decided. Plain data; `body` has the shape that `kind` and `version` say. */
export interface Entry {
  readonly kind: EntryKind;
  readonly version: number;
  /** When it was decided, ISO 8601 in UTC. */
  readonly at: string;
  /** Who decided: the name of a session, or "example" for what came with an example region. */
  readonly by: string;
  readonly body: JsonObject;
}

/** The newest place of a log: how many entries it has (0 before the founding), and the hash of the last. */
export interface Head {
  readonly sequence: number;
  /** Hex of SHA-256; 64 zeros where there is no entry. */
  readonly hash: string;
}

/** An entry as it stands in the log. `hash` is SHA-256 of `previous` and the entry's canonical JSON. */
export interface SealedEntry {
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
  readonly entry: Entry;
}

/** The head of a log without entries. */
export const EMPTY_HEAD: Head = { sequence: 0, hash: "0".repeat(64) };
