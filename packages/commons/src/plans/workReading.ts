// What a plan lets each workshop do, and when.

import type { Pegging, PlanResult, PlanWorkshop } from "@commonwright/planner";
import type { GanttRowReading, MachineReading, WorkReading } from "./planReading.js";
import { groupedBy } from "./grouping.js";
import type { ProblemIndex } from "./problemIndex.js";
import type { ScarceParts } from "./scarceKeys.js";

/** One for each row of the result's runs whose quantity is more than dust. */
export function workReadings(index: ProblemIndex, scarce: ScarceParts, result: PlanResult, pegging: Pegging): WorkReading[] {
  return result.runs.flatMap((run, row) => {
    const recipe = index.recipes.get(run.recipe);
    const workshop = index.workshops.get(run.workshop);
    const product = recipe?.out[0];
    if (recipe === undefined || workshop === undefined || product === undefined) return [];
    const hoursOf = (hours: number) => hours * workshop.efficiency * run.quantity;
    return [
      {
        workshop: run.workshop,
        recipe: run.recipe,
        item: product.item,
        period: run.period,
        quantity: product.quantity * run.quantity,
        machineHours: recipe.machine.map(({ capability, hours }) => ({ capability, hours: hoursOf(hours) })),
        labourHours: recipe.labour.map(({ skill, hours }) => ({ skill, hours: hoursOf(hours) })),
        inputs: recipe.in.map(({ item, quantity }) => ({ item, quantity: quantity * run.quantity })),
        forNeeds: (pegging.runs[row]?.forNeeds ?? []).map(({ need, quantity }) => ({ need, quantity: quantity * product.quantity })),
        isScarce: scarce.isRunScarce(run),
      },
    ];
  });
}

const sumOf = (rows: readonly { readonly hours: number }[]) => rows.reduce((sum, { hours }) => sum + hours, 0);

/** Rows of all workshops, also of those without work. */
export function ganttRows({ problem }: ProblemIndex, work: readonly WorkReading[]): GanttRowReading[] {
  const byWorkshop = groupedBy(work, ({ workshop }) => workshop);
  return problem.workshops.map((workshop) => {
    const lines = byWorkshop.get(workshop.id) ?? [];
    const free = workshop.capabilities.reduce((sum, { hoursPerPeriod }) => sum + hoursPerPeriod, 0);
    return {
      workshop: workshop.id,
      isScarce: lines.some((line) => line.isScarce),
      freeHours: problem.periods.map(() => free),
      usedHours: problem.periods.map((period) =>
        lines.filter((line) => line.period === period).reduce((sum, line) => sum + sumOf(line.machineHours), 0),
      ),
      bars: lines.map(({ period, item, recipe, quantity, machineHours, labourHours, isScarce }) => ({
        period,
        item,
        recipe,
        quantity,
        hours: machineHours.length > 0 ? sumOf(machineHours) : sumOf(labourHours),
        isScarce,
      })),
    };
  });
}

/** Planned hours of every machine. */
export function machineReadings({ problem }: ProblemIndex, work: readonly WorkReading[]): MachineReading[] {
  const byWorkshop = groupedBy(work, ({ workshop }) => workshop);
  return problem.workshops.flatMap((workshop: PlanWorkshop) =>
    workshop.capabilities.map(({ capability }) => ({
      workshop: workshop.id,
      capability,
      plannedHours: problem.periods.map((period) =>
        (byWorkshop.get(workshop.id) ?? [])
          .filter((line) => line.period === period)
          .reduce((sum, line) => sum + sumOf(line.machineHours.filter((row) => row.capability === capability)), 0),
      ),
    })),
  );
}
