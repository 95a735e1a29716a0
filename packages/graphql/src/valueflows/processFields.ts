// Processes and plans: what goes in and comes out, as it was wanted, promised and done.

import type { RecordRow } from "@commonwright/commons";
import { instantOf } from "@commonwright/commons";
import { VOCABULARY } from "@commonwright/rea";
import type { ApiContext } from "../viewing/apiContext.js";
import type { PageArgs } from "./connection.js";
import { allNamed, connection, connectionOver, distinct, list, newestNaming } from "./edges.js";
import { filterTest, type GivenFilter, passing } from "./filters.js";
import { fulfilling, unplanned } from "./flowFields.js";
import { nounFields, type RecordField } from "./nounFields.js";
import { walkFields } from "./walkFields.js";

type Side = "inputOf" | "outputOf";

/** The events on one side of a process: those that name it, and those that only fulfil a commitment that does. */
async function observed(process: RecordRow, side: Side, context: ApiContext): Promise<RecordRow[]> {
  const [events, promised] = await Promise.all([
    newestNaming(process, [`economicEvent.${side}`], context),
    newestNaming(process, [`commitment.${side}`], context),
  ]);
  return distinct([...events, ...(await fulfilling(promised, context))]);
}

/** All events of some processes. */
export async function eventsOfProcesses(processes: readonly RecordRow[], context: ApiContext): Promise<RecordRow[]> {
  const sides = await Promise.all(processes.flatMap((each) => [observed(each, "inputOf", context), observed(each, "outputOf", context)]));
  return distinct(sides.flat());
}

const filtered =
  (find: (row: RecordRow, context: ApiContext) => Promise<RecordRow[]>): RecordField =>
  async (row, { filter }: { readonly filter?: GivenFilter | null }, context) => {
    const rows = await find(row, context);
    return passing(rows, filterTest(filter, context));
  };

/** The flows of a process, wanted, promised and done. */
const flowsOf = async (process: RecordRow, context: ApiContext): Promise<RecordRow[]> => {
  const named = await newestNaming(process, ["commitment.inputOf", "commitment.outputOf", "intent.inputOf", "intent.outputOf"], context);
  return distinct([...(await eventsOfProcesses([process], context)), ...named]);
};

const AGENTS = { kind: "agent", properties: ["provider", "receiver"] } as const;

/** The processes next to one: by the resources that pass from one to the other, and by what is promised within one plan. */
const neighbours =
  (from: Side, to: Side): RecordField =>
  async (process, _args, context) => {
    const passing = await observed(process, from, context);
    const resources = await allNamed(
      passing,
      { kind: "economicResource", properties: ["resourceInventoriedAs", "toResourceInventoriedAs"] },
      context,
    );
    const events = await Promise.all(
      resources.map((each) =>
        newestNaming(each, ["economicEvent.resourceInventoriedAs", "economicEvent.toResourceInventoriedAs"], context),
      ),
    );
    const promised = await plannedNeighbours(process, from, context);
    const found = await allNamed([...events.flat(), ...promised], { kind: "process", properties: [to] }, context);
    return found.filter(({ id }) => id !== process.id);
  };

/** Promises within the same plan that are about the same kind of thing. */
async function plannedNeighbours(process: RecordRow, from: Side, context: ApiContext): Promise<RecordRow[]> {
  const plan = process.body["plannedWithin"];
  if (typeof plan !== "string") return [];
  const [promised, processes] = await Promise.all([
    newestNaming(process, [`commitment.${from}`, `intent.${from}`], context),
    newestNaming({ kind: "plan", id: plan }, ["process.plannedWithin"], context),
  ]);
  const kinds = new Set(promised.map(({ body }) => body["resourceConformsTo"]).filter((kind) => kind !== undefined));
  const other: Side = from === "inputOf" ? "outputOf" : "inputOf";
  const flows = await Promise.all(processes.map((each) => newestNaming(each, [`commitment.${other}`, `intent.${other}`], context)));
  return flows.flat().filter(({ body }) => kinds.has(body["resourceConformsTo"]));
}

const processes = (plan: RecordRow, context: ApiContext) => newestNaming(plan, ["process.plannedWithin"], context);

