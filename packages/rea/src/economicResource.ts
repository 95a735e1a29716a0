// A thing that is there.

import type { Measure } from "./measure.js";
import type { NounOf } from "./noun.js";

/** So much of a thing, in somebody's account, at a place. Quantities, place, accountable, custodian, stage, state and container change by events only. */
export interface EconomicResource {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  readonly image?: string;
  readonly imageList?: readonly string[];
  /** Of a thing that is one of its kind: its serial number. */
  readonly trackingIdentifier?: string;
  /** Id of a ResourceSpecification. */
  readonly conformsTo: string;
  readonly classifiedAs?: readonly string[];
  /** What rights are held to. */
  readonly accountingQuantity: Measure;
  /** What is there to be used. */
  readonly onhandQuantity: Measure;
  /** Id of an Agent. */
  readonly primaryAccountable?: string;
  /** Who has it now: of a lent thing not who is accountable for it. Id of an Agent. */
  readonly custodian?: string;
  /** Id of a SpatialThing. */
  readonly currentLocation?: string;
  readonly currentVirtualLocation?: string;
  readonly currentCurrencyLocation?: string;
  /** Id of an EconomicResource. */
  readonly containedIn?: string;
  /** The kind of process that it came out of last. Id of a ProcessSpecification. */
  readonly stage?: string;
  readonly state?: string;
  /** Id of a BatchLotRecord. */
  readonly ofBatchLot?: string;
  /** Id of a Unit. */
  readonly unitOfEffort?: string;
}

/** The properties of an EconomicResource, as data. */
export const ECONOMIC_RESOURCE: NounOf<EconomicResource> = {
  name: "economicResource",
  className: "EconomicResource",
  properties: {
    name: { holds: "text" },
    note: { holds: "text" },
    image: { holds: "address" },
    imageList: { holds: "addresses" },
    trackingIdentifier: { holds: "text" },
    conformsTo: { holds: "reference", to: ["resourceSpecification"], isRequired: true, byEventsOnly: true },
    classifiedAs: { holds: "addresses" },
    accountingQuantity: { holds: "measure", byEventsOnly: true },
    onhandQuantity: { holds: "measure", byEventsOnly: true },
    primaryAccountable: { holds: "reference", to: ["agent"], byEventsOnly: true },
    custodian: { holds: "reference", to: ["agent"], byEventsOnly: true, origin: "commonwright" },
    currentLocation: { holds: "reference", to: ["spatialThing"], byEventsOnly: true },
    currentVirtualLocation: { holds: "address" },
    currentCurrencyLocation: { holds: "text" },
    containedIn: { holds: "reference", to: ["economicResource"], byEventsOnly: true },
    stage: { holds: "reference", to: ["processSpecification"], byEventsOnly: true },
    state: { holds: "text", byEventsOnly: true },
    ofBatchLot: { holds: "reference", to: ["batchLotRecord"] },
    unitOfEffort: { holds: "unit" },
  },
  inverses: {
    contains: ["economicResource.containedIn"],
  },
};
