// The columns of the model that the master knows so far. Columns come in as the pricing finds them and never leave.
import { nodeOf, type PlanArrays } from "../arrays/planArrays.js";

/** What a column does; the number stored per column. */
export const ColumnKind = { run: 0, ship: 1, buy: 2, hold: 3, unmet: 4 } as const;

/**
 * Growing lists in step: column c has a kind, an index (run; item; purchase; item; need), a period, for shipments and holdings its places, a cost, and entries
 * `entryStart[c] .. entryStart[c+1]`. Rows are nodes or limits; every row that a column touches exists, so that no column ever gains entries.
 */
export class ColumnPool {
  readonly kind: number[] = [];
  readonly index: number[] = [];
  readonly period: number[] = [];
  readonly from: number[] = [];
  readonly to: number[] = [];
  /** Objective units per unit in the cost stage; unmet columns have 0 here, stages price them. */
  readonly cost: number[] = [];
  readonly entryStart: number[] = [0];
  readonly entryRow: number[] = [];
  readonly entryValue: number[] = [];
  /** Node of each row, or −1 − (limit * T + period). */
  readonly rowKey: number[] = [];
  /** 1 for rows that some column adds to. */
  private readonly rowIsSupplied: number[] = [];
  private readonly rowOfNode: Int32Array;
  private readonly rowOfLimit: Int32Array;
  private readonly known = new Set<number>();

  constructor(private readonly arrays: PlanArrays) {
    this.rowOfNode = new Int32Array(arrays.itemCount * arrays.periodCount * arrays.placeCount).fill(-1);
    this.rowOfLimit = new Int32Array(arrays.limits.count * arrays.periodCount).fill(-1);
  }

  get count(): number {
    return this.kind.length;
  }

  get rowCount(): number {
    return this.rowKey.length;
  }

  /** Row of a node, −1 where no column touches it. */
  rowAtNode(node: number): number {
    return this.rowOfNode[node];
  }

  /** Whether a column brings something to the node, so that the master's price of it means something from above. */
  isSupplied(node: number): boolean {
    const row = this.rowOfNode[node];
    return row >= 0 && this.rowIsSupplied[row] > 0;
  }

  rowAtLimit(limit: number, t: number): number {
    return this.rowOfLimit[limit * this.arrays.periodCount + t];
  }

  addRun(j: number, t: number): void {
    const { arrays } = this;
    if (!this.isNew(ColumnKind.run, j, t)) return;
    const { recipes, runs } = arrays;
    const [recipe, place] = [runs.recipe[j], runs.place[j]];
    this.begin(ColumnKind.run, j, t, runs.cost[j]);
    const entries = new Map<number, number>();
    for (let k = recipes.inStart[recipe]; k < recipes.inStart[recipe + 1]; k++)
      entries.set(nodeOf(arrays, recipes.inItem[k], t, place), -recipes.inQuantity[k]);
    for (let k = recipes.outStart[recipe]; k < recipes.outStart[recipe + 1]; k++) {
      // What a recipe takes and gives at one node is one entry: the model knows only the difference.
      const node = nodeOf(arrays, recipes.outItem[k], t + recipes.leadPeriods[recipe], place);
      entries.set(node, (entries.get(node) ?? 0) + recipes.outQuantity[k]);
    }
    for (const [node, value] of entries) this.enterNode(node, value);
    for (let u = runs.useStart[j]; u < runs.useStart[j + 1]; u++) this.enterLimit(runs.useLimit[u], t, runs.useAmount[u]);
    this.end();
  }

