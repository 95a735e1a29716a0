// The region as a whole, and its places.

import type { Place, PlanningRules } from "@commonwright/commons";
import type { Fields } from "../viewing/fields.js";
import type { VisiblePlace } from "../viewing/mask.js";
import type { RegionView } from "../viewing/regionView.js";
import { middleOf } from "./geography.js";

export const regionFields: Fields<RegionView> = {
  id: ({ state }) => state.community?.id ?? "",
  name: ({ state }) => state.community?.name ?? "",
  currency: ({ rules }) => rules?.currency ?? "EUR",
  sequence: ({ state }) => state.head.sequence,
  periods: ({ periods }) => periods,
  capabilities: ({ rules }) => rules?.capabilities ?? [],
  skills: ({ rules }) => rules?.skills ?? [],
  territories: ({ rules }) => rules?.territories ?? [],
  weights: ({ rules }) => rules?.weights ?? { money: 1, labourHour: 0, co2Kg: 0 },
  centre: (view) => centreOf(view),
};

export const territoryFields: Fields<PlanningRules["territories"][number]> = {
  name: ({ id, name }) => name ?? id,
};

export const placeFields: Fields<VisiblePlace> = {
  territory: ({ territory }, _args, { view }) =>
    view.rules?.territories.find(({ id }) => id === territory) ?? { id: territory, name: territory },
};

/** Far away is not the region: a factory on another continent would pull its middle into the sea. */
const NEAR: ReadonlySet<Place["level"]> = new Set(["personal", "outlet", "regional"]);

/** Middle of the workshops and needs that lie near. */
export function centreOf(view: RegionView): { readonly lat: number; readonly lon: number } {
  const used = [
    ...[...view.state.workshops.values()].map(({ primaryLocation }) => primaryLocation),
    ...[...view.state.needs.values()].map(({ atLocation }) => atLocation),
  ];
  const places = used.map((id) => view.mask.place(id));
  return middleOf(places.flatMap(({ level, point }) => (NEAR.has(level) && point !== null ? [point] : [])));
}
