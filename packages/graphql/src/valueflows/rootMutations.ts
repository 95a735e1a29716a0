// Changes of the Valueflows family: each noun recorded, changed and removed; what happened is told, and never changed.

import type { Given, PlainNoun, RecordRow } from "@commonwright/commons";
import type { AgentType, Measure } from "@commonwright/rea";
import { refusalError } from "../execution/refusal.js";
import type { Changed, InputNames, LedgerCommand } from "../ports.js";
import { type ApiContext, moveOn } from "../viewing/apiContext.js";
import type { Fields } from "../viewing/fields.js";
import { checkMayChange } from "../viewing/mayChange.js";
import { TIME_UNITS } from "./nounFields.js";

type Answer = (root: undefined, args: never, context: ApiContext) => unknown;
type Input = Readonly<Record<string, unknown>>;

/** A noun by the names of its mutations: `create` and the rest, its argument, and where the answer holds it. */
interface Names {
  readonly noun: PlainNoun;
  readonly word: string;
  readonly argument: string;
  readonly answer: string;
  /** The class of agent that is made. */
  readonly type?: AgentType;
  /** The binding removes these by their id. */
  readonly isRemovedById?: true;
}

const plain = (noun: PlainNoun, argument: string = noun): Names => ({
  noun,
  word: argument.charAt(0).toUpperCase() + argument.slice(1),
  argument,
  answer: argument,
});
const agent = (type: AgentType): Names => {
  const argument = type.charAt(0).toLowerCase() + type.slice(1);
  return { noun: "agent", word: type, argument, answer: "agent", type };
};

const NAMES: readonly Names[] = [
  agent("Person"),
  agent("Organization"),
  agent("EcologicalAgent"),
  { noun: "agentRelationship", word: "AgentRelationship", argument: "relationship", answer: "agentRelationship" },
  plain("agentRelationshipRole"),
  plain("agreement"),
  plain("agreementBundle"),
  plain("claim"),
  plain("settlement"),
  plain("commitment"),
  plain("fulfillment"),
  plain("spatialThing"),
  plain("intent"),
  plain("unit"),
  plain("plan"),
  { ...plain("process"), isRemovedById: true },
  plain("processSpecification"),
  { ...plain("batchLotRecord", "productBatch"), isRemovedById: true },
  plain("proposal"),
  plain("proposalList"),
  plain("recipe"),
  plain("recipeFlow"),
  plain("recipeProcess"),
  plain("recipeExchange"),
  plain("resourceSpecification"),
  plain("satisfaction"),
];

/** Names of the binding for properties that Valueflows 1.0 calls otherwise. */
const RENAMED: Readonly<Record<string, string>> = { batchNumber: "batchLotCode", expiryDate: "expirationDate", lot: "ofBatchLot" };

const UNIT_OF_TIME: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(TIME_UNITS).map(([unit, word]) => [word, unit]));

/** The properties as the binding calls them, by their name in the vocabulary. */
const CALLED: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(RENAMED).map(([called, name]) => [name, called]));
const calledIn = (argument: string): InputNames => ({ argument, properties: CALLED });

/** An input in the words of the vocabulary. */
function givenOf(input: Input): Given {
  return Object.fromEntries(
    Object.entries(input)
      .filter(([key]) => key !== "id" && key !== "revisionId")
      .map(([key, value]) => [RENAMED[key] ?? key, key === "hasDuration" ? durationOf(value) : value]),
  );
}

function durationOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { numericDuration, unitType } = value as { readonly numericDuration: string; readonly unitType: string };
  return { hasNumericalValue: numericDuration, hasUnit: UNIT_OF_TIME[unitType] ?? unitType } satisfies Measure;
}

/** Tells the record something, and moves the context on to what there is after it. */
async function told(context: ApiContext, command: LedgerCommand): Promise<Changed> {
  checkMayChange(context);
  const outcome = await context.commands.tell(command, context.viewer);
  if ("refused" in outcome) throw refusalError(outcome.refused);
  moveOn(context);
  return outcome;
}

async function recordAfter(context: ApiContext, kind: RecordRow["kind"], id: string): Promise<RecordRow> {
  const row = await context.ledger.record(kind, id);
  if (row === null) throw new RangeError(`what was just recorded is not there: ${kind} ${id}`);
  return row;
}

/** Persons, organizations and ecological agents are changed and removed each by their own mutations. */
async function checkClass(
  context: ApiContext,
  { revisionId, doing, type }: { revisionId: string; doing: string; type: AgentType },
): Promise<void> {
  checkMayChange(context);
  const id = revisionId.replace(/^\d+\./u, "");
  const row = await context.ledger.record("agent", id);
  const actual = row?.isRemoved === false ? row.body["type"] : undefined;
  if (typeof actual !== "string" || actual === type) return;
  const message = `The agent "${id}" is of the class ${actual}, not ${type}; use ${doing}${actual}.`;
  throw refusalError({ code: "BAD_INPUT", message, details: { type: "OfAnotherClass", id, class: actual, right: `${doing}${actual}` } });
}

const idIn = (input: Input): { readonly id?: string } => (typeof input["id"] === "string" ? { id: input["id"] } : {});

