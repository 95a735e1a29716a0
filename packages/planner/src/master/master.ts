// The restricted model of one stage in HiGHS: what is in the column pool, with the branch of the search as bounds. It gives a plan and prices; neither is believed before the bound says so.
import type { Highs, Model } from "highs";
import { nodeOf, type PlanArrays } from "../arrays/planArrays.js";
import { choiceCost } from "../pricing/nodePrices.js";
import { type Branch, type Choices, freePrices, type PriceSystem, SetupState, type Stage } from "../pricing/priceSystem.js";
import { ColumnKind, type ColumnPool } from "./columnPool.js";

/** A solution of the master: values per column of the pool, in its order. */
export interface MasterSolution {
  /** Objective of the stage, set-ups that the branch pays included. */
  readonly objective: number;
  readonly values: Float64Array;
  readonly prices: PriceSystem;
}

export interface MasterInput {
  readonly arrays: PlanArrays;
  readonly pool: ColumnPool;
  readonly stage: Stage;
  readonly choices: Choices;
}

/** Much tighter than the 1e-6 that a plan must keep, and what HiGHS reaches reliably. */
const TOLERANCE = 1e-9;
const OPTIMAL = 7;

/** A persistent model: new columns of the pool are added before each solve and the last basis is used again. Must be disposed. */
export class Master {
  private readonly model: Model;
  private columns = 0;
  private rows = 0;
  private branch: Branch;
  /** Column of the model for each choice, −1 while the pool lacks it. */
  private readonly columnOfChoice: Int32Array;

  constructor(
    highs: Highs,
    private readonly input: MasterInput,
    branch: Branch,
  ) {
    this.model = highs.createModel();
    this.model.options.set({ output_flag: false, primal_feasibility_tolerance: TOLERANCE, dual_feasibility_tolerance: TOLERANCE });
    this.branch = branch;
    this.columnOfChoice = new Int32Array(input.choices.count).fill(-1);
    this.addHeldLevels();
  }

  /** Moves to another branch of the search: bounds and set-up shares of the runs that are choices. */
  enterBranch(branch: Branch): void {
    this.branch = branch;
    const { choices } = this.input;
    for (let c = 0; c < choices.count; c++) {
      const column = this.columnOfChoice[c];
      if (column < 0) continue;
      const { lower, upper, cost } = this.choiceColumn(c, column);
      this.model.changeColBounds(column, lower, upper);
      this.model.changeColCost(column, cost);
    }
  }

  /** Solves with everything that the pool holds now. Throws where HiGHS finds no optimum even from a cold start, which no well-formed stage allows: going without is always possible. */
  solve(): MasterSolution {
    this.takeIn();
    this.model.run();
    if (this.model.getModelStatus() !== OPTIMAL) this.solveCold();
    return this.readSolution();
  }

  /** Forgets the basis and solves anew: hot starts of HiGHS can end at a wrong objective (HiGHS issue 3294). */
  solveCold(): MasterSolution {
    this.takeIn();
    this.model.clearSolver();
    this.model.run();
    const status = this.model.getModelStatus();
    if (status !== OPTIMAL) throw new Error(`HiGHS ended with model status ${status} on a stage that always has an optimum`);
    return this.readSolution();
  }

  dispose(): void {
    this.model.dispose();
  }

  private addHeldLevels(): void {
    for (const level of this.input.stage.held) {
      this.model.addRow(-Infinity, level.limit, { indices: [], values: [] });
      this.rows++;
    }
  }

