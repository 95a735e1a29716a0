// Where a query of the Valueflows family begins: each noun by its id, and as a list.

import type { RecordKind, RecordRow } from "@commonwright/commons";
import { ACTIONS, isAction, type AgentType, type NounName } from "@commonwright/rea";
import type { ApiContext } from "../viewing/apiContext.js";
import type { Fields } from "../viewing/fields.js";
import { connectionOf, type PageArgs, type Source, sourceOf } from "./connection.js";
import { filterTest, type GivenFilter, type RowTest } from "./filters.js";
import { actionOf } from "./nounFields.js";
import { type Purpose, purposeOf } from "./proposalPurpose.js";
import { SEEDED_UNITS } from "./units.js";

type ListArgs = PageArgs & { readonly filter?: GivenFilter | null };
type Answer = (root: undefined, args: never, context: ApiContext) => unknown;

/** Nouns by the names of their queries. Agents, units and proposals that are filtered have queries of their own. */
const QUERIES: readonly (readonly [noun: NounName, one: string, many: string])[] = [
  ["agentRelationship", "agentRelationship", "agentRelationships"],
  ["agentRelationshipRole", "agentRelationshipRole", "agentRelationshipRoles"],
  ["agreement", "agreement", "agreements"],
  ["agreementBundle", "agreementBundle", "agreementBundles"],
  ["claim", "claim", "claims"],
  ["settlement", "settlement", "settlements"],
  ["commitment", "commitment", "commitments"],
  ["fulfillment", "fulfillment", "fulfillments"],
  ["spatialThing", "spatialThing", "spatialThings"],
  ["intent", "intent", "intents"],
  ["economicEvent", "economicEvent", "economicEvents"],
  ["economicResource", "economicResource", "economicResources"],
  ["plan", "plan", "plans"],
  ["process", "process", "processes"],
  ["processSpecification", "processSpecification", "processSpecifications"],
  ["batchLotRecord", "productBatch", "productBatches"],
  ["proposal", "proposal", "proposals"],
  ["proposalList", "proposalList", "proposalLists"],
  ["recipe", "recipe", "recipes"],
  ["recipeFlow", "recipeFlow", "recipeFlows"],
  ["recipeProcess", "recipeProcess", "recipeProcesses"],
  ["recipeExchange", "recipeExchange", "recipeExchanges"],
  ["resourceSpecification", "resourceSpecification", "resourceSpecifications"],
  ["satisfaction", "satisfaction", "satisfactions"],
];

/** A record by the id that the viewer knows it by. */
const one =
  (kind: RecordKind, isOne: (row: RecordRow) => boolean = () => true): Answer =>
  async (_root, { id }: { readonly id: string }, { ledger }) => {
    const row = await ledger.recordNamed(kind, id);
    return row !== null && isOne(row) ? row : null;
  };

const all =
  (kind: RecordKind): ((context: ApiContext) => Source) =>
  ({ ledger }) =>
  (page) =>
    ledger.list(kind, page);

/** Lists of so many agents or kinds are merged; of more, all records are looked through. */
const MOST_SOURCES = 20;

/** What names an agent is found by that agent, where a filter has one. */
function filteredSources(kind: RecordKind, filter: GivenFilter | null | undefined, context: ApiContext): readonly Source[] {
  for (const [key, property] of [
    ["providerId", "provider"],
    ["receiverId", "receiver"],
    ["resourceConformsTo", "resourceConformsTo"],
  ] as const) {
    const ids = filter?.[key];
    if (!Array.isArray(ids) || ids.length === 0 || ids.length > MOST_SOURCES) continue;
    const targetKind = key === "resourceConformsTo" ? "resourceSpecification" : "agent";
    return ids.map(
      (id: unknown): Source =>
        (page) =>
          context.ledger.referring(kind, property, { kind: targetKind, id: String(id) }, page),
    );
  }
  return [all(kind)(context)];
}

const many =
  (kind: RecordKind, isOne: ((row: RecordRow, context: ApiContext) => boolean | Promise<boolean>) | null = null): Answer =>
  (_root, args: ListArgs, context) => {
    const test = filterTest(args.filter, context);
    const isWhole = test === null && isOne === null;
    const passes: RowTest = async (row) => ((await isOne?.(row, context)) ?? true) && ((await test?.(row)) ?? true);
    const parts = {
      sources: filteredSources(kind, args.filter, context),
      test: isWhole ? null : passes,
      ...(isWhole ? { total: () => context.ledger.count({ kind }) } : {}),
    };
    return connectionOf(args, parts, context);
  };

const ofType =
  (type: AgentType) =>
  ({ body }: RecordRow) =>
    body["type"] === type;
const withPurpose = (purpose: Purpose) => async (row: RecordRow, context: ApiContext) => (await purposeOf(row, context)) === purpose;

/** The units that every community has, and those that were recorded. */
const units: Answer = (_root, args: PageArgs, context) => {
  const total = async () => {
    const recorded = await context.ledger.count({ kind: "unit" });
    return recorded === null ? null : recorded + SEEDED_UNITS.length;
  };
  return connectionOf(args, { sources: [all("unit")(context), sourceOf(SEEDED_UNITS)], total }, context);
};

/** Who acts through this session. One that is nobody's own, such as a program with the token, acts for the community, which is an agent itself. */
const myAgent: Answer = async (_root, _args, { viewer, ledger, view }) => {
  const { agent } = viewer.actor;
  if (agent !== null) return ledger.record("agent", agent);
  const community = view.state.community?.id;
  return viewer.refusal !== null || community === undefined ? null : ledger.record("agent", community);
};

/** Every query of the family. */
export const valueflowsQueries: Fields<undefined> = {
  ...Object.fromEntries(
    QUERIES.flatMap(([noun, single, plural]) => [
      [single, one(noun)],
      [plural, many(noun)],
    ]),
  ),
  action: (_root, { id }: { readonly id: string }) => (isAction(id) ? actionOf(id) : null),
  actions: () => ACTIONS.map(actionOf),
  unit: one("unit"),
  units,
  myAgent,
  agent: one("agent"),
  agents: many("agent"),
  person: one("agent", ofType("Person")),
  people: many("agent", ofType("Person")),
  organization: one("agent", ofType("Organization")),
  organizations: many("agent", ofType("Organization")),
  ecologicalAgent: one("agent", ofType("EcologicalAgent")),
  ecologicalAgents: many("agent", ofType("EcologicalAgent")),
  offers: many("proposal", withPurpose("offer")),
  requests: many("proposal", withPurpose("request")),
};
