// What somebody wants to happen.

import type { Action } from "./action.js";
import type { Measure } from "./measure.js";

/** What somebody wants to happen, before anybody is found for the other side. Without a provider it is a request, without a receiver an offer. */
export interface Intent {
  readonly id: string;
  readonly action: Action;
  readonly name?: string;
  readonly note?: string;
  /** Id of an Agent. */
  readonly provider?: string;
  /** Id of an Agent. */
  readonly receiver?: string;
  /** Id of a ResourceSpecification. */
  readonly resourceConformsTo: string;
  readonly resourceQuantity: Measure;
  /** When it must have happened: ISO 8601, a day or an instant. */
  readonly due: string;
  /** Id of the SpatialThing where it happens: of the binding, no longer of the vocabulary. */
  readonly atLocation: string;
}
