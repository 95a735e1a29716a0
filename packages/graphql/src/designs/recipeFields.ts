// Recipes: how a thing is made.

import type { Recorded, RegionRecipe } from "@commonwright/commons";
import type { Fields } from "../viewing/fields.js";
import { inputsOf, type ItemQuantity, labourHoursOf, machineHoursOf, outputsOf } from "./recipeReading.js";

export const recipeFields: Fields<Recorded<RegionRecipe>> = {
  outputs: (recipe) => outputsOf(recipe),
  inputs: (recipe) => inputsOf(recipe),
  machineHours: (recipe) => machineHoursOf(recipe),
  labourHours: (recipe) => labourHoursOf(recipe),
  isAssumed: ({ assumed }) => assumed !== undefined,
};

export const quantityFields: Fields<ItemQuantity> = {
  item: ({ item }, _args, { view }) => view.item(item),
};
