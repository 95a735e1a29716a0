// What is made in each workshop, and how much of its machine hours that takes.

import type { PlanRecipe, PlanWorkshop } from "@commonwright/planner";
import { amountText, shareText, unitText } from "./amountText.js";
import { byId, type PlanView, shortened } from "./planView.js";
import { clipped, LINE_WIDTH, tableLines } from "./textTable.js";

/** A recipe in one workshop: `made` units of its product in each period that has any, in the order of the periods. */
export type Making = { readonly recipe: PlanRecipe; readonly made: number; readonly madeIn: ReadonlyMap<string, number> };
/** Machine hours: `used` and `free` over all periods; `usedIn` and `freeIn` of one period. */
export type MachineUse = {
  readonly capability: string;
  readonly used: number;
  readonly free: number;
  readonly usedIn: ReadonlyMap<string, number>;
  readonly freeIn: number;
};
/** What one workshop does. `hours` are those of all its machines together. */
export type WorkshopPlan = {
  readonly workshop: PlanWorkshop;
  readonly makings: readonly Making[];
  readonly machines: readonly MachineUse[];
  readonly hours: number;
};

const MOST_WORKSHOPS = 12;
const MOST_MAKINGS = 8;
/** So that the name of a workshop and the periods fit on one line. */
const LEAST_LABEL = 34;
/** More periods, or longer names of them, do not fit beside each other. */
const MOST_PERIODS = 4;
const MOST_PERIOD_NAME = 8;

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
    return [
      {
        workshop,
        makings: makingsOf(runs, { recipes, periods: problem.periods }),
        machines,
        hours: machines.reduce((sum, { used }) => sum + used, 0),
      },
    ];
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
  return [...madeIn].map(([recipe, made]) => ({
    recipe,
    madeIn: made,
    made: [...made.values()].reduce((sum, quantity) => sum + quantity, 0),
  }));
}

/** Only the capabilities that are used, as the workshop lists them. */
function machineUses(workshop: PlanWorkshop, runs: readonly Run[], { recipes, periods }: Looking): MachineUse[] {
  return workshop.capabilities.flatMap(({ capability, hoursPerPeriod }): MachineUse[] => {
    const usedIn = new Map<string, number>();
    for (const run of runs) {
      for (const row of recipes.get(run.recipe)?.machine ?? []) {
        if (row.capability === capability)
          usedIn.set(run.period, (usedIn.get(run.period) ?? 0) + row.hours * workshop.efficiency * run.quantity);
      }
    }
    const used = [...usedIn.values()].reduce((sum, hours) => sum + hours, 0);
    if (used === 0) return [];
    return [{ capability, used, free: hoursPerPeriod * periods.length, usedIn, freeIn: hoursPerPeriod }];
  });
}

/** The section on what is made: a block for each workshop, its products first, then its machines; one set of columns for all. */
export function makingLines(view: PlanView): string[] {
  const plans = workshopPlans(view);
  if (plans.length === 0) return [];
  const { shown, more } = shortened(view, plans, MOST_WORKSHOPS, "workshops");
  const blocks = shown.map((plan) => workshopBlock(view, plan));
  const rows = blocks.flatMap((block) => block.rows);
  const periods = hasPeriodColumns(view) ? view.problem.periods : undefined;
  const lines =
    periods === undefined
      ? ["", ...tableLines(rows, ["left", "number", "left", "left"], { indent: 4 })]
      : tableLines(rows, ["left", "number", "left", ...periods.map(() => "number" as const)], {
          header: ["", "", "", ...periods],
          indent: 4,
          leastLabel: LEAST_LABEL,
        });
  let at = 1;
  const body = blocks.flatMap((block) => {
    const own = lines.slice(at, at + block.rows.length);
    at += block.rows.length;
    return [joined(block.heading, lines[0]), ...own, ...block.more];
  });
  const order = plans.length > 1 ? ", those with most machine hours first" : "";
  return [`Made, in ${plans.length} of ${view.problem.workshops.length} workshops${order}`, ...body, ...more];
}

/** A few periods with short names stand side by side; of many, a row says when in words. */
function hasPeriodColumns({ problem: { periods } }: PlanView): boolean {
  return periods.length > 1 && periods.length <= MOST_PERIODS && periods.every((period) => period.length <= MOST_PERIOD_NAME);
}

type Block = { readonly heading: string; readonly rows: readonly (readonly string[])[]; readonly more: readonly string[] };

function workshopBlock(view: PlanView, { workshop, makings, machines }: WorkshopPlan): Block {
  const [name, place] = [view.names.workshops(workshop.id), view.names.places(workshop.place)];
  const { shown, more } = shortened(view, makings, MOST_MAKINGS, "products");
  return {
    heading: `  ${name}${place === name ? "" : `, at ${place}`}`,
    rows: [...shown.map((making) => makingRow(view, making)), ...machines.map((use) => machineRow(view, use))],
    more: more.map((line) => `  ${line}`),
  };
}

/** The name of the workshop and the periods, if any, share a line; a name that is too long for that is cut. */
function joined(heading: string, periods: string): string {
  const names = periods.trimStart();
  if (names === "") return clipped(heading, LINE_WIDTH);
  const start = periods.length - names.length;
  return clipped(heading, start - 2).padEnd(start) + names;
}

function makingRow(view: PlanView, { recipe, made, madeIn }: Making): string[] {
  const { names, problem } = view;
  const product = recipe.out[0].item;
  const unit = unitText(made, problem.items.find(({ id }) => id === product)?.unit ?? "");
  const front = [names.items(product), amountText(made), unit];
  if (hasPeriodColumns(view))
    return [...front, ...problem.periods.map((period) => (madeIn.has(period) ? amountText(madeIn.get(period) ?? 0) : ""))];
  return [...front, whenText([...madeIn])];
}

function machineRow(view: PlanView, { capability, used, free, usedIn, freeIn }: MachineUse): string[] {
  const front = [capability, amountText(used), `h of ${amountText(free)}`];
  const share = (hours: number) => shareText(freeIn > 0 ? Math.min(1, hours / freeIn) : 0);
  const { periods } = view.problem;
  if (hasPeriodColumns(view)) return [...front, ...periods.map((period) => (usedIn.has(period) ? share(usedIn.get(period) ?? 0) : ""))];
  const [fullest, most] = [...usedIn].reduce((best, next) => (next[1] > best[1] ? next : best));
  return [...front, periods.length > 1 ? `most in ${fullest}: ${share(most)}` : share(most)];
}

/** `in 2027-01`, or the first and last of many. */
function whenText(madeIn: readonly (readonly [string, number])[]): string {
  const [first, last] = [madeIn[0][0], madeIn[madeIn.length - 1][0]];
  return first === last ? `in ${first}` : `in ${madeIn.length} periods, ${first} to ${last}`;
}
