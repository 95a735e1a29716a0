// The decision to plan something by its recipe: all records of the plan together, or why not.

import { addDecimals, compareDecimals, decimalSign, type Measure, VOCABULARY } from "@commonwright/rea";
import { canonicalJson } from "../log/canonicalJson.js";
import { type Decider, entryOf } from "../log/decider.js";
import type { JsonObject } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import type { RecordKind, RecordRow } from "../log/records.js";
import { textAt } from "./bodyText.js";
import { derivedId } from "./derivedId.js";
import { explode, type ExplosionAsked, PLAN_LIMITS } from "./explosion.js";
import { instantOf, instantText } from "./instant.js";
import { nounRefusal } from "./nounRules.js";
import type { PlanDraft, PlanStep } from "./planDraft.js";
import { type PlanRecord, planRecords } from "./planRecords.js";
import { scheduleBack, scheduleForward, type StepTimes } from "./planSchedule.js";
import { readRecipe } from "./recipeReading.js";
import { readTogether } from "./readTogether.js";
import { type LedgerDecision, type PlainNoun, recordedKind } from "./recordDecisions.js";
import type { LedgerRefusal } from "./refusals.js";
import { asIfAllWereThere, type Given, isId, missingOf, readMeasure, readValues } from "./values.js";

/** What is to be planned. A recipe, or the kind of thing, or both. */
export interface PlanFromRecipe {
  readonly planId: string;
  /** Name, note, due, created of the plan. */
  readonly plan: Given;
  readonly recipe?: string | undefined;
  readonly resourceConformsTo?: string | undefined;
  /** A measure, as the client gives it. */
  readonly quantity: unknown;
  readonly stage?: string | undefined;
  readonly state?: string | undefined;
  /** When it is to be there, ISO 8601; absent: the plan's own due. */
  readonly due?: string | undefined;
  /** When work may begin. Alone: planned forward from it; with `due`: planned back, and refused where that begins before it. */
  readonly start?: string | undefined;
  /** Id of the agent that plans. */
  readonly agent: string;
  /** Id of the agent who does the work. */
  readonly worker?: string | undefined;
  /** Id of the resource that is worked on. */
  readonly resource?: string | undefined;
  /** Absent: true. */
  readonly useStock?: boolean | undefined;
  /** Absent: false. */
  readonly wholeBatches?: boolean | undefined;
  /** The id of a part ("process:1"); always the same for the same part of the same plan. Absent: the plan's id, a colon, the part. */
  readonly idOf?: ((what: string) => string) | undefined;
}

type Refused = { readonly refusal: LedgerRefusal };
const refused = (refusal: LedgerRefusal): Refused => ({ refusal });

/** Decides on a plan. The same command again makes no entry, whatever became of the plan and the stock since. */
export function planFromRecipe(records: RecordsView, command: PlanFromRecipe, decider: Decider): LedgerDecision {
  const existing = isId(command.planId) ? records.get("plan", command.planId) : undefined;
  if (existing !== undefined) return again(records, existing, command);
  const read = readCommand(records, command);
  if ("refusal" in read) return read;
  const draft = draftOf(records, read.asked);
  if ("refusal" in draft) return draft;
  const times = timesOf(draft, read);
  if ("refusal" in times) return times;
  const { specification, quantity } = read.asked;
  const parts = planRecords(draft, {
    records,
    planId: command.planId,
    specification,
    unit: quantity.hasUnit,
    agent: command.agent,
    worker: command.worker ?? null,
    at: decider.at,
    idOf: idOf(command),
    times: times.times,
    due: read.dueText,
  });
  const plan: PlanRecord = { noun: "plan", body: { id: command.planId, ...read.plan, created: read.plan["created"] ?? decider.at } };
  return decided(records, [plan, ...parts], decider);
}

/** Where a thing needs some of itself to begin with, stock is kept for that, and none is delivered. */
function draftOf(records: RecordsView, asked: ExplosionAsked): PlanDraft | Refused {
  const draft = explode(records, asked);
  if (!("refusal" in draft) || draft.refusal.type !== "RecipeCycle" || !asked.useStock) return draft;
  return explode(records, { ...asked, deliversStock: false });
}

