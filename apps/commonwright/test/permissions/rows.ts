// What every mutation of the contract is to somebody: the row of the table of permissions, and an object for each relation to it.

import type { ActionName, ObjectState, Relation } from "@commonwright/commons";
import { ANOTHER, OTHER, WORKSHOP } from "./actors.js";
import type { Told } from "./told.js";

/** A cell before it is asked: whose the object is (null: nobody's), and in which state. */
export interface Case {
  readonly relation: Relation;
  readonly whose: string | null;
  readonly state: ObjectState;
}

/** One mutation in one sense. */
export interface Row {
  readonly mutation: string;
  readonly action: ActionName;
  readonly relations: readonly Relation[];
  readonly states?: readonly ObjectState[];
  /** Whose it is that is own: somebody's own person, or the organization that they own. */
  readonly own?: "person" | "organization";
  /** Where it is permitted and yet refused, for another reason. */
  readonly otherwise?: readonly string[];
  /** Makes the object, as the house; gives what is then asked for. */
  readonly make: (told: Told, of: Case) => Promise<Readonly<Record<string, unknown>>>;
}

const kg = (hasNumericalValue: string) => ({ hasNumericalValue, hasUnit: "kg" });
const OWN_OTHER = ["own", "other"] as const;
const ALL = ["own", "common", "other"] as const;
const COMMON = ["common"] as const;
const BOTH = ["open", "closed"] as const;

type Input = Readonly<Record<string, unknown>>;

/** A noun that is recorded, changed and removed as it stands. */
interface Noun {
  /** As in the names of its mutations. */
  readonly word: string;
  readonly argument?: string;
  readonly answer?: string;
  /** As in the table. */
  readonly row?: string;
  readonly relations: readonly Relation[];
  readonly creating?: readonly Relation[];
  readonly states?: readonly ObjectState[];
  readonly own?: "person" | "organization";
  readonly isRemovedById?: true;
  readonly given: (told: Told, of: Case) => Input | Promise<Input>;
  /** What makes it somebody's once it is there. */
  readonly after?: (told: Told, id: string, of: Case) => Promise<unknown>;
  readonly change?: Input;
  /** Why what is somebody's is not removed. */
  readonly kept?: string;
}

const lower = (word: string) => word.charAt(0).toLowerCase() + word.slice(1);
const finished = ({ state }: Case) => (state === "closed" ? { finished: true } : {});

function rowsOf(noun: Noun): readonly Row[] {
  const { word, relations, own, given, after, change = { note: "changed" }, kept, isRemovedById } = noun;
  const argument = noun.argument ?? lower(word);
  const answer = noun.answer ?? argument;
  const row = noun.row ?? argument;
  const action = (verb: string) => `${verb} ${row}` as ActionName;
  const made = async (told: Told, of: Case) => {
    const id = told.id();
    const first = await told.tell(`create${word}`, { [argument]: { id, ...(await given(told, of)), ...finished(of) } }, answer);
    await after?.(told, id, of);
    return { id, revisionId: first };
  };
  const ownBy = own === undefined ? {} : { own };
  const states = noun.states === undefined ? {} : { states: noun.states };
  return [
    {
      mutation: `create${word}`,
      action: action("record"),
      relations: noun.creating ?? relations,
      ...ownBy,
      make: async (told, of) => ({ [argument]: { id: told.id(), ...(await given(told, of)) } }),
    },
    {
      mutation: `update${word}`,
      action: action("change"),
      relations,
      ...ownBy,
      ...states,
      make: async (told, of) => ({ [argument]: { revisionId: (await made(told, of)).revisionId, ...change } }),
    },
    {
      mutation: `delete${word}`,
      action: action("remove"),
      relations,
      ...ownBy,
      ...states,
      ...(kept === undefined ? {} : { otherwise: [kept] }),
      make: async (told, of) => {
        const { id, revisionId } = await made(told, of);
        return isRemovedById === true ? { id } : { revisionId };
      },
    },
  ];
}

