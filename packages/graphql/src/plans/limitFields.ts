// A limit with its price.

import type { Fields } from "../viewing/fields.js";
import type { LimitReading } from "./limitReading.js";

export const limitFields: Fields<LimitReading> = {
  workshop: ({ workshop }, _args, { view }) => (workshop === undefined ? null : view.mask.workshop(workshop)),
  territory: ({ territory }, _args, { view }) => view.rules?.territories.find(({ id }) => id === territory) ?? null,
  item: ({ item, extract }, _args, { view }) => {
    const id = item ?? extract;
    return id === undefined ? null : view.item(id);
  },
  isCo2: ({ co2 }) => co2 === true,
};
