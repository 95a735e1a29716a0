// Where things are.

/** A place on the map. `lat` and `long` are degrees north and east. */
export interface SpatialThing {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  readonly lat?: number;
  readonly long?: number;
}
