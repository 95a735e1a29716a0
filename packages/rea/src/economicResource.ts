// A thing that is there.

import type { Measure } from "./measure.js";

/** So much of a thing at a place, in somebody's account. Only economic events change its quantities. */
export interface EconomicResource {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  /** Id of a ResourceSpecification. */
  readonly conformsTo: string;
  readonly accountingQuantity: Measure;
  readonly onhandQuantity: Measure;
  /** Id of a SpatialThing. */
  readonly currentLocation?: string;
  /** Id of an Agent. */
  readonly primaryAccountable?: string;
}
