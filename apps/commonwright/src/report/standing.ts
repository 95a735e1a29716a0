// How good the plan is, and how much of the needs it meets.

import { provenText, amountText, shareText } from "./amountText.js";
import { isTrace, metQuantity, type PlanView, PRIORITY_WORDS } from "./planView.js";
import { tableLines, wrapped } from "./textTable.js";

/** Gaps up to this are none: the same as in the status of the result. */
const OPTIMAL_GAP = 1e-6;

/** What is proven, in words. */
export function standingLines({ result, problem }: PlanView): string[] {
  if (result.status === "optimal") return wrapped("No other plan can be better.", 0, 0);
  const open = result.levels.filter((level) => level.unmet - level.bound > OPTIMAL_GAP * level.unmet);
  const sentences = open.map(
    ({ priority, unmet, bound }) =>
      `No other plan can leave less than ${amountText(bound)} of the ${PRIORITY_WORDS[priority]} needs unmet; this one leaves ${amountText(unmet)} (quantity × reference cost).`,
  );
  const others = problem.priorities.rule === "lexicographic" ? "No other plan that meets as much" : "No other plan";
  const cost = result.gap <= OPTIMAL_GAP ? `${others} can be better.` : `${others} can be more than ${provenText(result.gap)} better.`;
  return [...sentences, cost].flatMap((sentence) => wrapped(sentence, 0, 0));
}

/** The needs of one priority: `inFull`, `inPart` and `count` count needs, `share` is by quantity × reference cost. */
export type LevelMet = {
  readonly priority: 1 | 2 | 3;
  readonly count: number;
  readonly inFull: number;
  readonly inPart: number;
  readonly share: number;
};

/** How far the needs of each priority are met; priorities without needs are left out. */
export function levelsMet(view: PlanView): LevelMet[] {
  return ([1, 2, 3] as const).flatMap((priority) => {
    const needs = view.problem.needs.filter((need) => need.priority === priority);
    if (needs.length === 0) return [];
    let [all, met, inFull, inPart] = [0, 0, 0, 0];
    for (const need of needs) {
      const quantity = metQuantity(view, need);
      all += need.quantity * view.worth(need);
      met += quantity * view.worth(need);
      if (isTrace(need, view.unmetOfNeed.get(need.id) ?? 0)) inFull++;
      else if (quantity > 1e-9 * need.quantity) inPart++;
    }
    return [{ priority, count: needs.length, inFull, inPart, share: all > 0 ? Math.min(1, met / all) : inFull / needs.length }];
  });
}

/** The section on the needs that are met. */
export function needsMetLines(view: PlanView): string[] {
  const rows = levelsMet(view).map(({ priority, count, inFull, inPart, share }) => [
    PRIORITY_WORDS[priority],
    shareText(share),
    `${inFull} of ${count} ${count === 1 ? "need" : "needs"} in full${inPart > 0 ? `, ${inPart} in part` : ""}`,
  ]);
  return rows.length === 0 ? ["Nothing is needed."] : ["Needs met", ...tableLines(rows, ["left", "number", "left"])];
}
