// Points on the earth: how far they are from each other, and the middle of many.

/** Degrees north and east. */
export interface GeoPoint {
  readonly lat: number;
  readonly lon: number;
}

const EARTH_RADIUS_KM = 6371;

/** As the crow flies (haversine). */
export function greatCircleKm(a: GeoPoint, b: GeoPoint): number {
  const half = (degrees: number) => Math.sin((degrees * Math.PI) / 360) ** 2;
  const cosines = Math.cos((a.lat * Math.PI) / 180) * Math.cos((b.lat * Math.PI) / 180);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half(a.lat - b.lat) + cosines * half(a.lon - b.lon))));
}

/** The median in each direction: a few that lie far off do not move it. Without points the middle is 0, 0. */
export function middleOf(points: readonly GeoPoint[]): GeoPoint {
  return { lat: median(points.map(({ lat }) => lat)), lon: median(points.map(({ lon }) => lon)) };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
