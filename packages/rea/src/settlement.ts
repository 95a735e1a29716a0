// Which event settles which claim.

import type { Measure } from "./measure.js";
import type { NounOf } from "./noun.js";

/** That an event settles a claim, and by how much. Since 0.9 the vocabulary says this by `EconomicEvent.settles`, without a quantity. */
export interface Settlement {
  readonly id: string;
  /** Id of an EconomicEvent. */
  readonly settledBy: string;
  /** Id of a Claim. */
  readonly settles: string;
  /** Absent: the whole quantity of the event. */
  readonly resourceQuantity?: Measure;
  /** Absent: the whole effort of the event. */
  readonly effortQuantity?: Measure;
  readonly note?: string;
}

/** The properties of a Settlement, as data. */
export const SETTLEMENT: NounOf<Settlement> = {
  name: "settlement",
  className: "Settlement",
  properties: {
    settledBy: { holds: "reference", to: ["economicEvent"], isRequired: true, origin: "binding" },
    settles: { holds: "reference", to: ["claim"], isRequired: true, origin: "binding" },
    resourceQuantity: { holds: "measure", origin: "binding" },
    effortQuantity: { holds: "measure", origin: "binding" },
    note: { holds: "text", origin: "binding" },
  },
};
