// What each limit and each needed thing is worth at the optimum, and which shortages cost the plan most.
import { nodeOf } from "../arrays/planArrays.js";
import { growPool } from "../master/growth.js";
import { Master } from "../master/master.js";
import { boundAtPrices } from "../pricing/bound.js";
import { fixedBranch } from "../search/choices.js";
import { runsOfChoices } from "../search/splitting.js";
import type { FinishedStage } from "../search/finishedStage.js";
import { limitNames, pushLimitRow } from "./limitNames.js";
import type { Planning } from "./planning.js";
import type { PlanPrices, Scarcity } from "./planResult.js";
import { isExact, type PriceEnds, Sensitivity } from "./sensitivity.js";

/** A limit in one period. */
interface LimitAt {
  readonly limit: number;
  readonly t: number;
}

/** Ways so much dearer than the best come in before prices are probed: enough for the next best, few enough to probe fast. */
const ENRICHING = 0.0001;
/** A price below this is rounding. */
const WORTH = 1e-7;
/** Trials solve again twice each; so many per stage say what matters. */
const MOST_TRIALS = 6;
/** Beyond this much work (probes × columns) only as many intervals are found as fit, the dearest limits first. */
const MOST_PROBE_WORK = 3e7;

export function findPrices(planning: Planning): { prices: PlanPrices; scarce: Scarcity[] } {
  if (isExact(planning)) enrichPool(planning);
  const sensitivity = new Sensitivity(planning.highs, planning);
  try {
    const limits = pricedLimits(planning, planning.stages[planning.stages.length - 1]);
    const nodes = neededNodes(planning);
    const most = Math.max(20, Math.floor(MOST_PROBE_WORK / (2 * planning.pool.count)));
    const prices: PlanPrices = { item: [], machine: [], labour: [], ceiling: [], money: [], market: [] };
    for (const { limit, t } of limits.slice(0, most)) pushLimitPrice(planning, prices, { limit, t }, sensitivity.limitPrice(limit, t));
    for (const node of nodes.slice(0, Math.max(0, most - limits.length)))
      pushNodePrice(planning, prices, node, sensitivity.nodePrice(node));
    return { prices, scarce: planning.stages.flatMap((stage) => scarceIn(planning, stage)) };
  } finally {
    sensitivity.dispose();
  }
}

/** Ways a little dearer than the best come in, so that a change of the plan finds its next best ways among the columns. */
function enrichPool({ arrays, choices, pool, stages }: Planning): void {
  const last = stages[stages.length - 1];
  const leaf = last.tree.find((node) => "leaf" in node);
  if (leaf === undefined || !("leaf" in leaf)) return;
  const context = { arrays, stage: last.stage, choices, branch: leaf.leaf.branch };
  const { nodes } = boundAtPrices(context, leaf.leaf.prices);
  growPool({ pool, priced: { ...context, prices: leaf.leaf.prices, nodes }, margin: ENRICHING });
}

/** Limits that some leaf of a stage has a price for, or that the plan uses up, the dearest first. */
function pricedLimits({ arrays }: Planning, stage: FinishedStage): LimitAt[] {
  const worth = new Map<number, number>();
  for (const node of stage.tree) {
    if (!("leaf" in node)) continue;
    node.leaf.prices.limit.forEach((price, at) => {
      if (price > WORTH) worth.set(at, Math.max(worth.get(at) ?? 0, price * arrays.limits.left[at]));
    });
  }
  return [...worth]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .map(([at]) => ({ limit: Math.floor(at / arrays.periodCount), t: at % arrays.periodCount }));
}

function neededNodes({ arrays }: Planning): number[] {
  const { needs } = arrays;
  return [...new Set(Array.from(needs.item, (item, n) => nodeOf(arrays, item, needs.period[n], needs.place[n])))];
}

function intervalOf(ends: PriceEnds): { low: number; high: number | null } {
  return { low: Math.min(ends.low, ends.high), high: ends.high === Infinity ? null : ends.high };
}

function pushLimitPrice({ problem, arrays }: Planning, prices: PlanPrices, { limit, t }: LimitAt, ends: PriceEnds): void {
  if (ends.high <= WORTH) return;
  pushLimitRow(prices, limitNames(problem, arrays, limit), { period: problem.periods[t], ...intervalOf(ends) });
}

function pushNodePrice({ problem, arrays }: Planning, prices: PlanPrices, node: number, ends: PriceEnds): void {
  const { periodCount: T, placeCount: H } = arrays;
  const [item, t] = [Math.floor(node / (T * H)), Math.floor(node / H) % T];
  prices.item.push({ item: problem.items[item].id, place: problem.places[node % H].id, period: problem.periods[t], ...intervalOf(ends) });
}

/** The dearest limits of a stage, each tried: one unit more, and no limit at all. Sorted by what the shortage costs. */
function scarceIn(planning: Planning, stage: FinishedStage): Scarcity[] {
  const limits = pricedLimits(planning, stage).slice(0, MOST_TRIALS);
  if (limits.length === 0) return [];
  const { arrays, choices, pool, highs, problem } = planning;
  const branch = fixedBranch(arrays, choices, runsOfChoices({ arrays, choices, stage: stage.stage }, pool, stage.plan.values));
  const master = new Master(highs, { arrays, pool, stage: stage.stage, choices }, branch);
  try {
    const { objective } = master.solve();
    const priority = stage.name === "cost" ? {} : { priority: Number(stage.name.slice(-1)) as 1 | 2 | 3 };
    const trials = limits.map(({ limit, t }): Scarcity => {
      const saved = (amount: number) => Math.max(0, objective - master.objectiveWithLimit(limit, t, amount));
      const amount = arrays.limits.left[limit * arrays.periodCount + t];
      const price = Math.max(...stage.tree.map((node) => ("leaf" in node ? node.leaf.prices.limit[limit * arrays.periodCount + t] : 0)));
      return {
        ...limitNames(problem, arrays, limit),
        period: problem.periods[t],
        ...priority,
        price,
        more: 1,
        saves: saved(amount + 1),
        lifted: saved(Infinity),
      };
    });
    return trials.filter((trial) => trial.lifted > WORTH).sort((a, b) => b.lifted - a.lifted);
  } finally {
    master.dispose();
  }
}
