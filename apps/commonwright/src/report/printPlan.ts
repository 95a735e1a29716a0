// A plan for people: what they want to know first comes first.

import type { PlanProblem, PlanResult } from "@commonwright/planner";
import { printable } from "../refusal.js";
import { assumptionLines } from "./assumptions.js";
import { costLines } from "./costs.js";
import { makingLines } from "./makings.js";
import { phaseLines } from "./phaseTable.js";
import { type PlanView, planView } from "./planView.js";
import { purchaseLines } from "./purchases.js";
import { scarcityLines } from "./scarcities.js";
import { shipmentLines } from "./shipments.js";
import { shortfallLines } from "./shortfalls.js";
import { needsMetLines, standingLines } from "./standing.js";
import { supplyLines } from "./supplies.js";
import { clipped, LINE_WIDTH } from "./textTable.js";

const SECTIONS: readonly ((view: PlanView) => string[])[] = [
  headLines,
  needsMetLines,
  costLines,
  makingLines,
  purchaseLines,
  supplyLines,
  shipmentLines,
  shortfallLines,
  scarcityLines,
  phaseLines,
  assumptionLines,
];

/** The result in words and tables, at most 100 columns wide, without control characters. Long lists are cut and say so, unless the report is to be whole. Never throws on a result that belongs to the problem. */
export function printPlan(result: PlanResult, problem: PlanProblem, { isWhole = false }: { readonly isWhole?: boolean } = {}): string {
  const view = planView(result, problem, isWhole);
  const sections = SECTIONS.map((section) => section(view)).filter((lines) => lines.length > 0);
  return `${sections.map((lines) => lines.map(printable).join("\n")).join("\n\n")}\n`;
}

function headLines(view: PlanView): string[] {
  return [clipped(view.problem.name ?? "Plan", LINE_WIDTH), ...standingLines(view)];
}
