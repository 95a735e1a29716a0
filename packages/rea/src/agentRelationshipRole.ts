// What one agent is to another.

import type { NounOf } from "./noun.js";

/** What one agent can be to another: "is a member of". Kept with AgentRelationship. */
export interface AgentRelationshipRole {
  readonly id: string;
  /** Read from the subject: "is a member of". */
  readonly roleLabel: string;
  /** Read from the object: "has as member". */
  readonly inverseRoleLabel?: string;
  readonly note?: string;
}

/** The properties of an AgentRelationshipRole, as data. */
export const AGENT_RELATIONSHIP_ROLE: NounOf<AgentRelationshipRole> = {
  name: "agentRelationshipRole",
  className: "AgentRelationshipRole",
  properties: {
    roleLabel: { holds: "text", isRequired: true, origin: "binding" },
    inverseRoleLabel: { holds: "text", origin: "binding" },
    note: { holds: "text", origin: "binding" },
  },
};
