// Which event keeps which promise.

import type { Measure } from "./measure.js";
import type { NounOf } from "./noun.js";

/** That an event fulfils a commitment, and by how much. Since 0.9 the vocabulary says this by `EconomicEvent.fulfills`, without a quantity. */
export interface Fulfillment {
  readonly id: string;
  /** Id of an EconomicEvent. */
  readonly fulfilledBy: string;
  /** Id of a Commitment. */
  readonly fulfills: string;
  /** Absent: the whole quantity of the event. */
  readonly resourceQuantity?: Measure;
  /** Absent: the whole effort of the event. */
  readonly effortQuantity?: Measure;
  readonly note?: string;
}

/** The properties of a Fulfillment, as data. */
export const FULFILLMENT: NounOf<Fulfillment> = {
  name: "fulfillment",
  className: "Fulfillment",
  properties: {
    fulfilledBy: { holds: "reference", to: ["economicEvent"], isRequired: true, origin: "binding" },
    fulfills: { holds: "reference", to: ["commitment"], isRequired: true, origin: "binding" },
    resourceQuantity: { holds: "measure", origin: "binding" },
    effortQuantity: { holds: "measure", origin: "binding" },
    note: { holds: "text", origin: "binding" },
  },
};
