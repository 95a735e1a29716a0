// Who makes what and when, with hours, materials and whom it is for; and the hours that workshops have.

import type { PlanReading, WorkReading } from "@commonwright/graphql";
import type { Pegging, PlanResult } from "@commonwright/planner";
import { isRunScarce } from "./needReadings.js";
import type { ProblemIndex } from "./problemIndex.js";
import type { ScarceKeys } from "./scarceKeys.js";

/** One line for each recipe, workshop and period that runs. */
export function workReadings(
  index: ProblemIndex,
  scarce: ScarceKeys,
  { runs, pegged }: { readonly runs: PlanResult["runs"]; readonly pegged: Pegging["runs"] },
): WorkReading[] {
  return runs.map((run, at) => {
    const recipe = index.recipe(run.recipe);
    const { efficiency } = index.workshop(run.workshop);
    const [product] = recipe.out;
    const hours = (perRun: number) => perRun * efficiency * run.quantity;
    return {
      workshop: run.workshop,
      recipe: run.recipe,
      item: product.item,
      period: run.period,
      quantity: product.quantity * run.quantity,
      machineHours: recipe.machine.map((row) => ({ capability: row.capability, hours: hours(row.hours) })),
      labourHours: recipe.labour.map((row) => ({ skill: row.skill, hours: hours(row.hours) })),
      inputs: recipe.in.map((row) => ({ item: row.item, quantity: row.quantity * run.quantity })),
      forNeeds: pegged[at].forNeeds.map(({ need, quantity }) => ({ need, quantity: quantity * product.quantity })),
      isScarce: isRunScarce(index, scarce, run),
    };
  });
}

/** Hours of all machines of each workshop that has work: what it has and what is used, per period. */
export function hourRows({ problem, workshop }: ProblemIndex, work: readonly WorkReading[]): PlanReading["rows"] {
  return [...new Set(work.map((line) => line.workshop))].map((id) => {
    const free = workshop(id).capabilities.reduce((sum, { hoursPerPeriod }) => sum + hoursPerPeriod, 0);
    const usedHours = problem.periods.map((period) =>
      work.reduce((sum, line) => (line.workshop === id && line.period === period ? sum + machineHours(line) : sum), 0),
    );
    return { workshop: id, freeHours: problem.periods.map(() => free), usedHours };
  });
}

const machineHours = (line: WorkReading) => line.machineHours.reduce((sum, { hours }) => sum + hours, 0);