/** An event of an agent, its stock in a resource of its own. */
const raised = async (told: Told, agent: string) => {
  const [event, resource] = [told.id(), told.id()];
  await told.tell("createEconomicEvent", {
    event: { id: event, action: "raise", provider: agent, receiver: agent, resourceQuantity: kg("9"), resourceConformsTo: "grain" },
    newInventoriedResource: { id: resource, name: "Grain" },
  });
  return { event, resource };
};
const commitmentOf = async (told: Told, provider: string, more: Input = {}) => {
  const id = told.id();
  await told.tell("createCommitment", {
    commitment: {
      id,
      action: "transfer",
      provider,
      receiver: ANOTHER,
      resourceConformsTo: "grain",
      resourceQuantity: kg("1"),
      satisfies: [],
      ...more,
    },
  });
  return id;
};
const intentOf = async (told: Told, provider: string | null) => {
  const id = told.id();
  await told.tell("createIntent", {
    intent: { id, action: "transfer", resourceConformsTo: "grain", ...(provider === null ? {} : { provider }), resourceQuantity: kg("1") },
  });
  return id;
};
const claimOf = async (told: Told, provider: string, receiver: string) => {
  const id = told.id();
  await told.tell("createClaim", { claim: { id, ...claimed(provider, receiver) } });
  return id;
};
const claimed = (provider: string, receiver: string) => ({
  action: "transfer",
  provider,
  receiver,
  triggeredBy: "seed",
  resourceConformsTo: "grain",
  resourceQuantity: kg("1"),
});
const somebody = ({ whose }: Case): string => whose ?? OTHER;
const proposalOf = async (told: Told, { whose }: Case) => {
  const proposal = told.id();
  await told.tell("createProposal", { proposal: { id: proposal, name: "Grain", unitBased: false } });
  if (whose !== null) await told.tell("proposeIntent", { publishedIn: proposal, publishes: await intentOf(told, whose) });
  return proposal;
};

const KNOWLEDGE: readonly Noun[] = [
  { word: "ProcessSpecification", relations: COMMON, given: () => ({ name: "Milling" }) },
  { word: "Recipe", relations: COMMON, given: () => ({ name: "Flour", primaryOutput: "grain" }) },
  { word: "RecipeProcess", relations: COMMON, given: () => ({ name: "Mill it", processConformsTo: "milling" }) },
  { word: "RecipeExchange", relations: COMMON, given: () => ({ name: "Barter" }) },
  {
    word: "RecipeFlow",
    relations: COMMON,
    given: () => ({ action: "consume", recipeInputOf: "step", resourceConformsTo: "grain", resourceQuantity: kg("1") }),
  },
  { word: "ResourceSpecification", relations: COMMON, given: () => ({ name: "Flour" }) },
  { word: "Unit", relations: COMMON, given: () => ({ label: "sack", symbol: "sk" }), change: { symbol: "s" } },
  { word: "AgentRelationshipRole", row: "relationshipRole", relations: COMMON, given: () => ({ roleLabel: "cousin of" }) },
];

const RELATIONSHIPS: readonly Noun[] = [
  {
    word: "AgentRelationship",
    argument: "relationship",
    answer: "agentRelationship",
    relations: OWN_OTHER,
    own: "person",
    given: (_told, of) => ({ subject: somebody(of), object: ANOTHER, relationship: "friend" }),
  },
];

