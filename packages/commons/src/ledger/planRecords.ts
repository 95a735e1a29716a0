// A plan that was worked out, as the records that say it: processes, promises, wishes and agreements.

import { addDecimals, decimalSign, type Measure, negateDecimal } from "@commonwright/rea";
import type { JsonObject } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import { freeEquipment, type ReservedSpan } from "./equipment.js";
import { instantText } from "./instant.js";
import { countedQuantity, type PlanDraft, type PlanInput, type PlanOutput, type PlanStep, type Quantities } from "./planDraft.js";
import type { StepTimes } from "./planSchedule.js";
import type { PlainNoun } from "./recordDecisions.js";
import { readExchange, type StepFlow } from "./recipeReading.js";
import { scaledUp } from "./scaling.js";

/** A record of the plan. */
export interface PlanRecord {
  readonly noun: PlainNoun;
  readonly body: JsonObject & { readonly id: string };
}

/** Whose plan it is, and what its parts are called. */
export interface PlanFrame {
  readonly records: RecordsView;
  readonly planId: string;
  readonly specification: string;
  readonly unit: string;
  readonly agent: string;
  /** Who does the work; null: that is to be found. */
  readonly worker: string | null;
  readonly at: string;
  readonly idOf: (what: string) => string;
  /** Empty: nothing was said of time. */
  readonly times: ReadonlyMap<PlanStep, StepTimes>;
  /** When what is planned for is to be there. */
  readonly due: string | undefined;
}

interface Writing extends PlanFrame {
  readonly written: PlanRecord[];
  readonly counts: Map<string, number>;
  readonly agreements: Map<string, string>;
  readonly processes: Map<PlanStep, string>;
  readonly reserved: Map<string, ReservedSpan[]>;
}

/** The records of a plan besides the plan itself: what is named stands before what names it. */
export function planRecords(draft: PlanDraft, frame: PlanFrame): readonly PlanRecord[] {
  const writing: Writing = { ...frame, written: [], counts: new Map(), agreements: new Map(), processes: new Map(), reserved: new Map() };
  for (const step of draft.steps) writeProcess(writing, step);
  for (const part of draft.fromStock) {
    const quantities = { resourceQuantity: { hasNumericalValue: part.quantity, hasUnit: frame.unit } };
    const flow: StepFlow = { action: "transfer", specification: frame.specification };
    writeDemand(writing, { flow, quantities, more: { resourceInventoriedAs: part.resource, plannedWithin: frame.planId } });
  }
  for (const step of draft.steps) {
    for (const output of step.outputs) writeOutput(writing, step, output);
    for (const input of step.inputs) writeInput(writing, step, input);
    writeExchanges(writing, step);
  }
  return writing.written.toSorted((a, b) => ORDER.indexOf(a.noun) - ORDER.indexOf(b.noun));
}

const ORDER: readonly PlainNoun[] = ["agreement", "process", "commitment", "intent"];

function nextId({ counts, idOf }: Writing, what: string): string {
  const count = (counts.get(what) ?? 0) + 1;
  counts.set(what, count);
  return idOf(`${what}:${count}`);
}

type Said = { readonly [property: string]: string | readonly string[] | Measure | undefined };

function write({ written }: Writing, noun: PlainNoun, said: Said & { readonly id: string }): void {
  const body = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  written.push({ noun, body: body as unknown as JsonObject & { readonly id: string } });
}

function timesOf({ times }: Writing, step: PlanStep): { readonly begin: string | undefined; readonly end: string | undefined } {
  const span = times.get(step);
  const text = (time: number | undefined) => (time === undefined ? undefined : (instantText(time) ?? undefined));
  return { begin: text(span?.begin), end: text(span?.end) };
}

function writeProcess(writing: Writing, planned: PlanStep): void {
  const { step } = planned;
  const { begin, end } = timesOf(writing, planned);
  const id = nextId(writing, "process");
  writing.processes.set(planned, id);
  write(writing, "process", {
    id,
    name: step.name,
    note: step.note,
    basedOn: step.stage,
    classifiedAs: step.classifiedAs,
    plannedWithin: writing.planId,
    hasBeginning: begin,
    hasEnd: end,
  });
}

const flowBody = ({ action, specification, classifiedAs, note }: StepFlow): Said => ({
  action,
  resourceConformsTo: specification,
  resourceClassifiedAs: classifiedAs,
  note,
});

