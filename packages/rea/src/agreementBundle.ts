// Agreements that belong together.

import type { NounOf } from "./noun.js";

/** The lines of one order, each an Agreement with its own reciprocity. */
export interface AgreementBundle {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  /** ISO 8601. */
  readonly created?: string;
}

/** The properties of an AgreementBundle, as data. */
export const AGREEMENT_BUNDLE: NounOf<AgreementBundle> = {
  name: "agreementBundle",
  className: "AgreementBundle",
  properties: {
    name: { holds: "text" },
    note: { holds: "text" },
    created: { holds: "instant" },
  },
  inverses: {
    bundles: ["agreement.bundledIn"],
  },
};
