// How two agents stand to each other.

import type { NounOf } from "./noun.js";

/** How one agent stands to another, such as a member to a group. Gone from Valueflows since 0.16; kept for membership. */
export interface AgentRelationship {
  readonly id: string;
  /** Id of an Agent. */
  readonly subject: string;
  /** Id of an Agent. */
  readonly object: string;
  /** Id of an AgentRelationshipRole. */
  readonly relationship: string;
  /** Within which agents it holds. Ids of Agents. */
  readonly inScopeOf?: readonly string[];
  readonly note?: string;
}

/** The properties of an AgentRelationship, as data. */
export const AGENT_RELATIONSHIP: NounOf<AgentRelationship> = {
  name: "agentRelationship",
  className: "AgentRelationship",
  properties: {
    subject: { holds: "reference", to: ["agent"], isRequired: true, origin: "binding" },
    object: { holds: "reference", to: ["agent"], isRequired: true, origin: "binding" },
    relationship: { holds: "reference", to: ["agentRelationshipRole"], isRequired: true, origin: "binding" },
    inScopeOf: { holds: "references", to: ["agent"], origin: "binding" },
    note: { holds: "text", origin: "binding" },
  },
};
