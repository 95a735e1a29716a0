// What part of the earth a region's map shows.

import type { Bounds } from "./clip.js";

const FAR_DEGREES = 6;
const MARGIN_SHARE = 0.35;
const LEAST_MARGIN = 0.4;
const MOST_LAT = 85;

/** Around the points that lie within some hundred kilometres of their middle, with a margin. Null: there are no points. */
export function boundsAround(points: readonly { readonly lat: number; readonly lon: number }[]): Bounds | null {
  const middle = { lat: median(points.map(({ lat }) => lat)), lon: median(points.map(({ lon }) => lon)) };
  const near = points.filter(({ lat, lon }) => Math.abs(lat - middle.lat) <= FAR_DEGREES && Math.abs(lon - middle.lon) <= FAR_DEGREES);
  if (near.length === 0) return null;
  const [lats, lons] = [near.map(({ lat }) => lat), near.map(({ lon }) => lon)];
  const [south, north, west, east] = [Math.min(...lats), Math.max(...lats), Math.min(...lons), Math.max(...lons)];
  const marginLat = Math.max(LEAST_MARGIN, (north - south) * MARGIN_SHARE);
  const marginLon = Math.max(LEAST_MARGIN, (east - west) * MARGIN_SHARE);
  return {
    south: Math.max(-MOST_LAT, south - marginLat),
    north: Math.min(MOST_LAT, north + marginLat),
    // A region across the date line shows the part on the side of its middle.
    west: Math.max(-180, west - marginLon),
    east: Math.min(180, east + marginLon),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
