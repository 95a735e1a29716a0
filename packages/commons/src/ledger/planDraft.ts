// A plan as it is worked out from a recipe, before it becomes records.

import type { Decimal, Measure } from "@commonwright/rea";
import type { StockPart } from "./freeStock.js";
import type { RecipeStep, StepFlow } from "./recipeReading.js";
import type { Factor } from "./scaling.js";

/** How an input comes to be there. `kept`: it is there and stays there. `clause`: an exchange brings it. */
export type Supply = "material" | "service" | "work" | "kept" | "clause";

/** One input of a planned step. */
export interface PlanInput {
  readonly flow: StepFlow;
  readonly supply: Supply;
  /** At the size of the plan. */
  readonly quantities: Quantities;
  /** What is taken from stock. */
  stock: readonly StockPart[];
  /** What nothing makes and no stock holds: it is to be obtained. Of what is kept: above 0 where there is none. */
  lacking: Decimal;
}

/** One output of a planned step. */
export interface PlanOutput {
  readonly flow: StepFlow;
  readonly quantities: Quantities;
  /** What of it the plan is for. */
  readonly delivered: Decimal;
  /** What nothing in the plan needs yet. */
  left: Decimal;
  /** What is made to be used, and stays free for all who use it. */
  kept: Decimal;
}

/** So much, and so much effort. */
export interface Quantities {
  readonly resourceQuantity?: Measure | undefined;
  readonly effortQuantity?: Measure | undefined;
}

/** A step of a recipe in a plan. Times are milliseconds from when the plan is due: 0 and below. */
export interface PlanStep {
  readonly step: RecipeStep;
  readonly factor: Factor;
  readonly begin: number;
  readonly end: number;
  readonly inputs: readonly PlanInput[];
  readonly outputs: readonly PlanOutput[];
  /** The steps whose outputs it takes. */
  readonly needs: Set<PlanStep>;
}

/** What the plan delivers, from stock and from steps, and all its steps, in the order in which they were found. */
export interface PlanDraft {
  readonly fromStock: readonly StockPart[];
  readonly steps: readonly PlanStep[];
}

/** The quantity by which a flow is counted: of the thing where it says one, else of effort. */
export const countedQuantity = ({ resourceQuantity, effortQuantity }: Quantities): Measure | undefined =>
  resourceQuantity ?? effortQuantity;

/** Whether a step takes, itself or through others, what another makes. */
export function isNeededBy(supplier: PlanStep, consumer: PlanStep): boolean {
  const seen = new Set([consumer]);
  for (const step of seen) for (const each of step.needs) seen.add(each);
  return seen.has(supplier);
}
