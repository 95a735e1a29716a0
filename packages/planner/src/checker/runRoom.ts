// How many runs the limits of a period leave to each run once all others have what the leaf asks of them (rule C8).
import { PAID, type RunRanges, UNDECIDED } from "./leaf.js";
import type { AmountRows, ProblemView } from "./problemView.js";

/** What one run of a pair uses of the limits, each limit once; empty for pairs about which a tree cannot decide. `amount` is the limit per period. */
type PairUses = readonly (readonly { readonly limit: number; readonly used: number; readonly amount: number }[])[];

/** A limit that is used up to this share of it still counts as having this share left. */
const TRACE = 1e-9;
const ROUNDING = 1e-9;

/** Uses of limits by every pair whose runs are whole or have a set-up. */
export function pairUses(view: ProblemView): PairUses {
  const { pairs, recipes } = view;
  return Array.from({ length: pairs.count }, (_, pair) => {
    const r = pairs.recipe[pair];
    return recipes.integer[r] === 1 || recipes.hasSetup[r] === 1 ? usesOf(view, pair) : [];
  });
}

/** Limits are numbered machines first, then labour, extraction and CO2. */
function usesOf(view: ProblemView, pair: number): PairUses[number] {
  const { pairs, recipes } = view;
  const r = pairs.recipe[pair],
    w = pairs.workshop[pair],
    k = pairs.territory[pair],
    efficiency = view.efficiency[w];
  const uses = new Map<number, { limit: number; used: number; amount: number }>();
  const add = (limit: number, used: number, amount: number) => {
    if (used > 0 && amount < Infinity) uses.set(limit, { limit, used: used + (uses.get(limit)?.used ?? 0), amount });
  };
  const each = (rows: AmountRows, take: (index: number, amount: number) => void) => {
    for (let n = rows.start[r]; n < rows.start[r + 1]; n++) take(rows.index[n], rows.amount[n]);
  };
  const labour = view.machineHours.length,
    extracts = labour + view.labourHours.length,
    co2 = extracts + view.extractLimit.length;
  each(recipes.machine, (c, hours) => add(w * view.capabilities + c, hours * efficiency, view.machineHours[w * view.capabilities + c]));
  each(recipes.labour, (s, hours) => add(labour + k * view.skills + s, hours * efficiency, view.labourHours[k * view.skills + s]));
  each(recipes.extracts, (item, quantity) => add(extracts + k * view.items + item, quantity, view.extractLimit[k * view.items + item]));
  add(co2 + k, recipes.co2Kg[r], view.co2Limit[k]);
  return [...uses.values()];
}

/**
 * Lowers the upper limits on runs to what the limits leave, rounded down where runs are whole, but not below the lower ones; and has the set-up paid wherever runs are asked for.
 * Every plan within the ranges stays within them.
 */
export function narrowRanges(view: ProblemView, uses: PairUses, ranges: RunRanges): void {
  const { pairs, periods, recipes } = view;
  const { lower, upper, setup } = ranges;
  const asked = new Map<number, number>();
  for (let run = 0; run < lower.length; run++) {
    if (lower[run] === 0) continue;
    if (setup[run] === UNDECIDED) setup[run] = PAID;
    for (const { limit, used } of uses[Math.floor(run / periods)]) {
      const cell = limit * periods + (run % periods);
      asked.set(cell, (asked.get(cell) ?? 0) + used * lower[run]);
    }
  }
  for (let run = 0; run < lower.length; run++) {
    const pair = Math.floor(run / periods);
    let room = Infinity;
    for (const { limit, used, amount } of uses[pair]) {
      const others = (asked.get(limit * periods + (run % periods)) ?? 0) - used * lower[run];
      room = Math.min(room, Math.max(amount - others, TRACE * amount) / used);
    }
    if (recipes.integer[pairs.recipe[pair]] === 1) room = Math.floor(room + ROUNDING);
    upper[run] = Math.max(lower[run], Math.min(upper[run], room));
  }
}
