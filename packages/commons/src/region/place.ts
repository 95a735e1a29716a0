// A place of the region.

import type { SpatialThing } from "@commonwright/rea";
import type { PlaceLevel } from "@commonwright/planner";
import type { Provenance } from "./provenance.js";

/** A place: a SpatialThing with what the planner wants to know of it. */
export interface Place extends SpatialThing, Provenance {
  /** Id of the territory that it lies in. */
  readonly territory: string;
  readonly level: PlaceLevel;
  /** Kilometres on a plane, where there is no latitude and longitude. */
  readonly x?: number;
  readonly y?: number;
  /** True: people live here; to the public it is shown as its town. */
  readonly household?: boolean;
  readonly town?: string;
}
