// The Valueflows vocabulary as plain readonly data, by the names of version 1.0: the nouns that are in use.
export { type Action, ACTIONS } from "./action.js";
export type { Agent, AgentType } from "./agent.js";
export type { EconomicEvent } from "./economicEvent.js";
export type { EconomicResource } from "./economicResource.js";
export type { Intent } from "./intent.js";
export { decimalText, type Measure, measureOf } from "./measure.js";
export type { Recipe } from "./recipe.js";
export type { RecipeFlow } from "./recipeFlow.js";
export type { RecipeProcess } from "./recipeProcess.js";
export type { ResourceSpecification } from "./resourceSpecification.js";
export type { SpatialThing } from "./spatialThing.js";
