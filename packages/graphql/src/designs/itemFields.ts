// Items: everything that is made, bought or needed.

import type { Item, Recorded } from "@commonwright/commons";
import type { Fields } from "../viewing/fields.js";
import type { RegionView } from "../viewing/regionView.js";

export const itemFields: Fields<Recorded<Item>> = {
  name: ({ id, name }) => name ?? id,
  unit: ({ defaultUnitOfResource }) => defaultUnitOfResource,
  marketPrice: (item, _args, { view }) => marketPriceOf(view, item),
  canBeMade: ({ id }, _args, { view }) => view.recipesFor(id).length > 0,
  canBeBought: ({ id }, _args, { view }) => view.market.has(id),
};

/** Of the whole thing where somebody looked it up, else the least that it is sold for; null: nobody knows. */
function marketPriceOf(view: RegionView, { id, comparePrice }: Item): number | null {
  if (comparePrice !== undefined) return comparePrice;
  const price = view.market.get(id)?.price;
  if (price === undefined) return null;
  return typeof price === "number" ? price : price.reduce<number | null>((least, at) => Math.min(least ?? at.price, at.price), null);
}
