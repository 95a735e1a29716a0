// The full model of a problem as rows and columns: every place, purchase, route, run and period, nothing left out.
import { runCost } from "../../src/checker/columnCosts.js";
import type { RunRanges } from "../../src/checker/leaf.js";
import { nodeOf, type ProblemView } from "../../src/checker/problemView.js";

/** What a row limits, or whose balance it is; `key` holds indices of the view, in the order that the certificate names them. */
export interface ModelRow {
  readonly kind: "balance" | "machine" | "labour" | "co2" | "extract" | "money" | "market" | "setup" | "level" | "runs" | "lower";
  readonly key: readonly number[];
  readonly sense: ">=" | "<=";
  readonly limit: number;
}

/** One variable. `cost` is its objective coefficient (of unmet: the penalty, 0 in the lexicographic rule); `key` holds indices of the view. */
export interface ModelColumn {
  readonly kind: "run" | "ship" | "buy" | "hold" | "unmet" | "setup" | "short";
  readonly key: readonly number[];
  readonly cost: number;
  readonly upper: number;
  readonly integer: boolean;
  readonly entries: (readonly [row: number, coefficient: number])[];
}

/** Rows and columns of the model without the rule of priorities. */
export interface ModelRows {
  readonly view: ProblemView;
  readonly rows: ModelRow[];
  readonly columns: ModelColumn[];
}

/** What a branch of a search tree allows; set-ups that it leaves open cost their share of a whole one per run. */
export interface Relaxation {
  readonly ranges: RunRanges;
  readonly setupWeight: number;
}

/** What a run too few costs in a relaxation whose lower limits cannot be kept: more than any plan. */
export const SHORT_COST = 1e6;

interface Draft extends ModelRows {
  readonly relaxation: Relaxation | undefined;
  readonly limitRows: Map<string, number>;
  readonly stockAt: Float64Array;
  readonly needAt: Float64Array;
}

/** Writes the whole model out, or its linear relaxation within the ranges of a branch. Balance rows come first, in the order of the nodes. */
export function modelRows(view: ProblemView, relaxation?: Relaxation): ModelRows {
  const nodes = view.items * view.places * view.periods;
  const draft: Draft = {
    view,
    relaxation,
    rows: [],
    columns: [],
    limitRows: new Map(),
    stockAt: new Float64Array(nodes),
    needAt: new Float64Array(nodes),
  };
  addBalances(draft);
  for (let pair = 0; pair < view.pairs.count; pair++) for (let t = 0; t < view.periods; t++) addRun(draft, pair, t);
  for (let item = 0; item < view.items; item++) {
    for (let t = 0; t < view.periods; t++) {
      addShipments(draft, item, t);
      for (let place = 0; place < view.places; place++) addPurchaseAndHolding(draft, item, place, t);
    }
  }
  addUnmet(draft);
  return { view, rows: draft.rows, columns: draft.columns };
}

function addBalances({ view, rows, stockAt, needAt }: Draft): void {
  const { needs, stocks } = view;
  for (let n = 0; n < needs.count; n++) needAt[nodeOf(view, needs.item[n], needs.place[n], needs.period[n])] += needs.quantity[n];
  for (let n = 0; n < stocks.count; n++) stockAt[nodeOf(view, stocks.item[n], stocks.place[n], 0)] += stocks.quantity[n];
  for (let item = 0; item < view.items; item++) {
    for (let place = 0; place < view.places; place++) {
      for (let t = 0; t < view.periods; t++) {
        const node = nodeOf(view, item, place, t);
        rows.push({ kind: "balance", key: [item, place, t], sense: ">=", limit: needAt[node] - stockAt[node] });
      }
    }
  }
}

/** The row of a limit, made when first used; -1 where nothing is limited. */
function limitRow(draft: Draft, kind: ModelRow["kind"], key: readonly number[], limit: number): number {
  if (limit === Infinity) return -1;
  const name = `${kind} ${key.join(" ")}`;
  const known = draft.limitRows.get(name);
  if (known !== undefined) return known;
  draft.rows.push({ kind, key, sense: "<=", limit });
  draft.limitRows.set(name, draft.rows.length - 1);
  return draft.rows.length - 1;
}

function used(row: number, coefficient: number): (readonly [number, number])[] {
  return row < 0 || coefficient === 0 ? [] : [[row, coefficient]];
}

