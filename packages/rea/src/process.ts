// A step of making, moving or mending.

import type { NounOf } from "./noun.js";

/** A step that takes something in and gives something out. The same record holds what was wanted, promised and done. */
export interface Process {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  /** ISO 8601. */
  readonly hasBeginning?: string;
  /** ISO 8601. */
  readonly hasEnd?: string;
  readonly finished?: boolean;
  /** Id of a ProcessSpecification. */
  readonly basedOn?: string;
  readonly classifiedAs?: readonly string[];
  /** Id of a Plan. */
  readonly plannedWithin?: string;
  /** For whom it is done. Ids of Agents. */
  readonly inScopeOf?: readonly string[];
}

/** The properties of a Process, as data. */
export const PROCESS: NounOf<Process> = {
  name: "process",
  className: "Process",
  properties: {
    name: { holds: "text" },
    note: { holds: "text" },
    hasBeginning: { holds: "instant" },
    hasEnd: { holds: "instant" },
    finished: { holds: "flag" },
    basedOn: { holds: "reference", to: ["processSpecification"] },
    classifiedAs: { holds: "addresses" },
    plannedWithin: { holds: "reference", to: ["plan"] },
    inScopeOf: { holds: "references", to: ["agent"] },
  },
  inverses: {
    hasInput: ["economicEvent.inputOf", "commitment.inputOf", "intent.inputOf"],
    hasOutput: ["economicEvent.outputOf", "commitment.outputOf", "intent.outputOf"],
  },
};
