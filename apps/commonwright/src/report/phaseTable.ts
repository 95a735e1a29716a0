// How near to the people their things are made, and could be.

import { shareText } from "./amountText.js";
import type { PlanView } from "./planView.js";
import { tableLines } from "./textTable.js";

const LEVEL_WORDS = { personal: "at home", outlet: "at an outlet", regional: "in the region", remote: "far away" } as const;

/** The section on levels: shares of all needs by quantity × reference cost, whose last step can be, and is, made there. */
export function phaseLines({ result, problem }: PlanView): string[] {
  if (problem.needs.length === 0) return [];
  const { levels, bought, stock, unmet } = result.phases;
  const rows = [
    ...levels.map(({ level, can, is }) => [`made ${LEVEL_WORDS[level]}`, shareText(can), shareText(is)]),
    ["bought", "", shareText(bought)],
    ["from stock", "", shareText(stock)],
    ["unmet", "", shareText(unmet)],
  ];
  return [
    "Where the last step is done, as shares of all needs",
    ...tableLines(rows, ["left", "number", "number"], { header: ["", "can be", "is"] }),
  ];
}