function addRun(draft: Draft, pair: number, t: number): void {
  const { view } = draft;
  const { recipes, pairs } = view;
  const r = pairs.recipe[pair],
    w = pairs.workshop[pair],
    h = pairs.place[pair],
    k = pairs.territory[pair],
    efficiency = view.efficiency[w];
  if (t + recipes.lead[r] >= view.periods) return;
  const entries: (readonly [number, number])[] = [];
  const each = (rows: typeof recipes.inputs, use: (index: number, amount: number) => void) => {
    for (let n = rows.start[r]; n < rows.start[r + 1]; n++) use(rows.index[n], rows.amount[n]);
  };
  each(recipes.outputs, (item, amount) => entries.push([nodeOf(view, item, h, t + recipes.lead[r]), amount]));
  each(recipes.inputs, (item, amount) => entries.push([nodeOf(view, item, h, t), -amount]));
  each(recipes.machine, (c, hours) =>
    entries.push(...used(limitRow(draft, "machine", [w, c, t], view.machineHours[w * view.capabilities + c]), hours * efficiency)),
  );
  each(recipes.labour, (s, hours) =>
    entries.push(...used(limitRow(draft, "labour", [k, s, t], view.labourHours[k * view.skills + s]), hours * efficiency)),
  );
  each(recipes.extracts, (item, amount) =>
    entries.push(...used(limitRow(draft, "extract", [k, item, t], view.extractLimit[k * view.items + item]), amount)),
  );
  entries.push(...used(limitRow(draft, "co2", [k, t], view.co2Limit[k]), recipes.co2Kg[r]));
  if (draft.relaxation)
    return addRelaxedRun(draft, draft.relaxation, {
      key: [r, w, t],
      run: pair * view.periods + t,
      cost: runCost(view, view.weights, pair),
      entries,
    });
  const integer = recipes.integer[r] === 1;
  if (recipes.hasSetup[r] === 1) {
    draft.rows.push({ kind: "setup", key: [r, w, t], sense: "<=", limit: 0 });
    const row = draft.rows.length - 1;
    entries.push([row, 1]);
    const cost = view.weights.money * recipes.setupMoney[r];
    draft.columns.push({ kind: "setup", key: [r, w, t], cost, upper: 1, integer: true, entries: [[row, -pairs.most[pair]]] });
  }
  draft.columns.push({ kind: "run", key: [r, w, t], cost: runCost(view, view.weights, pair), upper: Infinity, integer, entries });
}

interface RunDraft {
  readonly key: readonly [r: number, w: number, t: number];
  readonly run: number;
  readonly cost: number;
  readonly entries: (readonly [number, number])[];
}

/** A run within the ranges of a branch: rows for its limits, so that they have prices, and no column where it cannot happen. */
function addRelaxedRun(draft: Draft, { ranges, setupWeight }: Relaxation, { key, run, cost, entries }: RunDraft): void {
  const { rows, columns, view } = draft;
  const upper = ranges.upper[run],
    lower = ranges.lower[run];
  if (upper <= 0 && lower <= 0) return;
  const share = ranges.setup[run] === 0 ? (setupWeight * view.recipes.setupMoney[key[0]]) / upper : 0;
  if (upper < Infinity) entries.push([rows.push({ kind: "runs", key, sense: "<=", limit: upper }) - 1, 1]);
  if (lower > 0) {
    const row = rows.push({ kind: "lower", key, sense: ">=", limit: lower }) - 1;
    entries.push([row, 1]);
    columns.push({ kind: "short", key, cost: SHORT_COST, upper: Infinity, integer: false, entries: [[row, 1]] });
  }
  columns.push({ kind: "run", key, cost: cost + share, upper: Infinity, integer: false, entries });
}

function addShipments(draft: Draft, item: number, t: number): void {
  const { view } = draft;
  const mass = view.massKg[item];
  for (let a = 0; a < view.places; a++) {
    for (let b = 0; b < view.places; b++) {
      if (a === b) continue;
      const km = view.km[a * view.places + b],
        k = view.territoryOfPlace[b],
        co2 = mass * view.co2PerKgKm * km;
      const cost = view.weights.money * mass * (view.fixedPerKg + view.costPerKgKm * km) + view.weights.co2Kg * co2;
      const entries = [
        [nodeOf(view, item, a, t), -1] as const,
        [nodeOf(view, item, b, t), 1] as const,
        ...used(limitRow(draft, "co2", [k, t], view.co2Limit[k]), co2),
      ];
      draft.columns.push({ kind: "ship", key: [item, a, b, t], cost, upper: Infinity, integer: false, entries });
    }
  }
}

function addPurchaseAndHolding(draft: Draft, item: number, place: number, t: number): void {
  const { view } = draft;
  const price = view.marketPrice[item * view.places + place],
    co2 = view.marketCo2[item],
    k = view.territoryOfPlace[place];
  const node = nodeOf(view, item, place, t);
  if (!Number.isNaN(price)) {
    const entries = [
      [node, 1] as const,
      ...used(limitRow(draft, "co2", [k, t], view.co2Limit[k]), co2),
      ...used(limitRow(draft, "money", [k, t], view.moneyLimit[k]), price),
      ...used(limitRow(draft, "market", [item, t], view.marketLimit[item]), 1),
    ];
    draft.columns.push({
      kind: "buy",
      key: [item, place, t],
      cost: view.weights.money * price + view.weights.co2Kg * co2,
      upper: Infinity,
      integer: false,
      entries,
    });
  }
  if (t + 1 < view.periods) {
    const cost = view.weights.money * view.holdingRate * view.referenceCost[item];
    draft.columns.push({
      kind: "hold",
      key: [item, place, t],
      cost,
      upper: Infinity,
      integer: false,
      entries: [
        [node, -1],
        [node + 1, 1],
      ],
    });
  }
}

function addUnmet({ view, columns }: Draft): void {
  const { needs } = view;
  for (let n = 0; n < needs.count; n++) {
    const cost = view.penalty[needs.priority[n]] * needs.referenceCost[n];
    const node = nodeOf(view, needs.item[n], needs.place[n], needs.period[n]);
    columns.push({ kind: "unmet", key: [n], cost, upper: needs.quantity[n], integer: false, entries: [[node, 1]] });
  }
}
