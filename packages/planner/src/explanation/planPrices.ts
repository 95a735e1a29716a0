// The prices at which a plan is the best, read back from its certificate: those of the last stage, of the leaf that the plan lies in.
import { compileProblem } from "../arrays/compile.js";
import { nodeOf, type PlanArrays } from "../arrays/planArrays.js";
import { priceNodes } from "../pricing/nodePrices.js";
import { type Branch, type Choices, freePrices, type PriceSystem, type Stage } from "../pricing/priceSystem.js";
import type { Priced } from "../pricing/sources.js";
import type { PlanProblem } from "../problem/planProblem.js";
import { limitNames } from "../result/limitNames.js";
import type { LeafPriceLists, PlanResult } from "../result/planResult.js";
import { branchAbove, branchBelow, choicesOf, isWholeChoice, rootBranch } from "../search/choices.js";

type SearchNode = PlanResult["certificate"]["stages"][number]["nodes"][number];

/** A run that is a choice of the search, in names. */
interface RunNames {
  readonly recipe: string;
  readonly workshop: string;
  readonly period: string;
}

interface Reading {
  readonly problem: PlanProblem;
  readonly arrays: PlanArrays;
  readonly choices: Choices;
  /** Choices, and runs of the plan, by the names of the run. */
  readonly choiceOf: ReadonlyMap<string, number>;
  readonly runsOf: ReadonlyMap<string, number>;
}

const keyOf = ({ recipe, workshop, period }: RunNames) => JSON.stringify([recipe, workshop, period]);

/**
 * The problem with the prices of its plan. The cost stage holds the levels before it, so that its prices of limits hold what a vital need would lose; at them every way that the plan takes costs
 * what its node is worth, and none costs less (for whole numbers: in the leaf, with its own prices of runs). Throws where result and problem do not belong together.
 */
export function pricesOfPlan(problem: PlanProblem, result: PlanResult): Priced {
  const arrays = compileProblem(problem);
  const choices = choicesOf(arrays);
  const reading: Reading = {
    problem,
    arrays,
    choices,
    choiceOf: new Map(Array.from(choices.run, (_, choice) => [keyOf(runNames(problem, arrays, choices, choice)), choice])),
    runsOf: new Map(result.runs.map((row) => [keyOf(row), row.quantity])),
  };
  const { nodes } = result.certificate.stages[result.certificate.stages.length - 1];
  const leaf = leafOfPlan(reading, nodes);
  const stage: Stage = { costScale: 1, goingWithout: new Float64Array(arrays.needs.count), held: [] };
  const context = { arrays, stage, choices, branch: leaf.branch };
  const prices = readPrices(reading, stage, leaf.prices);
  return { ...context, prices, nodes: priceNodes(context, prices) };
}

function runNames(problem: PlanProblem, { runs }: PlanArrays, choices: Choices, choice: number): RunNames {
  const run = choices.run[choice];
  return {
    recipe: problem.recipes[runs.recipe[run]].id,
    workshop: problem.workshops[runs.workshop[run]].id,
    period: problem.periods[choices.period[choice]],
  };
}

/** Walks the tree of the search to the leaf whose whole numbers and set-ups the plan has. */
function leafOfPlan(
  { arrays, choices, choiceOf, runsOf }: Reading,
  nodes: readonly SearchNode[],
): { branch: Branch; prices: LeafPriceLists } {
  let branch = rootBranch(arrays, choices);
  for (let node = nodes[0]; ; ) {
    if ("prices" in node) return { branch, prices: node.prices };
    const { split } = node;
    const choice = known(choiceOf, keyOf(split));
    const runs = runsOf.get(keyOf(split)) ?? 0;
    const least = "setup" in split ? 0 : isWholeChoice(arrays, choices, choice) ? split.runs + 0.5 : split.runs;
    const isAbove = runs > least;
    const taken = "setup" in split ? { choice, kind: "setup" as const } : { choice, kind: "runs" as const, runs: split.runs };
    branch = isAbove ? branchAbove(arrays, choices, branch, taken) : branchBelow(branch, taken);
    node = nodes[isAbove ? node.above : node.below];
  }
}

function readPrices({ problem, arrays, choices, choiceOf }: Reading, stage: Stage, lists: LeafPriceLists): PriceSystem {
  const prices = freePrices(arrays, stage, choices);
  const indexOf = indexNames(problem);
  const limitOf = new Map(Array.from({ length: arrays.limits.count }, (_, l) => [limitKey(limitNames(problem, arrays, l)), l]));
  for (const kind of ["machine", "labour", "ceiling", "money", "market"] as const) {
    for (const { period, price, ...names } of lists[kind])
      prices.limit[known(limitOf, limitKey({ kind, ...names })) * arrays.periodCount + known(indexOf.period, period)] = price;
  }
  for (const row of lists.runs) prices.choice[known(choiceOf, keyOf(row))] = row.price;
  for (const { item, place, period, price } of lists.items)
    prices.node[nodeOf(arrays, known(indexOf.item, item), known(indexOf.period, period), known(indexOf.place, place))] = price;
  return prices;
}

function indexNames(problem: PlanProblem): Record<"item" | "place" | "period", ReadonlyMap<string, number>> {
  return {
    item: new Map(problem.items.map(({ id }, k) => [id, k])),
    place: new Map(problem.places.map(({ id }, k) => [id, k])),
    period: new Map(problem.periods.map((id, k) => [id, k])),
  };
}

/** The names of a limit as one text, whatever their order. */
function limitKey(names: object): string {
  return JSON.stringify(Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function known(index: ReadonlyMap<string, number>, id: string): number {
  const found = index.get(id);
  if (found === undefined) throw new Error(`the result names ${id}, which the problem does not have`);
  return found;
}
