// Flows: what is wanted, promised, owed and done, and what links one to the other.

import type { RecordRow } from "@commonwright/commons";
import { VOCABULARY } from "@commonwright/rea";
import type { ApiContext } from "../viewing/apiContext.js";
import { allNamed, connection, connectionOver, distinct, list, newestNaming } from "./edges.js";
import { orElse } from "./foundRecord.js";
import { named, nounFields, type RecordField } from "./nounFields.js";
import { openQuantityFields } from "./openQuantities.js";
import { walkFields } from "./walkFields.js";

/** The agents on both sides of a flow. */
const bothAgents: RecordField = (row, _args, context) => allNamed([row], { kind: "agent", properties: ["provider", "receiver"] }, context);

/** What nothing names may be removed. */
const deletable =
  (...texts: Parameters<typeof newestNaming>[1]): RecordField =>
  async (row, _args, context) =>
    !row.isRegional && (await newestNaming(row, texts, context)).length === 0;

/** Where an event has no agent the community stands: a stock that was counted when the region was founded. */
const agentOrCommunity =
  (property: "provider" | "receiver"): RecordField =>
  (row, _args, context) =>
    orElse(named(row, property, ["agent"], context), () => context.ledger.record("agent", context.view.state.community?.id ?? ""));

/** The agents in whose scope the processes of a flow are. */
const scopeOfProcesses: RecordField = async (row, _args, context) => {
  const processes = await allNamed([row], { kind: "process", properties: ["inputOf", "outputOf"] }, context);
  return allNamed(processes, { kind: "agent", properties: ["inScopeOf"] }, context);
};

/** The last event before a moment of the log that named a resource first: the breadcrumb of cycles. */
export async function lastEventOf(resource: string, before: number | null, { ledger }: ApiContext): Promise<RecordRow | null> {
  const page = before === null ? { limit: 1 } : { limit: 1, before };
  const [last] = await ledger.referring("economicEvent", "resourceInventoriedAs", { kind: "economicResource", id: resource }, page);
  return last ?? null;
}

/** Fields of the types of flows and of the links between them. */
export const flowFieldMaps: Readonly<Record<string, Record<string, RecordField>>> = {
  EconomicEvent: {
    ...nounFields(VOCABULARY.economicEvent),
    ...walkFields("economicEvent"),
    provider: agentOrCommunity("provider"),
    receiver: agentOrCommunity("receiver"),
    inScopeOf: scopeOfProcesses,
    deletable: () => false,
    triggers: list("economicEvent.triggeredBy"),
    correctedBy: list("economicEvent.corrects"),
    fulfills: list("fulfillment.fulfilledBy"),
    satisfies: list("satisfaction.satisfiedBy"),
    settles: list("settlement.settledBy"),
    previousEvent: ({ body, created }, _args, context) =>
      typeof body["resourceInventoriedAs"] === "string" ? lastEventOf(body["resourceInventoriedAs"], created, context) : null,
  },
  Commitment: {
    ...nounFields(VOCABULARY.commitment),
    ...openQuantityFields,
    provider: agentOrCommunity("provider"),
    receiver: agentOrCommunity("receiver"),
    involvedAgents: bothAgents,
    deletable: deletable("fulfillment.fulfills", "satisfaction.satisfiedBy"),
    fulfilledBy: list("fulfillment.fulfills"),
    satisfies: list("satisfaction.satisfiedBy"),
  },
  Intent: {
    ...nounFields(VOCABULARY.intent),
    ...openQuantityFields,
    deletable: deletable("satisfaction.satisfies", "proposedIntent.publishes"),
    satisfiedBy: list("satisfaction.satisfies"),
    publishedIn: list("proposedIntent.publishes"),
  },
  Claim: { ...nounFields(VOCABULARY.claim), ...openQuantityFields, settledBy: connection("settlement.settles") },
  Fulfillment: nounFields(VOCABULARY.fulfillment),
  Satisfaction: nounFields(VOCABULARY.satisfaction),
  Settlement: nounFields(VOCABULARY.settlement),
  Agreement: {
    ...nounFields(VOCABULARY.agreement),
    involvedAgents: async (agreement, args: object, context) => {
      const flows = await newestNaming(agreement, AGREED, context);
      const agents = await allNamed(flows, { kind: "agent", properties: ["provider", "receiver"] }, context);
      return connectionOver(args, agents, context);
    },
    commitments: list("commitment.clauseOf", "commitment.reciprocalClauseOf"),
    reciprocalCommitments: list("commitment.reciprocalClauseOf"),
    economicEvents: async (agreement, _args, context) => {
      const [realizing, promised] = await Promise.all([
        newestNaming(agreement, ["economicEvent.realizationOf", "economicEvent.reciprocalRealizationOf"], context),
        newestNaming(agreement, ["commitment.clauseOf", "commitment.reciprocalClauseOf"], context),
      ]);
      return distinct([...realizing, ...(await fulfilling(promised, context))]);
    },
    unplannedEconomicEvents: async (agreement, _args, context) => {
      const events = await newestNaming(agreement, ["economicEvent.realizationOf", "economicEvent.reciprocalRealizationOf"], context);
      return unplanned(events, context);
    },
  },
  AgreementBundle: { ...nounFields(VOCABULARY.agreementBundle), bundles: list("agreement.bundledIn") },
};

const AGREED = [
  "commitment.clauseOf",
  "commitment.reciprocalClauseOf",
  "economicEvent.realizationOf",
  "economicEvent.reciprocalRealizationOf",
] as const;

/** The events that fulfil some commitments. */
export async function fulfilling(commitments: readonly RecordRow[], context: ApiContext): Promise<RecordRow[]> {
  const links = await Promise.all(commitments.map((each) => newestNaming(each, ["fulfillment.fulfills"], context)));
  return allNamed(links.flat(), { kind: "economicEvent", properties: ["fulfilledBy"] }, context);
}

/** Those of some events that fulfil no commitment. */
export async function unplanned(events: readonly RecordRow[], context: ApiContext): Promise<RecordRow[]> {
  const links = await Promise.all(events.map((event) => newestNaming(event, ["fulfillment.fulfilledBy"], context)));
  return events.filter((_event, index) => links[index]?.length === 0);
}
