// How the optimum changes when a limit or a demand changes a little: prices as intervals where they are not unique.
import type { Highs, Model } from "highs";
import { demandOfNodes } from "../master/master.js";
import { runModel } from "../master/runModel.js";
import { ColumnKind } from "../master/columnPool.js";
import type { Planning } from "./planning.js";

/** One side of a price: how much the objective changes per unit; infinite where no plan allows the change. */
export interface PriceEnds {
  readonly low: number;
  readonly high: number;
}

const TIGHT = 1e-7;

/**
 * The directional derivatives of the optimal value, by one linear program over directions: columns at 0 may only rise, columns above 0 may move both ways, tight
 * rows must stay kept, slack rows are free, and the row in question moves by one. Its optimum is the greatest or least price that any dual solution gives the row
 * (J.-J. Gauvin, Shadow prices in nonconvex mathematical programming, 1980, for the linear case). Whole runs and set-ups are held as the plan has them. Over the pool's
 * columns, so the interval can be a trace wider than the full model's, never narrower.
 */
export class Sensitivity {
  private readonly model: Model;
  private readonly firstRow: number;

  constructor(
    highs: Highs,
    private readonly planning: Planning,
  ) {
    this.model = highs.createModel();
    this.model.options.set({ output_flag: false, primal_feasibility_tolerance: 1e-9, dual_feasibility_tolerance: 1e-9 });
    this.firstRow = planning.stages[planning.stages.length - 1].stage.held.length;
    this.build();
  }

  /** Ends of the price of a limit in a period, 0 where it is not tight. */
  limitPrice(limit: number, t: number): PriceEnds {
    const row = this.planning.pool.rowAtLimit(limit, t);
    if (row < 0 || !this.isTight[row]) return { low: 0, high: 0 };
    const shift = (by: number) => this.change(this.firstRow + row, -Infinity, by, 0);
    return { low: Math.max(0, -shift(1)), high: Math.max(0, shift(-1)) };
  }

  /** Ends of the price of one unit at a node, 0 where there is too much of it anyway. */
  nodePrice(node: number): PriceEnds {
    const row = this.planning.pool.rowAtNode(node);
    if (row < 0 || !this.isTight[row]) return { low: 0, high: 0 };
    const shift = (by: number) => this.change(this.firstRow + row, by, Infinity, 0);
    return { low: Math.max(0, -shift(-1)), high: Math.max(0, shift(1)) };
  }

  dispose(): void {
    this.model.dispose();
  }

  private isTight: boolean[] = [];

  /** Moves one row, solves, and moves it back; gives the change of the objective, infinite where there is no way. */
  private change(row: number, lower: number, upper: number, restingAt: number): number {
    this.model.changeRowBounds(row, lower, upper);
    const change = runModel(this.model) ? this.model.getObjectiveValue() : Infinity;
    this.model.changeRowBounds(row, lower === -Infinity ? -Infinity : restingAt, upper === Infinity ? Infinity : restingAt);
    return change;
  }

  private build(): void {
    const { pool, stages } = this.planning;
    const last = stages[stages.length - 1];
    const activity = this.rowActivity(last.plan.values);
    this.isTight = this.tightRows(activity);
    for (const tight of this.tightLevels(last.plan.values)) this.model.addRow(-Infinity, tight ? 0 : Infinity, { indices: [], values: [] });
    const none = { indices: [], values: [] };
    for (let r = 0; r < pool.rowCount; r++) {
      const isNode = pool.rowKey[r] >= 0;
      const lower = this.isTight[r] && isNode ? 0 : -Infinity;
      const upper = this.isTight[r] && !isNode ? 0 : Infinity;
      this.model.addRow(lower, upper, none);
    }
    for (let c = 0; c < pool.count; c++) this.addDirection(c, last.plan.values[c] ?? 0);
  }

  private addDirection(c: number, value: number): void {
    const { pool, arrays, stages } = this.planning;
    const { stage } = stages[stages.length - 1];
    const indices: number[] = [];
    const values: number[] = [];
    const isUnmet = pool.kind[c] === ColumnKind.unmet;
    if (isUnmet) {
      stage.held.forEach((level, k) => {
        if (level.priority !== arrays.needs.priority[pool.index[c]]) return;
        indices.push(k);
        values.push(arrays.needs.referenceCost[pool.index[c]]);
      });
    }
    for (let e = pool.entryStart[c]; e < pool.entryStart[c + 1]; e++) {
      indices.push(this.firstRow + pool.entryRow[e]);
      values.push(pool.entryValue[e]);
    }
    const { lower, upper } = this.directionBounds(c, value);
    const cost = isUnmet ? stage.goingWithout[pool.index[c]] : stage.costScale * pool.cost[c];
    this.model.addCol(cost, lower, upper, { indices, values });
  }

  private directionBounds(c: number, value: number): { lower: number; upper: number } {
    const { pool, arrays, choices } = this.planning;
    if (pool.kind[c] === ColumnKind.run) {
      const choice = choices.ofRun[pool.index[c] * arrays.periodCount + pool.period[c]];
      const isHeld = choice >= 0 && (value <= TIGHT || arrays.recipes.isWhole[arrays.runs.recipe[pool.index[c]]] === 1);
      if (isHeld) return { lower: 0, upper: 0 };
    }
    const most = pool.kind[c] === ColumnKind.unmet ? arrays.needs.quantity[pool.index[c]] : Infinity;
    const isAtMost = most < Infinity && value >= most - TIGHT * Math.max(1, most);
    return { lower: value > TIGHT ? -Infinity : 0, upper: isAtMost ? 0 : Infinity };
  }

  private rowActivity(values: Float64Array): Float64Array {
    const { pool } = this.planning;
    const activity = new Float64Array(pool.rowCount);
    for (let c = 0; c < values.length; c++) {
      if (values[c] === 0) continue;
      for (let e = pool.entryStart[c]; e < pool.entryStart[c + 1]; e++) activity[pool.entryRow[e]] += pool.entryValue[e] * values[c];
    }
    return activity;
  }

  private tightRows(activity: Float64Array): boolean[] {
    const { pool, arrays } = this.planning;
    const demand = demandOfNodes(arrays);
    return Array.from(activity, (value, r) => {
      const key = pool.rowKey[r];
      const limit = key >= 0 ? demand[key] : arrays.limits.amount[Math.floor((-1 - key) / arrays.periodCount)];
      return Math.abs(value - limit) <= TIGHT * Math.max(1, Math.abs(limit));
    });
  }

  private tightLevels(values: Float64Array): boolean[] {
    const { pool, arrays, stages } = this.planning;
    const { held } = stages[stages.length - 1].stage;
    const unmet = new Float64Array(4);
    for (let c = 0; c < values.length; c++) {
      const n = pool.index[c];
      if (pool.kind[c] === ColumnKind.unmet) unmet[arrays.needs.priority[n]] += values[c] * arrays.needs.referenceCost[n];
    }
    return held.map((level) => unmet[level.priority] >= level.limit * (1 - 1e-6) - TIGHT);
  }
}
