// Everything that planning leaves behind, from which the result is made.
import type { Highs } from "highs";
import type { PlanArrays } from "../arrays/planArrays.js";
import type { ColumnPool } from "../master/columnPool.js";
import type { PlanProblem } from "../problem/planProblem.js";
import type { Choices } from "../pricing/priceSystem.js";
import type { FinishedStage } from "../search/finishedStage.js";

/** A finished planning. */
export interface Planning {
  readonly problem: PlanProblem;
  readonly arrays: PlanArrays;
  readonly choices: Choices;
  readonly pool: ColumnPool;
  /** In order; the last is the cost. */
  readonly stages: readonly FinishedStage[];
  readonly highs: Highs;
}