const PLAIN: readonly Noun[] = [
  {
    word: "Agreement",
    relations: ALL,
    creating: COMMON,
    given: () => ({ name: "The agreement" }),
    after: async (told, id, { whose }) => (whose === null ? undefined : commitmentOf(told, whose, { clauseOf: id })),
    kept: "CONFLICT",
  },
  {
    word: "AgreementBundle",
    relations: ALL,
    creating: COMMON,
    given: () => ({ name: "The order" }),
    after: async (told, id, { whose }) => {
      if (whose === null) return;
      const agreement = told.id();
      await told.tell("createAgreement", { agreement: { id: agreement, name: "Part", bundledIn: id } });
      await commitmentOf(told, whose, { reciprocalClauseOf: agreement });
    },
    kept: "CONFLICT",
  },
  {
    word: "Claim",
    relations: OWN_OTHER,
    states: BOTH,
    given: (_told, of) => claimed(ANOTHER, somebody(of)),
  },
  {
    word: "Commitment",
    relations: OWN_OTHER,
    states: BOTH,
    given: (_told, of) => ({
      action: "transfer",
      provider: somebody(of),
      receiver: ANOTHER,
      resourceConformsTo: "grain",
      resourceQuantity: kg("1"),
      satisfies: [],
    }),
  },
  {
    word: "Fulfillment",
    relations: OWN_OTHER,
    given: async (told, of) => ({
      fulfilledBy: (await raised(told, somebody(of))).event,
      fulfills: await commitmentOf(told, somebody(of)),
    }),
  },
  {
    word: "Satisfaction",
    relations: OWN_OTHER,
    given: async (told, of) => ({ satisfiedBy: await commitmentOf(told, somebody(of)), satisfies: await intentOf(told, ANOTHER) }),
  },
  {
    word: "Settlement",
    relations: OWN_OTHER,
    given: async (told, of) => ({
      settledBy: (await raised(told, somebody(of))).event,
      settles: await claimOf(told, ANOTHER, somebody(of)),
    }),
  },
  {
    word: "SpatialThing",
    relations: ALL,
    creating: COMMON,
    own: "person",
    given: () => ({ name: "A place" }),
    after: async (told, id, { whose }) => (whose === null ? undefined : told.moveTo(whose, id)),
    kept: "CONFLICT",
  },
  {
    word: "Intent",
    relations: ALL,
    states: BOTH,
    given: (_told, { whose }) => ({ action: "transfer", resourceConformsTo: "grain", ...(whose === null ? {} : { provider: whose }) }),
  },
  { word: "Plan", relations: COMMON, given: () => ({ name: "The plan" }) },
  {
    word: "Process",
    relations: ALL,
    states: BOTH,
    isRemovedById: true,
    given: (_told, { whose }) => ({ name: "Milling", ...(whose === null ? {} : { inScopeOf: [whose] }) }),
  },
  {
    word: "ProductBatch",
    row: "batchLotRecord",
    relations: ALL,
    creating: COMMON,
    isRemovedById: true,
    given: () => ({ batchNumber: "L1" }),
    change: { batchNumber: "L2" },
    after: async (told, id, { whose }) =>
      whose === null
        ? undefined
        : told.tell("createEconomicEvent", {
            event: { action: "raise", provider: whose, receiver: whose, resourceQuantity: kg("1"), resourceConformsTo: "grain" },
            newInventoriedResource: { lot: id },
          }),
    kept: "CONFLICT",
  },
  {
    word: "Proposal",
    relations: ALL,
    creating: COMMON,
    given: () => ({ name: "Grain", unitBased: false }),
    after: async (told, id, { whose }) =>
      whose === null ? undefined : told.tell("proposeIntent", { publishedIn: id, publishes: await intentOf(told, whose) }),
    kept: "CONFLICT",
  },
  { word: "ProposalList", relations: COMMON, given: () => ({ name: "The list" }) },
];

const REGION: readonly Row[] = [
  {
    mutation: "stateNeed",
    action: "state need",
    relations: COMMON,
    make: async (told) => ({ need: told.need() }),
  },
  {
    mutation: "changeNeed",
    action: "change need",
    relations: OWN_OTHER,
    own: "person",
    make: async (told, of) => ({ need: { ...(await told.stated(somebody(of))), quantity: "3" } }),
  },
  {
    mutation: "withdrawNeed",
    action: "withdraw need",
    relations: OWN_OTHER,
    own: "person",
    make: async (told, of) => told.stated(somebody(of)),
  },
  {
    mutation: "correctWorkshop",
    action: "correct workshop",
    relations: OWN_OTHER,
    own: "organization",
    // The one of somebody else is at home at the Rossi.
    make: async (told, { whose }) => ({ workshop: told.correction(whose === WORKSHOP ? WORKSHOP : "rossi-printer") }),
  },
  { mutation: "adoptPlan", action: "adopt plan", relations: COMMON, otherwise: ["NOT_FOUND"], make: async () => ({ number: 1 }) },
  { mutation: "cancelPlanning", action: "cancel planning", relations: COMMON, make: async () => ({}) },
  { mutation: "startPlanning", action: "start planning", relations: COMMON, make: async () => ({}) },
  {
    mutation: "askWhatIf",
    action: "ask what if",
    relations: COMMON,
    otherwise: ["CONFLICT"],
    make: async () => ({ withoutWorkshop: WORKSHOP }),
  },
];