function nounMutations({ noun, word, argument, answer, type, isRemovedById }: Names): Record<string, Answer> {
  const called = calledIn(argument);
  const shown = async (context: ApiContext, command: LedgerCommand) => ({
    [answer]: await recordAfter(context, noun, (await told(context, command)).id),
  });
  return {
    [`create${word}`]: (_root, args: Readonly<Record<string, Input | null | undefined>>, context) => {
      const input = args[argument] ?? {};
      return shown(context, {
        type: "record",
        noun,
        ...idIn(input),
        given: { ...givenOf(input), ...(type === undefined ? {} : { type }) },
        called,
      });
    },
    [`update${word}`]: async (_root, args: Readonly<Record<string, Input | null | undefined>>, context) => {
      const input = args[argument] ?? {};
      const revisionId = String(input["revisionId"]);
      if (type !== undefined) await checkClass(context, { revisionId, doing: "update", type });
      return shown(context, { type: "change", noun, revisionId, given: givenOf(input), called });
    },
    [`delete${word}`]: async (_root, { revisionId, id }: { readonly revisionId?: string; readonly id?: string }, context) => {
      const command: LedgerCommand =
        isRemovedById === true ? { type: "removeById", noun, id: String(id) } : { type: "remove", noun, revisionId: String(revisionId) };
      if (type !== undefined) await checkClass(context, { revisionId: String(revisionId), doing: "delete", type });
      await told(context, command);
      return true;
    },
  };
}

interface CreateEvent {
  readonly event: Input;
  readonly newInventoriedResource?: Input | null;
}

async function createEconomicEvent(_root: undefined, { event, newInventoriedResource }: CreateEvent, context: ApiContext) {
  const made = newInventoriedResource ?? null;
  const command: LedgerCommand = {
    type: "event",
    ...idIn(event),
    given: givenOf(event),
    called: calledIn("event"),
    ...(made === null ? {} : { newResource: { ...idIn(made), given: givenOf(made) } }),
  };
  const { id, warnings } = await told(context, command);
  const economicEvent = await recordAfter(context, "economicEvent", id);
  return { economicEvent, economicResource: made === null ? null : await createdBy(economicEvent, context), warnings };
}

/** The resource that an event made: the one it names that is as old as the event. */
async function createdBy(event: RecordRow, { ledger }: ApiContext): Promise<RecordRow | null> {
  for (const property of ["resourceInventoriedAs", "toResourceInventoriedAs"]) {
    const id = event.body[property];
    const row = typeof id === "string" ? await ledger.record("economicResource", id) : null;
    if (row?.created === event.created) return row;
  }
  return null;
}

const described =
  (noun: "economicEvent" | "economicResource", argument: "event" | "resource"): Answer =>
  async (_root, args: Readonly<Record<string, Input>>, context) => {
    const input = args[argument] ?? {};
    const { id } = await told(context, {
      type: "describe",
      noun,
      revisionId: String(input["revisionId"]),
      given: givenOf(input),
      called: calledIn(argument),
    });
    const row = await recordAfter(context, noun, id);
    return noun === "economicEvent" ? { economicEvent: row, economicResource: null, warnings: [] } : { economicResource: row };
  };

type PlanArgs = Omit<Extract<LedgerCommand, { type: "plan" }>, "type" | "plan" | "planId"> & { readonly plan: Input };
type AcceptArgs = Omit<Extract<LedgerCommand, { type: "accept" }>, "type">;

const planIdIn = ({ id }: Input): { readonly planId?: string } => (typeof id === "string" ? { planId: id } : {});

/** What was given; null says as little as nothing. */
const said = <Args extends object>(args: Args): Args =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null && value !== undefined)) as Args;

interface Propose {
  readonly id?: string | null;
  readonly [key: string]: unknown;
}

const linking =
  (noun: "proposedIntent" | "proposedTo"): Answer =>
  async (_root, { id, ...given }: Propose, context) => {
    const command: LedgerCommand = { type: "record", noun, ...(typeof id === "string" ? { id } : {}), given, called: calledIn("") };
    return { [noun]: await recordAfter(context, noun, (await told(context, command)).id) };
  };

const removing =
  (noun: PlainNoun): Answer =>
  async (_root, { revisionId }: { readonly revisionId: string }, context) => {
    await told(context, { type: "remove", noun, revisionId });
    return true;
  };

/** Every mutation of the family. */
export const valueflowsMutations: Fields<undefined> = {
  ...Object.assign({}, ...NAMES.map(nounMutations)),
  createEconomicEvent,
  updateEconomicEvent: described("economicEvent", "event"),
  updateEconomicResource: described("economicResource", "resource"),
  setAccountLimit: async (
    _root,
    { resource }: { readonly resource: { readonly revisionId: string; readonly lowestBalance: string } },
    context,
  ) => {
    const { id } = await told(context, { type: "accountLimit", ...resource });
    return { economicResource: await recordAfter(context, "economicResource", id) };
  },
  createPlanFromRecipe: async (_root, { plan, ...asked }: PlanArgs, context) => {
    const { id } = await told(context, { type: "plan", ...said(asked), ...planIdIn(plan), plan: givenOf(plan) });
    return { plan: await recordAfter(context, "plan", id) };
  },
  acceptProposal: async (_root, args: AcceptArgs, context) => {
    const { id } = await told(context, { type: "accept", ...said(args) });
    return { agreement: await recordAfter(context, "agreement", id) };
  },
  proposeIntent: linking("proposedIntent"),
  deleteProposedIntent: removing("proposedIntent"),
  proposeTo: linking("proposedTo"),
  deleteProposedTo: removing("proposedTo"),
};
