// What a plan, or a first answer, says of each need: its tree with levels and scarcity, beside the market.

import type { LevelName, LineReading, NeedReading } from "@commonwright/graphql";
import type { CostParts, NeedPegging, PegLine } from "@commonwright/planner";
import type { ProblemIndex } from "./problemIndex.js";
import type { ScarceKeys } from "./scarceKeys.js";

/** Made so near to a need counts as near: a bicycle's reach. */
const NEAR_KM = 40;

/** What stays unmet of a need, and why. */
export interface UnmetRow {
  readonly need: string;
  readonly code: string;
  readonly reason: string;
}

/** One reading for each need of the pegging, in its order. */
export function needReadings(
  index: ProblemIndex,
  scarce: ScarceKeys,
  { needs, unmet }: { readonly needs: readonly NeedPegging[]; readonly unmet: readonly UnmetRow[] },
): NeedReading[] {
  const reasons = new Map(unmet.map((row) => [row.need, row]));
  return needs.map((pegged) => {
    const need = index.need(pegged.need);
    const price = index.marketPrice(need.item);
    const why = reasons.get(pegged.need);
    return {
      need: pegged.need,
      met: pegged.met,
      unmet: pegged.unmet,
      unmetCode: why?.code ?? null,
      unmetReason: why?.reason ?? null,
      cost: pegged.cost,
      carrying: pegged.carrying,
      marketMoney: price === null ? null : price * pegged.met,
      lines: pegged.lines.map((line, at) => lineReading(index, scarce, { line, at })),
      nearShare: nearShare(index, pegged, need.place),
    };
  });
}

/** An id holds no name of a place or a workshop, so that it can be shown to everybody. */
export const lineId = (at: number): string => String(at);

function lineReading(index: ProblemIndex, scarce: ScarceKeys, { line, at }: { line: PegLine; at: number }): LineReading {
  const { parent, depth, item, quantity, source, recipe, origins, cost } = line;
  const [used] = line.usedAt;
  return {
    id: lineId(at),
    parent: parent === null ? null : lineId(parent),
    depth,
    item,
    quantity,
    source,
    recipe,
    level: levelOf(index, line),
    origins,
    cost,
    isScarce: origins.some((origin) => isOriginScarce(index, scarce, { line, origin })),
    usedAt: used,
  };
}

/** The level that brings most of it, the nearer of two that bring the same. */
function levelOf(index: ProblemIndex, { origins }: PegLine): LevelName {
  const sums: Record<LevelName, number> = { personal: 0, outlet: 0, regional: 0, remote: 0 };
  for (const { place, quantity } of origins) sums[index.place(place).level] += quantity;
  const levels: readonly LevelName[] = ["personal", "outlet", "regional", "remote"];
  return levels.reduce((best, level) => (sums[level] > sums[best] ? level : best), "personal");
}

function isOriginScarce(
  index: ProblemIndex,
  scarce: ScarceKeys,
  { line, origin }: { line: PegLine; origin: PegLine["origins"][number] },
): boolean {
  if (line.source === "bought") return scarce.market(line.item, origin.period);
  if (line.recipe === null || origin.workshop === null) return false;
  return isRunScarce(index, scarce, { recipe: line.recipe, workshop: origin.workshop, period: origin.period });
}

/** Whether a limit that holds the plan up is one that this run takes from. */
export function isRunScarce(
  index: ProblemIndex,
  scarce: ScarceKeys,
  { recipe, workshop, period }: { readonly recipe: string; readonly workshop: string; readonly period: string },
): boolean {
  const { machine, labour } = index.recipe(recipe);
  const { territory } = index.place(index.workshop(workshop).place);
  return (
    machine.some(({ capability, hours }) => hours > 0 && scarce.machine(workshop, capability, period)) ||
    labour.some(({ skill, hours }) => hours > 0 && scarce.labour(territory, skill, period))
  );
}

/** Share of the value of all lines that is made near to where it is needed. */
function nearShare(index: ProblemIndex, { lines }: NeedPegging, place: string): number {
  const weigh = ({ money, labourHours, co2Kg }: CostParts) => {
    const { weights } = index.problem;
    return weights.money * money + weights.labourHour * labourHours + weights.co2Kg * co2Kg;
  };
  let all = 0;
  let near = 0;
  for (const { source, origins, cost, quantity } of lines) {
    const value = weigh(cost);
    all += value;
    if (source !== "made" || quantity <= 0) continue;
    for (const origin of origins) if (index.km(origin.place, place) <= NEAR_KM) near += (value * origin.quantity) / quantity;
  }
  return all > 0 ? Math.min(1, near / all) : 0;
}