const AGENTS: readonly Row[] = [
  {
    mutation: "createPerson",
    action: "record person",
    relations: COMMON,
    make: async (told) => ({ person: { id: told.id(), name: "Pia" } }),
  },
  {
    mutation: "updatePerson",
    action: "change person",
    relations: OWN_OTHER,
    own: "person",
    make: async (told, of) => ({ person: { revisionId: await told.revisionOf("agent", somebody(of)), note: told.id() } }),
  },
  {
    mutation: "deletePerson",
    action: "remove person",
    relations: OWN_OTHER,
    own: "person",
    otherwise: ["CONFLICT"],
    make: async (told, of) => {
      // Named by a relationship, so that nobody goes who is needed in another cell.
      await told.tell("createAgentRelationship", { relationship: { subject: somebody(of), object: ANOTHER, relationship: "friend" } });
      return { revisionId: await told.revisionOf("agent", somebody(of)) };
    },
  },
  {
    mutation: "createOrganization",
    action: "record organization",
    relations: COMMON,
    make: async (told) => ({ organization: { id: told.id(), name: "The shop" } }),
  },
  {
    mutation: "updateOrganization",
    action: "change organization",
    relations: OWN_OTHER,
    own: "organization",
    make: async (told, of) => ({
      organization: { revisionId: await told.revisionOf("agent", await told.organization(of.whose)), note: told.id() },
    }),
  },
  {
    mutation: "deleteOrganization",
    action: "remove organization",
    relations: OWN_OTHER,
    own: "organization",
    // The region's plan stands on the one.
    otherwise: ["CONFLICT", "BAD_INPUT"],
    make: async (told, of) => {
      const id = await told.organization(of.whose);
      await told.tell("createAgentRelationship", { relationship: { subject: id, object: ANOTHER, relationship: "friend" } });
      return { revisionId: await told.revisionOf("agent", id) };
    },
  },
  {
    mutation: "createEcologicalAgent",
    action: "record ecologicalAgent",
    relations: COMMON,
    make: async (told) => ({ ecologicalAgent: { id: told.id(), name: "The river" } }),
  },
  ...(["update", "delete"] as const).map(
    (verb): Row => ({
      mutation: `${verb}EcologicalAgent`,
      action: verb === "update" ? "change ecologicalAgent" : "remove ecologicalAgent",
      relations: ["other"],
      make: async (told) => {
        const revisionId = await told.tell("createEcologicalAgent", { ecologicalAgent: { id: told.id(), name: "The river" } }, "agent");
        return verb === "update" ? { ecologicalAgent: { revisionId, note: "long" } } : { revisionId };
      },
    }),
  ),
];

const related = async (told: Told, subject: string, object: string, relationship: string) =>
  told.tell("createAgentRelationship", { relationship: { id: told.id(), subject, object, relationship } }, "agentRelationship");

/** Relationships and roles that give rights. */
const RIGHTS: readonly Row[] = [
  ...(["member", "maintainer", "steward"] as const).flatMap((role): readonly Row[] => [
    {
      mutation: "createAgentRelationship",
      action: "record membership",
      relations: ["other"],
      make: async (told) => ({ relationship: { subject: ANOTHER, object: told.community, relationship: `commonwright:${role}` } }),
    },
    {
      mutation: "updateAgentRelationship",
      action: "change membership",
      relations: ["other"],
      make: async (told) => ({
        relationship: {
          revisionId: await related(told, OTHER, told.community, `commonwright:member`),
          relationship: `commonwright:${role}`,
        },
      }),
    },
    {
      mutation: "updateAgentRelationship",
      action: "change membership",
      relations: OWN_OTHER,
      own: "person",
      // A friend of the community wants to be more.
      make: async (told, of) => ({
        relationship: { revisionId: await related(told, somebody(of), told.community, "friend"), relationship: `commonwright:${role}` },
      }),
    },
    {
      mutation: "deleteAgentRelationship",
      action: "remove membership",
      relations: ["other"],
      make: async (told) => ({ revisionId: await related(told, ANOTHER, told.community, `commonwright:member`) }),
    },
  ]),
  {
    mutation: "createAgentRelationship",
    action: "record ownership",
    relations: OWN_OTHER,
    own: "organization",
    make: async (told, of) => ({
      relationship: { id: told.id(), subject: ANOTHER, object: await told.organization(of.whose), relationship: "commonwright:owner" },
    }),
  },
  {
    mutation: "deleteAgentRelationship",
    action: "remove ownership",
    relations: OWN_OTHER,
    own: "organization",
    make: async (told, of) => ({ revisionId: await related(told, ANOTHER, await told.organization(of.whose), "commonwright:owner") }),
  },
  {
    mutation: "createAgentRelationshipRole",
    action: "record givingRole",
    relations: COMMON,
    otherwise: ["CONFLICT"],
    make: async () => ({ agentRelationshipRole: { id: "commonwright:steward", roleLabel: "Anybody" } }),
  },
  ...(["member", "maintainer", "steward", "owner"] as const).flatMap((role): readonly Row[] => [
    {
      mutation: "updateAgentRelationshipRole",
      action: "change givingRole",
      relations: COMMON,
      make: async (told) => ({
        agentRelationshipRole: { revisionId: await told.revisionOf("agentRelationshipRole", `commonwright:${role}`), note: "changed" },
      }),
    },
    {
      mutation: "deleteAgentRelationshipRole",
      action: "remove givingRole",
      relations: COMMON,
      make: async (told) => ({ revisionId: await told.revisionOf("agentRelationshipRole", `commonwright:${role}`) }),
    },
  ]),
];

