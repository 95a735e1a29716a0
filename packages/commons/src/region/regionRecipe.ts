// How things are made in the region: recipes, with what the planner wants to know of them.

import type { Recipe, RecipeFlow } from "@commonwright/rea";
import type { Provenance } from "./provenance.js";

/** A flow of a recipe, with where its figure comes from. Machine hours are `use` of something classified as the capability; a skill is what `work` conforms to. */
export interface RegionFlow extends RecipeFlow, Provenance {}

/** A recipe of one process. The first output is the product. */
export interface RegionRecipe extends Recipe<RegionFlow>, Provenance {
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
