// How far every place is from every other (P5).

import type { PlanPlace, PlanProblem } from "./planProblem.js";

/** Mean radius of the earth in km. */
export const EARTH_RADIUS_KM = 6371.0088;

const RADIANS = Math.PI / 180;

/**
 * Distances by road in km (P5): row-major, `km[from * places + to]`, in the order of `problem.places`; 0 from a place to itself.
 * Given distances are taken as they are, and need not be the same in both directions; others are multiplied by `transport.roadFactor`.
 */
export function distanceKm(problem: PlanProblem): Float64Array {
  const { places, distancesKm, transport } = problem;
  const count = places.length;
  const km = new Float64Array(count * count);
  for (let from = 0; from < count; from++) {
    for (let to = 0; to < count; to++) {
      if (from === to) continue;
      km[from * count + to] = distancesKm ? distancesKm[from][to] : straightKm(places[from], places[to]) * transport.roadFactor;
    }
  }
  return km;
}

function straightKm(a: PlanPlace, b: PlanPlace): number {
  if (a.x !== undefined && a.y !== undefined && b.x !== undefined && b.y !== undefined) return Math.hypot(a.x - b.x, a.y - b.y);
  return greatCircleKm(a.lat ?? 0, a.lon ?? 0, b.lat ?? 0, b.lon ?? 0);
}

/** Great circle between two points in degrees, in km, by the haversine formula. */
export function greatCircleKm(latA: number, lonA: number, latB: number, lonB: number): number {
  const halfLat = Math.sin(((latB - latA) * RADIANS) / 2);
  const halfLon = Math.sin(((lonB - lonA) * RADIANS) / 2);
  const chord = halfLat * halfLat + Math.cos(latA * RADIANS) * Math.cos(latB * RADIANS) * halfLon * halfLon;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
