// Where things are.

import type { NounOf } from "./noun.js";

/** A place on the map. */
export interface SpatialThing {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  /** Degrees north. */
  readonly lat?: number;
  /** Degrees east. */
  readonly long?: number;
  /** Metres above the sea. */
  readonly alt?: number;
  readonly mappableAddress?: string;
  /** Shapes in well-known text, such as "LINESTRING(9.1 45.4, 9.2 45.5)". */
  readonly hasDetailedGeometry?: readonly string[];
}

/** The properties of a SpatialThing, as data. */
export const SPATIAL_THING: NounOf<SpatialThing> = {
  name: "spatialThing",
  className: "SpatialThing",
  properties: {
    name: { holds: "text" },
    note: { holds: "text" },
    lat: { holds: "number" },
    long: { holds: "number" },
    alt: { holds: "number" },
    mappableAddress: { holds: "text" },
    hasDetailedGeometry: { holds: "addresses" },
  },
};
