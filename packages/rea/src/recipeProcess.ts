// One step of a recipe.

import type { RecipeFlow } from "./recipeFlow.js";

/** One step of making, by what it takes in and gives out. `Flow` lets a program keep more of each flow. */
export interface RecipeProcess<Flow extends RecipeFlow = RecipeFlow> {
  readonly name?: string;
  readonly note?: string;
  readonly hasRecipeInput: readonly Flow[];
  readonly hasRecipeOutput: readonly Flow[];
}
