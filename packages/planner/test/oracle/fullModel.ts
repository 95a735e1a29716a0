// The exact optimum of a small problem, by a general solver over the whole model: what planner and checker are tested against.
import { noFindings } from "../../src/checker/findings.js";
import { readProblem } from "../../src/checker/problemReading.js";
import type { ProblemView } from "../../src/checker/problemView.js";
import { type Solution, solveRows } from "./lpText.js";
import { type ModelColumn, type ModelRow, modelRows } from "./modelRows.js";

/** Optimum of the model: levels only in the lexicographic rule, one per priority that has needs. */
export interface FullOptimum {
  readonly objective: number;
  readonly levels: { priority: number; unmet: number }[];
  readonly rows: number;
  readonly columns: number;
}

/** One solved stage: its rows (with those of the levels before) and the solution. */
export interface SolvedStage {
  readonly stage: string;
  readonly priority: number;
  readonly rows: readonly ModelRow[];
  readonly solution: Solution;
}

/** All stages in order; the last is the cost. */
export interface SolvedModel {
  readonly view: ProblemView;
  readonly columns: readonly ModelColumn[];
  readonly stages: readonly SolvedStage[];
}

/** How far a level may rise above its least value in the stages after it (rule M10). */
const LEVEL_SLACK = 1e-7;

/** Solves the whole model exactly, linear or mixed-integer, weighted or lexicographic. Throws on a problem that cannot be read. */
export async function solveFullModel(problem: unknown): Promise<FullOptimum> {
  const { columns, stages } = await solveStages(problem);
  const last = stages[stages.length - 1];
  return {
    objective: last.solution.objective,
    levels: stages.slice(0, -1).map(({ priority, solution }) => ({ priority, unmet: solution.objective })),
    rows: last.rows.length,
    columns: columns.length,
  };
}

/** The stages with their rows, values and duals, from which tests make certificates. */
export async function solveStages(problem: unknown): Promise<SolvedModel> {
  const findings = noFindings();
  const view = readProblem(problem, findings);
  if (!view) throw new Error(`the problem cannot be read: ${JSON.stringify(findings.list)}`);
  const { rows, columns } = modelRows(view);
  const stages: SolvedStage[] = [];
  if (view.lexicographic) {
    for (const priority of [1, 2, 3]) {
      if (!view.needs.priority.includes(priority)) continue;
      const costs = unmetCosts(view, columns, priority);
      const solution = await solveRows([...rows], columns, costs);
      stages.push({ stage: `priority-${priority}`, priority, rows: [...rows], solution });
      holdLevel(rows, columns, { priority, costs, value: solution.objective });
    }
  }
  const solution = await solveRows(
    rows,
    columns,
    Float64Array.from(columns, (column) => column.cost),
  );
  stages.push({ stage: "cost", priority: 0, rows, solution });
  return { view, columns, stages };
}

/** Costs of a stage that only counts what stays unmet of one priority. */
export function unmetCosts(view: ProblemView, columns: readonly ModelColumn[], priority: number): Float64Array {
  const { needs } = view;
  return Float64Array.from(columns, ({ kind, key }) =>
    kind === "unmet" && needs.priority[key[0]] === priority ? needs.referenceCost[key[0]] : 0,
  );
}

/** Adds the row that holds a level in the stages after it. */
export function holdLevel(
  rows: ModelRow[],
  columns: readonly ModelColumn[],
  level: { priority: number; costs: Float64Array; value: number },
): void {
  const row = rows.push({ kind: "level", key: [level.priority], sense: "<=", limit: Math.max(0, level.value) * (1 + LEVEL_SLACK) }) - 1;
  columns.forEach((column, n) => {
    if (level.costs[n] > 0) column.entries.push([row, level.costs[n]]);
  });
}
