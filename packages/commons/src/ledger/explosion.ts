// The demand explosion: from what is wanted to all that must be made for it. Procedure: REFERENCE.md section 8 (Valueflows, plan from recipe).

import { addDecimals, compareDecimals, type Decimal, decimalSign, type Measure, negateDecimal } from "@commonwright/rea";
import type { RecordsView } from "../log/logBatch.js";
import { durationMs } from "./duration.js";
import { isOf, isSubstitutable, isThere, resourcesOf, type StockPart, type StockShelf, stockShelf } from "./freeStock.js";
import {
  countedQuantity,
  isNeededBy,
  type PlanDraft,
  type PlanInput,
  type PlanOutput,
  type PlanStep,
  type Quantities,
  type Supply,
} from "./planDraft.js";
import { type ChosenStep, chooseStep, stageAfter, stepWithin } from "./recipeChoice.js";
import type { RecipeReading, RecipeStep, StepFlow } from "./recipeReading.js";
import { readTogether } from "./readTogether.js";
import type { LedgerRefusal } from "./refusals.js";
import { type Factor, isTooLong, scaledDown, scaledUp, wholeBatches } from "./scaling.js";

/** What a plan may come to. */
export const PLAN_LIMITS = { records: 2000, depth: 100 } as const;

/** What is wanted, and how it may be come by. */
export interface ExplosionAsked {
  readonly specification: string;
  readonly quantity: Measure;
  readonly stage?: string | undefined;
  readonly state?: string | undefined;
  /** The recipe that makes it; null: the one recorded first. */
  readonly recipe: RecipeReading | null;
  /** Whose stock may be planned with. */
  readonly agent: string;
  /** The thing that is worked on, where there is one already. */
  readonly resource: { readonly id: string; readonly specification: string } | null;
  readonly useStock: boolean;
  /** Whether what the plan is for may itself come from stock. */
  readonly deliversStock: boolean;
  readonly wholeBatches: boolean;
}

/** Something that is needed, by when, and for which input; null: it is what the plan is for. */
interface Demand {
  readonly specification: string;
  readonly quantity: Measure;
  readonly stage?: string | undefined;
  readonly state?: string | undefined;
  readonly due: number;
  readonly consumer: { readonly step: PlanStep; readonly input: PlanInput } | null;
  readonly recipe: RecipeReading | null;
  /** The recipe's steps from the plan's end to here. */
  readonly path: ReadonlySet<string>;
}

interface Working {
  readonly records: RecordsView;
  readonly asked: ExplosionAsked;
  readonly shelf: StockShelf;
  readonly queue: Demand[];
  readonly steps: PlanStep[];
  fromStock: readonly StockPart[];
  flows: number;
}

/** Works out all steps, or says why it cannot be planned. */
export function explode(records: RecordsView, asked: ExplosionAsked): PlanDraft | { readonly refusal: LedgerRefusal } {
  const { specification, quantity, stage, state, recipe } = asked;
  const first: Demand = { specification, quantity, stage, state, due: 0, consumer: null, recipe, path: new Set() };
  const working: Working = { records, asked, shelf: stockShelf(records, asked.agent), queue: [first], steps: [], fromStock: [], flows: 0 };
  for (let demand = nextOf(working.queue); demand !== undefined; demand = nextOf(working.queue)) {
    const refusal = meet(working, demand);
    if (refusal !== null) return { refusal };
    if (working.flows > PLAN_LIMITS.records) return { refusal: { type: "PlanTooLarge", most: PLAN_LIMITS.records, of: "records" } };
  }
  const { fromStock, steps } = working;
  return { fromStock, steps };
}

/** Takes the demand that is due first; of those that are due together the one that came first. */
function nextOf(queue: Demand[]): Demand | undefined {
  let first = 0;
  for (const [index, { due }] of queue.entries()) if (due < (queue[first]?.due ?? 0)) first = index;
  return queue.splice(first, 1)[0];
}

