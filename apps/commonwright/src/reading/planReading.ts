// A plan read for people: what its lists say of workshops, needs, deliveries and shortages.

import type { PlanReading, ScarcityReading, ShipmentReading } from "@commonwright/graphql";
import { type LimitUse, limitUses, type Pegging, pegPlan, type PlanProblem, type PlanResult } from "@commonwright/planner";
import { flowReadings } from "./flows.js";
import { needReadings } from "./needReadings.js";
import { priceAt, problemIndex, type ProblemIndex } from "./problemIndex.js";
import { scarceKeys } from "./scarceKeys.js";
import { hourRows, workReadings } from "./work.js";

/** Reads a plan of a problem. Throws where they do not belong together. */
export function planReading(problem: PlanProblem, result: PlanResult): PlanReading {
  const index = problemIndex(problem);
  const scarce = scarceKeys(result.scarce);
  const pegging = pegPlan(problem, result);
  const needs = needReadings(index, scarce, { needs: pegging.needs, unmet: result.unmet });
  const work = workReadings(index, scarce, { runs: result.runs, pegged: pegging.runs });
  const { levels, bought, stock, unmet } = result.phases;
  return {
    status: result.status,
    objective: result.objective,
    bound: result.bound,
    gap: result.gap,
    digest: result.digest,
    cost: result.cost,
    priorities: priorityOutcomes(problem, pegging),
    ...marketFigures(index, pegging),
    flows: flowReadings(index, scarce, pegging.needs),
    rows: hourRows(index, work),
    work,
    shipments: result.shipments.map((row) => shipmentReading(index, row)),
    purchases: result.purchases.map((row) => {
      const offer = index.offer(row.item);
      const [price, co2] = offer === undefined ? [0, 0] : [priceAt(offer, row.place), offer.co2Kg];
      return { ...row, money: price * row.quantity, co2Kg: co2 * row.quantity };
    }),
    scarce: scarcities(index, result, limitUses(problem, result, pegging)),
    levels,
    boughtShare: bought,
    stockShare: stock,
    unmetShare: unmet,
    needs,
  };
}

/** What rounding leaves of a need does not make it unmet. */
const DUST = 1e-6;

function priorityOutcomes(problem: PlanProblem, { needs }: Pegging): PlanReading["priorities"] {
  const met = new Map(needs.map((row) => [row.need, row.met]));
  return ([1, 2, 3] as const).map((priority) => {
    const shares = problem.needs.flatMap((need) =>
      need.priority === priority ? [need.quantity > 0 ? Math.min(1, (met.get(need.id) ?? 0) / need.quantity) : 1] : [],
    );
    const full = shares.filter((share) => share >= 1 - DUST).length;
    const part = shares.filter((share) => share > DUST && share < 1 - DUST).length;
    const share = shares.length === 0 ? 1 : shares.reduce((sum, each) => sum + each, 0) / shares.length;
    return { priority, needs: shares.length, met: full, part, share };
  });
}

/** What the market asks for what is met; the share of the needs' cost for which it is known. */
function marketFigures(index: ProblemIndex, { needs }: Pegging): Pick<PlanReading, "marketMoney" | "marketKnownShare"> {
  let market = 0;
  let known = 0;
  let all = 0;
  for (const { need, met, cost } of needs) {
    const price = index.marketPrice(index.need(need).item);
    const { weights } = index.problem;
    const value = weights.money * cost.money + weights.labourHour * cost.labourHours + weights.co2Kg * cost.co2Kg;
    all += value;
    if (price === null) continue;
    known += value;
    market += price * met;
  }
  return { marketMoney: known > 0 ? market : null, marketKnownShare: all > 0 ? known / all : 0 };
}

function shipmentReading(index: ProblemIndex, row: PlanResult["shipments"][number]): ShipmentReading {
  const { transport } = index.problem;
  const km = index.km(row.from, row.to);
  const massKg = index.item(row.item).massKg * row.quantity;
  const money = massKg * (transport.fixedPerKg + transport.costPerKgKm * km);
  return { ...row, massKg, km, cost: { money, labourHours: 0, co2Kg: massKg * transport.co2PerKgKm * km } };
}

const MOST_WAITING = 5;

function scarcities(index: ProblemIndex, result: PlanResult, uses: readonly LimitUse[]): ScarcityReading[] {
  const keyOf = (row: Partial<LimitUse>) =>
    JSON.stringify([row.kind, row.workshop, row.capability, row.territory, row.skill, row.co2, row.extract, row.item, row.period]);
  const useOf = new Map(uses.map((use) => [keyOf(use), use]));
  return result.scarce.map((row) => {
    const use = useOf.get(keyOf(row as Partial<LimitUse>));
    const { priority = null, more, saves, lifted, ...limit } = row;
    return {
      limit: { ...withoutAbsent(limit), unit: unitOf(index, row) },
      priority,
      more,
      saves,
      lifted,
      used: use?.used ?? 0,
      available: use?.available ?? null,
      waiting: (use?.waiting ?? []).slice(0, MOST_WAITING),
    };
  });
}

/** Keys that are there and undefined are left out, as the types want it. */
const withoutAbsent = <Row extends object>(row: Row): { [Key in keyof Row]: Exclude<Row[Key], undefined> } =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as never;

function unitOf({ problem, item }: ProblemIndex, row: PlanResult["scarce"][number]): string {
  switch (row.kind) {
    case "machine":
    case "labour":
      return "h";
    case "ceiling":
      return row.co2 === true || row.extract === undefined ? "kg" : item(row.extract).unit;
    case "money":
      return problem.currency ?? "EUR";
    case "market":
      return row.item === undefined ? "" : item(row.item).unit;
  }
}
