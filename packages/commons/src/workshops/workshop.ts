// A workshop: an agent with machines.

import type { Agent } from "@commonwright/rea";
import type { Provenance } from "../region/provenance.js";

/** A capability of a workshop, with its free hours. Confirmed where somebody of the workshop said so; else it is assumed. */
export interface Machine extends Provenance {
  readonly capability: string;
  /** Exact decimals as text. */
  readonly hoursPerPeriod: string;
  readonly costPerHour: string;
  readonly isConfirmed: boolean;
  readonly confirmedBy?: string;
  /** ISO 8601 in UTC. */
  readonly confirmedAt?: string;
}

/** Who can make. `primaryLocation` is the place where it stands. */
export interface Workshop extends Agent, Provenance {
  readonly primaryLocation: string;
  /** Multiplies the hours of recipes: 1.2 needs 20 % more. */
  readonly efficiency: number;
  readonly machines: readonly Machine[];
}
