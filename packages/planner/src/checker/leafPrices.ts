// The prices of one leaf of the certificate, as arrays (rule C1: none is negative).
import type { LimitPrices } from "./columnCosts.js";
import { type Findings, report } from "./findings.js";
import { indexAt, type IdTable } from "./idTable.js";
import { type JsonObject, numberAt, objectAt, rowsAt, valueAt } from "./jsonValues.js";
import { nodeOf, type ProblemView } from "./problemView.js";

/** Prices of limits per limit and period, of levels per priority, of upper limits per run (pair * periods + t); of nodes, NaN where not stated. */
export interface LeafPrices extends LimitPrices {
  readonly levels: Float64Array;
  readonly runs: Float64Array;
  readonly items: Float64Array;
}

type Row = { readonly object: JsonObject; readonly path: string };

/** Reads the `prices` of a leaf. Names that do not exist, rows twice, prices below 0 and prices of what is not limited are reported. */
export function readLeafPrices(leaf: JsonObject, path: string, view: ProblemView, findings: Findings): LeafPrices {
  const { ids, periods } = view;
  const stated = objectAt(leaf, "prices", path, findings);
  const rows = (key: string): Row[] =>
    rowsAt(stated, key, `${path}.prices`, findings).map((object, n) => ({ object, path: `${path}.prices.${key}[${n}]` }));
  const index = (row: Row, key: string, table: IdTable) => indexAt(row.object, key, table, { path: row.path, findings });
  const period = (row: Row) => index(row, "period", ids.period);
  const fill = (size: number, list: readonly Row[], cellOf: (row: Row) => number, isLimited: (cell: number) => boolean) =>
    fillPrices(new Float64Array(size).fill(NaN), { list, cellOf, isLimited }, findings);
  const zero = (prices: Float64Array) => prices.map((price) => (Number.isNaN(price) ? 0 : price));
  const limited = (limit: Float64Array) => (cell: number) => limit[Math.floor(cell / periods)] < Infinity;
  const within = (outer: number, inner: number, size: number, t: number) =>
    outer < 0 || inner < 0 || t < 0 ? -1 : (outer * size + inner) * periods + t;
  const oneOf = (row: number, t: number) => (row < 0 || t < 0 ? -1 : row * periods + t);
  const territory = (row: Row) => index(row, "territory", ids.territory);
  const ceilings = rows("ceiling");
  const onCo2 = ceilings.filter((row) => valueAt(row.object, "co2") === true),
    onExtract = ceilings.filter((row) => valueAt(row.object, "co2") !== true);
  const { territories, items } = view;
  return {
    machine: zero(
      fill(
        view.machineHours.length * periods,
        rows("machine"),
        (row) => within(index(row, "workshop", ids.workshop), index(row, "capability", ids.capability), view.capabilities, period(row)),
        limited(view.machineHours),
      ),
    ),
    labour: zero(
      fill(
        view.labourHours.length * periods,
        rows("labour"),
        (row) => within(territory(row), index(row, "skill", ids.skill), view.skills, period(row)),
        () => true,
      ),
    ),
    co2: zero(fill(territories * periods, onCo2, (row) => oneOf(territory(row), period(row)), limited(view.co2Limit))),
    extract: zero(
      fill(
        territories * items * periods,
        onExtract,
        (row) => within(territory(row), index(row, "extract", ids.item), items, period(row)),
        limited(view.extractLimit),
      ),
    ),
    money: zero(fill(territories * periods, rows("money"), (row) => oneOf(territory(row), period(row)), limited(view.moneyLimit))),
    market: zero(
      fill(items * periods, rows("market"), (row) => oneOf(index(row, "item", ids.item), period(row)), limited(view.marketLimit)),
    ),
    levels: zero(
      fill(
        4,
        rows("levels"),
        (row) => levelOf(row, findings),
        () => true,
      ),
    ),
    runs: zero(
      fill(
        view.pairs.count * periods,
        rows("runs"),
        (row) => oneOf(pairOf(row, view, findings), period(row)),
        () => true,
      ),
    ),
    items: fill(
      items * view.places * periods,
      rows("items"),
      (row) => itemNode(row, view, findings),
      () => true,
    ),
  };
}

interface Filling {
  readonly list: readonly Row[];
  readonly cellOf: (row: Row) => number;
  readonly isLimited: (cell: number) => boolean;
}

function fillPrices(prices: Float64Array, filling: Filling, findings: Findings): Float64Array {
  for (const row of filling.list) {
    const cell = filling.cellOf(row),
      price = numberAt(row.object, "price", { path: row.path, findings });
    if (cell < 0) continue;
    if (!Number.isNaN(prices[cell])) report(findings, row.path, "stands twice in its list");
    if (price > 0 && !filling.isLimited(cell)) report(findings, row.path, "has a price, but nothing is limited there");
    prices[cell] = price;
  }
  return prices;
}

function levelOf(row: Row, findings: Findings): number {
  const priority = valueAt(row.object, "priority");
  if (priority === 1 || priority === 2 || priority === 3) return priority;
  report(findings, `${row.path}.priority`, "must be 1, 2 or 3");
  return -1;
}

/** The pair of recipe and workshop that a row names, or -1 with a finding. */
export function pairOf(row: Row, view: ProblemView, findings: Findings): number {
  const at = { path: row.path, findings };
  const r = indexAt(row.object, "recipe", view.ids.recipe, at),
    w = indexAt(row.object, "workshop", view.ids.workshop, at);
  if (r < 0 || w < 0) return -1;
  const pair = view.pairs.byRecipeAndWorkshop.get(r * view.workshops + w);
  if (pair === undefined) report(findings, row.path, "the workshop lacks a capability of the recipe");
  return pair ?? -1;
}

function itemNode(row: Row, view: ProblemView, findings: Findings): number {
  const at = { path: row.path, findings };
  const item = indexAt(row.object, "item", view.ids.item, at),
    place = indexAt(row.object, "place", view.ids.place, at);
  const t = indexAt(row.object, "period", view.ids.period, at);
  return item < 0 || place < 0 || t < 0 ? -1 : nodeOf(view, item, place, t);
}
