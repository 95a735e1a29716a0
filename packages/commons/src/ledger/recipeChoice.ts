// Which step of which recipe makes what is needed: always the same one for the same records.

import type { RecordsView } from "../log/logBatch.js";
import { type RecipeReading, type RecipeStep, readRecipe, readStep, type StepFlow } from "./recipeReading.js";

/** What is to be made, and from which recipe the wish comes. */
export interface StepWanted {
  readonly specification: string;
  readonly stage?: string | undefined;
  readonly state?: string | undefined;
  /** Whose steps come first; null: none. */
  readonly recipe: RecipeReading | null;
  /** Of the recipe only steps before this one: of a thing that is worked on step by step, where no stage is said. */
  readonly before?: string | undefined;
  /** Steps that will not do: where a thing is to be there before it is worked on. */
  readonly without?: ReadonlySet<string>;
}

/** A step, and which of its outputs is wanted. */
export interface ChosenStep {
  readonly step: RecipeStep;
  readonly output: StepFlow;
  /** The recipe that the step stands in; null: in none. */
  readonly recipe: RecipeReading | null;
}

/** The step of one recipe that makes what is wanted, or null: none does. Of several the one whose product no other step takes on; of those the last. */
export function stepWithin(recipe: RecipeReading, wanted: StepWanted): ChosenStep | null {
  const end = wanted.before === undefined ? -1 : recipe.steps.findIndex(({ id }) => id === wanted.before);
  const steps = end < 0 ? recipe.steps : recipe.steps.slice(0, end);
  const making = steps.flatMap((step): readonly ChosenStep[] => {
    const output = outputOf(step, wanted);
    return output === undefined || wanted.without?.has(step.id) === true ? [] : [{ step, output, recipe }];
  });
  return making.findLast((each) => !isTakenOn(recipe, each)) ?? making.at(-1) ?? null;
}

/**
 * The step that makes what is wanted: of the recipe that the wish comes from; else of the recipe for it that was recorded first;
 * else a step that makes it before all else. Null: there is none.
 */
export function chooseStep(records: RecordsView, wanted: StepWanted): ChosenStep | null {
  const own = wanted.recipe === null ? null : stepWithin(wanted.recipe, wanted);
  if (own !== null) return own;
  const anywhere = { ...wanted, before: undefined };
  const target = { kind: "resourceSpecification", id: wanted.specification } as const;
  for (const row of records.referring("recipe", "primaryOutput", target)) {
    if (row.id === wanted.recipe?.id) continue;
    const chosen = stepWithin(readRecipe(records, row), anywhere);
    if (chosen !== null) return chosen;
  }
  return looseStep(records, anywhere);
}

/** A step whose first output is wanted, whatever recipe it stands in. */
function looseStep(records: RecordsView, wanted: StepWanted): ChosenStep | null {
  const target = { kind: "resourceSpecification", id: wanted.specification } as const;
  for (const { body } of records.referring("recipeFlow", "resourceConformsTo", target)) {
    const id = body["recipeOutputOf"];
    const row = typeof id === "string" && wanted.without?.has(id) !== true ? records.get("recipeProcess", id) : undefined;
    if (row === undefined || row.isRemoved) continue;
    const step = readStep(records, row);
    const output = outputOf(step, wanted);
    if (output === undefined || output !== step.outputs[0]) continue;
    const [recipe] = records.referring("recipe", "recipeIncludes", row);
    return { step, output, recipe: recipe === undefined ? null : readRecipe(records, recipe) };
  }
  return null;
}

/** The stage and state that an output leaves a thing in. */
export const stageAfter = (step: RecipeStep, output: StepFlow): string | undefined => step.stage ?? output.stage;

function outputOf(step: RecipeStep, { specification, stage, state }: StepWanted): StepFlow | undefined {
  return step.outputs.find(
    (output) =>
      output.specification === specification &&
      (stage === undefined || stageAfter(step, output) === stage) &&
      (state === undefined || output.state === state),
  );
}

/** Whether another step of the recipe goes on with what comes out. */
function isTakenOn(recipe: RecipeReading, { step, output }: ChosenStep): boolean {
  const stage = stageAfter(step, output);
  return recipe.steps.some(
    (other) =>
      other.id !== step.id &&
      other.inputs.some((input) => input.specification === output.specification && stage !== undefined && input.stage === stage),
  );
}
