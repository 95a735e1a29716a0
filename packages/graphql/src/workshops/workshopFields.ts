// Workshops: their machines, and what the plan lets them do.

import type { Machine } from "@commonwright/commons";
import type { Fields } from "../viewing/fields.js";
import type { VisibleWorkshop } from "../viewing/mask.js";

/** A machine with the workshop that has it. */
interface OwnedMachine {
  readonly owner: VisibleWorkshop;
  readonly machine: Machine;
}
