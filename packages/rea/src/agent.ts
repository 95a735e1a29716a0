// Who acts.

/** The kinds of agents. */
export type AgentType = "Person" | "Organization" | "EcologicalAgent";

/** Somebody, or something that acts together. `primaryLocation` is the id of a SpatialThing. */
export interface Agent {
  readonly id: string;
  readonly type: AgentType;
  readonly name?: string;
  readonly note?: string;
  readonly primaryLocation?: string;
  /** Of an Organization or an EcologicalAgent: any words or addresses. */
  readonly classifiedAs?: readonly string[];
}
