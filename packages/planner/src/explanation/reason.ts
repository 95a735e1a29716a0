// Why a rival is not taken, from what its cost is made of beside that of the chosen way.
import { LimitKind } from "../arrays/planArrays.js";
import type { Priced } from "../pricing/sources.js";
import type { PlanProblem } from "../problem/planProblem.js";
import type { RivalReason } from "./explanation.js";
import type { WayParts } from "./wayParts.js";
import type { CostedWay } from "./ways.js";

/** A way with its cost taken apart. */
export interface TakenApart extends WayParts {
  readonly way: CostedWay;
}

/** Costs nearer than this share are the same. */
const SAME = 1e-6;

/** Whether two costs are the same but for rounding. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME * Math.max(1e-3, Math.abs(a), Math.abs(b));
}

/** The reason for a rival against the chosen way, or the cheapest where none is chosen. */
export function reasonOf(problem: PlanProblem, priced: Priced, rival: TakenApart, chosen: TakenApart): RivalReason {
  const difference = rival.way.value - chosen.way.value;
  const isScarce = rival.parts.scarcity > 0 && !isSame(rival.parts.scarcity, 0);
  // Without what its own limits cost it would be cheaper: they are what stands against it.
  const withoutScarcity = difference - rival.parts.scarcity;
  if (isScarce && withoutScarcity < 0 && !isSame(rival.way.value - rival.parts.scarcity, chosen.way.value))
    return scarceReason(priced, rival);
  if (difference <= 0 || isSame(rival.way.value, chosen.way.value)) return "same";
  return dearerReason(problem, priced, rival, chosen);
}

/** By the limit that costs most. */
function scarceReason({ arrays }: Priced, { way, limits }: TakenApart): RivalReason {
  if (way.kind === "stock") return "soldOut";
  const most = limits.toSorted((a, b) => b.value - a.value)[0];
  if (most === undefined) return "limit";
  switch (arrays.limits.kind[Math.floor(most.cell / arrays.periodCount)]) {
    case LimitKind.machine:
      return "noFreeHours";
    case LimitKind.labour:
      return "noFreeHands";
    case LimitKind.market:
      return "soldOut";
    default:
      return "limit";
  }
}

/** By the part that is most above the chosen way's. */
function dearerReason(problem: PlanProblem, priced: Priced, rival: TakenApart, chosen: TakenApart): RivalReason {
  const { runs } = priced.arrays;
  const keys = ["money", "labour", "co2", "freight", "materials", "holding", "scarcity"] as const;
  const [most] = keys.map((key) => ({ key, by: rival.parts[key] - chosen.parts[key] })).sort((a, b) => b.by - a.by);
  if (most.key === "freight") return "freight";
  if (most.key === "scarcity") return scarceReason(priced, rival);
  const isSameRecipe =
    rival.way.kind === "run" && chosen.way.kind === "run" && runs.recipe[rival.way.index] === runs.recipe[chosen.way.index];
  const efficiency = (of: TakenApart) => problem.workshops[runs.workshop[of.way.index]].efficiency;
  const isWork = most.key === "labour" || most.key === "money";
  return isSameRecipe && isWork && efficiency(rival) > efficiency(chosen) ? "slower" : "dearer";
}
