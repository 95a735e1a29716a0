// Whatever the prices, a leaf never proves more than the optimum.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leafBound } from "../../src/checker/bound.js";
import { priceColumns } from "../../src/checker/columnPricing.js";
import { noFindings } from "../../src/checker/findings.js";
import { itemOrder } from "../../src/checker/itemOrder.js";
import { type Leaf, openRanges, type Stage } from "../../src/checker/leaf.js";
import { type LeafPrices, readLeafPrices } from "../../src/checker/leafPrices.js";
import { nodePrices } from "../../src/checker/nodePrices.js";
import type { ProblemView } from "../../src/checker/problemView.js";
import { reachOf } from "../../src/checker/reachability.js";
import { type SolvedModel, solveStages } from "../oracle/fullModel.js";
import { type RandomOptions, randomProblem, seededRandom } from "../oracle/randomProblem.js";
import { solvedResult, type TreeNode } from "../oracle/solvedResult.js";

const KINDS: readonly (readonly [string, RandomOptions, readonly number[]])[] = [
  ["[C1] [C3] [C5] weighted", { rule: "weighted" }, [1, 2, 3, 5]],
  ["[C1] [C4] lexicographic", { rule: "lexicographic" }, [1, 2, 6, 8]],
  ["[C3] [M7] with set-ups and whole runs", { places: 3, parts: 4, setups: 2, integers: 2 }, [3, 7, 9]],
];

function stageOf({ view, stages }: SolvedModel, n: number): Stage {
  const { stage, priority } = stages[n];
  const levelLimit = new Float64Array(4).fill(Infinity);
  for (const before of stages.slice(0, n)) levelLimit[before.priority] = Math.max(0, before.solution.objective) * (1 + 1e-7);
  return { name: stage, priority, weights: priority === 0 ? view.weights : { money: 0, labourHour: 0, co2Kg: 0 }, levelLimit };
}

function leafWith(solved: SolvedModel, n: number, prices: LeafPrices): Leaf {
  const { view } = solved;
  const recipesByProduct = Array.from({ length: view.items }, (_, item) =>
    [...view.recipes.product.keys()].filter((r) => view.recipes.product[r] === item),
  );
  return {
    view,
    items: itemOrder(view.recipes, view.items),
    recipesByProduct,
    reach: reachOf(view),
    stage: stageOf(solved, n),
    ranges: openRanges(view),
    prices,
  };
}

/** Random prices, many of them 0, scaled to what things cost; none where nothing is limited. Stocks get one, so that the bound is never void for lack of it. */
function randomPrices(view: ProblemView, stage: Stage, seed: number, scale: number): LeafPrices {
  const random = seededRandom(seed);
  const { periods, stocks } = view;
  const draw = () => (random() < 0.6 ? 0 : scale * random() ** 2);
  const where = (limit: Float64Array) =>
    Float64Array.from({ length: limit.length * periods }, (_, n) => (limit[Math.floor(n / periods)] < Infinity ? draw() : 0));
  const items = new Float64Array(view.items * view.places * periods).fill(NaN);
  for (let n = 0; n < stocks.count; n++) items[(stocks.item[n] * view.places + stocks.place[n]) * periods] = draw();
  const scrap = view.ids.item.indexOf.get("scrap") ?? 0,
    level = draw() / 10;
  // A by-product costs the same everywhere: then shipping and holding it never earn anything.
  for (let n = 0; n < view.places * periods; n++) items[scrap * view.places * periods + n] = stage.priority === 0 ? level : 0;
  return {
    machine: where(view.machineHours),
    labour: where(view.labourHours),
    co2: where(view.co2Limit),
    extract: where(view.extractLimit),
    money: where(view.moneyLimit),
    market: where(view.marketLimit),
    items,
    runs: new Float64Array(view.pairs.count * periods),
    levels: Float64Array.from(stage.levelLimit, (limit) => (limit < Infinity ? random() * 2 : 0)),
  };
}

/** The optimal prices of a stage with each number multiplied at random; most stay, so that the bound is near the optimum and an error shows. */
function disturbed(view: ProblemView, leaf: TreeNode, seed: number): LeafPrices {
  const random = seededRandom(seed),
    copy = structuredClone(leaf);
  const factors = [0, 0.5, 0.9, 1.1, 2, 5];
  const share = random() * 0.5;
  for (const rows of Object.values("prices" in copy ? copy.prices : {})) {
    for (const row of rows) if (random() < share) row["price"] = Number(row["price"]) * factors[Math.floor(random() * factors.length)];
  }
  const findings = noFindings(),
    prices = readLeafPrices(copy, "leaf", view, findings);
  expect(findings.list).toEqual([]);
  return prices;
}

describe("weak duality near the optimum", () => {
  const linear = KINDS.slice(0, 2).map(([name, options]) => [name, options, [1, 2, 3, 4, 5, 6, 8, 11]] as const);

  test.each(linear)(
    "%s: no leaf proves more than the oracle's optimum, however its optimal prices are disturbed",
    async (_, options, seeds) => {
      let close = 0,
        shrunk = 0;
      for (const seed of seeds) {
        const problem = randomProblem(seed, options),
          solved = await solveStages(problem),
          { certificate } = await solvedResult(problem);
        const check = (n: number, priceSeed: number) => {
          const leaf = leafWith(solved, n, disturbed(solved.view, certificate.stages[n].nodes[0], priceSeed));
          const proven = leafBound(leaf),
            optimum = solved.stages[n].solution.objective;
          if ("refusal" in proven) return;
          if (proven.bound > 0.9 * optimum) close++;
          if (priceColumns(leaf, nodePrices(leaf)).shrink > 1.01) shrunk++;
          expect(proven.bound).toBeLessThanOrEqual(optimum + 1e-6 * Math.abs(optimum) + 1e-6);
        };
        fc.assert(fc.property(fc.nat(solved.stages.length - 1), fc.integer(), check), { numRuns: 100, seed });
      }
      expect(close).toBeGreaterThan(50);
      expect(shrunk).toBeGreaterThan(20);
    },
  );
});

describe("weak duality", () => {
  test.each(KINDS)("%s: no leaf proves more than the oracle's optimum, whatever its prices", async (_, options, seeds) => {
    let bounds = 0;
    for (const seed of seeds) {
      const solved = await solveStages(randomProblem(seed, options));
      const check = (n: number, priceSeed: number, scale: number) => {
        const stage = stageOf(solved, n);
        const proven = leafBound(leafWith(solved, n, randomPrices(solved.view, stage, priceSeed, scale)));
        if ("refusal" in proven) return;
        bounds++;
        const optimum = solved.stages[n].solution.objective;
        expect(proven.bound).toBeLessThanOrEqual(optimum + 1e-6 * Math.abs(optimum) + 1e-6);
      };
      fc.assert(fc.property(fc.nat(solved.stages.length - 1), fc.integer(), fc.constantFrom(0.1, 1, 10, 100), check), {
        numRuns: 100,
        seed,
      });
    }
    expect(bounds).toBeGreaterThan(50 * seeds.length);
  });
});
