// A plan becomes what people see of it.

import {
  type BesidePlan,
  limitUses,
  type LimitUse,
  pegPlan,
  type PlanProblem,
  type PlanResult,
  type Scarcity,
} from "@commonwright/planner";
import { flowsOf } from "./flows.js";
import { needReadings } from "./needReading.js";
import type { NeedReading, PlanReading, PriorityOutcome, PurchaseReading, ScarcityReading, ShipmentReading } from "./planReading.js";
import { problemIndex, type ProblemIndex } from "./problemIndex.js";
import { scarceParts } from "./scarceKeys.js";
import { ganttRows, machineReadings, workReadings } from "./workReading.js";

/** So little of a need may be unmet that it is rounding (rule M10 of the planner): it is met in full for a reader. */
const TRACE = 1e-4;
const MOST_WAITING = 5;

/** Everything that is shown of a plan. Takes a good part of a second for a region: called beside the server, not in it. */
export function readingOf(problem: PlanProblem, result: PlanResult): PlanReading {
  const index = problemIndex(problem);
  const scarce = scarceParts(index, result);
  const pegging = pegPlan(problem, result);
  const needs = needReadings(index, scarce, { pegged: pegging.needs, unmet: result.unmet });
  const work = workReadings(index, scarce, result, pegging);
  return {
    status: result.status,
    objective: result.objective,
    bound: result.bound,
    gap: result.gap,
    digest: result.digest,
    cost: result.cost,
    priorities: prioritiesOf(index, needs),
    ...marketOf(index, needs),
    needs,
    flows: flowsOf(index, scarce, needs),
    rows: ganttRows(index, work),
    work,
    shipments: shipmentsOf(index, result),
    purchases: purchasesOf(index, result),
    scarce: scarcitiesOf(index, result.scarce, limitUses(problem, result, pegging)),
    levels: result.phases.levels,
    boughtShare: result.phases.bought,
    stockShare: result.phases.stock,
    unmetShare: result.phases.unmet,
    machines: machineReadings(index, work),
  };
}

function prioritiesOf({ needs: problemNeeds, worth }: ProblemIndex, needs: readonly NeedReading[]): PriorityOutcome[] {
  return ([1, 2, 3] as const).flatMap((priority) => {
    const ours = needs.flatMap((reading) => {
      const need = problemNeeds.get(reading.need);
      return need?.priority === priority ? [{ reading, need }] : [];
    });
    if (ours.length === 0) return [];
    const met = ours.filter(({ reading, need }) => reading.unmet <= TRACE * need.quantity).length;
    const part = ours.filter(({ reading, need }) => reading.unmet > TRACE * need.quantity && reading.met > TRACE * need.quantity).length;
    const all = ours.reduce((sum, { need }) => sum + need.quantity * worth(need), 0);
    const share = ours.reduce((sum, { reading, need }) => sum + reading.met * worth(need), 0) / all;
    return [{ priority, needs: ours.length, met, part, share: all > 0 ? Math.min(1, share) : met / ours.length }];
  });
}

function marketOf({ needs: problemNeeds, worth }: ProblemIndex, needs: readonly NeedReading[]) {
  let [money, known, all] = [0, 0, 0];
  for (const { need, met, marketMoney } of needs) {
    const entry = problemNeeds.get(need);
    if (entry === undefined) continue;
    all += met * worth(entry);
    if (marketMoney === null) continue;
    known += met * worth(entry);
    money += marketMoney;
  }
  return { marketMoney: known > 0 ? money : null, marketKnownShare: all > 0 ? Math.min(1, known / all) : 0 };
}

function shipmentsOf({ items, km, problem }: ProblemIndex, result: PlanResult): ShipmentReading[] {
  const { costPerKgKm, fixedPerKg, co2PerKgKm } = problem.transport;
  return result.shipments.map(({ item, from, to, period, quantity }) => {
    const massKg = (items.get(item)?.massKg ?? 0) * quantity;
    const road = km(from, to);
    const money = massKg * (fixedPerKg + costPerKgKm * road);
    return { item, from, to, period, quantity, massKg, km: road, cost: { money, labourHours: 0, co2Kg: massKg * road * co2PerKgKm } };
  });
}

function purchasesOf({ problem }: ProblemIndex, result: PlanResult): PurchaseReading[] {
  const market = new Map(problem.market.map((row) => [row.item, row]));
  return result.purchases.map(({ item, place, period, quantity }) => {
    const row = market.get(item);
    const price = typeof row?.price === "number" ? row.price : (row?.price.find((there) => there.place === place)?.price ?? 0);
    return { item, place, period, quantity, money: price * quantity, co2Kg: (row?.co2Kg ?? 0) * quantity };
  });
}

const LIMIT_KEYS = ["kind", "workshop", "capability", "territory", "skill", "co2", "extract", "item", "period"] as const;
const limitKey = (limit: Pick<LimitUse | Scarcity, (typeof LIMIT_KEYS)[number]>) =>
  LIMIT_KEYS.map((key) => String(limit[key] ?? "")).join("\u0000");

function scarcitiesOf({ items, problem }: ProblemIndex, scarce: readonly Scarcity[], uses: readonly LimitUse[]): ScarcityReading[] {
  const usesOf = new Map(uses.map((use) => [limitKey(use), use]));
  return scarce.map((row) => {
    const use = usesOf.get(limitKey(row));
    const waiting = use === undefined || use.waiting.length > 0 ? use?.waiting : use.users;
    return {
      ...row,
      used: use?.used ?? 0,
      available: use?.available ?? null,
      unit: unitOf(row, items, problem.currency ?? ""),
      waiting: (waiting ?? []).slice(0, MOST_WAITING),
    };
  });
}

function unitOf(row: Scarcity, items: ProblemIndex["items"], currency: string): string {
  switch (row.kind) {
    case "machine":
    case "labour":
      return "h";
    case "money":
      return currency;
    case "ceiling":
      return row.co2 === true ? "kg" : (items.get(row.extract ?? "")?.unit ?? "");
    case "market":
      return items.get(row.item ?? "")?.unit ?? "";
  }
}

/** What a first answer, planned beside the current plan, says of its needs. */
export function firstAnswerOf(problem: PlanProblem, beside: BesidePlan): NeedReading[] {
  const index = problemIndex(problem);
  const pegged = pegPlan(problem, beside).needs;
  return needReadings(index, scarceParts(index, { scarce: [] }), { pegged, unmet: beside.unmet });
}