const less = (one: Decimal, other: Decimal): Decimal => addDecimals(one, negateDecimal(other));

/** Meets a demand: from stock, from what the plan makes anyway, by a step, or it is left to be obtained. */
function meet(working: Working, demand: Demand): LedgerRefusal | null {
  const { asked } = working;
  const { consumer, specification, quantity } = demand;
  const chosen = stepFor(working, demand);
  if (chosen === null && consumer === null) return unmade(asked);
  const isTheOne = asked.resource?.specification === specification;
  const isFirstStage = chosen === null || chosen.recipe?.id !== demand.recipe?.id;
  if (isTheOne && consumer !== null && isWorkedOn(consumer.input) && isFirstStage) {
    consumer.input.stock = [{ resource: asked.resource.id, quantity: quantity.hasNumericalValue }];
    return null;
  }
  const left = isTheOne ? quantity.hasNumericalValue : netted(working, demand);
  if (decimalSign(left) === 0) return null;
  if (chosen !== null) return plan(working, demand, { chosen, left });
  if (consumer !== null) consumer.input.lacking = left;
  return null;
}

function unmade({ recipe, specification }: ExplosionAsked): LedgerRefusal {
  if (recipe === null) return { type: "NoRecipe", specification };
  return { type: "RecipeUnusable", recipe: recipe.name, why: `none of its steps has ${specification} as output` };
}

/** Things that go through a step and come out of it changed. */
const isWorkedOn = ({ flow }: PlanInput): boolean => flow.action === "accept" || flow.action === "pickup";

/** What the plan is for comes from its recipe; what that needs, from any. */
function stepFor({ records, asked }: Working, demand: Demand): ChosenStep | null {
  const { consumer, recipe, path } = demand;
  if (consumer === null) return asked.recipe === null ? chooseStep(records, demand) : stepWithin(asked.recipe, demand);
  const isAnyStage = isWorkedOn(consumer.input) && demand.stage === undefined;
  return chooseStep(records, isAnyStage ? { ...demand, recipe, before: consumer.step.step.id, without: path } : demand);
}

/** What is left of a demand after stock and after what the plan makes anyway. What is kept was looked for before. */
function netted(working: Working, { specification, quantity, stage, state, due, consumer }: Demand): Decimal {
  const { asked, shelf, records } = working;
  const unit = quantity.hasUnit;
  let left = quantity.hasNumericalValue;
  if ((consumer === null ? asked.deliversStock : asked.useStock) && consumer?.input.supply !== "kept") {
    const parts = shelf.take({ specification, unit, quantity: left, stage, state });
    if (consumer === null) working.fromStock = parts;
    else consumer.input.stock = parts;
    left = parts.reduce((sum, part) => less(sum, part.quantity), left);
  }
  if (consumer === null || !isSubstitutable(records, specification)) return left;
  // What is made to be used stays there for the next who uses it.
  const from = consumer.input.supply === "kept" ? "kept" : "left";
  for (const { maker, output } of surplusFor(working, { specification, unit, stage, state, due })) {
    if (decimalSign(left) === 0) break;
    // What needs this very step cannot come before it.
    if (decimalSign(output[from]) <= 0 || isNeededBy(consumer.step, maker)) continue;
    const taken = compareDecimals(output[from], left) < 0 ? output[from] : left;
    if (from === "left") output.left = less(output.left, taken);
    left = less(left, taken);
    consumer.step.needs.add(maker);
  }
  return left;
}

interface SurplusWanted extends Pick<Demand, "specification" | "stage" | "state" | "due"> {
  readonly unit: string;
}

/** Outputs that nothing needs yet and that are there in time, in the order in which they were planned. */
function surplusFor({ steps }: Working, { specification, unit, stage, state, due }: SurplusWanted) {
  return steps
    .filter(({ end }) => end <= due)
    .flatMap((maker) =>
      maker.outputs
        .filter(
          ({ flow, quantities }) =>
            flow.specification === specification &&
            countedQuantity(quantities)?.hasUnit === unit &&
            [undefined, stageAfter(maker.step, flow)].includes(stage) &&
            [undefined, flow.state].includes(state),
        )
        .map((output) => ({ maker, output })),
    );
}

