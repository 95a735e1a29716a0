// The restricted model of one stage in HiGHS: what is in the column pool, with the branch of the search as bounds. It gives a plan and prices; neither is believed before the bound says so.
import type { Highs, Model } from "highs";
import { nodeOf, type PlanArrays } from "../arrays/planArrays.js";
import { choiceCost } from "../pricing/nodePrices.js";
import { type Branch, type Choices, freePrices, type PriceSystem, SetupState, type Stage } from "../pricing/priceSystem.js";
import { ColumnKind, type ColumnPool } from "./columnPool.js";
import { runCold, runModel, solutionOf, TOLERANCE } from "./runModel.js";

/** A solution of the master: values per column of the pool, in its order. */
export interface MasterSolution {
  /** Objective of the stage, set-ups that the branch pays included. */
  readonly objective: number;
  readonly values: Float64Array;
  /** Runs that the branch forces and that cannot be, and what goes over held levels: above 0 the values are no plan. */
  readonly missing: number;
  readonly prices: PriceSystem;
}

export interface MasterInput {
  readonly arrays: PlanArrays;
  readonly pool: ColumnPool;
  readonly stage: Stage;
  readonly choices: Choices;
}

const OPTIMAL = 7;
const NO_OPTIMUM = "HiGHS found no optimum of a stage that always has one";

/**
 * A persistent model: new columns of the pool are added before each solve and the last basis is used again. Must be disposed.
 *
 * Rows: held levels, then one per choice (runs + missing ≥ least), then the pool's. Columns: one per choice (runs that the branch forces and that are *missing*,
 * at a high cost), where there are choices one per held level (what goes over it, at the same cost), then the pool's. What is missing keeps every branch feasible: a branch without
 * a plan shows as one whose bound grows with that cost.
 */
export class Master {
  private readonly model: Model;
  /** Columns and rows of the pool that the model has. */
  private columns = 0;
  private rows = 0;
  private readonly firstColumn: number;
  private readonly firstRow: number;
  private branch: Branch;
  private missingCost = 0;
  private readonly demand: Float64Array;
  /** Column of the pool for each choice, −1 while the pool lacks it. */
  private readonly columnOfChoice: Int32Array;

  constructor(
    private readonly highs: Highs,
    private readonly input: MasterInput,
    branch: Branch,
  ) {
    this.model = highs.createModel();
    this.model.options.set({ output_flag: false, primal_feasibility_tolerance: TOLERANCE, dual_feasibility_tolerance: TOLERANCE });
    this.branch = branch;
    this.demand = demandOfNodes(input.arrays);
    this.columnOfChoice = new Int32Array(input.choices.count).fill(-1);
    this.firstColumn = input.choices.count === 0 ? 0 : input.choices.count + input.stage.held.length;
    this.firstRow = input.stage.held.length + input.choices.count;
    this.addOwnRows();
  }

  /** Moves to another branch of the search: bounds and set-up shares of the runs that are choices. */
  enterBranch(branch: Branch): void {
    const before = this.branch;
    this.branch = branch;
    const { choices } = this.input;
    for (let c = 0; c < choices.count; c++) {
      if (branch.least[c] !== before.least[c])
        this.model.changeRowBounds(this.input.stage.held.length + c, branch.least[c] > 0 ? branch.least[c] : -Infinity, Infinity);
      if (branch.most[c] === before.most[c] && branch.setup[c] === before.setup[c]) continue;
      const column = this.columnOfChoice[c];
      if (column < 0) continue;
      const { upper, cost } = this.choiceColumn(c, column);
      this.model.changeColBounds(this.firstColumn + column, 0, upper);
      this.model.changeColCost(this.firstColumn + column, cost);
    }
  }

  /** What one run that the branch forces costs where it is missing, and one unit over a held level, in objective units. */
  priceMissing(cost: number): void {
    if (cost === this.missingCost) return;
    this.missingCost = cost;
    for (let c = 0; c < this.firstColumn; c++) this.model.changeColCost(c, cost);
  }

