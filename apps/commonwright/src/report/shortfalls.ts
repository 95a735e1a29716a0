// Which needs stay unmet, and why.

import { amountText, unitText } from "./amountText.js";
import { byId, isTrace, type PlanView, PRIORITY_WORDS, shortened } from "./planView.js";
import { clipped, wrapped } from "./textTable.js";

const MOST_NEEDS = 15;
const MOST_REASON = 300;

/** The section on unmet needs: the vital first, and of one priority the weightiest. */
export function shortfallLines(view: PlanView): string[] {
  const needs = byId(view.problem.needs);
  const items = byId(view.problem.items);
  const rows = view.result.unmet.flatMap((row) => {
    const need = needs.get(row.need);
    return need === undefined ? [] : [{ ...row, of: need, worth: row.quantity * view.worth(need) }];
  });
  const [all, traces] = [rows.filter((row) => !isTrace(row.of, row.quantity)), rows.filter((row) => isTrace(row.of, row.quantity))];
  const rounding =
    traces.length === 0
      ? []
      : [
          `  Rounding leaves a trace of ${traces.length === 1 ? "1 more need" : `${traces.length} more needs`} unmet, less than 0.01 % of each.`,
        ];
  if (rows.length === 0) return view.problem.needs.length === 0 ? [] : ["Nothing stays unmet."];
  const { shown, more } = shortened(
    view,
    all.sort((a, b) => a.of.priority - b.of.priority || b.worth - a.worth),
    MOST_NEEDS,
    "needs",
  );
  const lines = shown.flatMap(({ need, quantity, reason, of }) => {
    const unit = unitText(of.quantity, items.get(of.item)?.unit ?? "");
    const much = `${amountText(quantity)} of ${amountText(of.quantity)} ${unit}`;
    return wrapped(`${view.names.needs(need)} (${PRIORITY_WORDS[of.priority]}): ${much}; ${clipped(reason, MOST_REASON)}.`);
  });
  return ["Unmet, and why", ...lines, ...more, ...rounding];
}
