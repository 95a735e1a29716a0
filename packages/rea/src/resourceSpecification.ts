// A kind of thing.

import type { NounOf } from "./noun.js";

/** A kind of thing, of work or of service; also a currency. */
export interface ResourceSpecification {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  readonly image?: string;
  readonly imageList?: readonly string[];
  readonly resourceClassifiedAs?: readonly string[];
  /** The unit of its quantities. Id of a Unit. */
  readonly defaultUnitOfResource?: string;
  /** Id of a Unit. */
  readonly defaultUnitOfEffort?: string;
  /** False: one piece does not do for another. */
  readonly substitutable?: boolean;
  /** True: a currency, a credit or a token, counted in the unit `one`. */
  readonly mediumOfExchange?: boolean;
}

/** The properties of a ResourceSpecification, as data. */
export const RESOURCE_SPECIFICATION: NounOf<ResourceSpecification> = {
  name: "resourceSpecification",
  className: "ResourceSpecification",
  properties: {
    name: { holds: "text" },
    note: { holds: "text" },
    image: { holds: "address" },
    imageList: { holds: "addresses" },
    resourceClassifiedAs: { holds: "addresses" },
    defaultUnitOfResource: { holds: "unit" },
    defaultUnitOfEffort: { holds: "unit" },
    substitutable: { holds: "flag" },
    mediumOfExchange: { holds: "flag" },
  },
};
