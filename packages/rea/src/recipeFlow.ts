// What goes into a step of a recipe, and what comes out.

import type { Action } from "./action.js";
import type { Measure } from "./measure.js";
import type { NounOf } from "./noun.js";

/** One input or output of a step, or one clause of an exchange. */
export interface RecipeFlow {
  readonly id: string;
  readonly action: Action;
  readonly note?: string;
  /** Id of a RecipeProcess. */
  readonly recipeInputOf?: string;
  /** Id of a RecipeProcess. */
  readonly recipeOutputOf?: string;
  /** Id of a RecipeExchange. */
  readonly recipeClauseOf?: string;
  /** Id of a RecipeExchange. */
  readonly recipeReciprocalClauseOf?: string;
  /** Id of a ResourceSpecification. */
  readonly resourceConformsTo?: string;
  readonly resourceClassifiedAs?: readonly string[];
  /** So much of the thing. */
  readonly resourceQuantity?: Measure;
  /** So much time: of a machine that is used, of a person who works. */
  readonly effortQuantity?: Measure;
  /** Id of a ProcessSpecification. */
  readonly stage?: string;
  readonly state?: string;
}

/** The properties of a RecipeFlow, as data. */
export const RECIPE_FLOW: NounOf<RecipeFlow> = {
  name: "recipeFlow",
  className: "RecipeFlow",
  properties: {
    action: { holds: "action", isRequired: true },
    note: { holds: "text" },
    recipeInputOf: { holds: "reference", to: ["recipeProcess"] },
    recipeOutputOf: { holds: "reference", to: ["recipeProcess"] },
    recipeClauseOf: { holds: "reference", to: ["recipeExchange"] },
    recipeReciprocalClauseOf: { holds: "reference", to: ["recipeExchange"] },
    resourceConformsTo: { holds: "reference", to: ["resourceSpecification"] },
    resourceClassifiedAs: { holds: "addresses" },
    resourceQuantity: { holds: "measure" },
    effortQuantity: { holds: "measure" },
    stage: { holds: "reference", to: ["processSpecification"] },
    state: { holds: "text" },
  },
};
