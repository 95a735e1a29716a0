// Why an item can neither be bought nor made, in words: the first thing on the way to it that breaks.
import type { PlanProblem, PlanRecipe } from "./planProblem.js";
import { nameOf } from "./shapeProblems.js";

/** One sentence for an item of which `leastCosts` says that it is not reachable. */
export function whyUnobtainable(problem: PlanProblem, reachable: (item: string) => boolean, item: string): string {
  return brokenStep({ problem, reachable }, item, [item]);
}

interface Looking {
  readonly problem: PlanProblem;
  readonly reachable: (item: string) => boolean;
}

function brokenStep(looking: Looking, item: string, path: readonly string[]): string {
  const makers = looking.problem.recipes.filter((recipe) => recipe.out[0].item === item);
  if (makers.length === 0) return `nobody sells ${nameOf(item)} and no recipe makes it as its product`;
  const broken = makers.map((recipe) => brokenRecipe(looking, recipe, path));
  return broken.find((reason) => reason !== undefined) ?? `every recipe for ${nameOf(item)} takes something that cannot be had`;
}

function brokenRecipe(looking: Looking, recipe: PlanRecipe, path: readonly string[]): string | undefined {
  const lacking = missingCapability(looking.problem, recipe);
  if (lacking !== undefined) return lacking;
  const input = recipe.in.find((row) => !looking.reachable(row.item))?.item;
  if (input === undefined) return undefined;
  const next = [...path, input];
  if (path.includes(input))
    return `it goes into itself: ${next.slice(path.indexOf(input)).reverse().map(nameOf).join(" goes into ")}, and nobody sells any of it`;
  return brokenStep(looking, input, next);
}

function missingCapability({ workshops }: PlanProblem, recipe: PlanRecipe): string | undefined {
  const wanted = [...new Set(recipe.machine.map((row) => row.capability))];
  const has = (capability: string) => (workshop: PlanProblem["workshops"][number]) =>
    workshop.capabilities.some((row) => row.capability === capability);
  if (workshops.length === 0) return "there are no workshops";
  const nobody = wanted.find((capability) => !workshops.some(has(capability)));
  if (nobody !== undefined) return `no workshop has ${nameOf(nobody)}, which recipe ${nameOf(recipe.id)} takes`;
  if (!workshops.some((workshop) => wanted.every((capability) => has(capability)(workshop)))) {
    return `no single workshop has ${wanted.map(nameOf).join(" and ")} together, which recipe ${nameOf(recipe.id)} takes`;
  }
  return undefined;
}
