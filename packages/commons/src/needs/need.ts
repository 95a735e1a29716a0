// A need: what somebody wants to have, how much, where and by when.

import type { Intent, Measure } from "@commonwright/rea";
import type { Provenance } from "../region/provenance.js";

/** 1 vital, 2 useful, 3 nice. */
export type NeedPriority = 1 | 2 | 3;

/**
 * An Intent that something is transferred to somebody, with how urgent it is. Its `receiver` is known where people are agents; it has no `provider` while it is open.
 * `due` is a day (2027-01-31); in a region whose periods are no dates it is the name of a period.
 */
export interface Need extends Intent, Provenance {
  readonly action: "transfer";
  readonly resourceConformsTo: string;
  readonly resourceQuantity: Measure;
  readonly due: string;
  readonly atLocation: string;
  readonly priority: NeedPriority;
  /** Objective units per unit: goes before the item's. */
  readonly referenceCost?: number;
  /** ISO 8601 in UTC: when it was stated first; absent where an example brought it. */
  readonly statedAt?: string;
  readonly statedBy?: string;
}
