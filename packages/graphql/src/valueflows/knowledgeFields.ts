// Proposals and recipes: what is offered, and how things are made.

import type { RecordRow } from "@commonwright/commons";
import { VOCABULARY } from "@commonwright/rea";
import type { ApiContext } from "../viewing/apiContext.js";
import { allNamed, list, newestNaming } from "./edges.js";
import { named, nounFields, type RecordField } from "./nounFields.js";
import { purposeOf } from "./proposalPurpose.js";
import { flowsOf, stepsOf } from "./regionalRecipe.js";

/** The intents that a proposal publishes, given or wanted in return. */
const intentsOf =
  (isReciprocal: boolean): RecordField =>
  async (proposal, _args, context) => {
    const links = await newestNaming(proposal, ["proposedIntent.publishedIn"], context);
    const wanted = links.filter(({ body }) => (body["reciprocal"] === true) === isReciprocal);
    return allNamed(wanted, { kind: "intent", properties: ["publishes"] }, context);
  };

/** What goes into a step, or comes out of it; a regional recipe's step holds it within itself. */
const flowsOn =
  (side: "hasRecipeInput" | "hasRecipeOutput"): RecordField =>
  async (step, _args, context) => {
    const within = flowsOf(step, side);
    if (within.length > 0) return within;
    return newestNaming(step, [side === "hasRecipeInput" ? "recipeFlow.recipeInputOf" : "recipeFlow.recipeOutputOf"], context);
  };

/** The kind of thing of a flow. A machine or a skill of a region is a word, and here a kind by that name. */
const kindOfFlow: RecordField = async (flow, _args, context) => {
  const known = await named(flow, "resourceConformsTo", ["resourceSpecification"], context);
  if (known !== null) return known;
  const [capability] = Array.isArray(flow.body["resourceClassifiedAs"]) ? flow.body["resourceClassifiedAs"] : [];
  const word = String(flow.body["resourceConformsTo"] ?? capability ?? flow.body["action"]);
  return { ...flow, kind: "resourceSpecification", id: word, body: { id: word, name: word } } satisfies RecordRow;
};

const included: RecordField = async (recipe, _args, context: ApiContext) => {
  const steps = stepsOf(recipe);
  return steps.length > 0 ? steps : allNamed([recipe], { kind: "recipeProcess", properties: ["recipeIncludes"] }, context);
};

/** Fields of proposals and their lists, of recipes and what they are made of. */
export const knowledgeFieldMaps: Readonly<Record<string, Record<string, RecordField>>> = {
  Proposal: {
    ...nounFields(VOCABULARY.proposal),
    purpose: (proposal, _args, context) => purposeOf(proposal, context),
    publishes: list("proposedIntent.publishedIn"),
    publishedTo: list("proposedTo.proposed"),
    primaryIntents: intentsOf(false),
    reciprocalIntents: intentsOf(true),
  },
  ProposedIntent: { ...nounFields(VOCABULARY.proposedIntent), reciprocal: ({ body }) => body["reciprocal"] ?? false },
  ProposedTo: nounFields(VOCABULARY.proposedTo),
  ProposalList: { ...nounFields(VOCABULARY.proposalList), lists: list("proposal.listedIn") },
  Recipe: { ...nounFields(VOCABULARY.recipe), recipeIncludes: included },
  RecipeProcess: {
    ...nounFields(VOCABULARY.recipeProcess),
    hasRecipeInput: flowsOn("hasRecipeInput"),
    hasRecipeOutput: flowsOn("hasRecipeOutput"),
  },
  RecipeFlow: { ...nounFields(VOCABULARY.recipeFlow), resourceConformsTo: kindOfFlow },
  RecipeExchange: {
    ...nounFields(VOCABULARY.recipeExchange),
    recipeStipulates: list("recipeFlow.recipeClauseOf"),
    recipeStipulatesReciprocal: list("recipeFlow.recipeReciprocalClauseOf"),
  },
};
