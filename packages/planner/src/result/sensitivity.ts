// How the optimum changes when a limit or a demand changes a little: prices as intervals where they are not unique.
import type { Highs, Model } from "highs";
import { growPool } from "../master/growth.js";
import { demandOfNodes, pricesFromDuals } from "../master/master.js";
import { runModel, TOLERANCE } from "../master/runModel.js";
import { ColumnKind } from "../master/columnPool.js";
import { extendPrices } from "../pricing/extendPrices.js";
import { priceNodesAsStated } from "../pricing/nodePrices.js";
import type { Branch } from "../pricing/priceSystem.js";
import { fixedBranch } from "../search/choices.js";
import { runsOfChoices } from "../search/splitting.js";
import type { Planning } from "./planning.js";

/** Both ends of a price: how much the objective changes per unit; infinite where no plan allows the change. */
export interface PriceEnds {
  readonly low: number;
  readonly high: number;
}

const TIGHT = 1e-7;
/** A gap of this share is rounding. */
const EXACT = 1e-8;
/** Ends of a price nearer than this share are one price. */
const UNIQUE = 1e-7;

/**
 * Whether the plan is the best of the full model, its whole numbers held. One that stopped within a share is the best only over the ways that it knows: any other way may pay by itself, and then no change
 * of a limit has a price of its own.
 */
export function isExact({ choices, stages }: Planning): boolean {
  const { plan, bound } = stages[stages.length - 1];
  return choices.count > 0 || plan.objective - bound <= EXACT * Math.max(1, Math.abs(plan.objective));
}

/**
 * The directional derivatives of the optimal value, by one linear program over directions: columns at 0 may only rise, columns above 0 may move both ways, tight
 * rows must stay kept, slack rows are free, and the row in question moves by one. Its optimum is the greatest or least price that any dual solution gives the row:
 * the directional derivative of a convex function is the support function of its subgradients (R. T. Rockafellar, Convex Analysis, 1970, section 23). Whole runs and set-ups are held as the plan has them.
 */
export class Sensitivity {
  private readonly model: Model;
  private readonly firstRow: number;
  /** Whole runs and set-ups as the plan has them. */
  private readonly branch: Branch;
  /** Per row of the pool that the model has. */
  private isTight: boolean[] = [];
  private readonly isExact: boolean;
  /** Columns of the pool that the model has. */
  private columns = 0;

  constructor(
    highs: Highs,
    private readonly planning: Planning,
  ) {
    this.model = highs.createModel();
    this.model.options.set({ output_flag: false, primal_feasibility_tolerance: TOLERANCE, dual_feasibility_tolerance: TOLERANCE });
    this.firstRow = planning.stages[planning.stages.length - 1].stage.held.length;
    const { arrays, choices, pool, stages } = planning;
    const { stage, plan } = stages[stages.length - 1];
    this.branch = fixedBranch(arrays, choices, runsOfChoices({ arrays, choices, stage }, pool, plan.values));
    this.isExact = isExact(planning);
    this.build();
  }

  /** Ends of the price of a limit in a period, 0 where it is not tight. */
  limitPrice(limit: number, t: number): PriceEnds {
    const row = this.planning.pool.rowAtLimit(limit, t);
    if (row < 0 || !this.isTight[row]) return { low: 0, high: 0 };
    return this.ends(this.firstRow + row, true);
  }

  /** Ends of the price of one unit at a node, 0 where there is too much of it anyway. */
  nodePrice(node: number): PriceEnds {
    const row = this.planning.pool.rowAtNode(node);
    if (row < 0 || !this.isTight[row]) return { low: 0, high: 0 };
    return this.ends(this.firstRow + row, false);
  }

  dispose(): void {
    this.model.dispose();
  }

  /** Both ends of a row's price from the change of the objective when the row moves by +1 and −1. */
  private ends(row: number, isLimit: boolean): PriceEnds {
    const shift = (by: number, isRefined: boolean) =>
      isLimit ? this.change(row, -Infinity, by, isRefined) : this.change(row, by, Infinity, isRefined);
    const [loosened, tightened] = isLimit ? [1, -1] : [-1, 1];
    const rough = { low: Math.max(0, -shift(loosened, false)), high: Math.max(0, shift(tightened, false)) };
    // One price over the pool is the one price over the full model too, whose interval lies within; only a wide interval can be too wide.
    if (!this.isExact || rough.high - rough.low <= UNIQUE * (1 + rough.high)) return rough;
    return { low: Math.max(0, -shift(loosened, true)), high: Math.max(0, shift(tightened, true)) };
  }

  /** Moves one row, solves, and moves it back; gives the change of the objective, infinite where there is no way. Refined: over the columns of the full model. */
  private change(row: number, lower: number, upper: number, isRefined: boolean): number {
    this.model.changeRowBounds(row, lower, upper);
    let change = runModel(this.model) ? this.model.getObjectiveValue() : Infinity;
    while (isRefined && change < Infinity && this.addMissingColumns())
      change = runModel(this.model) ? this.model.getObjectiveValue() : Infinity;
    this.model.changeRowBounds(row, lower === -Infinity ? -Infinity : 0, upper === Infinity ? Infinity : 0);
    return change;
  }

  /** Prices the full model at the duals of the moved row, which are optimal prices too, and takes in what they lack; false where nothing is lacking. */
  private addMissingColumns(): boolean {
    const { arrays, choices, pool, stages } = this.planning;
    const { stage } = stages[stages.length - 1];
    const { rowDual } = this.model.getSolution();
    const prices = pricesFromDuals({ arrays, pool, stage, choices }, rowDual.subarray(0, this.firstRow), rowDual.subarray(this.firstRow));
    extendPrices(arrays, stage, prices, (node) => pool.isSupplied(node));
    const context = { arrays, stage, choices, branch: this.branch };
    growPool({ pool, priced: { ...context, prices, nodes: priceNodesAsStated(context, prices) }, margin: 0 });
    return this.takeIn();
  }

  private build(): void {
    const { stages } = this.planning;
    const { values } = stages[stages.length - 1].plan;
    for (const tight of this.tightLevels(values)) this.model.addRow(-Infinity, tight ? 0 : Infinity, { indices: [], values: [] });
    this.takeIn();
  }

  /** Takes in rows and columns of the pool that the model lacks. */
  private takeIn(): boolean {
    const { pool, stages } = this.planning;
    if (this.columns === pool.count && this.isTight.length === pool.rowCount) return false;
    const { values } = stages[stages.length - 1].plan;
    const known = this.isTight.length;
    this.isTight = this.tightRows(this.rowActivity(values));
    const none = { indices: [], values: [] };
    for (let r = known; r < pool.rowCount; r++) {
      const isNode = pool.rowKey[r] >= 0;
      const lower = this.isTight[r] && isNode ? 0 : -Infinity;
      const upper = this.isTight[r] && !isNode ? 0 : Infinity;
      this.model.addRow(lower, upper, none);
    }
    for (let c = this.columns; c < pool.count; c++) this.addDirection(c, values[c] ?? 0);
    this.columns = pool.count;
    return true;
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
      const limit = key >= 0 ? demand[key] : arrays.limits.left[-1 - key];
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
