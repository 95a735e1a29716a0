// Which intent stands in which proposal.

import type { NounOf } from "./noun.js";

/** That a proposal publishes an intent. Since 0.8 the vocabulary says this by `publishes` and `reciprocal`. */
export interface ProposedIntent {
  readonly id: string;
  /** Id of a Proposal. */
  readonly publishedIn: string;
  /** Id of an Intent. */
  readonly publishes: string;
  /** True: what is wanted in return. */
  readonly reciprocal?: boolean;
}

/** The properties of a ProposedIntent, as data. */
export const PROPOSED_INTENT: NounOf<ProposedIntent> = {
  name: "proposedIntent",
  className: "ProposedIntent",
  properties: {
    publishedIn: { holds: "reference", to: ["proposal"], isRequired: true, origin: "binding" },
    publishes: { holds: "reference", to: ["intent"], isRequired: true, origin: "binding" },
    reciprocal: { holds: "flag", origin: "binding" },
  },
};
