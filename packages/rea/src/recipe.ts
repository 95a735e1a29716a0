// How a thing is made.

import type { NounOf } from "./noun.js";

/** The steps by which a thing is made. A version of a design is a Recipe. */
export interface Recipe {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  /** What it is for. Id of a ResourceSpecification. */
  readonly primaryOutput?: string;
  /** Ids of RecipeProcesss. */
  readonly recipeIncludes?: readonly string[];
}

/** The properties of a Recipe, as data. */
export const RECIPE: NounOf<Recipe> = {
  name: "recipe",
  className: "Recipe",
  properties: {
    name: { holds: "text" },
    note: { holds: "text" },
    primaryOutput: { holds: "reference", to: ["resourceSpecification"] },
    recipeIncludes: { holds: "references", to: ["recipeProcess"] },
  },
};