const idOf =
  ({ idOf: given, planId }: PlanFromRecipe) =>
  (what: string): string =>
    given?.(what) ?? derivedId(planId, what);

function decided(records: RecordsView, parts: readonly PlanRecord[], decider: Decider): LedgerDecision {
  if (parts.length > PLAN_LIMITS.records) return refused({ type: "PlanTooLarge", most: PLAN_LIMITS.records, of: "records" });
  const refusal = takenId(records, parts) ?? wrongPart(records, parts);
  if (refusal !== null) return refused(refusal);
  return { entries: parts.map(({ noun, body }) => entryOf(recordedKind(noun), body, decider)), id: parts[0]?.body.id ?? "", warnings: [] };
}

/** The first part whose id is none, or is taken: by another part or by what was recorded before. */
function takenId(records: RecordsView, parts: readonly PlanRecord[]): LedgerRefusal | null {
  const seen = new Set<string>();
  for (const { noun, body } of parts) {
    if (!isId(body.id)) return { type: "BadId", at: `${noun}.id`, id: body.id };
    if (seen.has(`${noun} ${body.id}`)) return { type: "IdTaken", noun: VOCABULARY[noun].className, id: body.id };
    seen.add(`${noun} ${body.id}`);
  }
  const taken = readTogether(parts, ({ noun, body }) => records.get(noun, body.id)).find((row) => row !== undefined);
  return taken === undefined ? null : { type: "IdTaken", noun: VOCABULARY[taken.kind as PlainNoun].className, id: taken.id };
}

