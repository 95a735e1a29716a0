// What is made in each workshop, and how much of its machine hours that takes.

import type { PlanRecipe, PlanWorkshop } from "@commonwright/planner";
import { amountText, shareText, unitText } from "./amountText.js";
import { byId, type PlanView } from "./planView.js";
import { clipped, LINE_WIDTH, shortened, tableLines } from "./textTable.js";

/** A recipe in one workshop: `made` units of its product in each period that has any, in the order of the periods. */
export type Making = { readonly recipe: PlanRecipe; readonly made: number; readonly madeIn: ReadonlyMap<string, number> };
/** Machine hours over all periods, and the period that is fullest with the share of its hours that is used. */
export type MachineUse = { readonly capability: string; readonly used: number; readonly free: number; readonly fullest: string; readonly fullestShare: number };
/** What one workshop does. `hours` are those of all its machines together. */
export type WorkshopPlan = { readonly workshop: PlanWorkshop; readonly makings: readonly Making[]; readonly machines: readonly MachineUse[]; readonly hours: number };

const MOST_WORKSHOPS = 12;
const MOST_MAKINGS = 8;
const MOST_PERIODS = 4;

type Run = PlanView["result"]["runs"][number];

/** The workshops that make anything, those with most to do first. */
export function workshopPlans({ result, problem }: PlanView): WorkshopPlan[] {
  const recipes = byId(problem.recipes);
  const runsByWorkshop = new Map<string, Run[]>();
  for (const run of result.runs) {
    const list = runsByWorkshop.get(run.workshop);
    if (list === undefined) runsByWorkshop.set(run.workshop, [run]);
    else list.push(run);
  }
  const plans = problem.workshops.flatMap((workshop): WorkshopPlan[] => {
    const runs = runsByWorkshop.get(workshop.id);
    if (runs === undefined) return [];
    const machines = machineUses(workshop, runs, { recipes, periods: problem.periods });
    return [{ workshop, makings: makingsOf(runs, { recipes, periods: problem.periods }), machines, hours: machines.reduce((sum, { used }) => sum + used, 0) }];
  });
  return plans.sort((a, b) => b.hours - a.hours);
}

type Looking = { readonly recipes: ReadonlyMap<string, PlanRecipe>; readonly periods: readonly string[] };

function makingsOf(runs: readonly Run[], { recipes, periods }: Looking): Making[] {
  const madeIn = new Map<PlanRecipe, Map<string, number>>();
  for (const period of periods) {
    for (const run of runs) {
      const recipe = recipes.get(run.recipe);
      if (run.period !== period || recipe === undefined) continue;
      const made = madeIn.get(recipe) ?? new Map<string, number>();
      madeIn.set(recipe, made);
      made.set(period, (made.get(period) ?? 0) + run.quantity * recipe.out[0].quantity);
    }
  }
  return [...madeIn].map(([recipe, made]) => ({ recipe, madeIn: made, made: [...made.values()].reduce((sum, quantity) => sum + quantity, 0) }));
}

/** Only the capabilities that are used, as the workshop lists them. */
function machineUses(workshop: PlanWorkshop, runs: readonly Run[], { recipes, periods }: Looking): MachineUse[] {
  return workshop.capabilities.flatMap(({ capability, hoursPerPeriod }): MachineUse[] => {
    const usedIn = new Map<string, number>();
    for (const run of runs) {
      for (const row of recipes.get(run.recipe)?.machine ?? []) {
        if (row.capability === capability) usedIn.set(run.period, (usedIn.get(run.period) ?? 0) + row.hours * workshop.efficiency * run.quantity);
      }
    }
    const used = [...usedIn.values()].reduce((sum, hours) => sum + hours, 0);
    if (used === 0) return [];
    const [fullest, most] = [...usedIn].reduce((best, next) => (next[1] > best[1] ? next : best));
    return [{ capability, used, free: hoursPerPeriod * periods.length, fullest, fullestShare: hoursPerPeriod > 0 ? Math.min(1, most / hoursPerPeriod) : 0 }];
  });
}

/** The section on what is made: a block for each workshop, its products first, then its machines. */
export function makingLines(view: PlanView): string[] {
  const plans = workshopPlans(view);
  if (plans.length === 0) return [];
  const { shown, more } = shortened(plans, MOST_WORKSHOPS, "workshops");
  const periods = view.problem.periods.length;
  const title = `Made, in ${plans.length} of ${view.problem.workshops.length} workshops${plans.length > 1 ? ", those with most hours first" : ""}`;
  return [title, ...shown.flatMap((plan) => workshopLines(view, plan, periods)), ...more];
}

function workshopLines(view: PlanView, { workshop, makings, machines }: WorkshopPlan, periods: number): string[] {
  const [name, place] = [view.names.workshops(workshop.id), view.names.places(workshop.place)];
  const { shown, more } = shortened(makings, MOST_MAKINGS, "products");
  const made = shown.map((making) => makingRow(view, making));
  const hours = machines.map((use) => [
    use.capability,
    amountText(use.used),
    "h",
    `of ${amountText(use.free)} free: ${shareText(use.free > 0 ? Math.min(1, use.used / use.free) : 0)}${periods > 1 ? `; fullest in ${use.fullest}: ${shareText(use.fullestShare)}` : ""}`,
  ]);
  const heading = clipped(`  ${name}${place === name ? "" : `, at ${place}`}`, LINE_WIDTH);
  return [heading, ...tableLines([...made, ...hours], ["left", "number", "left", "left"]).map((line) => clipped(`  ${line}`, LINE_WIDTH)), ...more.map((line) => `  ${line}`)];
}

function makingRow({ names, problem }: PlanView, { recipe, made, madeIn }: Making): string[] {
  const product = recipe.out[0].item;
  const isOneOfSeveral = problem.recipes.some((other) => other !== recipe && other.out[0].item === product);
  const unit = problem.items.find(({ id }) => id === product)?.unit ?? "";
  return [names.items(product), amountText(made), unitText(made, unit), `${isOneOfSeveral ? `${names.recipes(recipe.id)}, ` : ""}${whenText(madeIn)}`];
}

/** `in 2027-01`, or `2 in 2027-01, 4 in 2027-02`, or the first and last of many. */
function whenText(madeIn: ReadonlyMap<string, number>): string {
  const all = [...madeIn];
  if (all.length === 1) return `in ${all[0][0]}`;
  if (all.length > MOST_PERIODS) return `in ${all.length} periods, ${all[0][0]} to ${all[all.length - 1][0]}`;
  return all.map(([period, quantity]) => `${amountText(quantity)} in ${period}`).join(", ");
}
