// What agents agreed on together.

import type { NounOf } from "./noun.js";

/** Promises that were made for each other: what one side gives, and what comes back. */
export interface Agreement {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  /** ISO 8601. */
  readonly created?: string;
  /** Id of an AgreementBundle. */
  readonly bundledIn?: string;
}

/** The properties of an Agreement, as data. */
export const AGREEMENT: NounOf<Agreement> = {
  name: "agreement",
  className: "Agreement",
  properties: {
    name: { holds: "text" },
    note: { holds: "text" },
    created: { holds: "instant" },
    bundledIn: { holds: "reference", to: ["agreementBundle"] },
  },
  inverses: {
    stipulates: ["commitment.clauseOf"],
    stipulatesReciprocal: ["commitment.reciprocalClauseOf"],
    realizes: ["economicEvent.realizationOf"],
    realizesReciprocal: ["economicEvent.reciprocalRealizationOf"],
  },
};
