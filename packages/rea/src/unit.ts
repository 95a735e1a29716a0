// What quantities are counted in.

import type { NounOf } from "./noun.js";

/** A unit, by the name that people here give it. */
export interface Unit {
  readonly id: string;
  /** Its name: "kilogram". */
  readonly label: string;
  /** How it is written behind a number: "kg". */
  readonly symbol?: string;
  /** Its address in the Ontology of Units of Measure (OM 2). */
  readonly omUnitIdentifier?: string;
  /** Its code in the Unified Code for Units of Measure. */
  readonly ucumCode?: string;
  readonly classifiedAs?: readonly string[];
}

/** The properties of a Unit, as data. */
export const UNIT: NounOf<Unit> = {
  name: "unit",
  className: "Unit",
  properties: {
    label: { holds: "text", isRequired: true },
    symbol: { holds: "text" },
    omUnitIdentifier: { holds: "address" },
    ucumCode: { holds: "text", origin: "commonwright" },
    classifiedAs: { holds: "addresses" },
  },
};