/** A flow at the size of the plan, with what else is said of it. */
interface Written {
  readonly flow: StepFlow;
  readonly quantities: Quantities;
  readonly more: Said;
}

/** A promise; without other agents the planner makes it to itself. */
function writeCommitment(writing: Writing, { flow, quantities, more }: Written, what = "commitment"): void {
  const { agent: provider, agent: receiver, at: created } = writing;
  write(writing, "commitment", { ...flowBody(flow), ...quantities, provider, receiver, created, ...more, id: nextId(writing, what) });
}

/** A promise that the plan is for. */
function writeDemand(writing: Writing, { flow, quantities, more }: Written): void {
  const { planId: independentDemandOf, due } = writing;
  writeCommitment(writing, { flow, quantities, more: { due, ...more, independentDemandOf } }, "demand");
}

/** A wish of the planner that somebody is to be found for. */
function writeIntent(writing: Writing, { flow, quantities, more }: Written): void {
  write(writing, "intent", { ...flowBody(flow), ...quantities, receiver: writing.agent, ...more, id: nextId(writing, "intent") });
}

/** What the plan is for and what is left over are promises of their own, so that the rest is free for others. */
function writeOutput(writing: Writing, step: PlanStep, { flow, quantities, delivered }: PlanOutput): void {
  const { end } = timesOf(writing, step);
  const counted = countedQuantity(quantities);
  if (counted === undefined || decimalSign(counted.hasNumericalValue) === 0) return;
  const key = quantities.resourceQuantity === undefined ? "effortQuantity" : "resourceQuantity";
  const clause = clauseOf(writing, flow);
  const more: Said = { outputOf: writing.processes.get(step), stage: flow.stage, state: flow.state, ...clause };
  const isWhole = delivered === counted.hasNumericalValue;
  if (delivered !== "0") {
    const part = isWhole ? quantities : { [key]: { ...counted, hasNumericalValue: delivered } };
    writeDemand(writing, { flow, quantities: part, more: { ...more, due: writing.due ?? end } });
  }
  const rest = addDecimals(counted.hasNumericalValue, negateDecimal(delivered));
  if (rest === "0") return;
  const part = delivered === "0" ? quantities : { [key]: { ...counted, hasNumericalValue: rest } };
  writeCommitment(writing, { flow, quantities: part, more: { ...more, due: end } });
}

function writeInput(writing: Writing, step: PlanStep, input: PlanInput): void {
  const { flow, quantities, supply } = input;
  const { begin } = timesOf(writing, step);
  const more: Said = { inputOf: writing.processes.get(step), due: begin, stage: flow.stage, state: flow.state };
  const written: Written = { flow, quantities, more };
  const isLacking = decimalSign(input.lacking) > 0;
  switch (supply) {
    case "work":
      if (writing.worker === null) return writeIntent(writing, written);
      return writeCommitment(writing, { ...written, more: { ...more, provider: writing.worker } });
    case "clause":
      return writeClause(writing, written);
    case "kept":
      return isLacking ? writeIntent(writing, written) : writeKept(writing, step, written);
    case "service":
      return isLacking ? writeIntent(writing, written) : writeCommitment(writing, written);
    case "material":
      return writeMaterial(writing, input, written);
  }
}

/** What is used up or worked on: a promise for each resource of the stock, one for the rest, and a wish for what is to be obtained. */
function writeMaterial(writing: Writing, { stock, lacking, quantities }: PlanInput, { flow, more }: Written): void {
  const counted = countedQuantity(quantities);
  if (counted === undefined) return;
  const key = quantities.resourceQuantity === undefined ? "effortQuantity" : "resourceQuantity";
  const taken = stock.reduce((sum, { quantity }) => addDecimals(sum, quantity), "0");
  const rest = addDecimals(counted.hasNumericalValue, negateDecimal(taken));
  const parts = [
    ...stock.map(({ resource, quantity }) => ({ resource, quantity })),
    ...(decimalSign(rest) > 0 || stock.length === 0 ? [{ resource: undefined, quantity: rest }] : []),
  ];
  for (const [index, { resource, quantity }] of parts.entries()) {
    // Effort is said once, with the first part.
    const effort = index === 0 ? quantities : {};
    const part = { ...effort, [key]: { ...counted, hasNumericalValue: quantity } };
    writeCommitment(writing, { flow, quantities: part, more: { ...more, resourceInventoriedAs: resource } });
  }
  if (decimalSign(lacking) === 0) return;
  const { inputOf: _process, ...wanted } = more;
  const obtained: StepFlow = { ...flow, action: "transfer" };
  const quantity = { [key]: { ...counted, hasNumericalValue: lacking } };
  writeIntent(writing, {
    flow: obtained,
    quantities: quantity,
    more: { ...wanted, name: "to be obtained", plannedWithin: writing.planId },
  });
}

