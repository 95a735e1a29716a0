// What is given for what in a recipe.

import type { NounOf } from "./noun.js";

/** What becomes an Agreement in a plan: flows, and the flows that come back for them. */
export interface RecipeExchange {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
}

/** The properties of a RecipeExchange, as data. */
export const RECIPE_EXCHANGE: NounOf<RecipeExchange> = {
  name: "recipeExchange",
  className: "RecipeExchange",
  properties: {
    name: { holds: "text" },
    note: { holds: "text" },
  },
  inverses: {
    recipeStipulates: ["recipeFlow.recipeClauseOf"],
    recipeStipulatesReciprocal: ["recipeFlow.recipeReciprocalClauseOf"],
  },
};
