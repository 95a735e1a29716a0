// From degrees to pixels: an equirectangular picture that is true to scale at its middle.

import type { At } from "./mapLayout";

const KM_PER_DEGREE = 111.195;

/** A picture of a part of the earth. */
export interface Projection {
  readonly at: (lat: number, lon: number) => At;
  readonly pxPerKm: number;
  readonly isInside: (at: At) => boolean;
}

/** How much of the frame is left free around the places, and how far apart two places may lie to be shown together. */
const MARGIN_SHARE = 0.07;
const FAR_DEGREES = 6;

/** Points that lie with most others: those that are far off stand at the edge of the map. */
export function nearPoints<Point extends { readonly lat: number; readonly lon: number }>(points: readonly Point[]): Point[] {
  const middle = { lat: median(points.map(({ lat }) => lat)), lon: median(points.map(({ lon }) => lon)) };
  return points.filter(({ lat, lon }) => Math.abs(lat - middle.lat) <= FAR_DEGREES && Math.abs(lon - middle.lon) <= FAR_DEGREES);
}

/** The picture in which all points fit into a frame, as large as can be. */
export function projectionFor(
  points: readonly { readonly lat: number; readonly lon: number }[],
  width: number,
  height: number,
): Projection {
  const [lats, lons] = [points.map(({ lat }) => lat), points.map(({ lon }) => lon)];
  const [south, north, west, east] = [Math.min(...lats), Math.max(...lats), Math.min(...lons), Math.max(...lons)];
  const middle = { lat: (south + north) / 2, lon: (west + east) / 2 };
  const kmPerLon = KM_PER_DEGREE * Math.cos((middle.lat * Math.PI) / 180);
  const spanX = Math.max((east - west) * kmPerLon, 20);
  const spanY = Math.max((north - south) * KM_PER_DEGREE, 20);
  const pxPerKm = Math.min((width * (1 - 2 * MARGIN_SHARE)) / spanX, (height * (1 - 2 * MARGIN_SHARE)) / spanY);
  return {
    pxPerKm,
    at: (lat, lon) => ({
      x: width / 2 + (lon - middle.lon) * kmPerLon * pxPerKm,
      y: height / 2 - (lat - middle.lat) * KM_PER_DEGREE * pxPerKm,
    }),
    isInside: ({ x, y }) => x >= 0 && x <= width && y >= 0 && y <= height,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
