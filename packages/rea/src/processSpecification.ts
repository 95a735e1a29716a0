// A kind of process.

import type { NounOf } from "./noun.js";

/** A kind of process: welding, transport. A resource that came out of one is at that stage. */
export interface ProcessSpecification {
  readonly id: string;
  readonly name?: string;
  readonly note?: string;
  readonly image?: string;
}

/** The properties of a ProcessSpecification, as data. */
export const PROCESS_SPECIFICATION: NounOf<ProcessSpecification> = {
  name: "processSpecification",
  className: "ProcessSpecification",
  properties: {
    name: { holds: "text" },
    note: { holds: "text" },
    image: { holds: "address" },
  },
};
