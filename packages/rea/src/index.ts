// The vocabulary of Valueflows 1.0 as plain readonly data, one noun a file: its interface, and its properties as a table.
export { type Action, type ActionEffects, ACTION_EFFECTS, ACTIONS, isAction, type QuantityEffect } from "./action.js";
export type { Agent, AgentType } from "./agent.js";
export type { AgentRelationship } from "./agentRelationship.js";
export type { AgentRelationshipRole } from "./agentRelationshipRole.js";
export type { Agreement } from "./agreement.js";
export type { AgreementBundle } from "./agreementBundle.js";
export type { BatchLotRecord } from "./batchLotRecord.js";
export type { Claim } from "./claim.js";
export type { Commitment } from "./commitment.js";
export type { EconomicEvent } from "./economicEvent.js";
export type { EconomicResource } from "./economicResource.js";
export type { Fulfillment } from "./fulfillment.js";
export type { Intent } from "./intent.js";
export type { Plan } from "./plan.js";
export type { Process } from "./process.js";
export type { ProcessSpecification } from "./processSpecification.js";
export type { Proposal } from "./proposal.js";
export type { ProposalList } from "./proposalList.js";
export type { ProposedIntent } from "./proposedIntent.js";
export type { ProposedTo } from "./proposedTo.js";
export type { Recipe } from "./recipe.js";
export type { RecipeExchange } from "./recipeExchange.js";
export type { RecipeFlow } from "./recipeFlow.js";
export type { RecipeProcess } from "./recipeProcess.js";
export type { ResourceSpecification } from "./resourceSpecification.js";
export type { Satisfaction } from "./satisfaction.js";
export type { Settlement } from "./settlement.js";
export type { SpatialThing } from "./spatialThing.js";
export type { Unit } from "./unit.js";
export {
  addDecimals,
  ceilDecimal,
  compareDecimals,
  type Decimal,
  decimalSign,
  divideDecimals,
  multiplyDecimals,
  negateDecimal,
  plainDecimal,
  significantDigits,
} from "./decimal.js";
export { decimalText, type Measure, measureOf } from "./measure.js";
export { type Noun, type NounName, NOUN_NAMES, type Origin, type Property } from "./noun.js";
export { UNITS } from "./units.js";
export { VOCABULARY } from "./vocabulary.js";
