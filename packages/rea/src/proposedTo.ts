// Who is asked by a proposal.

import type { NounOf } from "./noun.js";

/** That a proposal is meant for an agent. Since 0.8 the vocabulary says this by `proposedTo`. */
export interface ProposedTo {
  readonly id: string;
  /** Id of a Proposal. */
  readonly proposed: string;
  /** Id of an Agent. */
  readonly proposedTo: string;
}

/** The properties of a ProposedTo, as data. */
export const PROPOSED_TO: NounOf<ProposedTo> = {
  name: "proposedTo",
  className: "ProposedTo",
  properties: {
    proposed: { holds: "reference", to: ["proposal"], isRequired: true, origin: "binding" },
    proposedTo: { holds: "reference", to: ["agent"], isRequired: true, origin: "binding" },
  },
};
