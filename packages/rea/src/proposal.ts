// An offer or a request that is published.

import type { NounOf } from "./noun.js";

/** Intents that are published together: what is offered or asked for, and what is wanted in return. */
export interface Proposal {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  /** ISO 8601. */
  readonly created?: string;
  /** From when it holds. ISO 8601. */
  readonly hasBeginning?: string;
  /** Until when it holds. ISO 8601. */
  readonly hasEnd?: string;
  readonly purpose?: "offer" | "request";
  /** True: quantities are for one unit, as in a price list. */
  readonly unitBased?: boolean;
  /** Id of a SpatialThing. */
  readonly eligibleLocation?: string;
  /** Ids of ProposalLists. */
  readonly listedIn?: readonly string[];
  /** Ids of Agents. */
  readonly inScopeOf?: readonly string[];
}

/** The properties of a Proposal, as data. */
export const PROPOSAL: NounOf<Proposal> = {
  name: "proposal",
  className: "Proposal",
  properties: {
    name: { holds: "text" },
    note: { holds: "text" },
    created: { holds: "instant" },
    hasBeginning: { holds: "instant" },
    hasEnd: { holds: "instant" },
    purpose: { holds: "choice", of: ["offer", "request"] },
    unitBased: { holds: "flag" },
    eligibleLocation: { holds: "reference", to: ["spatialThing"] },
    listedIn: { holds: "references", to: ["proposalList"] },
    inScopeOf: { holds: "references", to: ["agent"], origin: "binding" },
  },
  inverses: {
    publishes: ["proposedIntent.publishedIn"],
    reciprocal: ["proposedIntent.publishedIn"],
    proposedTo: ["proposedTo.proposed"],
  },
};
