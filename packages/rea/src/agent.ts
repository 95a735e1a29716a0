// Who acts.

import type { NounOf } from "./noun.js";

/** The kinds of agents. */
export type AgentType = "Person" | "Organization" | "EcologicalAgent";

/** Somebody, or something that acts together. An EcologicalAgent is a river, a forest, a herd. */
export interface Agent {
  readonly id: string;
  /** Which of the three classes of agents it is of. */
  readonly type: AgentType;
  readonly name?: string;
  readonly note?: string;
  readonly image?: string;
  /** Where it mostly is. Id of a SpatialThing. */
  readonly primaryLocation?: string;
  /** Of an Organization or an EcologicalAgent: any words or addresses. */
  readonly classifiedAs?: readonly string[];
}

/** The properties of an Agent, as data. */
export const AGENT: NounOf<Agent> = {
  name: "agent",
  className: "Agent",
  properties: {
    type: { holds: "choice", of: ["Person", "Organization", "EcologicalAgent"], isRequired: true, origin: "binding" },
    name: { holds: "text" },
    note: { holds: "text" },
    image: { holds: "address" },
    primaryLocation: { holds: "reference", to: ["spatialThing"] },
    classifiedAs: { holds: "addresses" },
  },
};
