// The result of a finished planning: lists, cost, bounds, reasons, prices and certificate under one digest.
import { type FinishedStage, unmetValue } from "../search/finishedStage.js";
import { digestOf } from "./canonicalJson.js";
import { stageCertificate } from "./certificate.js";
import { phaseShares } from "./phases.js";
import { planCost, weighedCost } from "./planCost.js";
import { type PlanLists, planLists } from "./planLists.js";
import type { Planning } from "./planning.js";
import type { PlanResult } from "./planResult.js";
import { findPrices } from "./prices.js";
import { isUnreachable, unmetReasons } from "./unmetReasons.js";

const OPTIMAL_GAP = 1e-6;

/** `original` is the problem as given: its digest names it. */
export function assembleResult(planning: Planning, original: unknown): PlanResult {
  const { problem, arrays, choices, stages } = planning;
  const last = stages[stages.length - 1];
  const lists = planLists(planning, last);
  const cost = planCost(problem, arrays.referenceCost, lists);
  const objective = weighedCost(problem, cost) + unmetCost(last, lists);
  const unreachable = unreachableNeeds(planning);
  const levels = stages.slice(0, -1).map((stage) => levelOf(planning, stage));
  const gap = gapOf({ value: objective, bound: last.bound, fixed: unreachable.value });
  const isOptimal = gap <= OPTIMAL_GAP && levels.every((level) => level.gap <= OPTIMAL_GAP);
  const { prices, scarce } = findPrices(planning);
  const body: Omit<PlanResult, "digest"> = {
    format: "commonwright-plan-result/1",
    problem: digestOf(original),
    status: isOptimal ? "optimal" : "feasible",
    objective,
    bound: last.bound,
    unreachable,
    gap,
    cost,
    levels: levels.map(({ gap: _, ...level }) => level),
    runs: lists.runs,
    shipments: lists.shipments,
    purchases: lists.purchases,
    holdings: lists.holdings,
    setups: lists.setups,
    unmet: unmetReasons(planning, lists),
    prices,
    phases: phaseShares(planning, lists),
    scarce,
    certificate: {
      stages: stages.map((stage) => stageCertificate({ problem, arrays, choices, held: stage.stage.held }, stage.name, stage.tree)),
    },
    problems: [],
  };
  return { ...body, digest: digestOf(body) };
}

function unmetCost(stage: FinishedStage, lists: PlanLists): number {
  let sum = 0;
  lists.unmet.forEach((quantity, n) => {
    sum += quantity * stage.stage.goingWithout[n];
  });
  return sum;
}

/** Less than this can be decided: nothing. */
const NOTHING = 1e-9;
/** What a difference of two values may owe to their rounding, as a share of them. */
const ROUNDING = 1e-12;

/** Rule R3: what is open between value and bound, as a share of what can be decided; `fixed` is the part of the value that cannot. */
function gapOf({ value, bound, fixed }: { readonly value: number; readonly bound: number; readonly fixed: number }): number {
  const rounding = ROUNDING * Math.abs(value);
  if (value - fixed <= Math.max(NOTHING, rounding) || value - bound <= rounding) return 0;
  return (value - bound) / (value - fixed);
}

/** Needs that no plan can meet even a part of (rule R3); they fix a part of the objective only where going without has a cost. */
function unreachableNeeds({ problem, arrays, stages }: Planning): PlanResult["unreachable"] {
  const { goingWithout } = stages[stages.length - 1].stage;
  const indices = [...arrays.needs.item.keys()].filter((n) => isUnreachable(arrays, n));
  return {
    value: indices.reduce((sum, n) => sum + arrays.needs.quantity[n] * goingWithout[n], 0),
    needs: indices.map((n) => problem.needs[n].id),
  };
}

function levelOf({ arrays }: Planning, stage: FinishedStage): PlanResult["levels"][number] & { gap: number } {
  const unmet = unmetValue(stage);
  const bound = Math.min(unmet, Math.max(0, stage.bound));
  let fixed = 0;
  for (let n = 0; n < arrays.needs.count; n++)
    if (isUnreachable(arrays, n)) fixed += arrays.needs.quantity[n] * stage.stage.goingWithout[n];
  return { priority: Number(stage.name.slice("priority-".length)) as 1 | 2 | 3, unmet, bound, gap: gapOf({ value: unmet, bound, fixed }) };
}
