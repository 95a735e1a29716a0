// One step of a recipe.

import type { Measure } from "./measure.js";
import type { NounOf } from "./noun.js";

/** One step of making, stated for the smallest sensible batch. */
export interface RecipeProcess {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  readonly image?: string;
  /** How long one batch takes. In a unit of time. */
  readonly hasDuration?: Measure;
  /** Id of a ProcessSpecification. */
  readonly processConformsTo?: string;
  readonly processClassifiedAs?: readonly string[];
}

/** The properties of a RecipeProcess, as data. */
export const RECIPE_PROCESS: NounOf<RecipeProcess> = {
  name: "recipeProcess",
  className: "RecipeProcess",
  properties: {
    name: { holds: "text" },
    note: { holds: "text" },
    image: { holds: "address" },
    hasDuration: { holds: "duration" },
    processConformsTo: { holds: "reference", to: ["processSpecification"] },
    processClassifiedAs: { holds: "addresses" },
  },
  inverses: {
    hasRecipeInput: ["recipeFlow.recipeInputOf"],
    hasRecipeOutput: ["recipeFlow.recipeOutputOf"],
  },
};
