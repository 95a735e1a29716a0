// Agents: what they gave and took, promised, want, hold, and how they stand to each other.

import type { RecordRow } from "@commonwright/commons";
import { VOCABULARY } from "@commonwright/rea";
import { allNamed, connection, connectionOver, distinct, newestNaming } from "./edges.js";
import { nounFields, type RecordField } from "./nounFields.js";
import type { PageArgs } from "./connection.js";
import { eventsOfProcesses } from "./processFields.js";

/** The processes that an agent takes part in: in its scope, or with something that it gave, took, or promised. */
const processesOf = async (agent: RecordRow, context: Parameters<RecordField>[2]): Promise<RecordRow[]> => {
  const [inScope, flows] = await Promise.all([
    newestNaming(agent, ["process.inScopeOf"], context),
    newestNaming(agent, ["economicEvent.provider", "economicEvent.receiver", "commitment.provider", "commitment.receiver"], context),
  ]);
  return distinct([...inScope, ...(await allNamed(flows, { kind: "process", properties: ["inputOf", "outputOf"] }, context))]);
};

const fields: Record<string, RecordField> = {
  ...nounFields(VOCABULARY.agent),
  relationships: connection("agentRelationship.subject", "agentRelationship.object"),
  relationshipsAsSubject: connection("agentRelationship.subject"),
  relationshipsAsObject: connection("agentRelationship.object"),
  roles: async (agent, _args, context) => {
    const relationships = await newestNaming(agent, ["agentRelationship.subject"], context);
    return allNamed(relationships, { kind: "agentRelationshipRole", properties: ["relationship"] }, context);
  },
  // The binding types claims of agents as intents; a claim has what an intent has.
  claims: connection("claim.provider", "claim.receiver"),
  claimsAsProvider: connection("claim.provider"),
  claimsAsReceiver: connection("claim.receiver"),
  claimsInScope: connection("claim.inScopeOf"),
  commitments: connection("commitment.provider", "commitment.receiver"),
  commitmentsAsProvider: connection("commitment.provider"),
  commitmentsAsReceiver: connection("commitment.receiver"),
  commitmentsInScope: connection("commitment.inScopeOf"),
  intents: connection("intent.provider", "intent.receiver"),
  intentsAsProvider: connection("intent.provider"),
  intentsAsReceiver: connection("intent.receiver"),
  intentsInScope: connection("intent.inScopeOf"),
  economicEvents: connection("economicEvent.provider", "economicEvent.receiver"),
  economicEventsAsProvider: connection("economicEvent.provider"),
  economicEventsAsReceiver: connection("economicEvent.receiver"),
  economicEventsInScope: async (agent, args: PageArgs, context) => {
    const processes = await newestNaming(agent, ["process.inScopeOf"], context);
    return connectionOver(args, await eventsOfProcesses(processes, context), context);
  },
  inventoriedEconomicResources: connection("economicResource.primaryAccountable"),
  processes: async (agent, args: PageArgs, context) => connectionOver(args, await processesOf(agent, context), context),
  plans: async (agent, args: PageArgs, context) => {
    const [processes, promised] = await Promise.all([
      processesOf(agent, context),
      newestNaming(agent, ["commitment.provider", "commitment.receiver", "intent.provider", "intent.receiver"], context),
    ]);
    const plans = await allNamed(
      [...processes, ...promised],
      { kind: "plan", properties: ["plannedWithin", "independentDemandOf"] },
      context,
    );
    return connectionOver(args, plans, context);
  },
  proposals: async (agent, args: PageArgs, context) => {
    const intents = await newestNaming(agent, ["intent.provider", "intent.receiver"], context);
    const published = await Promise.all(intents.map((intent) => newestNaming(intent, ["proposedIntent.publishes"], context)));
    const proposals = await allNamed(published.flat(), { kind: "proposal", properties: ["publishedIn"] }, context);
    const inScope = await newestNaming(agent, ["proposal.inScopeOf"], context);
    return connectionOver(args, distinct([...proposals, ...inScope]), context);
  },
  proposalsInScope: connection("proposal.inScopeOf"),
  proposalsTo: async (agent, args: PageArgs, context) => {
    const links = await newestNaming(agent, ["proposedTo.proposedTo"], context);
    return connectionOver(args, await allNamed(links, { kind: "proposal", properties: ["proposed"] }, context), context);
  },
};
const { type: _type, classifiedAs: _classes, ...common } = fields;

/** Fields of the types of agents. */
export const agentFieldMaps = {
  Person: common,
  Organization: { ...common, classifiedAs: fields["classifiedAs"] },
  EcologicalAgent: { ...common, classifiedAs: fields["classifiedAs"] },
  AgentRelationship: nounFields(VOCABULARY.agentRelationship),
  AgentRelationshipRole: {
    ...nounFields(VOCABULARY.agentRelationshipRole),
    agentRelationships: connection("agentRelationship.relationship"),
  },
} as const;
