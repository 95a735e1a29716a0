// Recipes in one shape, however they were recorded: by steps and flows of their own, or whole, as a region's recipes are.

import type { Action, Measure } from "@commonwright/rea";
import type { Json, JsonObject } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import type { RecordRow } from "../log/records.js";
import { dayNumber, periodDays } from "../region/calendar.js";
import { readTogether } from "./readTogether.js";

/** A step of a recipe with its flows, as planning reads it. */
export interface RecipeStep {
  readonly id: string;
  readonly name: string;
  readonly note?: string | undefined;
  readonly classifiedAs?: readonly string[] | undefined;
  /** The kind of process that it is: the stage of what comes out. */
  readonly stage?: string | undefined;
  readonly duration?: Measure | undefined;
  /** True: only whole batches can be made. */
  readonly isWhole: boolean;
  readonly inputs: readonly StepFlow[];
  /** The first is what the step is for. */
  readonly outputs: readonly StepFlow[];
}

/** An input or output of a step, or a clause of an exchange. */
export interface StepFlow {
  readonly action: Action;
  readonly specification?: string | undefined;
  readonly classifiedAs?: readonly string[] | undefined;
  readonly resourceQuantity?: Measure | undefined;
  readonly effortQuantity?: Measure | undefined;
  readonly stage?: string | undefined;
  readonly state?: string | undefined;
  readonly note?: string | undefined;
  /** The exchange that the flow is a clause of. */
  readonly clauseOf?: string | undefined;
}

/** A recipe with its steps, in the order in which it names them. */
export interface RecipeReading {
  readonly id: string;
  readonly name: string;
  readonly primaryOutput?: string | undefined;
  readonly steps: readonly RecipeStep[];
}

/** Reads a recipe. */
export function readRecipe(records: RecordsView, row: RecordRow): RecipeReading {
  const { id, body } = row;
  const included = listOf(body["recipeIncludes"]);
  return {
    id,
    name: textOf(body["name"]) ?? id,
    primaryOutput: textOf(body["primaryOutput"]),
    steps: readTogether(included.entries(), ([index, each]): readonly RecipeStep[] => {
      if (typeof each !== "string") return [regionalStep(records, row, { process: each as JsonObject, index })];
      const process = records.get("recipeProcess", each);
      return process === undefined || process.isRemoved ? [] : [readStep(records, process)];
    }).flat(),
  };
}

/** Reads a step that is a record of its own. */
export function readStep(records: RecordsView, { id, kind, body }: RecordRow): RecipeStep {
  const sides = ["recipeInputOf", "recipeOutputOf"] as const;
  const [inputs = [], outputs = []] = readTogether(sides, (side) =>
    records.referring("recipeFlow", side, { kind, id }).map((row) => flowOf(row.body)),
  );
  return {
    id,
    name: textOf(body["name"]) ?? id,
    note: textOf(body["note"]),
    classifiedAs: textsOf(body["processClassifiedAs"]),
    stage: textOf(body["processConformsTo"]),
    duration: measureOf(body["hasDuration"]),
    isWhole: false,
    inputs,
    outputs,
  };
}

/** The flows of an exchange that belong to no step: its further clauses, and what is given in return. */
export function readExchange(
  records: RecordsView,
  id: string,
): { readonly clauses: readonly StepFlow[]; readonly returns: readonly StepFlow[] } {
  const exchange = { kind: "recipeExchange", id } as const;
  const isApart = ({ body }: RecordRow) => body["recipeInputOf"] === undefined && body["recipeOutputOf"] === undefined;
  return {
    clauses: records
      .referring("recipeFlow", "recipeClauseOf", exchange)
      .filter(isApart)
      .map(({ body }) => flowOf(body)),
    returns: records.referring("recipeFlow", "recipeReciprocalClauseOf", exchange).map(({ body }) => flowOf(body)),
  };
}

/** A step of a region's recipe: it has no record of its own, and no id. */
function regionalStep(
  records: RecordsView,
  { id, body }: RecordRow,
  { process, index }: { readonly process: JsonObject; readonly index: number },
): RecipeStep {
  const flows = (value: Json | undefined) => listOf(value).map((each) => regionalFlow(records, each as JsonObject));
  return {
    id: `${id}:${index + 1}`,
    name: textOf(process["name"]) ?? textOf(body["name"]) ?? id,
    duration: leadOf(records, body["leadPeriods"]),
    isWhole: body["integerRuns"] === true,
    inputs: flows(process["hasRecipeInput"]),
    outputs: flows(process["hasRecipeOutput"]),
  };
}

/** Skills of a region are names in its rules, not kinds with a record: they are said as classes. */
function regionalFlow(records: RecordsView, body: JsonObject): StepFlow {
  const flow = flowOf(body);
  const { specification } = flow;
  if (specification === undefined || records.get("resourceSpecification", specification) !== undefined) return flow;
  return { ...flow, specification: undefined, classifiedAs: [...(flow.classifiedAs ?? []), specification] };
}

/** A region says in periods how long a run takes; a period is as long as its first. */
function leadOf(records: RecordsView, leadPeriods: Json | undefined): Measure | undefined {
  if (typeof leadPeriods !== "number" || leadPeriods <= 0) return undefined;
  const [first] = listOf(records.get("planningRules", "rules")?.body["periods"]);
  const days = typeof first === "string" ? periodDays(first) : null;
  if (days === null) return undefined;
  const length = (dayNumber(days.end) ?? 0) - (dayNumber(days.start) ?? 0) + 1;
  return { hasNumericalValue: String(leadPeriods * length), hasUnit: "d" };
}

const flowOf = (body: JsonObject): StepFlow => ({
  action: body["action"] as Action,
  specification: textOf(body["resourceConformsTo"]),
  classifiedAs: textsOf(body["resourceClassifiedAs"]),
  resourceQuantity: measureOf(body["resourceQuantity"]),
  effortQuantity: measureOf(body["effortQuantity"]),
  stage: textOf(body["stage"]),
  state: textOf(body["state"]),
  note: textOf(body["note"]),
  clauseOf: textOf(body["recipeClauseOf"]),
});

// Records were read property by property when they were written.
const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const textOf = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);
const textsOf = (value: Json | undefined) => (Array.isArray(value) ? (value as readonly string[]) : undefined);
const measureOf = (value: Json | undefined): Measure | undefined => value as unknown as Measure | undefined;
