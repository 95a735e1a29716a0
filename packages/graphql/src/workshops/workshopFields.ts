// Workshops: their machines, and what the plan lets them do.

import type { Machine } from "@commonwright/commons";
import type { Fields } from "../viewing/fields.js";
import type { VisibleWorkshop } from "../viewing/mask.js";

/** A machine with the workshop that has it. */
interface OwnedMachine {
  readonly owner: VisibleWorkshop;
  readonly machine: Machine;
}

const workshopFields: Fields<VisibleWorkshop> = {
  revisionId: ({ workshop }) => String(workshop.revision),
  place: ({ workshop }, _args, { view }) => view.mask.place(workshop.primaryLocation),
  efficiency: ({ workshop }) => workshop.efficiency,
  machines: (owner): OwnedMachine[] => owner.workshop.machines.map((machine) => ({ owner, machine })),
  work: () => [],
  arrivals: () => [],
  departures: () => [],
};

const machineFields: Fields<OwnedMachine> = {
  capability: ({ machine }) => machine.capability,
  hoursPerPeriod: ({ machine }) => machine.hoursPerPeriod,
  costPerHour: ({ machine }) => machine.costPerHour,
  isConfirmed: ({ machine }) => machine.isConfirmed,
  confirmedBy: ({ owner, machine }) => (owner.isMasked ? null : (machine.confirmedBy ?? null)),
  confirmedAt: ({ machine }) => machine.confirmedAt ?? null,
  plannedHours: (_machine, _args, { view }) => view.periods.map(() => 0),
};

export const workshopFieldMaps = { Workshop: workshopFields, Machine: machineFields };
