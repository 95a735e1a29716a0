// What is scarce, and what one more of it would do.

import type { Scarcity } from "@commonwright/planner";
import { moneyText } from "./amountText.js";
import { byId, type PlanView, PRIORITY_WORDS } from "./planView.js";
import { shortened, wrapped } from "./textTable.js";

const MOST_LIMITS = 6;

/** The section on scarce limits: first those that keep needs unmet, the vital before the useful, then those that make the plan dearer. */
export function scarcityLines(view: PlanView): string[] {
  const { scarce } = view.result;
  if (scarce.length === 0) return ["Nothing is scarce: more of any one limit would change nothing."];
  const measure = scarce.some(({ priority }) => priority !== undefined) ? "Needs count by quantity × reference cost, savings as cost weighed together." : "Savings count as cost weighed together.";
  const groups = [1, 2, 3, undefined].flatMap((priority) => {
    const { shown, more } = shortened(
      scarce.filter((row) => row.priority === priority),
      MOST_LIMITS,
      "limits",
    );
    return [...shown.flatMap((row) => wrapped(scarcityText(view, row))), ...more];
  });
  return [`Scarce. ${measure}`, ...groups];
}

/** `1 more hour of bench at The mill in 2027-01 would save 14.20 (in all, its shortage costs 96.00)`. */
export function scarcityText(view: PlanView, row: Scarcity): string {
  const what = moreText(view, row);
  if (row.priority === undefined) {
    return `${what} would save ${moneyText(row.saves)} (in all, its shortage costs ${moneyText(row.lifted)})`;
  }
  const needs = `of the ${PRIORITY_WORDS[row.priority]} needs`;
  return `${what} would meet ${moneyText(row.saves)} more ${needs} (in all, its shortage keeps ${moneyText(row.lifted)} unmet)`;
}

function moreText(view: PlanView, row: Scarcity): string {
  const { names, currency } = view;
  const territory = row.territory === undefined ? "" : ` in ${names.territories(row.territory)}`;
  switch (row.kind) {
    case "machine":
      return `${row.more} more ${hours(row.more)} of ${row.capability ?? ""} at ${names.workshops(row.workshop ?? "")} in ${row.period}`;
    case "labour":
      return `${row.more} more ${hours(row.more)} of ${row.skill ?? ""}${territory} in ${row.period}`;
    case "ceiling": {
      const item = row.extract;
      const what = item === undefined ? "kg of CO2 allowed" : `${unitOf(view, item)} of ${names.items(item)} allowed to be taken`;
      return `${row.more} more ${what}${territory} in ${row.period}`;
    }
    case "money":
      return `${row.more} more ${currency} for purchases${territory} in ${row.period}`;
    case "market":
      return `${row.more} more ${unitOf(view, row.item ?? "")} of ${names.items(row.item ?? "")} on the market in ${row.period}`;
  }
}

const hours = (count: number) => (count === 1 ? "hour" : "hours");

function unitOf({ problem }: PlanView, item: string): string {
  return byId(problem.items).get(item)?.unit ?? "";
}
