// What happened.

import type { Action } from "./action.js";
import type { Measure } from "./measure.js";
import type { NounOf } from "./noun.js";

/** Something that happened, to a resource or by effort. Never edited in what it did, never deleted: a later event corrects it. Only events change resources. */
export interface EconomicEvent {
  readonly id: string;
  readonly action: Action;
  /** Id of an Agent. */
  readonly provider: string;
  /** Id of an Agent. */
  readonly receiver: string;
  /** The resource that it happens to; of a transfer the one that it comes from. Id of an EconomicResource. */
  readonly resourceInventoriedAs?: string;
  /** Of a transfer, a move, a copy: where it goes to. Id of an EconomicResource. */
  readonly toResourceInventoriedAs?: string;
  /** Id of a ResourceSpecification. */
  readonly resourceConformsTo?: string;
  readonly resourceClassifiedAs?: readonly string[];
  /** Negative only where it corrects. */
  readonly resourceQuantity?: Measure;
  readonly effortQuantity?: Measure;
  /** ISO 8601. */
  readonly hasBeginning?: string;
  /** ISO 8601. */
  readonly hasEnd?: string;
  /** In place of a beginning and an end. ISO 8601. */
  readonly hasPointInTime?: string;
  /** When it was recorded. ISO 8601. */
  readonly created?: string;
  /** Id of a Process. */
  readonly inputOf?: string;
  /** Id of a Process. */
  readonly outputOf?: string;
  /** Id of an Agreement. */
  readonly realizationOf?: string;
  /** Id of an Agreement. */
  readonly reciprocalRealizationOf?: string;
  /** The state that the resource has from now on. */
  readonly state?: string;
  /** Where the resource is from now on. Id of a SpatialThing. */
  readonly toLocation?: string;
  /** The event whose quantity this one corrects, by the difference. Id of an EconomicEvent. */
  readonly corrects?: string;
  readonly image?: string;
  readonly note?: string;
  /** The event that brought this one with it. Id of an EconomicEvent. */
  readonly triggeredBy?: string;
  /** Where it happened; changes no resource. Id of a SpatialThing. */
  readonly atLocation?: string;
  /** Where the agreement can be read. */
  readonly agreedIn?: string;
}

/** The properties of an EconomicEvent, as data. */
export const ECONOMIC_EVENT: NounOf<EconomicEvent> = {
  name: "economicEvent",
  className: "EconomicEvent",
  properties: {
    action: { holds: "action", isRequired: true },
    provider: { holds: "reference", to: ["agent"], isRequired: true },
    receiver: { holds: "reference", to: ["agent"], isRequired: true },
    resourceInventoriedAs: { holds: "reference", to: ["economicResource"] },
    toResourceInventoriedAs: { holds: "reference", to: ["economicResource"] },
    resourceConformsTo: { holds: "reference", to: ["resourceSpecification"] },
    resourceClassifiedAs: { holds: "addresses" },
    resourceQuantity: { holds: "measure" },
    effortQuantity: { holds: "measure" },
    hasBeginning: { holds: "instant" },
    hasEnd: { holds: "instant" },
    hasPointInTime: { holds: "instant" },
    created: { holds: "instant" },
    inputOf: { holds: "reference", to: ["process"] },
    outputOf: { holds: "reference", to: ["process"] },
    realizationOf: { holds: "reference", to: ["agreement"] },
    reciprocalRealizationOf: { holds: "reference", to: ["agreement"] },
    state: { holds: "text" },
    toLocation: { holds: "reference", to: ["spatialThing"] },
    corrects: { holds: "reference", to: ["economicEvent"] },
    image: { holds: "address" },
    note: { holds: "text" },
    triggeredBy: { holds: "reference", to: ["economicEvent"], origin: "binding" },
    atLocation: { holds: "reference", to: ["spatialThing"], origin: "binding" },
    agreedIn: { holds: "address", origin: "binding" },
  },
  inverses: {
    fulfills: ["fulfillment.fulfilledBy"],
    satisfies: ["satisfaction.satisfiedBy"],
    settles: ["settlement.settledBy"],
  },
};