  /** Solves with everything that the pool holds now. Throws where HiGHS finds no optimum even from a cold start, which no well-formed stage allows: going without is always possible. */
  solve(): MasterSolution {
    this.takeIn();
    if (!runModel(this.model)) throw new Error(NO_OPTIMUM);
    return this.readSolution();
  }

  /** Objective with another amount of a limit in a period, over the columns so far; the limit is set back. A limit without a row does not matter. */
  objectiveWithLimit(limit: number, t: number, amount: number): number {
    this.takeIn();
    const { pool, arrays } = this.input;
    const row = pool.rowAtLimit(limit, t);
    if (row >= 0) this.model.changeRowBounds(this.firstRow + row, -Infinity, amount);
    const { objective } = this.solve();
    if (row >= 0) this.model.changeRowBounds(this.firstRow + row, -Infinity, arrays.limits.left[limit * arrays.periodCount + t]);
    return objective;
  }

  /** Forgets the basis and solves anew: hot starts of HiGHS can end at a wrong objective (HiGHS issue 3294). */
  solveCold(): MasterSolution {
    this.takeIn();
    if (!runCold(this.model) && !runModel(this.model)) throw new Error(NO_OPTIMUM);
    return this.readSolution();
  }

  /**
   * Runs per choice of a good whole plan over the columns so far, found by the mixed-integer solver of HiGHS; undefined where it finds none within its nodes.
   * Only a proposal: nothing is believed of it but the whole numbers. It looks at what the branch leaves open; what is missing must have its cost.
   */
  wholeRuns(mostNodes: number): Float64Array | undefined {
    this.takeIn();
    const { choices, arrays } = this.input;
    const copy = this.highs.createModel(this.model.getModel("csc"));
    try {
      copy.options.set({ output_flag: false, mip_rel_gap: 1e-9, mip_max_nodes: mostNodes });
      const setups = new Map<number, number>();
      for (let c = 0; c < choices.count; c++) {
        const setup = this.columnOfChoice[c] >= 0 ? this.makeWhole(copy, c) : undefined;
        if (setup !== undefined) setups.set(c, setup);
      }
      copy.run();
      const { colValue } = copy.getSolution();
      if (copy.getModelStatus() !== OPTIMAL && !(colValue.length > 0 && Number.isFinite(copy.getObjectiveValue()))) return undefined;
      return Float64Array.from(this.columnOfChoice, (column, c) => {
        const setup = setups.get(c);
        if (column < 0 || (setup !== undefined && colValue[setup] < 0.5)) return 0;
        const runs = Math.max(0, colValue[this.firstColumn + column]);
        return arrays.recipes.isWhole[arrays.runs.recipe[choices.run[c]]] ? Math.round(runs) : runs;
      });
    } finally {
      copy.dispose();
    }
  }

  /** Puts integers into a copy of the model: whole runs, and a set-up as a column of its own instead of its share in the cost of a run. Gives the column of the set-up. */
  private makeWhole(copy: Model, choice: number): number | undefined {
    const { choices, arrays, pool, stage } = this.input;
    const recipe = arrays.runs.recipe[choices.run[choice]];
    const column = this.firstColumn + this.columnOfChoice[choice];
    if (arrays.recipes.isWhole[recipe]) copy.changeColIntegrality(column, 1);
    if (this.branch.setup[choice] !== SetupState.free || stage.costScale === 0) return undefined;
    copy.changeColCost(column, pool.cost[this.columnOfChoice[choice]]);
    const { numRows, numCols } = copy.getDimensions();
    copy.addRow(-Infinity, 0, { indices: [column], values: [1] });
    copy.addCol(arrays.recipes.setupCost[recipe], 0, 1, { indices: [numRows], values: [-this.branch.most[choice]] });
    copy.changeColIntegrality(numCols, 1);
    return numCols;
  }

  dispose(): void {
    this.model.dispose();
  }

