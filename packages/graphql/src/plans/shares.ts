// What goes to whom: needs with how much is for each.

import type { PlanReading } from "@commonwright/commons";
import type { Fields } from "../viewing/fields.js";
import type { RegionView } from "../viewing/regionView.js";

/** A need and how much is for it. */
export type NeedShareReading = PlanReading["work"][number]["forNeeds"][number];

export const shareFields: Fields<NeedShareReading> = {
  need: ({ need }, _args, { view }) => view.need(need),
};

/** Needs that were withdrawn since the plan was made are no longer there to be shown. */
export const openShares = (view: RegionView, shares: readonly NeedShareReading[]): readonly NeedShareReading[] =>
  shares.filter(({ need }) => view.need(need) !== null);