  private takeIn(): void {
    this.takeInRows();
    const { pool } = this.input;
    if (this.columns === pool.count) return;
    const [cost, lower, upper]: number[][] = [[], [], []];
    const starts: number[] = [0];
    const indices: number[] = [];
    const values: number[] = [];
    for (let c = this.columns; c < pool.count; c++) {
      const bounds = this.columnBounds(c);
      cost.push(bounds.cost);
      lower.push(bounds.lower);
      upper.push(bounds.upper);
      this.enterColumn(c, indices, values);
      starts.push(indices.length);
    }
    const count = pool.count - this.columns;
    this.model.addCols({
      cost: Float64Array.from(cost),
      lower: Float64Array.from(lower),
      upper: Float64Array.from(upper),
      matrix: {
        format: "csc",
        numRows: this.rows,
        numCols: count,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
    });
    this.columns = pool.count;
  }

  private takeInRows(): void {
    const { pool, stage, arrays } = this.input;
    const known = this.rows - stage.held.length;
    if (known === pool.rowCount) return;
    const lower = new Float64Array(pool.rowCount - known).fill(-Infinity);
    const upper = new Float64Array(pool.rowCount - known).fill(Infinity);
    for (let r = known; r < pool.rowCount; r++) {
      const key = pool.rowKey[r];
      if (key >= 0) lower[r - known] = demandAt(arrays, key);
      else upper[r - known] = arrays.limits.amount[Math.floor((-1 - key) / arrays.periodCount)];
    }
    const none = new Int32Array(0);
    const starts = new Int32Array(lower.length + 1);
    this.model.addRows({ lower, upper, matrix: { format: "csr", numRows: lower.length, numCols: this.columns, starts, indices: none, values: new Float64Array(0) } });
    this.rows = stage.held.length + pool.rowCount;
  }

  private enterColumn(c: number, indices: number[], values: number[]): void {
    const { pool, stage, arrays } = this.input;
    for (let e = pool.entryStart[c]; e < pool.entryStart[c + 1]; e++) {
      indices.push(stage.held.length + pool.entryRow[e]);
      values.push(pool.entryValue[e]);
    }
    if (pool.kind[c] !== ColumnKind.unmet) return;
    const need = pool.index[c];
    stage.held.forEach((level, k) => {
      if (level.priority !== arrays.needs.priority[need] || arrays.needs.referenceCost[need] === 0) return;
      indices.push(k);
      values.push(arrays.needs.referenceCost[need]);
    });
  }

  private columnBounds(c: number): { lower: number; upper: number; cost: number } {
    const { pool, stage, arrays, choices } = this.input;
    if (pool.kind[c] === ColumnKind.unmet) return { lower: 0, upper: arrays.needs.quantity[pool.index[c]], cost: stage.goingWithout[pool.index[c]] };
    const choice = pool.kind[c] === ColumnKind.run ? choices.ofRun[pool.index[c] * arrays.periodCount + pool.period[c]] : -1;
    if (choice < 0) return { lower: 0, upper: Infinity, cost: stage.costScale * pool.cost[c] };
    this.columnOfChoice[choice] = c;
    return this.choiceColumn(choice, c);
  }

  private choiceColumn(choice: number, column: number): { lower: number; upper: number; cost: number } {
    const { pool, stage } = this.input;
    const share = choiceCost({ ...this.input, branch: this.branch }, choice);
    const isOff = share === Infinity;
    return {
      lower: this.branch.least[choice],
      upper: isOff ? 0 : this.branch.most[choice],
      cost: stage.costScale * pool.cost[column] + (isOff ? 0 : share),
    };
  }

  private readSolution(): MasterSolution {
    const solution = this.model.getSolution();
    return {
      objective: this.model.getObjectiveValue() + this.paidSetups(),
      values: solution.colValue,
      prices: this.readPrices(solution.rowDual, solution.colDual),
    };
  }

  private paidSetups(): number {
    const { arrays, choices, stage } = this.input;
    let paid = 0;
    for (let c = 0; c < choices.count; c++) {
      if (this.branch.setup[c] === SetupState.on) paid += stage.costScale * arrays.recipes.setupCost[arrays.runs.recipe[choices.run[c]]];
    }
    return paid;
  }

  private readPrices(rowDual: Float64Array, colDual: Float64Array): PriceSystem {
    const { arrays, stage, choices, pool } = this.input;
    const prices = freePrices(arrays, stage, choices);
    for (let k = 0; k < stage.held.length; k++) prices.level[k] = Math.max(0, -rowDual[k]);
    for (let r = 0; r < pool.rowCount; r++) {
      const key = pool.rowKey[r];
      const dual = rowDual[stage.held.length + r];
      if (key < 0) prices.limit[-1 - key] = Math.max(0, -dual);
      else if (prices.node[key] !== Infinity) prices.node[key] = Math.max(0, dual);
    }
    for (let c = 0; c < choices.count; c++) {
      const column = this.columnOfChoice[c];
      if (column >= 0 && Number.isFinite(this.branch.most[c])) prices.choice[c] = Math.max(0, -colDual[column]);
    }
    return prices;
  }
}

/** Needs due at a node less its stock in the first period. */
function demandAt(arrays: PlanArrays, node: number): number {
  return demandOfNodes(arrays)[node];
}

const demandCache = new WeakMap<PlanArrays, Float64Array>();

/** [nodes] needs due less stock at the start: the right side of the balances (rule M1). */
export function demandOfNodes(arrays: PlanArrays): Float64Array {
  const known = demandCache.get(arrays);
  if (known !== undefined) return known;
  const demand = new Float64Array(arrays.itemCount * arrays.periodCount * arrays.placeCount);
  const { needs } = arrays;
  for (let n = 0; n < needs.count; n++) demand[nodeOf(arrays, needs.item[n], needs.period[n], needs.place[n])] += needs.quantity[n];
  for (let item = 0; item < arrays.itemCount; item++) {
    for (let h = 0; h < arrays.placeCount; h++) demand[nodeOf(arrays, item, 0, h)] -= arrays.stock[item * arrays.placeCount + h];
  }
  demandCache.set(arrays, demand);
  return demand;
}
