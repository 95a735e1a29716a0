// Designs: the items that can be made here, and who can.

import type { Item, Recorded } from "@commonwright/commons";
import type { Fields } from "../viewing/fields.js";
import type { RegionView } from "../viewing/regionView.js";
import { makersOf } from "./makers.js";

const KIND_ORDER: Readonly<Record<Item["kind"], number>> = { product: 0, part: 1, raw: 2, scrap: 3 };

/** All designs, products first, then by name. */
export function designsOf(view: RegionView): readonly Recorded<Item>[] {
  const made = [...view.state.items.values()].filter(({ id }) => view.recipesFor(id).length > 0);
  const nameOf = ({ id, name = id }: Item) => name;
  return made.toSorted((a, b) => KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || nameOf(a).localeCompare(nameOf(b), "en"));
}

/** A design is its item. */
export const designFields: Fields<Recorded<Item>> = {
  item: (item) => item,
  recipes: ({ id }, _args, { view }) => view.recipesFor(id),
  needed: ({ id }, _args, { view }) => view.neededOf(id),
  planned: ({ id }, _args, { view }) => view.plannedOf(id),
  whoCan: ({ id }, _args, { view }) => makersOf(view, id),
};
