// What a plan says of one need: its tree, what it costs, and what is made near it.

import type { CostParts, NeedPegging, PegLine, PlaceLevel, PlanResult } from "@commonwright/planner";
import type { NeedLineReading, NeedReading } from "./planReading.js";
import type { ProblemIndex } from "./problemIndex.js";
import type { ScarceParts } from "./scarceKeys.js";

/** What is made so near to the need counts as near, km by road. */
export const NEAR_KM = 40;

/** The needs of a pegging, as they are shown. */
export function needReadings(
  index: ProblemIndex,
  scarce: ScarceParts,
  plan: { readonly pegged: readonly NeedPegging[]; readonly unmet: PlanResult["unmet"] },
): NeedReading[] {
  const reasons = new Map(plan.unmet.map((row) => [row.need, row]));
  return plan.pegged.flatMap((pegged) => {
    const need = index.needs.get(pegged.need);
    if (need === undefined) return [];
    const reason = reasons.get(need.id);
    const market = index.items.get(need.item)?.comparePrice;
    const lines = lineReadings(index, scarce, pegged.lines);
    const { trips, km, kgKm, cost } = pegged.carrying;
    return [
      {
        need: need.id,
        item: need.item,
        place: need.place,
        met: pegged.met,
        unmet: pegged.unmet,
        unmetCode: reason?.code ?? null,
        unmetReason: reason?.reason ?? null,
        cost: pegged.cost,
        carrying: { trips, km, kgKm, cost: { ...cost, money: cost.money + pegged.waiting } },
        marketMoney: market === undefined ? null : market * pegged.met,
        lines,
        nearShare: nearShare(index, need.place, lines),
      },
    ];
  });
}

function lineReadings(index: ProblemIndex, scarce: ScarceParts, lines: readonly PegLine[]): NeedLineReading[] {
  const ids: string[] = [];
  const taken = new Set<string>();
  return lines.map((line) => {
    const parent = line.parent === null ? null : (ids[line.parent] ?? null);
    const id = freshId(`${parent === null ? "" : `${parent}/`}${line.source[0] ?? ""}.${line.item}`, taken);
    ids.push(id);
    const [use] = line.usedAt;
    return {
      id,
      parent,
      depth: line.depth,
      item: line.item,
      quantity: line.quantity,
      source: line.source,
      recipe: line.recipe,
      level: levelOf(index, line),
      origins: line.origins,
      cost: line.cost,
      isScarce: line.origins.some((origin) => isOriginScarce(scarce, line, origin)),
      usedAt: use ?? { place: line.origins[0]?.place ?? "", period: line.origins[0]?.period ?? "", quantity: line.quantity },
    };
  });
}

/** Two lines of one item and source under one parent differ by their recipes. */
function freshId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}~${number}`;
  taken.add(id);
  return id;
}

/** Of its origins the one with the greatest share says the level; what is bought comes from far. */
function levelOf({ places }: ProblemIndex, { source, origins }: PegLine): PlaceLevel {
  if (source === "bought") return "remote";
  return places.get(origins[0]?.place ?? "")?.level ?? "remote";
}

function isOriginScarce(scarce: ScarceParts, { source, recipe, item }: PegLine, origin: PegLine["origins"][number]): boolean {
  if (source === "bought") return scarce.isPurchaseScarce({ item, period: origin.period });
  return recipe !== null && origin.workshop !== null && scarce.isRunScarce({ recipe, workshop: origin.workshop, period: origin.period });
}

function nearShare({ problem, km }: ProblemIndex, place: string, lines: readonly NeedLineReading[]): number {
  const worth = ({ money, labourHours, co2Kg }: CostParts) =>
    problem.weights.money * money + problem.weights.labourHour * labourHours + problem.weights.co2Kg * co2Kg;
  let [near, all] = [0, 0];
  for (const { cost, source, origins, quantity } of lines) {
    all += worth(cost);
    if (source !== "made" || quantity <= 0) continue;
    const here = origins.filter((origin) => km(origin.place, place) <= NEAR_KM).reduce((sum, origin) => sum + origin.quantity, 0);
    near += (worth(cost) * here) / quantity;
  }
  return all > 0 ? Math.min(1, near / all) : 0;
}
