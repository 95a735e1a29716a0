// What a viewer sees of places and of workshops at homes: the one place where households are hidden from the public.

import type { Place, Recorded, RegionState, Workshop } from "@commonwright/commons";

/** A place as a viewer sees it. */
export interface VisiblePlace {
  readonly id: string;
  readonly name: string;
  readonly town: string | null;
  readonly level: Place["level"];
  readonly territory: string;
  readonly point: { readonly lat: number; readonly lon: number } | null;
  readonly isTownOnly: boolean;
}

/** A workshop as a viewer sees it: the noun itself, with the id, name and words that may be shown. */
export interface VisibleWorkshop {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  readonly source: string | null;
  readonly isMasked: boolean;
  readonly workshop: Recorded<Workshop>;
}

/** What a viewer sees instead of the ids of a region's state. Unknown ids are a fault of ours. */
export interface Mask {
  readonly place: (id: string) => VisiblePlace;
  /** All places, each town of homes once. */
  readonly places: () => readonly VisiblePlace[];
  readonly workshop: (id: string) => VisibleWorkshop;
  readonly workshops: () => readonly VisibleWorkshop[];
  /** The workshop that a viewer names; null: there is none. */
  readonly workshopNamed: (visibleId: string) => VisibleWorkshop | null;
  /** True where some places are shown as their towns only. */
  readonly isHiding: boolean;
  /** Whether a place is shown as its town only. */
  readonly isHidden: (placeId: string) => boolean;
  /** Whether a hidden home is the one that its town is shown for. */
  readonly standsForTown: (placeId: string) => boolean;
  /** The place or the workshop behind an id that only the viewer sees; null: it stands for nothing hidden. */
  readonly behind: (visibleId: string) => string | null;
  /** A sentence of the planner, without the ids and names that are hidden. */
  readonly sentence: (text: string) => string;
}

/** The mask of one state. With `seesHouseholds` nothing is hidden. */
export function maskOf(state: RegionState, seesHouseholds: boolean): Mask {
  const isHidden = (placeId: string) => !seesHouseholds && known(state.places, placeId).household === true;
  const places = new Map([...state.places.values()].map((place) => [place.id, isHidden(place.id) ? townOf(state, place) : visible(place)]));
  const homes = [...state.workshops.values()].filter((workshop) => isHidden(workshop.primaryLocation));
  const numbers = new Map(homes.map((workshop, index) => [workshop.id, index + 1]));
  const workshops = new Map(
    [...state.workshops.values()].map((workshop) => [workshop.id, visibleWorkshop(workshop, { places, number: numbers.get(workshop.id) })]),
  );
  const byVisibleId = new Map([...workshops.values()].map((workshop) => [workshop.id, workshop]));
  const homeOfTown = new Map([...places].toReversed().flatMap(([id, seen]) => (seen.isTownOnly ? [[seen.id, id] as const] : [])));
  const hide = sentenceMask(state, { isHidden, places, workshops });
  return {
    isHiding: [...state.places.keys()].some(isHidden),
    isHidden,
    standsForTown: (id) => homeOfTown.get(known(places, id).id) === id,
    behind: (id) => homeOfTown.get(id) ?? (byVisibleId.get(id)?.isMasked === true ? (byVisibleId.get(id)?.workshop.id ?? null) : null),
    place: (id) => known(places, id),
    places: () => [...new Map([...places.values()].map((place) => [place.id, place])).values()],
    workshop: (id) => known(workshops, id),
    workshops: () => [...byVisibleId.values()],
    workshopNamed: (id) => byVisibleId.get(id) ?? null,
    sentence: hide,
  };
}

function visible(place: Recorded<Place>): VisiblePlace {
  const { id, name = id, town = null, level, territory, lat, long } = place;
  const point = lat === undefined || long === undefined ? null : { lat, lon: long };
  return { id, name, town, level, territory, point, isTownOnly: false };
}

/** Homes of one town are one place, in the middle of a square of the map that is a good deal larger than a home. */
function townOf(state: RegionState, home: Recorded<Place>): VisiblePlace {
  const { town, territory, level, lat, long } = home;
  const name = town ?? state.rules?.territories.find(({ id }) => id === territory)?.name ?? territory;
  const point = lat === undefined || long === undefined ? null : { lat: squareMiddle(lat), lon: squareMiddle(long) };
  return { id: `town:${name}`, name, town: town ?? null, level, territory, point, isTownOnly: true };
}

/** Degrees; 11 km from south to north, 8 km from west to east in the Po valley. */
const SQUARE = 0.1;
const squareMiddle = (degrees: number) => Math.round((Math.floor(degrees / SQUARE) + 0.5) * SQUARE * 1000) / 1000;

function visibleWorkshop(
  workshop: Recorded<Workshop>,
  { places, number }: { places: ReadonlyMap<string, VisiblePlace>; number: number | undefined },
): VisibleWorkshop {
  const { id, name = id, note = null, source = null } = workshop;
  if (number === undefined) return { id, name, note, source, isMasked: false, workshop };
  const town = known(places, workshop.primaryLocation).name;
  return { id: `home:${number}`, name: `A home in ${town}`, note: null, source: null, isMasked: true, workshop };
}

interface Hidden {
  readonly isHidden: (placeId: string) => boolean;
  readonly places: ReadonlyMap<string, VisiblePlace>;
  readonly workshops: ReadonlyMap<string, VisibleWorkshop>;
}

function sentenceMask(state: RegionState, { isHidden, places, workshops }: Hidden): (text: string) => string {
  const words = new Map<string, string>();
  for (const place of state.places.values()) {
    if (!isHidden(place.id)) continue;
    for (const word of [place.id, place.name]) if (word) words.set(word, known(places, place.id).name);
  }
  for (const { isMasked, name, workshop } of workshops.values())
    if (isMasked) for (const word of [workshop.id, workshop.name]) if (word) words.set(word, name);
  if (words.size === 0) return (text) => text;
  // The longest first: the name of one may begin with that of another.
  const pattern = new RegExp(
    [...words.keys()]
      .toSorted((a, b) => b.length - a.length)
      .map(escaped)
      .join("|"),
    "gu",
  );
  return (text) => text.replace(pattern, (word) => words.get(word) ?? word);
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

function known<Value>(map: ReadonlyMap<string, Value>, id: string): Value {
  const value = map.get(id);
  if (value === undefined) throw new RangeError(`the region has no ${id}`);
  return value;
}
