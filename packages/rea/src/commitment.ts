// What somebody promised.

import type { Action } from "./action.js";
import type { Measure } from "./measure.js";
import type { NounOf } from "./noun.js";

/** A promise of one agent to another. Both are known, one may be missing while it is planned. */
export interface Commitment {
  readonly id: string;
  readonly action: Action;
  /** Id of an Agent. */
  readonly provider?: string;
  /** Id of an Agent. */
  readonly receiver?: string;
  /** Id of a ResourceSpecification. */
  readonly resourceConformsTo?: string;
  /** Id of an EconomicResource. */
  readonly resourceInventoriedAs?: string;
  readonly resourceClassifiedAs?: readonly string[];
  readonly resourceQuantity?: Measure;
  readonly effortQuantity?: Measure;
  /** ISO 8601. */
  readonly hasBeginning?: string;
  /** ISO 8601. */
  readonly hasEnd?: string;
  /** ISO 8601. */
  readonly hasPointInTime?: string;
  /** ISO 8601. */
  readonly due?: string;
  /** ISO 8601. */
  readonly created?: string;
  /** Id of a Process. */
  readonly inputOf?: string;
  /** Id of a Process. */
  readonly outputOf?: string;
  /** Id of a Plan. */
  readonly plannedWithin?: string;
  /** The plan whose deliverable this is. Id of a Plan. */
  readonly independentDemandOf?: string;
  /** Id of an Agreement. */
  readonly clauseOf?: string;
  /** Id of an Agreement. */
  readonly reciprocalClauseOf?: string;
  /** What an input must have gone through. Id of a ProcessSpecification. */
  readonly stage?: string;
  /** What state an input must be in. */
  readonly state?: string;
  /** True: no more will be done, whatever is left. */
  readonly finished?: boolean;
  readonly note?: string;
  /** Where it happens. Id of a SpatialThing. */
  readonly atLocation?: string;
  /** Where the agreement can be read. */
  readonly agreedIn?: string;
  /** Ids of Agents. */
  readonly inScopeOf?: readonly string[];
}

/** The properties of a Commitment, as data. */
export const COMMITMENT: NounOf<Commitment> = {
  name: "commitment",
  className: "Commitment",
  properties: {
    action: { holds: "action", isRequired: true },
    provider: { holds: "reference", to: ["agent"] },
    receiver: { holds: "reference", to: ["agent"] },
    resourceConformsTo: { holds: "reference", to: ["resourceSpecification"] },
    resourceInventoriedAs: { holds: "reference", to: ["economicResource"] },
    resourceClassifiedAs: { holds: "addresses" },
    resourceQuantity: { holds: "measure" },
    effortQuantity: { holds: "measure" },
    hasBeginning: { holds: "instant" },
    hasEnd: { holds: "instant" },
    hasPointInTime: { holds: "instant" },
    due: { holds: "instant" },
    created: { holds: "instant" },
    inputOf: { holds: "reference", to: ["process"] },
    outputOf: { holds: "reference", to: ["process"] },
    plannedWithin: { holds: "reference", to: ["plan"] },
    independentDemandOf: { holds: "reference", to: ["plan"] },
    clauseOf: { holds: "reference", to: ["agreement"] },
    reciprocalClauseOf: { holds: "reference", to: ["agreement"] },
    stage: { holds: "reference", to: ["processSpecification"] },
    state: { holds: "text" },
    finished: { holds: "flag" },
    note: { holds: "text" },
    atLocation: { holds: "reference", to: ["spatialThing"], origin: "binding" },
    agreedIn: { holds: "address", origin: "binding" },
    inScopeOf: { holds: "references", to: ["agent"], origin: "binding" },
  },
  inverses: {
    satisfies: ["satisfaction.satisfiedBy"],
  },
};
