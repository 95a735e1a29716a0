// Rows and columns as CPLEX LP text, solved in one go by HiGHS.
import highsModule, { type Highs } from "highs";
import type { ModelColumn, ModelRow } from "./modelRows.js";

/** Value per column and price per row (rise of the objective per unit of the row's right-hand side); prices only for linear programs. */
export interface Solution {
  readonly objective: number;
  readonly values: Float64Array;
  readonly duals: Float64Array;
}

// The package declares CommonJS types but its ES module exports the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;
let loaded: Promise<Highs> | undefined;

/** Least cost over the rows; throws where HiGHS finds no optimum, since a plan always has one (all unmet). */
export async function solveRows(rows: readonly ModelRow[], columns: readonly ModelColumn[], costs: Float64Array): Promise<Solution> {
  loaded ??= loadHighs();
  const highs = await loaded;
  const isMixed = columns.some((column) => column.integer);
  const tight = { primal_feasibility_tolerance: 1e-9, dual_feasibility_tolerance: 1e-9, output_flag: false } as const;
  const mixed = { mip_rel_gap: 1e-9, mip_abs_gap: 1e-9, mip_feasibility_tolerance: 1e-9 } as const;
  const answer = highs.solve(lpText(rows, columns, costs), isMixed ? { ...tight, ...mixed } : tight);
  if (answer.Status !== "Optimal") throw new Error(`HiGHS ends with ${answer.Status}`);
  const values = Float64Array.from(columns, (_, n) => {
    const column = answer.Columns[`x${n}`];
    return column && "Primal" in column ? column.Primal : 0;
  });
  const duals = new Float64Array(rows.length);
  for (const row of answer.Rows) if ("Dual" in row) duals[Number(row.Name.slice(1))] = row.Dual;
  const objective = costs.reduce((sum, cost, n) => sum + cost * values[n], 0);
  return { objective, values, duals };
}

function lpText(rows: readonly ModelRow[], columns: readonly ModelColumn[], costs: Float64Array): string {
  const terms: string[][] = rows.map(() => []);
  columns.forEach((column, n) => {
    const sums = new Map<number, number>();
    for (const [row, coefficient] of column.entries) sums.set(row, (sums.get(row) ?? 0) + coefficient);
    for (const [row, coefficient] of sums) if (coefficient !== 0) terms[row].push(term(coefficient, n));
  });
  const lines = ["Minimize", " obj: 0 x0"];
  columns.forEach((_, n) => {
    if (costs[n] !== 0) lines.push(`  ${term(costs[n], n)}`);
  });
  lines.push("Subject To");
  rows.forEach((row, n) => {
    if (terms[n].length > 0) lines.push(` r${n}:`, ...terms[n].map((text) => `  ${text}`), `  ${row.sense} ${row.limit}`);
  });
  lines.push("Bounds", ...columns.map((column, n) => (column.upper === Infinity ? ` x${n} >= 0` : ` 0 <= x${n} <= ${column.upper}`)));
  const whole = columns.flatMap((column, n) => (column.integer ? [` x${n}`] : []));
  if (whole.length > 0) lines.push("General", ...whole);
  lines.push("End", "");
  return lines.join("\n");
}

function term(coefficient: number, column: number): string {
  return `${coefficient < 0 ? "-" : "+"} ${Math.abs(coefficient)} x${column}`;
}
