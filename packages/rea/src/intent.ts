// What somebody wants to happen.

import type { Action } from "./action.js";
import type { Measure } from "./measure.js";
import type { NounOf } from "./noun.js";

/** What somebody wants to happen, before anybody is found for the other side. Without a provider it is a request, without a receiver an offer. */
export interface Intent {
  readonly id: string;
  readonly action: Action;
  readonly name?: string;
  readonly note?: string;
  readonly image?: string;
  readonly imageList?: readonly string[];
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
  /** Of an offer: what is left. */
  readonly availableQuantity?: Measure;
  /** Of an offer: the least that is given. */
  readonly minimumQuantity?: Measure;
  /** ISO 8601. */
  readonly hasBeginning?: string;
  /** ISO 8601. */
  readonly hasEnd?: string;
  /** ISO 8601. */
  readonly hasPointInTime?: string;
  /** When it must have happened. ISO 8601. */
  readonly due?: string;
  /** Id of a Process. */
  readonly inputOf?: string;
  /** Id of a Process. */
  readonly outputOf?: string;
  /** Id of a Plan. */
  readonly plannedWithin?: string;
  /** Id of a ProcessSpecification. */
  readonly stage?: string;
  readonly state?: string;
  readonly finished?: boolean;
  /** Where it happens. Id of a SpatialThing. */
  readonly atLocation?: string;
  readonly agreedIn?: string;
  /** Ids of Agents. */
  readonly inScopeOf?: readonly string[];
}

/** The properties of an Intent, as data. */
export const INTENT: NounOf<Intent> = {
  name: "intent",
  className: "Intent",
  properties: {
    action: { holds: "action", isRequired: true },
    name: { holds: "text" },
    note: { holds: "text" },
    image: { holds: "address" },
    imageList: { holds: "addresses" },
    provider: { holds: "reference", to: ["agent"] },
    receiver: { holds: "reference", to: ["agent"] },
    resourceConformsTo: { holds: "reference", to: ["resourceSpecification"] },
    resourceInventoriedAs: { holds: "reference", to: ["economicResource"] },
    resourceClassifiedAs: { holds: "addresses" },
    resourceQuantity: { holds: "measure" },
    effortQuantity: { holds: "measure" },
    availableQuantity: { holds: "measure" },
    minimumQuantity: { holds: "measure" },
    hasBeginning: { holds: "instant" },
    hasEnd: { holds: "instant" },
    hasPointInTime: { holds: "instant" },
    due: { holds: "instant" },
    inputOf: { holds: "reference", to: ["process"] },
    outputOf: { holds: "reference", to: ["process"] },
    plannedWithin: { holds: "reference", to: ["plan"] },
    stage: { holds: "reference", to: ["processSpecification"] },
    state: { holds: "text" },
    finished: { holds: "flag" },
    atLocation: { holds: "reference", to: ["spatialThing"], origin: "binding" },
    agreedIn: { holds: "address", origin: "binding" },
    inScopeOf: { holds: "references", to: ["agent"], origin: "binding" },
  },
};