interface Making {
  readonly chosen: ChosenStep;
  readonly left: Decimal;
}

/** Adds a step that makes what is left of a demand, and demands what it needs. */
function plan(working: Working, demand: Demand, { chosen, left }: Making): LedgerRefusal | null {
  const { step, output } = chosen;
  const name = chosen.recipe?.name ?? step.name;
  const made = countedQuantity(output);
  const refusal = pathRefusal(step, demand) ?? outputRefusal(demand, made, name);
  if (refusal !== null || made === undefined) return refusal;
  const exact: Factor = { by: left, of: made.hasNumericalValue };
  const batches = wholeBatches(exact);
  const factor = working.asked.wholeBatches || step.isWhole ? { by: batches, of: "1" } : exact;
  const length = step.duration === undefined ? 0 : durationMs(working.records, step.duration, batches);
  if (length === null)
    return { type: "RecipeUnusable", recipe: name, why: `the duration of ${step.name} is in no unit of time, or too long` };
  const inputs = step.inputs.map((flow) => inputOf(flow, factor));
  const outputs = step.outputs.map((flow) =>
    outputOf(flow, factor, flow === output ? { left, isDelivered: demand.consumer === null } : null),
  );
  const tooLong = [...inputs, ...outputs].some(({ quantities }) =>
    Object.values(quantities).some((each) => each !== undefined && isTooLong(each)),
  );
  if (tooLong) return { type: "RecipeUnusable", recipe: name, why: `a quantity of ${step.name} would have more than 18 digits` };
  const planned: PlanStep = { step, factor, begin: demand.due - length, end: demand.due, inputs, outputs, needs: new Set() };
  working.steps.push(planned);
  working.flows += 1 + inputs.length + outputs.length;
  if (demand.consumer?.input.supply === "kept") for (const each of outputs) if (each.flow === output) each.kept = left;
  demand.consumer?.step.needs.add(planned);
  demandInputs(working, planned, { recipe: chosen.recipe, path: new Set([...demand.path, step.id]) });
  return null;
}

function pathRefusal(step: RecipeStep, { path }: Demand): LedgerRefusal | null {
  if (path.has(step.id)) return { type: "RecipeCycle", process: step.name };
  return path.size < PLAN_LIMITS.depth ? null : { type: "PlanTooLarge", most: PLAN_LIMITS.depth, of: "steps one below the other" };
}

function outputRefusal({ quantity, consumer, specification }: Demand, made: Measure | undefined, recipe: string): LedgerRefusal | null {
  if (made === undefined || decimalSign(made.hasNumericalValue) <= 0) {
    return { type: "RecipeUnusable", recipe, why: `it does not say how much of ${specification} comes out` };
  }
  if (made.hasUnit === quantity.hasUnit) return null;
  if (consumer === null)
    return { type: "UnitOther", at: "quantity", unit: quantity.hasUnit, wanted: made.hasUnit, of: `the recipe ${recipe}` };
  const why = `it makes ${specification} in ${made.hasUnit}, and ${consumer.step.step.name} needs it in ${quantity.hasUnit}`;
  return { type: "RecipeUnusable", recipe, why };
}

/** What each action wants of the world. All that is not named here is used up, put in, or worked on. */
const SUPPLIES: Readonly<Partial<Record<StepFlow["action"], Supply>>> = {
  work: "work",
  use: "kept",
  cite: "kept",
  deliverService: "service",
};

function inputOf(flow: StepFlow, factor: Factor): PlanInput {
  const supply = flow.clauseOf === undefined ? (SUPPLIES[flow.action] ?? "material") : "clause";
  const isOnce = flow.action === "cite";
  const quantities = isOnce ? quantitiesOf(flow, (value) => value) : quantitiesOf(flow, (value) => scaledUp(value, factor));
  return { flow, supply, quantities, stock: [], lacking: "0" };
}

