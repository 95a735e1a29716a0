// Runs a model of HiGHS, and once more from scratch where it fails.
import type { Model } from "highs";

/** What is read of a solution. */
export type Solution = Pick<ReturnType<Model["getSolution"]>, "colValue" | "colDual" | "rowDual">;

const OPTIMAL = 7;
/** What HiGHS says of a model without columns, as that of a problem without needs: its optimum is 0. */
const EMPTY = 6;

/** True where the model was solved to its optimum. A hot start can fail inside HiGHS; the same model from scratch then does not. */
export function runModel(model: Model): boolean {
  if (runOnce(model)) return true;
  model.clearSolver();
  return runOnce(model);
}

/** Solves without any memory of earlier solutions. */
export function runCold(model: Model): boolean {
  model.clearSolver();
  return runOnce(model);
}

function runOnce(model: Model): boolean {
  try {
    model.run();
  } catch {
    // HiGHS says only that it failed; whether it matters is seen from the status.
    return false;
  }
  const status = model.getModelStatus();
  return status === OPTIMAL || status === EMPTY;
}

/** The solution of a model that was run; HiGHS has none for one without columns. */
export function solutionOf(model: Model): Solution {
  if (model.getModelStatus() !== EMPTY) return model.getSolution();
  const zeros = (count: number) => new Float64Array(count);
  const { numCols, numRows } = model.getDimensions();
  return { colValue: zeros(numCols), colDual: zeros(numCols), rowDual: zeros(numRows) };
}
