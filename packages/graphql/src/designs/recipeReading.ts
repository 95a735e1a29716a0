// A recipe in the words of the API: what goes in and out, hours of machines and of people.

import type { RegionFlow, RegionRecipe } from "@commonwright/commons";

/** An item's id with how much of it. */
export interface ItemQuantity {
  readonly item: string;
  readonly quantity: number;
}

/** What one run makes; the first is the product. */
export const outputsOf = (recipe: RegionRecipe): readonly ItemQuantity[] =>
  recipe.recipeIncludes.flatMap(({ hasRecipeOutput }) => hasRecipeOutput.flatMap(itemQuantity));

/** What one run uses up. */
export const inputsOf = (recipe: RegionRecipe): readonly ItemQuantity[] => inputFlows(recipe).filter(isMaterial).flatMap(itemQuantity);

/** Hours of machines for one run, before the workshop's efficiency. */
export const machineHoursOf = (recipe: RegionRecipe): readonly { readonly capability: string; readonly hours: number }[] =>
  inputFlows(recipe).flatMap(({ action, resourceClassifiedAs, effortQuantity }) =>
    action === "use" && resourceClassifiedAs?.[0] !== undefined
      ? [{ capability: resourceClassifiedAs[0], hours: Number(effortQuantity?.hasNumericalValue ?? 0) }]
      : [],
  );

/** Hours of people for one run, before the workshop's efficiency. */
export const labourHoursOf = (recipe: RegionRecipe): readonly { readonly skill: string; readonly hours: number }[] =>
  inputFlows(recipe).flatMap(({ action, resourceConformsTo, effortQuantity }) =>
    action === "work" && resourceConformsTo !== undefined
      ? [{ skill: resourceConformsTo, hours: Number(effortQuantity?.hasNumericalValue ?? 0) }]
      : [],
  );

const inputFlows = ({ recipeIncludes }: RegionRecipe) => recipeIncludes.flatMap(({ hasRecipeInput }) => hasRecipeInput);
const isMaterial = ({ action }: RegionFlow) => action !== "use" && action !== "work" && action !== "cite";

function itemQuantity({ resourceConformsTo, resourceQuantity }: RegionFlow): ItemQuantity[] {
  if (resourceConformsTo === undefined) return [];
  return [{ item: resourceConformsTo, quantity: Number(resourceQuantity?.hasNumericalValue ?? 0) }];
}
