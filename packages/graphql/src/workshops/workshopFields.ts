// Workshops: their machines, and what the plan lets them do.

import type { Machine, WorkReading } from "@commonwright/commons";
import { openShares } from "../plans/shares.js";
import type { Fields } from "../viewing/fields.js";
import type { VisibleWorkshop } from "../viewing/mask.js";
import type { RegionView } from "../viewing/regionView.js";

/** A machine with the workshop that has it. */
export interface OwnedMachine {
  readonly owner: VisibleWorkshop;
  readonly machine: Machine;
}

const workshopFields: Fields<VisibleWorkshop> = {
  revisionId: ({ workshop }) => String(workshop.revision),
  place: ({ workshop }, _args, { view }) => view.mask.place(workshop.primaryLocation),
  efficiency: ({ workshop }) => workshop.efficiency,
  machines: (owner): OwnedMachine[] => owner.workshop.machines.map((machine) => ({ owner, machine })),
  work: ({ workshop }, _args, { view }) => view.workOf(workshop.id),
  arrivals: ({ workshop }, _args, { view }) =>
    (view.moment.plan?.reading.shipments ?? []).filter(({ to }) => to === workshop.primaryLocation),
  departures: ({ workshop }, _args, { view }) =>
    (view.moment.plan?.reading.shipments ?? []).filter(({ from }) => from === workshop.primaryLocation),
};

const workFields: Fields<WorkReading> = {
  item: ({ item }, _args, { view }) => view.item(item),
  forNeeds: ({ forNeeds }, _args, { view }) => openShares(view, forNeeds),
};

const machineFields: Fields<OwnedMachine> = {
  capability: ({ machine }) => machine.capability,
  hoursPerPeriod: ({ machine }) => machine.hoursPerPeriod,
  costPerHour: ({ machine }) => machine.costPerHour,
  isConfirmed: ({ machine }) => machine.isConfirmed,
  confirmedBy: ({ owner, machine }) => (owner.isMasked ? null : (machine.confirmedBy ?? null)),
  confirmedAt: ({ machine }) => machine.confirmedAt ?? null,
  plannedHours: ({ owner, machine }, _args, { view }) => plannedHours(view, owner.workshop.id, machine.capability),
};

function plannedHours(view: RegionView, workshop: string, capability: string): readonly number[] {
  const work = view.workOf(workshop);
  return view.periods.map(({ id }) =>
    work.reduce((sum, { period, machineHours }) => {
      if (period !== id) return sum;
      return machineHours.reduce((all, row) => (row.capability === capability ? all + row.hours : all), sum);
    }, 0),
  );
}

export const workshopFieldMaps = { Workshop: workshopFields, Machine: machineFields, WorkLine: workFields };
