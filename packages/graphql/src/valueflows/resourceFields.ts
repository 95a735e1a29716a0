// Resources, what they are of, and where they are.

import type { RecordRow } from "@commonwright/commons";
import { VOCABULARY } from "@commonwright/rea";
import { connection, list } from "./edges.js";
import { lastEventOf } from "./flowFields.js";
import { degreesText } from "./hiddenRow.js";
import { nounFields, type RecordField } from "./nounFields.js";
import { walkFields } from "./walkFields.js";

const { ofBatchLot = () => null, ...resource } = nounFields(VOCABULARY.economicResource);
const text =
  (property: string): RecordField =>
  ({ body }) =>
    body[property] ?? null;
const degrees =
  (property: string): RecordField =>
  ({ body }: RecordRow) =>
    degreesText(body[property]);

/** Fields of resources, their lots and kinds, of places and units. */
export const resourceFieldMaps: Readonly<Record<string, Record<string, RecordField>>> = {
  EconomicResource: {
    ...resource,
    ...walkFields("economicResource"),
    lowestBalance: text("lowestBalance"),
    lot: ofBatchLot,
    ofBatchLot,
    contains: list("economicResource.containedIn"),
    economicEventsInOutFrom: connection("economicEvent.resourceInventoriedAs"),
    economicEventsTo: connection("economicEvent.toResourceInventoriedAs"),
    commitments: connection("commitment.resourceInventoriedAs"),
    intents: connection("intent.resourceInventoriedAs"),
    previousEvent: ({ id }, _args, context) => lastEventOf(id, null, context),
  },
  ProductBatch: {
    ...nounFields(VOCABULARY.batchLotRecord),
    batchNumber: text("batchLotCode"),
    expiryDate: text("expirationDate"),
  },
  ResourceSpecification: {
    ...nounFields(VOCABULARY.resourceSpecification),
    name: ({ id, body }) => body["name"] ?? id,
    claims: connection("claim.resourceConformsTo"),
    commitments: connection("commitment.resourceConformsTo"),
    intents: connection("intent.resourceConformsTo"),
    conformingResources: connection("economicResource.conformsTo"),
    economicEvents: connection("economicEvent.resourceConformsTo"),
  },
  SpatialThing: {
    ...nounFields(VOCABULARY.spatialThing),
    name: ({ id, body }) => body["name"] ?? id,
    lat: degrees("lat"),
    long: degrees("long"),
    alt: degrees("alt"),
    agents: list("agent.primaryLocation"),
    commitments: list("commitment.atLocation"),
    intents: list("intent.atLocation"),
    economicResources: connection("economicResource.currentLocation"),
    economicEvents: connection("economicEvent.atLocation", "economicEvent.toLocation"),
  },
  Unit: { ...nounFields(VOCABULARY.unit), symbol: ({ body }) => body["symbol"] ?? body["label"] },
};
