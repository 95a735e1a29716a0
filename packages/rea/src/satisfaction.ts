// Which promise or event answers which wish.

import type { Measure } from "./measure.js";
import type { NounOf } from "./noun.js";

/** That a commitment or an event satisfies an intent, and by how much. Since 0.9 the vocabulary says this by `satisfies`, without a quantity. */
export interface Satisfaction {
  readonly id: string;
  /** Id of a Commitment or EconomicEvent. */
  readonly satisfiedBy: string;
  /** Id of an Intent. */
  readonly satisfies: string;
  /** Absent: the whole quantity. */
  readonly resourceQuantity?: Measure;
  /** Absent: the whole effort. */
  readonly effortQuantity?: Measure;
  readonly note?: string;
}

/** The properties of a Satisfaction, as data. */
export const SATISFACTION: NounOf<Satisfaction> = {
  name: "satisfaction",
  className: "Satisfaction",
  properties: {
    satisfiedBy: { holds: "reference", to: ["commitment", "economicEvent"], isRequired: true, origin: "binding" },
    satisfies: { holds: "reference", to: ["intent"], isRequired: true, origin: "binding" },
    resourceQuantity: { holds: "measure", origin: "binding" },
    effortQuantity: { holds: "measure", origin: "binding" },
    note: { holds: "text", origin: "binding" },
  },
};
