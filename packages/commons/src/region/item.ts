// A kind of thing in the region.

import type { PlanItem } from "@commonwright/planner";
import type { ResourceSpecification } from "@commonwright/rea";
import type { Provenance } from "./provenance.js";

/** A ResourceSpecification with what the planner wants to know of it. */
export interface Item extends ResourceSpecification, Provenance {
  readonly defaultUnitOfResource: string;
  /** Kilograms per unit. */
  readonly massKg: number;
  readonly kind: PlanItem["kind"];
  /** Objective units per unit: what going without is measured by. */
  readonly referenceCost?: number;
  /** Currency per unit that the market asks for the whole thing; only shown. */
  readonly comparePrice?: number;
}
