// What happened.

import type { Action } from "./action.js";
import type { Measure } from "./measure.js";

/** Something that happened to a resource. Never edited: a later event corrects it. */
export interface EconomicEvent {
  readonly id: string;
  readonly action: Action;
  readonly note?: string;
  /** Ids of Agents. */
  readonly provider?: string;
  readonly receiver?: string;
  /** Id of a ResourceSpecification. */
  readonly resourceConformsTo?: string;
  /** Id of an EconomicResource. */
  readonly resourceInventoriedAs?: string;
  readonly resourceQuantity?: Measure;
  readonly effortQuantity?: Measure;
  /** ISO 8601. */
  readonly hasPointInTime?: string;
  /** Id of a SpatialThing. */
  readonly toLocation?: string;
}
