// Where workshops stand on the strip of distances: a square-root axis of kilometres, discs that do not cover each other.

/** A workshop on the strip. */
export interface Stop {
  readonly id: string;
  readonly name: string;
  readonly km: number;
  readonly ability: "all" | "assembly" | "not";
}

/** Its disc: pixels from the left, and how many stand below it at the same distance. */
export interface Disc extends Stop {
  readonly x: number;
  readonly floor: number;
}

const DISC_PX = 15;

/** Pixels of a distance on an axis that ends at `mostKm`. */
export const stripX = (km: number, mostKm: number, width: number): number => Math.sqrt(Math.min(Math.max(km, 0), mostKm) / mostKm) * width;

/** Discs stacked where they would touch; the lowest floor that is free is taken. */
export function discsOf(stops: readonly Stop[], mostKm: number, width: number): Disc[] {
  const floors: number[] = [];
  return stops
    .toSorted((a, b) => a.km - b.km || (a.id < b.id ? -1 : 1))
    .map((stop) => {
      const x = stripX(stop.km, mostKm, width);
      let floor = floors.findIndex((end) => x - end >= DISC_PX);
      if (floor === -1) floor = floors.length;
      floors[floor] = x;
      return { ...stop, x, floor };
    });
}

/** The marks of the axis that fit below its end. */
export const axisMarks = (mostKm: number): number[] => [0, 5, 10, 25, 50, 100, 150, 200, 300, 500, 1000].filter((km) => km <= mostKm);
