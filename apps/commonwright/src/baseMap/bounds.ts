// What part of the earth a region's map shows.

import type { Bounds } from "./clip.js";

const FAR_DEGREES = 6;
const MARGIN_SHARE = 0.35;
const LEAST_MARGIN = 0.4;
/** Width of a frame by its height. */
const WIDEST_FRAME = 2.4;
const MOST_LAT = 85;

/** Around the points that lie within some hundred kilometres of their middle, with a margin. Null: there are no points. */
export function boundsAround(points: readonly { readonly lat: number; readonly lon: number }[]): Bounds | null {
  const middle = { lat: median(points.map(({ lat }) => lat)), lon: median(points.map(({ lon }) => lon)) };
  const near = points.filter(({ lat, lon }) => Math.abs(lat - middle.lat) <= FAR_DEGREES && Math.abs(lon - middle.lon) <= FAR_DEGREES);
  if (near.length === 0) return null;
  const [lats, lons] = [near.map(({ lat }) => lat), near.map(({ lon }) => lon)];
  const [south, north, west, east] = [Math.min(...lats), Math.max(...lats), Math.min(...lons), Math.max(...lons)];
  const marginLat = Math.max(LEAST_MARGIN, (north - south) * MARGIN_SHARE);
  // Frames are wider than high: there must be land to the sides, as many kilometres as a frame of that shape shows.
  const framed = (((north - south) * (1 + 2 * MARGIN_SHARE)) / Math.max(Math.cos((middle.lat * Math.PI) / 180), 0.1)) * WIDEST_FRAME;
  const marginLon = Math.max(LEAST_MARGIN, (east - west) * MARGIN_SHARE, (framed - (east - west)) / 2);
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
