// The proof of a plan's bound in names: for each stage the tree of the search with the prices of its leaves (SPEC C).
import type { PlanArrays } from "../arrays/planArrays.js";
import type { PlanProblem } from "../problem/planProblem.js";
import type { Choices, HeldLevel } from "../pricing/priceSystem.js";
import type { Leaf, SearchNode } from "../search/branchAndBound.js";
import type { Split } from "../search/choices.js";
import { limitNames, pushLimitRow } from "./limitNames.js";
import type { LeafPriceLists, PlanResult } from "./planResult.js";

export type StageCertificate = PlanResult["certificate"]["stages"][number];

interface Naming {
  readonly problem: PlanProblem;
  readonly arrays: PlanArrays;
  readonly choices: Choices;
  readonly held: readonly HeldLevel[];
}

/** `name` is "priority-1" … or "cost". */
export function stageCertificate(naming: Naming, name: string, tree: readonly SearchNode[]): StageCertificate {
  return {
    stage: name,
    nodes: tree.map((node) =>
      "leaf" in node
        ? { bound: node.leaf.bound, prices: leafPriceLists(naming, node.leaf) }
        : { split: splitNames(naming, node.split), below: node.below, above: node.above },
    ),
  };
}

function runNames({ problem, arrays, choices }: Naming, choice: number): { recipe: string; workshop: string; period: string } {
  const run = choices.run[choice];
  return {
    recipe: problem.recipes[arrays.runs.recipe[run]].id,
    workshop: problem.workshops[arrays.runs.workshop[run]].id,
    period: problem.periods[choices.period[choice]],
  };
}

function splitNames(
  naming: Naming,
  split: Split,
): { recipe: string; workshop: string; period: string } & ({ setup: true } | { runs: number }) {
  const run = runNames(naming, split.choice);
  return split.kind === "setup" ? { ...run, setup: true } : { ...run, runs: split.runs };
}

function leafPriceLists(naming: Naming, leaf: Leaf): LeafPriceLists {
  const lists: LeafPriceLists = { machine: [], labour: [], ceiling: [], money: [], market: [], levels: [], runs: [], items: [] };
  const T = naming.arrays.periodCount;
  leaf.prices.limit.forEach((price, at) => {
    if (price === 0) return;
    pushLimitRow(lists, limitNames(naming.problem, naming.arrays, Math.floor(at / T)), { period: naming.problem.periods[at % T], price });
  });
  naming.held.forEach((level, k) => {
    if (leaf.prices.level[k] > 0) lists.levels.push({ priority: level.priority as 1 | 2 | 3, price: leaf.prices.level[k] });
  });
  leaf.prices.choice.forEach((price, choice) => {
    if (price > 0) lists.runs.push({ ...runNames(naming, choice), price });
  });
  pushItems(naming, lists, leaf);
  return lists;
}

/** Stated items where they are worth something, and every node that has a price of its own: stocks and what a branch forces. */
function pushItems({ problem, arrays }: Naming, lists: LeafPriceLists, leaf: Leaf): void {
  const { periodCount: T, placeCount: H } = arrays;
  for (let node = 0; node < leaf.prices.node.length; node++) {
    if (leaf.prices.node[node] === Infinity) continue;
    const [item, t] = [Math.floor(node / (T * H)), Math.floor(node / H) % T];
    const isOnlyStated = arrays.isStated[item] === 1 && !(t === 0 && arrays.stock[item * H + (node % H)] > 0);
    const price = leaf.nodePrices[node];
    if (price === Infinity || (isOnlyStated && price === 0)) continue;
    lists.items.push({ item: problem.items[item].id, place: problem.places[node % H].id, period: problem.periods[t], price });
  }
}
