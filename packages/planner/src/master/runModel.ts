// Runs a model of HiGHS, and once more from scratch where it fails.
import type { Model } from "highs";

/** What is read of a solution. */
export type Solution = Pick<ReturnType<Model["getSolution"]>, "colValue" | "colDual" | "rowDual">;

const OPTIMAL = 7;
/** Much tighter than the 1e-6 that a plan must keep, and what HiGHS reaches reliably. */
export const TOLERANCE = 1e-9;
/** What HiGHS takes by default. */
const COARSE = 1e-7;
/** What HiGHS says of a model without columns, as that of a problem without needs: its optimum is 0. */
const EMPTY = 6;

/**
 * True where the model was solved to its optimum. A hot start can fail inside HiGHS; the same model from scratch then mostly does not. Where figures lie so far apart that it still does,
 * a coarser tolerance is tried: what it finds is checked like everything else.
 */
export function runModel(model: Model): boolean {
  return runOnce(model) || runCold(model) || runCoarse(model);
}

/** Solves without any memory of earlier solutions. */
export function runCold(model: Model): boolean {
  model.clearSolver();
  return runOnce(model);
}

function runCoarse(model: Model): boolean {
  const fine = { primal_feasibility_tolerance: TOLERANCE, dual_feasibility_tolerance: TOLERANCE };
  model.options.set({ primal_feasibility_tolerance: COARSE, dual_feasibility_tolerance: COARSE });
  const isSolved = runCold(model);
  model.options.set(fine);
  return isSolved;
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
