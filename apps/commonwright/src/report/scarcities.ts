// What is scarce, and what one more of it would do.

import type { Scarcity } from "@commonwright/planner";
import { moneyText } from "./amountText.js";
import { byId, type PlanView, PRIORITY_WORDS, shortened } from "./planView.js";
import { wrapped } from "./textTable.js";

const MOST_LIMITS = 6;

/** The section on scarce limits: first those that keep needs unmet, the vital before the useful, then those that make the plan dearer. */
export function scarcityLines(view: PlanView): string[] {
  const { scarce } = view.result;
  if (scarce.length === 0) return ["Nothing is scarce: more of any one limit would change nothing."];
  const measure = scarce.some(({ priority }) => priority !== undefined)
    ? "Needs count by quantity × reference cost, savings as cost weighed together."
    : "Savings count as cost weighed together.";
  const groups = [1, 2, 3, undefined].flatMap((priority) => {
    const rows = scarce.filter((row) => row.priority === priority);
    const { shown, more } = shortened(view, scarcityTexts(view, rows), MOST_LIMITS, "limits");
    return [...shown.flatMap((text) => wrapped(text)), ...more];
  });
  return [`Scarce. ${measure}`, ...groups];
}

/**
 * `1 more hour of bench at The mill in 2027-01 would save 14.20 (in all, its shortage costs 96.00)` for each limit of one stage.
 * A limit that is worth the same in several periods stands once, with all of them.
 */
function scarcityTexts(view: PlanView, rows: readonly Scarcity[]): string[] {
  const periodsByText = new Map<string, { readonly what: string; readonly worth: string; readonly periods: string[] }>();
  for (const row of rows) {
    const [what, worth] = [moreText(view, row), worthText(row)];
    const key = JSON.stringify([what, worth]);
    const known = periodsByText.get(key);
    if (known === undefined) periodsByText.set(key, { what, worth, periods: [row.period] });
    else known.periods.push(row.period);
  }
  const order = view.problem.periods;
  return [...periodsByText.values()].map(
    ({ what, worth, periods }) => `${what} in ${eitherText(periods.sort((a, b) => order.indexOf(a) - order.indexOf(b)))} ${worth}`,
  );
}

/** `a`, `a or b`, `a, b or c`. */
function eitherText(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words[words.length - 1]}`;
}

function worthText({ priority, saves, lifted }: Scarcity): string {
  if (priority === undefined) return `would save ${moneyText(saves)} (in all, its shortage costs ${moneyText(lifted)})`;
  return `would meet ${moneyText(saves)} more of the ${PRIORITY_WORDS[priority]} needs (in all, its shortage keeps ${moneyText(lifted)} unmet)`;
}

function moreText(view: PlanView, row: Scarcity): string {
  const { names, currency } = view;
  const territory = row.territory === undefined ? "" : ` in ${names.territories(row.territory)}`;
  switch (row.kind) {
    case "machine":
      return `${row.more} more ${hours(row.more)} of ${row.capability ?? ""} at ${names.workshops(row.workshop ?? "")}`;
    case "labour":
      return `${row.more} more ${hours(row.more)} of ${row.skill ?? ""}${territory}`;
    case "ceiling": {
      const item = row.extract;
      const what = item === undefined ? "kg of CO2 allowed" : `${unitOf(view, item)} of ${names.items(item)} allowed to be taken`;
      return `${row.more} more ${what}${territory}`;
    }
    case "money":
      return `${row.more} more ${currency} for purchases${territory}`;
    case "market":
      return `${row.more} more ${unitOf(view, row.item ?? "")} of ${names.items(row.item ?? "")} on the market`;
  }
}

const hours = (count: number) => (count === 1 ? "hour" : "hours");

function unitOf({ problem }: PlanView, item: string): string {
  return byId(problem.items).get(item)?.unit ?? "";
}
