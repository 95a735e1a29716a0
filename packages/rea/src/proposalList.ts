// Proposals that are shown together.

import type { NounOf } from "./noun.js";

/** A list of proposals, such as a catalogue. */
export interface ProposalList {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  /** ISO 8601. */
  readonly created?: string;
  /** Whom it is shown to. Ids of Agents. */
  readonly proposedTo?: readonly string[];
}

/** The properties of a ProposalList, as data. */
export const PROPOSAL_LIST: NounOf<ProposalList> = {
  name: "proposalList",
  className: "ProposalList",
  properties: {
    name: { holds: "text" },
    note: { holds: "text" },
    created: { holds: "instant" },
    proposedTo: { holds: "references", to: ["agent"] },
  },
  inverses: {
    lists: ["proposal.listedIn"],
  },
};