const HAPPENINGS: readonly Row[] = [
  {
    mutation: "createEconomicEvent",
    action: "record event",
    relations: OWN_OTHER,
    make: async (told, of) => ({
      event: {
        id: told.id(),
        action: "raise",
        provider: somebody(of),
        receiver: somebody(of),
        resourceQuantity: kg("1"),
        resourceConformsTo: "grain",
      },
    }),
  },
  {
    mutation: "updateEconomicEvent",
    action: "describe event",
    relations: OWN_OTHER,
    make: async (told, of) => {
      const { event } = await raised(told, somebody(of));
      return { event: { revisionId: await told.revisionOf("economicEvent", event), note: "dusty" } };
    },
  },
  {
    mutation: "updateEconomicResource",
    action: "describe resource",
    relations: OWN_OTHER,
    make: async (told, of) => {
      const { resource } = await raised(told, somebody(of));
      return { resource: { revisionId: await told.revisionOf("economicResource", resource), note: "dusty" } };
    },
  },
  {
    mutation: "setAccountLimit",
    action: "limit account",
    relations: COMMON,
    make: async (told) => {
      const id = told.id();
      const quantity = { hasNumericalValue: "0", hasUnit: "one" };
      await told.tell("createEconomicEvent", {
        event: { action: "raise", provider: OTHER, receiver: OTHER, resourceQuantity: quantity, resourceConformsTo: "credit" },
        newInventoriedResource: { id },
      });
      return { resource: { revisionId: await told.revisionOf("economicResource", id), lowestBalance: "-5" } };
    },
  },
  ...(["agent", "worker"] as const).map(
    (who): Row => ({
      mutation: "createPlanFromRecipe",
      action: "plan from recipe",
      relations: ALL,
      make: async (told, { whose }) => ({
        recipe: "loaves",
        quantity: { hasNumericalValue: "1", hasUnit: "piece" },
        plan: { id: told.id(), name: "A loaf" },
        ...(whose === null ? {} : { [who]: whose }),
      }),
    }),
  ),
  {
    mutation: "acceptProposal",
    action: "accept proposal",
    relations: OWN_OTHER,
    make: async (told, of) => ({
      id: told.id(),
      proposal: await proposalOf(told, { ...of, whose: ANOTHER }),
      accepter: somebody(of),
    }),
  },
  {
    mutation: "proposeIntent",
    action: "record proposedIntent",
    relations: ALL,
    make: async (told, of) => ({ publishedIn: await proposalOf(told, { ...of, whose: null }), publishes: await intentOf(told, of.whose) }),
  },
  {
    mutation: "deleteProposedIntent",
    action: "remove proposedIntent",
    relations: ALL,
    make: async (told, { whose }) => {
      const proposal = await proposalOf(told, { relation: "common", whose: null, state: "open" });
      const link = told.id();
      await told.tell("proposeIntent", { id: link, publishedIn: proposal, publishes: await intentOf(told, whose) });
      return { revisionId: await told.revisionOf("proposedIntent", link) };
    },
  },
  {
    mutation: "proposeTo",
    action: "record proposedTo",
    relations: ALL,
    make: async (told, of) => ({ proposed: await proposalOf(told, of), proposedTo: ANOTHER }),
  },
  {
    mutation: "deleteProposedTo",
    action: "remove proposedTo",
    relations: ALL,
    make: async (told, of) => {
      const link = told.id();
      await told.tell("proposeTo", { id: link, proposed: await proposalOf(told, of), proposedTo: ANOTHER });
      return { revisionId: await told.revisionOf("proposedTo", link) };
    },
  },
];