  addShipment(item: number, from: number, to: number, t: number): void {
    const { arrays } = this;
    if (!this.isNew(ColumnKind.ship, (item * arrays.placeCount + from) * arrays.placeCount + to, t)) return;
    const mass = arrays.massKg[item];
    this.begin(ColumnKind.ship, item, t, mass * arrays.freightCost[from * arrays.placeCount + to], from, to);
    this.enterNode(nodeOf(arrays, item, t, from), -1);
    this.enterNode(nodeOf(arrays, item, t, to), 1);
    const ceiling = arrays.limits.co2OfTerritory[arrays.territoryOfPlace[to]];
    if (ceiling >= 0) this.enterLimit(ceiling, t, mass * arrays.freightCo2[from * arrays.placeCount + to]);
    this.end();
  }

  addPurchase(p: number, t: number): void {
    const { arrays } = this;
    if (!this.isNew(ColumnKind.buy, p, t)) return;
    const { purchases, limits } = arrays;
    const [item, place] = [purchases.item[p], purchases.place[p]];
    const territory = arrays.territoryOfPlace[place];
    this.begin(ColumnKind.buy, p, t, purchases.cost[p], place, place);
    this.enterNode(nodeOf(arrays, item, t, place), 1);
    if (limits.moneyOfTerritory[territory] >= 0) this.enterLimit(limits.moneyOfTerritory[territory], t, purchases.price[p]);
    if (limits.co2OfTerritory[territory] >= 0) this.enterLimit(limits.co2OfTerritory[territory], t, purchases.co2[p]);
    if (limits.marketOfItem[item] >= 0) this.enterLimit(limits.marketOfItem[item], t, 1);
    this.end();
  }

  /** Holds an item at a place from period t to t + 1. */
  addHolding(item: number, place: number, t: number): void {
    const { arrays } = this;
    if (!this.isNew(ColumnKind.hold, item * arrays.placeCount + place, t)) return;
    this.begin(ColumnKind.hold, item, t, arrays.holdCost[item], place, place);
    this.enterNode(nodeOf(arrays, item, t, place), -1);
    this.enterNode(nodeOf(arrays, item, t + 1, place), 1);
    this.end();
  }

  addUnmet(need: number): void {
    const { arrays } = this;
    const { needs } = arrays;
    if (!this.isNew(ColumnKind.unmet, need, needs.period[need])) return;
    this.begin(ColumnKind.unmet, need, needs.period[need], 0, needs.place[need], needs.place[need]);
    this.enterNode(nodeOf(arrays, needs.item[need], needs.period[need], needs.place[need]), 1);
    this.end();
  }

  /** Makes sure that a node has a row. */
  touchNode(node: number): number {
    if (this.rowOfNode[node] < 0) {
      this.rowOfNode[node] = this.rowKey.length;
      this.rowKey.push(node);
      this.rowIsSupplied.push(0);
    }
    return this.rowOfNode[node];
  }

  private isNew(kind: number, index: number, t: number): boolean {
    // Below 2^53 for every problem that fits in memory: the greatest index is a shipment's, items * places².
    const key = (index * this.arrays.periodCount + t) * 8 + kind;
    if (this.known.has(key)) return false;
    this.known.add(key);
    return true;
  }

  private begin(kind: number, index: number, t: number, cost: number, from = -1, to = -1): void {
    this.kind.push(kind);
    this.index.push(index);
    this.period.push(t);
    this.cost.push(cost);
    this.from.push(from);
    this.to.push(to);
  }

  private enterNode(node: number, value: number): void {
    this.enter(this.touchNode(node), value);
  }

  private enterLimit(limit: number, t: number, value: number): void {
    const at = limit * this.arrays.periodCount + t;
    if (this.rowOfLimit[at] < 0) {
      this.rowOfLimit[at] = this.rowKey.length;
      this.rowKey.push(-1 - at);
      this.rowIsSupplied.push(0);
    }
    this.enter(this.rowOfLimit[at], value);
  }

  private enter(row: number, value: number): void {
    if (value === 0) return;
    if (value > 0) this.rowIsSupplied[row] = 1;
    this.entryRow.push(row);
    this.entryValue.push(value);
  }

  private end(): void {
    this.entryStart.push(this.entryRow.length);
  }
}