/** `wanted`: how much of this output the step is planned for; null: it comes out besides. */
function outputOf(flow: StepFlow, factor: Factor, wanted: { readonly left: Decimal; readonly isDelivered: boolean } | null): PlanOutput {
  const scaled = quantitiesOf(flow, (value) => scaledDown(value, factor));
  const counted = countedQuantity(scaled);
  if (wanted === null || counted === undefined)
    return { flow, quantities: scaled, delivered: "0", left: counted?.hasNumericalValue ?? "0", kept: "0" };
  const { left, isDelivered } = wanted;
  // A factor that does not end must still come to exactly what is wanted.
  const isShort = compareDecimals(counted.hasNumericalValue, left) < 0;
  const made = isShort ? { ...counted, hasNumericalValue: left } : counted;
  const quantities = scaled.resourceQuantity === undefined ? { effortQuantity: made } : { ...scaled, resourceQuantity: made };
  return { flow, quantities, delivered: isDelivered ? left : "0", left: less(made.hasNumericalValue, left), kept: "0" };
}

function quantitiesOf({ resourceQuantity, effortQuantity }: StepFlow, scale: (value: Decimal) => Decimal): Quantities {
  const scaled = (measure: Measure) => ({ ...measure, hasNumericalValue: scale(measure.hasNumericalValue) });
  return {
    ...(resourceQuantity === undefined ? {} : { resourceQuantity: scaled(resourceQuantity) }),
    ...(effortQuantity === undefined ? {} : { effortQuantity: scaled(effortQuantity) }),
  };
}

interface Below {
  readonly recipe: RecipeReading | null;
  readonly path: ReadonlySet<string>;
}

function demandInputs({ records, asked, queue }: Working, planned: PlanStep, { recipe, path }: Below): void {
  readTogether(planned.inputs, ({ flow }) => foresee(records, asked, { ...flow, recipe }));
  for (const input of planned.inputs) {
    const { flow, supply, quantities } = input;
    const { specification, stage, state } = flow;
    if (supply === "work" || supply === "clause") continue;
    const quantity = supply === "kept" ? (flow.resourceQuantity ?? oneOf(records, flow, recipe)) : countedQuantity(quantities);
    if (quantity === undefined || decimalSign(quantity.hasNumericalValue) === 0) continue;
    if (specification === undefined) {
      input.lacking = quantity.hasNumericalValue;
      continue;
    }
    if (supply === "kept" && resourcesOf(records, specification).some((row) => isOf(row, asked.agent) && isThere(row))) continue;
    queue.push({ specification, quantity, stage, state, due: planned.begin, consumer: { step: planned, input }, recipe, path });
  }
}

/** Looks at what the demand for an input will look at, so that the inputs of a step are read together. */
function foresee(records: RecordsView, { agent }: ExplosionAsked, flow: StepFlow & { readonly recipe: RecipeReading | null }): void {
  const { specification, stage, state, recipe } = flow;
  if (specification === undefined) return;
  const unit = countedQuantity(flow)?.hasUnit ?? "one";
  const looks = [
    () => chooseStep(records, { specification, stage, state, recipe }),
    () => stockShelf(records, agent).take({ specification, unit, quantity: "0", stage, state }),
  ];
  readTogether<() => unknown, unknown>(looks, (look) => look());
}

/** One of what is used or cited, in the unit in which it is made. */
function oneOf(records: RecordsView, { specification = "", stage, state }: StepFlow, recipe: RecipeReading | null): Measure {
  const chosen = chooseStep(records, { specification, stage, state, recipe });
  const unit = chosen === null ? undefined : countedQuantity(chosen.output)?.hasUnit;
  return { hasNumericalValue: "1", hasUnit: unit ?? "one" };
}