/** What somebody may of their own, but for what it reaches into: `relation` is to that. Asked of those who have something of their own. */
const REACHING: readonly (Row & { readonly isReaching: true })[] = (
  [
    {
      mutation: "createCommitment",
      action: "change agreement",
      relations: ["other"],
      make: async (told, of) => {
        const agreement = told.id();
        await told.tell("createAgreement", { agreement: { id: agreement, name: "Theirs" } });
        await commitmentOf(told, OTHER, { clauseOf: agreement });
        const commitment = { action: "transfer", provider: somebody(of), receiver: ANOTHER, resourceConformsTo: "grain" };
        return { commitment: { ...commitment, resourceQuantity: kg("1"), clauseOf: agreement, satisfies: [] } };
      },
    },
    {
      mutation: "createCommitment",
      action: "change resource",
      relations: ["other"],
      make: async (told, of) => {
        const { resource } = await raised(told, OTHER);
        const commitment = { action: "transfer", provider: somebody(of), receiver: ANOTHER, resourceInventoriedAs: resource };
        return { commitment: { ...commitment, resourceQuantity: kg("1"), satisfies: [] } };
      },
    },
    {
      mutation: "proposeIntent",
      action: "change proposal",
      relations: ["other"],
      make: async (told, of) => ({
        publishedIn: await proposalOf(told, { ...of, whose: OTHER }),
        publishes: await intentOf(told, somebody(of)),
      }),
    },
    {
      mutation: "createEconomicEvent",
      action: "change resource",
      relations: ["other"],
      make: async (told, of) => {
        const { resource } = await raised(told, OTHER);
        const who = { provider: somebody(of), receiver: somebody(of) };
        return { event: { action: "raise", ...who, resourceInventoriedAs: resource, resourceQuantity: kg("1") } };
      },
    },
    {
      mutation: "createEconomicEvent",
      action: "change process",
      relations: ["other"],
      make: async (told, of) => {
        const process = told.id();
        await told.tell("createProcess", { process: { id: process, name: "Theirs", inScopeOf: [OTHER] } });
        const who = { provider: somebody(of), receiver: somebody(of) };
        return { event: { action: "produce", ...who, outputOf: process, resourceConformsTo: "grain", resourceQuantity: kg("1") } };
      },
    },
    {
      mutation: "createEconomicEvent",
      action: "record fulfillment",
      relations: ["other"],
      make: async (told, of) => {
        const who = { provider: somebody(of), receiver: somebody(of) };
        const fulfills = [await commitmentOf(told, OTHER)];
        return { event: { action: "raise", ...who, resourceConformsTo: "grain", resourceQuantity: kg("1"), fulfills } };
      },
    },
    {
      mutation: "createEconomicEvent",
      action: "record settlement",
      relations: ["other"],
      make: async (told, of) => {
        const who = { provider: somebody(of), receiver: somebody(of) };
        // What they owe somebody else, settled by what reaches only themselves.
        const settles = [await claimOf(told, somebody(of), OTHER)];
        return { event: { action: "raise", ...who, resourceConformsTo: "grain", resourceQuantity: kg("1"), settles } };
      },
    },
    {
      mutation: "updateAgentRelationship",
      action: "change ownership",
      relations: ["other"],
      own: "person",
      // A friend of somebody's shop wants to have it.
      make: async (told, of) => ({
        relationship: {
          revisionId: await related(told, somebody(of), await told.organization(null), "friend"),
          relationship: "commonwright:owner",
        },
      }),
    },
    {
      mutation: "createAgentRelationship",
      action: "record ownership",
      relations: ["other"],
      own: "person",
      make: async (told, of) => ({
        relationship: { id: told.id(), subject: somebody(of), object: await told.organization(null), relationship: "commonwright:owner" },
      }),
    },
    {
      mutation: "updatePerson",
      action: "change spatialThing",
      relations: ["other"],
      own: "person",
      make: async (told, of) => {
        const home = told.id();
        await told.tell("createSpatialThing", { spatialThing: { id: home, name: "Their home" } });
        await told.moveTo(OTHER, home);
        return { person: { revisionId: await told.revisionOf("agent", somebody(of)), primaryLocation: home } };
      },
    },
  ] satisfies readonly Row[]
).map((row) => ({ ...row, isReaching: true }));

/** Every mutation that there is. */
export const ROWS: readonly (Row & { readonly isReaching?: true })[] = [
  ...REGION,
  ...AGENTS,
  ...[...KNOWLEDGE, ...RELATIONSHIPS, ...PLAIN].flatMap(rowsOf),
  ...RIGHTS,
  ...HAPPENINGS,
  ...REACHING,
];
