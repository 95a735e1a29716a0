// What somebody may ask for because of what happened.

import type { Action } from "./action.js";
import type { Measure } from "./measure.js";
import type { NounOf } from "./noun.js";

/** A right that an event gave: like a commitment, but raised by who receives. Settled by events. */
export interface Claim {
  readonly id: string;
  readonly action: Action;
  /** Id of an Agent. */
  readonly provider?: string;
  /** Id of an Agent. */
  readonly receiver?: string;
  /** What gave the right. Id of an EconomicEvent. */
  readonly triggeredBy?: string;
  /** Id of a ResourceSpecification. */
  readonly resourceConformsTo?: string;
  readonly resourceClassifiedAs?: readonly string[];
  readonly resourceQuantity?: Measure;
  readonly effortQuantity?: Measure;
  /** ISO 8601. */
  readonly due?: string;
  /** ISO 8601. */
  readonly created?: string;
  /** True: no more will be done, whatever is left. */
  readonly finished?: boolean;
  readonly note?: string;
  /** Where the agreement can be read. */
  readonly agreedIn?: string;
  /** Ids of Agents. */
  readonly inScopeOf?: readonly string[];
}

/** The properties of a Claim, as data. */
export const CLAIM: NounOf<Claim> = {
  name: "claim",
  className: "Claim",
  properties: {
    action: { holds: "action", isRequired: true },
    provider: { holds: "reference", to: ["agent"] },
    receiver: { holds: "reference", to: ["agent"] },
    triggeredBy: { holds: "reference", to: ["economicEvent"] },
    resourceConformsTo: { holds: "reference", to: ["resourceSpecification"] },
    resourceClassifiedAs: { holds: "addresses" },
    resourceQuantity: { holds: "measure" },
    effortQuantity: { holds: "measure" },
    due: { holds: "instant" },
    created: { holds: "instant" },
    finished: { holds: "flag" },
    note: { holds: "text" },
    agreedIn: { holds: "address", origin: "binding" },
    inScopeOf: { holds: "references", to: ["agent"], origin: "binding" },
  },
};
