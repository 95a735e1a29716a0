// What of the region goes onto the map: places with their hours and state, and deliveries between them.

import type { RegionPageQuery } from "../api/generated";
import type { MapPlace } from "./mapLayout";
import type { Delivery } from "./RegionMap";

type Workshop = RegionPageQuery["workshops"][number];

/** Free hours in a period, over all its machines. */
const freeHours = ({ machines }: Pick<Workshop, "machines">): number =>
  machines.reduce((sum, { hoursPerPeriod }) => sum + Number(hoursPerPeriod), 0);
/** Planned hours over all periods. */
const plannedHours = ({ machines }: Pick<Workshop, "machines">): number =>
  machines.reduce((sum, machine) => sum + machine.plannedHours.reduce((all, hours) => all + hours, 0), 0);

const FULL_SHARE = 0.995;

/** Nothing is left of the workshop's busiest machine in any period. */
function isFull({ machines }: Workshop): boolean {
  return machines.some(({ hoursPerPeriod, plannedHours: planned }) => {
    const hours = Number(hoursPerPeriod);
    return hours > 0 && planned.length > 0 && planned.every((used) => used >= FULL_SHARE * hours);
  });
}

/** Every place with a workshop, and every other at which something is needed. */
export function mapPlacesOf({ workshops, needs }: RegionPageQuery): MapPlace[] {
  const places = new Map<string, MapPlace>();
  for (const workshop of workshops) {
    const { place } = workshop;
    if (place.point === null) continue;
    const before = places.get(place.id);
    const works = plannedHours(workshop) > 0.05;
    const state = isFull(workshop) ? "nothingLeft" : works ? "works" : "free";
    places.set(place.id, {
      id: place.id,
      name: place.name,
      level: place.level,
      lat: place.point.lat,
      lon: place.point.lon,
      hours: freeHours(workshop) + (before?.hours ?? 0),
      state: before === undefined || before.state === "free" ? state : before.state,
    });
  }
  for (const { place } of needs) {
    if (place.point === null || places.has(place.id)) continue;
    places.set(place.id, {
      id: place.id,
      name: place.name,
      level: place.level,
      lat: place.point.lat,
      lon: place.point.lon,
      hours: 0,
      state: "need",
    });
  }
  return [...places.values()];
}

/** What is to be carried, over all periods. */
export const deliveriesOf = ({ currentPlan }: RegionPageQuery): Delivery[] =>
  (currentPlan?.shipments ?? []).map(({ from, to, massKg }) => ({ from: from.id, to: to.id, massKg }));

/** The workshops as rows of a table, those with most work first. */
export function placeRows({ workshops }: RegionPageQuery) {
  return workshops
    .map((workshop) => ({
      id: workshop.id,
      name: workshop.name,
      place: workshop.place.name,
      free: freeHours(workshop),
      planned: plannedHours(workshop),
    }))
    .toSorted((a, b) => b.planned - a.planned || b.free - a.free);
}