  private addOwnRows(): void {
    const { stage, choices } = this.input;
    for (const level of stage.held) this.model.addRow(-Infinity, level.limit, { indices: [], values: [] });
    for (let c = 0; c < choices.count; c++) {
      this.model.addRow(-Infinity, Infinity, { indices: [], values: [] });
      this.model.addCol(0, 0, Infinity, { indices: [stage.held.length + c], values: [1] });
    }
    // A linear stage can always keep its levels, since a plan that does was found before.
    for (let k = 0; choices.count > 0 && k < stage.held.length; k++) this.model.addCol(0, 0, Infinity, { indices: [k], values: [-1] });
  }

  private takeIn(): void {
    this.takeInRows();
    const { pool } = this.input;
    if (this.columns === pool.count) return;
    const [cost, upper]: number[][] = [[], []];
    const starts: number[] = [0];
    const indices: number[] = [];
    const values: number[] = [];
    for (let c = this.columns; c < pool.count; c++) {
      const bounds = this.columnBounds(c);
      cost.push(bounds.cost);
      upper.push(bounds.upper);
      this.enterColumn(c, indices, values);
      starts.push(indices.length);
    }
    const count = pool.count - this.columns;
    this.model.addCols({
      cost: Float64Array.from(cost),
      lower: new Float64Array(count),
      upper: Float64Array.from(upper),
      matrix: {
        format: "csc",
        numRows: this.firstRow + this.rows,
        numCols: count,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
    });
    this.columns = pool.count;
  }

  private takeInRows(): void {
    const { pool, arrays } = this.input;
    const known = this.rows;
    if (known === pool.rowCount) return;
    const lower = new Float64Array(pool.rowCount - known).fill(-Infinity);
    const upper = new Float64Array(pool.rowCount - known).fill(Infinity);
    for (let r = known; r < pool.rowCount; r++) {
      const key = pool.rowKey[r];
      if (key >= 0) lower[r - known] = this.demand[key];
      else upper[r - known] = arrays.limits.left[-1 - key];
    }
    const none = new Int32Array(0);
    const starts = new Int32Array(lower.length + 1);
    this.model.addRows({
      lower,
      upper,
      matrix: {
        format: "csr",
        numRows: lower.length,
        numCols: this.firstColumn + this.columns,
        starts,
        indices: none,
        values: new Float64Array(0),
      },
    });
    this.rows = pool.rowCount;
  }

  private enterColumn(c: number, indices: number[], values: number[]): void {
    const { pool, stage, arrays } = this.input;
    for (let e = pool.entryStart[c]; e < pool.entryStart[c + 1]; e++) {
      indices.push(this.firstRow + pool.entryRow[e]);
      values.push(pool.entryValue[e]);
    }
    const choice = this.choiceOf(c);
    if (choice >= 0) {
      indices.push(stage.held.length + choice);
      values.push(1);
    }
    if (pool.kind[c] !== ColumnKind.unmet) return;
    const need = pool.index[c];
    stage.held.forEach((level, k) => {
      if (level.priority !== arrays.needs.priority[need] || arrays.needs.referenceCost[need] === 0) return;
      indices.push(k);
      values.push(arrays.needs.referenceCost[need]);
    });
  }

  /** The choice that a column of the pool is, −1 for most. */
  private choiceOf(c: number): number {
    const { pool, choices, arrays } = this.input;
    return pool.kind[c] === ColumnKind.run ? choices.ofRun[pool.index[c] * arrays.periodCount + pool.period[c]] : -1;
  }

  private columnBounds(c: number): { upper: number; cost: number } {
    const { pool, stage, arrays } = this.input;
    if (pool.kind[c] === ColumnKind.unmet) return { upper: arrays.needs.quantity[pool.index[c]], cost: stage.goingWithout[pool.index[c]] };
    const choice = this.choiceOf(c);
    if (choice < 0) return { upper: Infinity, cost: stage.costScale * pool.cost[c] };
    this.columnOfChoice[choice] = c;
    return this.choiceColumn(choice, c);
  }

  private choiceColumn(choice: number, column: number): { upper: number; cost: number } {
    const { pool, stage } = this.input;
    const share = choiceCost({ ...this.input, branch: this.branch }, choice);
    const isOff = share === Infinity;
    return { upper: isOff ? 0 : this.branch.most[choice], cost: stage.costScale * pool.cost[column] + (isOff ? 0 : share) };
  }

  private readSolution(): MasterSolution {
    const solution = solutionOf(this.model);
    return {
      objective: this.model.getObjectiveValue() + this.paidSetups(),
      values: solution.colValue.subarray(this.firstColumn),
      missing: solution.colValue.subarray(0, this.firstColumn).reduce((sum, runs) => sum + runs, 0),
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

  /** Nodes of what forced runs make. There is more of it than anybody would make at the cost, so that, like a stock, it has a price of its own. */
  private forcedOutputs(): number[] {
    const { arrays, choices } = this.input;
    const { recipes, runs } = arrays;
    const nodes: number[] = [];
    for (let c = 0; c < choices.count; c++) {
      if (this.branch.least[c] === 0) continue;
      const recipe = runs.recipe[choices.run[c]];
      const end = choices.period[c] + recipes.leadPeriods[recipe];
      for (let k = recipes.outStart[recipe]; k < recipes.outStart[recipe + 1]; k++)
        nodes.push(nodeOf(arrays, recipes.outItem[k], end, runs.place[choices.run[c]]));
    }
    return nodes;
  }

  private readPrices(rowDual: Float64Array, colDual: Float64Array): PriceSystem {
    const { choices } = this.input;
    const held = rowDual.subarray(0, this.input.stage.held.length);
    const prices = pricesFromDuals(this.input, held, rowDual.subarray(this.firstRow), this.forcedOutputs());
    for (let c = 0; c < choices.count; c++) {
      const column = this.columnOfChoice[c];
      // Where the branch forbids runs they are no column, and their upper limit has no price.
      if (column >= 0 && this.branch.setup[c] !== SetupState.off && Number.isFinite(this.branch.most[c]))
        prices.choice[c] = Math.max(0, -colDual[this.firstColumn + column]);
    }
    return prices;
  }
}

/**
 * The price system of a dual solution. `levelDuals` are those of the held levels, `rowDuals` those of the pool's rows; `ownNodes` are nodes that have a price of
 * their own besides stated items and stocks. Limits and levels are ≤ rows, whose duals HiGHS gives as negative numbers.
 */
export function pricesFromDuals(
  { arrays, stage, choices, pool }: MasterInput,
  levelDuals: Float64Array,
  rowDuals: Float64Array,
  ownNodes: readonly number[] = [],
): PriceSystem {
  const prices = freePrices(arrays, stage, choices);
  for (const node of ownNodes) prices.node[node] = 0;
  for (let k = 0; k < stage.held.length; k++) prices.level[k] = Math.max(0, -levelDuals[k]);
  for (let r = 0; r < pool.rowCount && r < rowDuals.length; r++) {
    const key = pool.rowKey[r];
    if (key < 0) prices.limit[-1 - key] = Math.max(0, -rowDuals[r]);
    else if (prices.node[key] !== Infinity) prices.node[key] = Math.max(0, rowDuals[r]);
  }
  return prices;
}

/** [nodes] needs due less stock at the start: the right side of the balances (rule M1). */
export function demandOfNodes(arrays: PlanArrays): Float64Array {
  const demand = new Float64Array(arrays.itemCount * arrays.periodCount * arrays.placeCount);
  const { needs } = arrays;
  for (let n = 0; n < needs.count; n++) demand[nodeOf(arrays, needs.item[n], needs.period[n], needs.place[n])] += needs.quantity[n];
  for (let item = 0; item < arrays.itemCount; item++) {
    for (let h = 0; h < arrays.placeCount; h++) demand[nodeOf(arrays, item, 0, h)] -= arrays.stock[item * arrays.placeCount + h];
  }
  return demand;
}
