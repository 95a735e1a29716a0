// How things are made in the region: recipes, with what the planner wants to know of them.

import type { Recipe, RecipeFlow } from "@commonwright/rea";
import type { Provenance } from "./provenance.js";

/** A flow of a recipe, with where its figure comes from. Machine hours are `use` of something classified as the capability; a skill is what `work` conforms to. */
export interface RegionFlow extends Omit<RecipeFlow, "id" | "note">, Provenance {}

/** One step: what goes into it and what comes out. Within a region's recipe steps and flows have no ids of their own. */
export interface RegionProcess {
  readonly name?: string;
  readonly hasRecipeInput: readonly RegionFlow[];
  readonly hasRecipeOutput: readonly RegionFlow[];
}

/** A recipe of one process. The first output is the product. */
export interface RegionRecipe extends Omit<Recipe, "recipeIncludes" | "name" | "note">, Provenance {
  readonly primaryOutput: string;
  readonly recipeIncludes: readonly RegionProcess[];
  /** Kilograms of CO2e per run. */
  readonly co2Kg: number;
  /** Periods from the start of a run to its output. */
  readonly leadPeriods: number;
  /** What one run takes from nature. */
  readonly extracts: readonly RegionFlow[];
  /** Currency, once per workshop and period. */
  readonly setupMoney: number;
  readonly integerRuns: boolean;
}