/** A thing that is used is reserved for the time of the step; where each one is taken, another is wished for. What is cited is there for all. */
function writeKept(writing: Writing, step: PlanStep, { flow, quantities, more }: Written): void {
  const { begin, end } = timesOf(writing, step);
  const isUse = flow.action === "use";
  const span = writing.times.get(step) ?? null;
  const found = freeEquipment(writing, { ...flow, span: isUse ? span : null });
  const when: Said = isUse ? { hasBeginning: begin, hasEnd: end } : {};
  if (found === "reserved") return writeIntent(writing, { flow, quantities, more: { ...more, ...when } });
  if (found !== null && isUse && span !== null) writing.reserved.set(found, [...(writing.reserved.get(found) ?? []), span]);
  return writeCommitment(writing, { flow, quantities, more: { ...more, ...when, resourceInventoriedAs: found ?? undefined } });
}

/** The agreement that a flow is a clause of: one for each exchange. */
function clauseOf(writing: Writing, { clauseOf: exchange }: StepFlow): { readonly clauseOf?: string } {
  if (exchange === undefined) return {};
  const known = writing.agreements.get(exchange);
  if (known !== undefined) return { clauseOf: known };
  const id = nextId(writing, "agreement");
  const body = writing.records.get("recipeExchange", exchange)?.body;
  writing.agreements.set(exchange, id);
  write(writing, "agreement", {
    id,
    name: body?.["name"] as string | undefined,
    note: body?.["note"] as string | undefined,
    created: writing.at,
  });
  return { clauseOf: id };
}

/** A clause that brings something to the planner: who gives it may still be open. */
function writeClause(writing: Writing, { flow, quantities, more }: Written): void {
  const provider = flow.action === "work" ? (writing.worker ?? undefined) : undefined;
  writeCommitment(writing, { flow, quantities, more: { ...more, provider, ...clauseOf(writing, flow) } });
}

/** What else belongs to the exchanges of a step, at the size of the step: further clauses, and what is given in return. */
function writeExchanges(writing: Writing, step: PlanStep): void {
  const incoming = step.step.inputs.flatMap((flow) => (flow.clauseOf === undefined ? [] : [flow]));
  const outgoing = step.step.outputs.flatMap((flow) => (flow.clauseOf === undefined ? [] : [flow]));
  const exchanges = new Set([...incoming, ...outgoing].flatMap((flow) => flow.clauseOf ?? []));
  for (const exchange of exchanges) {
    const first = incoming.find((flow) => flow.clauseOf === exchange);
    const { clauses, returns } = readExchange(writing.records, exchange);
    const { agent, worker, planId: plannedWithin } = writing;
    const other = first?.action === "work" ? (worker ?? undefined) : undefined;
    const toPlanner = { provider: other, receiver: agent };
    const fromPlanner = { provider: agent, receiver: other };
    const clause = clauseOf(writing, { action: "transfer", clauseOf: exchange });
    const { begin, end } = timesOf(writing, step);
    const due = first === undefined ? end : begin;
    for (const flow of clauses) {
      const more = { ...(first === undefined ? fromPlanner : toPlanner), ...clause, plannedWithin, due };
      writeCommitment(writing, { flow, quantities: scaled(flow, step), more });
    }
    for (const flow of returns) {
      const more = { ...(first === undefined ? toPlanner : fromPlanner), reciprocalClauseOf: clause.clauseOf, plannedWithin, due };
      writeCommitment(writing, { flow, quantities: scaled(flow, step), more });
    }
  }
}

function scaled({ resourceQuantity, effortQuantity }: StepFlow, { factor }: PlanStep): Quantities {
  const grown = (measure: Measure) => ({ ...measure, hasNumericalValue: scaledUp(measure.hasNumericalValue, factor) });
  return {
    ...(resourceQuantity === undefined ? {} : { resourceQuantity: grown(resourceQuantity) }),
    ...(effortQuantity === undefined ? {} : { effortQuantity: grown(effortQuantity) }),
  };
}
