// How a thing is made.

import type { RecipeFlow } from "./recipeFlow.js";
import type { RecipeProcess } from "./recipeProcess.js";

/** How a thing is made. `primaryOutput` is the id of the ResourceSpecification that it is for. */
export interface Recipe<Flow extends RecipeFlow = RecipeFlow> {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  readonly primaryOutput: string;
  readonly recipeIncludes: readonly RecipeProcess<Flow>[];
}
