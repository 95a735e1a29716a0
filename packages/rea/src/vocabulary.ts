// All nouns of the vocabulary by name.

import { AGENT } from "./agent.js";
import { AGENT_RELATIONSHIP } from "./agentRelationship.js";
import { AGENT_RELATIONSHIP_ROLE } from "./agentRelationshipRole.js";
import { AGREEMENT } from "./agreement.js";
import { AGREEMENT_BUNDLE } from "./agreementBundle.js";
import { BATCH_LOT_RECORD } from "./batchLotRecord.js";
import { CLAIM } from "./claim.js";
import { COMMITMENT } from "./commitment.js";
import { ECONOMIC_EVENT } from "./economicEvent.js";
import { ECONOMIC_RESOURCE } from "./economicResource.js";
import { FULFILLMENT } from "./fulfillment.js";
import { INTENT } from "./intent.js";
import { PLAN } from "./plan.js";
import { PROCESS } from "./process.js";
import { PROCESS_SPECIFICATION } from "./processSpecification.js";
import { PROPOSAL } from "./proposal.js";
import { PROPOSAL_LIST } from "./proposalList.js";
import { PROPOSED_INTENT } from "./proposedIntent.js";
import { PROPOSED_TO } from "./proposedTo.js";
import { RECIPE } from "./recipe.js";
import { RECIPE_EXCHANGE } from "./recipeExchange.js";
import { RECIPE_FLOW } from "./recipeFlow.js";
import { RECIPE_PROCESS } from "./recipeProcess.js";
import { RESOURCE_SPECIFICATION } from "./resourceSpecification.js";
import { SATISFACTION } from "./satisfaction.js";
import { SETTLEMENT } from "./settlement.js";
import { SPATIAL_THING } from "./spatialThing.js";
import { UNIT } from "./unit.js";
import type { Noun, NounName } from "./noun.js";

/** Every noun that is recorded, by its name. */
export const VOCABULARY: Readonly<Record<NounName, Noun>> = {
  agent: AGENT,
  agentRelationship: AGENT_RELATIONSHIP,
  agentRelationshipRole: AGENT_RELATIONSHIP_ROLE,
  agreement: AGREEMENT,
  agreementBundle: AGREEMENT_BUNDLE,
  batchLotRecord: BATCH_LOT_RECORD,
  claim: CLAIM,
  commitment: COMMITMENT,
  economicEvent: ECONOMIC_EVENT,
  economicResource: ECONOMIC_RESOURCE,
  fulfillment: FULFILLMENT,
  satisfaction: SATISFACTION,
  settlement: SETTLEMENT,
  intent: INTENT,
  plan: PLAN,
  process: PROCESS,
  processSpecification: PROCESS_SPECIFICATION,
  proposal: PROPOSAL,
  proposalList: PROPOSAL_LIST,
  proposedIntent: PROPOSED_INTENT,
  proposedTo: PROPOSED_TO,
  recipe: RECIPE,
  recipeProcess: RECIPE_PROCESS,
  recipeFlow: RECIPE_FLOW,
  recipeExchange: RECIPE_EXCHANGE,
  resourceSpecification: RESOURCE_SPECIFICATION,
  spatialThing: SPATIAL_THING,
  unit: UNIT,
};
