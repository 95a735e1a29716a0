// A kind of thing.

/** A kind of thing. `defaultUnitOfResource` is the unit of all its quantities. */
export interface ResourceSpecification {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  readonly defaultUnitOfResource: string;
  readonly resourceClassifiedAs?: readonly string[];
}
