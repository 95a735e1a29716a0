// Cuts lines and rings to a rectangle of degrees.

/** Longitude and latitude in degrees. */
export type Position = readonly [lon: number, lat: number];

/** West, south, east and north edge in degrees; west < east, south < north. */
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

type Edge = { readonly isInside: (at: Position) => boolean; readonly cross: (a: Position, b: Position) => Position };

function edgesOf({ west, south, east, north }: Bounds): readonly Edge[] {
  const atLon =
    (lon: number) =>
    (a: Position, b: Position): Position => [lon, a[1] + ((b[1] - a[1]) * (lon - a[0])) / (b[0] - a[0])];
  const atLat =
    (lat: number) =>
    (a: Position, b: Position): Position => [a[0] + ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1]), lat];
  return [
    { isInside: ([lon]) => lon >= west, cross: atLon(west) },
    { isInside: ([lon]) => lon <= east, cross: atLon(east) },
    { isInside: ([, lat]) => lat >= south, cross: atLat(south) },
    { isInside: ([, lat]) => lat <= north, cross: atLat(north) },
  ];
}

/** A ring cut edge by edge (Sutherland and Hodgman, 1974). Empty where it lies outside; a ring that leaves and comes back runs along the edge. */
export function clipRing(ring: readonly Position[], bounds: Bounds): Position[] {
  let points: readonly Position[] = ring;
  for (const { isInside, cross } of edgesOf(bounds)) {
    const kept: Position[] = [];
    for (const [index, point] of points.entries()) {
      const before = points[(index + points.length - 1) % points.length];
      if (isInside(point) !== isInside(before)) kept.push(cross(before, point));
      if (isInside(point)) kept.push(point);
    }
    points = kept;
  }
  return [...points];
}

/** The pieces of a line that lie inside, each with one point beyond where it goes on outside. */
export function clipLine(line: readonly Position[], { west, south, east, north }: Bounds): Position[][] {
  const isInside = ([lon, lat]: Position) => lon >= west && lon <= east && lat >= south && lat <= north;
  const pieces: Position[][] = [];
  let piece: Position[] = [];
  for (const [index, point] of line.entries()) {
    if (isInside(point)) {
      if (piece.length === 0 && index > 0) piece.push(line[index - 1]);
      piece.push(point);
    } else if (piece.length > 0) {
      pieces.push([...piece, point]);
      piece = [];
    }
  }
  return piece.length > 1 ? [...pieces, piece] : pieces;
}