/** Recipes may hold what a record must not. */
function wrongPart(records: RecordsView, parts: readonly PlanRecord[]): LedgerRefusal | null {
  for (const { noun, body } of parts) {
    const refusal = missingOf(VOCABULARY[noun], body, noun) ?? nounRefusal(noun, body, records);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** A command that was read. */
interface ReadCommand {
  readonly plan: JsonObject;
  readonly asked: ExplosionAsked;
  /** Milliseconds since 1970. */
  readonly due: number | null;
  readonly dueText: string | undefined;
  readonly start: number | null;
  readonly startText: string | undefined;
}

function readCommand(records: RecordsView, command: PlanFromRecipe): ReadCommand | Refused {
  const { planId, start } = command;
  if (!isId(planId)) return refused({ type: "BadId", at: "plan.id", id: planId });
  const plan = readPlan(records, command);
  if ("refusal" in plan) return plan;
  const missing = missingOf(VOCABULARY.plan, plan.values, "plan") ?? nounRefusal("plan", plan.values, records);
  if (missing !== null) return refused(missing);
  if (start !== undefined && instantOf(start) === null) return refused({ type: "NotAnInstant", at: "start", text: start });
  const asked = readAsked(records, command);
  if ("refusal" in asked) return asked;
  const dueText = plan.values["due"] as string | undefined;
  return {
    plan: plan.values,
    asked,
    due: dueText === undefined ? null : instantOf(dueText),
    dueText,
    start: start === undefined ? null : instantOf(start),
    startText: start,
  };
}

const readPlan = (records: RecordsView, { plan, due }: PlanFromRecipe) =>
  readValues(VOCABULARY.plan, { ...plan, ...(due === undefined ? {} : { due }) }, { at: "plan", records });

function readAsked(records: RecordsView, command: PlanFromRecipe): ExplosionAsked | Refused {
  const measure = readMeasure(command.quantity, { at: "quantity", records });
  if ("refusal" in measure) {
    const { refusal } = measure;
    return refused(refusal.type === "BelowNothing" ? { ...refusal, type: "NotAboveNothing" } : refusal);
  }
  if (decimalSign(measure.value.hasNumericalValue) === 0) return refused({ type: "NotAboveNothing", at: "quantity", text: "0" });
  const unknown = unknownName(records, command);
  if (unknown !== null) return refused(unknown);
  const row = command.recipe === undefined ? undefined : records.get("recipe", command.recipe);
  const recipe = row === undefined ? null : readRecipe(records, row);
  const specification = command.resourceConformsTo ?? recipe?.primaryOutput;
  if (specification === undefined) {
    const why = recipe === null ? "name it, or a recipe" : `the recipe ${recipe.name} does not say what it is for`;
    return refused({ type: "Missing", at: "resourceConformsTo", why });
  }
  const { stage, state, agent, useStock = true, wholeBatches = false } = command;
  const quantity: Measure = measure.value;
  const worked = command.resource === undefined ? undefined : records.get("economicResource", command.resource);
  const resource = worked === undefined ? null : { id: worked.id, specification: textAt(worked.body, "conformsTo") };
  return { specification, quantity, stage, state, recipe, agent, resource, useStock, deliversStock: useStock, wholeBatches };
}

/** The first thing that is named and not known. */
function unknownName(records: RecordsView, command: PlanFromRecipe): LedgerRefusal | null {
  const named: readonly (readonly [string, RecordKind & keyof typeof VOCABULARY, string | undefined])[] = [
    ["recipe", "recipe", command.recipe],
    ["resourceConformsTo", "resourceSpecification", command.resourceConformsTo],
    ["stage", "processSpecification", command.stage],
    ["agent", "agent", command.agent],
    ["worker", "agent", command.worker],
    ["resource", "economicResource", command.resource],
  ];
  for (const [at, kind, id] of named) {
    if (id === undefined) continue;
    const row = records.get(kind, id);
    if (row === undefined || row.isRemoved) return { type: "NoSuch", at, noun: VOCABULARY[kind].className, id };
  }
  return null;
}

/** When each step is: back from when it is due; forward from the start; or at no time, where neither is said. */
function timesOf(
  { steps }: PlanDraft,
  { due, dueText = "", start, startText = "" }: ReadCommand,
): { readonly times: ReadonlyMap<PlanStep, StepTimes> } | Refused {
  if (due === null && start === null) return { times: new Map() };
  const times = due === null ? scheduleForward(steps, start ?? 0) : scheduleBack(steps, due);
  const begins = [...times.values()].reduce((first, { begin }) => Math.min(first, begin), due ?? start ?? 0);
  const ends = [...times.values()].reduce((last, { end }) => Math.max(last, end), due ?? start ?? 0);
  const needed = instantText(begins);
  if (needed === null || instantText(ends) === null) {
    return refused({ type: "TooLittleTime", due: dueText, start: "0001-01-01", needed: "no year that can be written" });
  }
  if (start !== null && begins < start) return refused({ type: "TooLittleTime", due: dueText, start: startText, needed });
  return { times };
}

/** Whether a plan is the one that the command made: its own words, and what it is for. What it named may be gone since. */
function again(records: RecordsView, existing: RecordRow, command: PlanFromRecipe): LedgerDecision {
  const { id } = existing;
  const { className } = VOCABULARY.plan;
  if (existing.isRemoved) return refused({ type: "IdRemoved", noun: className, id });
  const { created = null, ...first } = records.firstSaid(existing);
  const plan = readPlan(asIfAllWereThere(records), command);
  const quantity = readMeasure(command.quantity, { at: "quantity", records: asIfAllWereThere(records) });
  const isSame =
    !("refusal" in plan) &&
    !("refusal" in quantity) &&
    canonicalJson({ created, id, ...plan.values }) === canonicalJson({ created, ...first }) &&
    isForTheSame(records, command, quantity.value);
  return isSame ? { entries: [], id, warnings: [] } : refused({ type: "IdTaken", noun: className, id });
}

/** What the plan was for when it was made: so much of a kind, from stock and from steps together. */
function isForTheSame(records: RecordsView, command: PlanFromRecipe, { hasNumericalValue, hasUnit }: Measure): boolean {
  const recipe = command.recipe === undefined ? undefined : records.get("recipe", command.recipe)?.body;
  const specification = command.resourceConformsTo ?? recipe?.["primaryOutput"];
  let sum = "0";
  for (let index = 1; ; index += 1) {
    const row = records.get("commitment", idOf(command)(`demand:${index}`));
    if (row === undefined) return compareDecimals(sum, hasNumericalValue) === 0;
    const body = records.firstSaid(row);
    const quantity = (body["resourceQuantity"] ?? body["effortQuantity"]) as unknown as Measure;
    const isOfThis = body["independentDemandOf"] === command.planId && [undefined, body["resourceConformsTo"]].includes(specification);
    if (!isOfThis || quantity.hasUnit !== hasUnit) return false;
    sum = addDecimals(sum, quantity.hasNumericalValue);
  }
}