/** The earliest or the latest of the times of a plan's processes. */
const boundOf =
  (property: "hasBeginning" | "hasEnd", isBetter: (one: number, other: number) => boolean): RecordField =>
  async (plan, _args, context) => {
    let best: { readonly text: string; readonly at: number } | null = null;
    for (const { body } of await processes(plan, context)) {
      const text = body[property];
      const at = typeof text === "string" ? instantOf(text) : null;
      if (typeof text === "string" && at !== null && (best === null || isBetter(at, best.at))) best = { text, at };
    }
    return best?.text ?? null;
  };

/** Fields of processes, their kinds, and plans. */
export const processFieldMaps: Readonly<Record<string, Record<string, RecordField>>> = {
  Process: {
    ...nounFields(VOCABULARY.process),
    ...walkFields("process"),
    deletable: async (process, _args, context) => (await flowsOf(process, context)).length === 0,
    involvedAgents: async (process, args: PageArgs, context) =>
      connectionOver(args, await allNamed(await flowsOf(process, context), AGENTS, context), context),
    workingAgents: async (process, args: PageArgs, context) => {
      const work = (await flowsOf(process, context)).filter(({ body }) => body["action"] === "work");
      return connectionOver(args, await allNamed(work, { kind: "agent", properties: ["provider"] }, context), context);
    },
    observedInputs: filtered((process, context) => observed(process, "inputOf", context)),
    observedOutputs: filtered((process, context) => observed(process, "outputOf", context)),
    unplannedInputs: filtered(async (process, context) => unplanned(await observed(process, "inputOf", context), context)),
    unplannedOutputs: filtered(async (process, context) => unplanned(await observed(process, "outputOf", context), context)),
    committedInputs: list("commitment.inputOf"),
    committedOutputs: list("commitment.outputOf"),
    intendedInputs: list("intent.inputOf"),
    intendedOutputs: list("intent.outputOf"),
    nextProcesses: neighbours("outputOf", "inputOf"),
    previousProcesses: neighbours("inputOf", "outputOf"),
  },
  ProcessSpecification: {
    ...nounFields(VOCABULARY.processSpecification),
    commitmentsRequiringStage: connection("commitment.stage"),
    resourcesCurrentlyAtStage: connection("economicResource.stage"),
    conformingProcesses: connection("process.basedOn"),
    conformingRecipeProcesses: connection("recipeProcess.processConformsTo"),
    recipeFlowsRequiringStage: connection("recipeFlow.stage"),
  },
  Plan: {
    ...nounFields(VOCABULARY.plan),
    deletable: async (plan, _args, context) => (await newestNaming(plan, INCLUDED, context)).length === 0,
    inScopeOf: async (plan, _args, context) =>
      allNamed(await processes(plan, context), { kind: "agent", properties: ["inScopeOf"] }, context),
    involvedAgents: async (plan, args: PageArgs, context) => {
      const flows = await Promise.all((await processes(plan, context)).map((each) => flowsOf(each, context)));
      const promised = await newestNaming(plan, INCLUDED, context);
      return connectionOver(args, await allNamed([...flows.flat(), ...promised], AGENTS, context), context);
    },
    independentDemands: list("commitment.independentDemandOf"),
    nonProcessCommitments: async (plan, _args, context) => {
      const promised = await newestNaming(plan, ["commitment.plannedWithin"], context);
      return promised.filter(({ body }) => body["inputOf"] === undefined && body["outputOf"] === undefined);
    },
    processes: filtered(processes),
    planIncludes: (plan, _args, context) =>
      newestNaming(plan, ["process.plannedWithin", "commitment.plannedWithin", "intent.plannedWithin"], context),
    startDate: boundOf("hasBeginning", (one, other) => one < other),
    endDate: boundOf("hasEnd", (one, other) => one > other),
    finished: async (plan, _args, context) => {
      const all = await processes(plan, context);
      return all.length > 0 && all.every(({ body }) => body["finished"] === true);
    },
  },
};

const INCLUDED = ["process.plannedWithin", "commitment.plannedWithin", "commitment.independentDemandOf", "intent.plannedWithin"] as const;
