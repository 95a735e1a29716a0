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
  const stated = objectAt(leaf, "prices", path, findings);
  const reading: Reading = { stated, path, view, findings };
  return { ...readMachineAndLabour(reading), ...readCeilings(reading), ...readMoneyAndMarket(reading), ...readOwnPrices(reading) };
}

interface Reading {
  readonly stated: JsonObject;
  readonly path: string;
  readonly view: ProblemView;
  readonly findings: Findings;
}

function rowsUnder({ stated, path, findings }: Reading, key: string): Row[] {
  return rowsAt(stated, key, `${path}.prices`, findings).map((object, n) => ({ object, path: `${path}.prices.${key}[${n}]` }));
}

function indexIn({ findings }: Reading, row: Row, key: string, table: IdTable): number {
  return indexAt(row.object, key, table, { path: row.path, findings });
}

function periodOf(reading: Reading, row: Row): number {
  return indexIn(reading, row, "period", reading.view.ids.period);
}

/** The cell of a row and period of a table, −1 where a name did not exist. */
function cellOf({ view }: Reading, row: number, t: number): number {
  return row < 0 || t < 0 ? -1 : row * view.periods + t;
}

function cellWithin(reading: Reading, outer: number, inner: { readonly index: number; readonly size: number }, t: number): number {
  return cellOf(reading, outer < 0 || inner.index < 0 ? -1 : outer * inner.size + inner.index, t);
}

/** Prices per cell, 0 where none is stated. */
function filled(reading: Reading, size: number, filling: Filling): Float64Array {
  return fillPrices(new Float64Array(size).fill(NaN), filling, reading.findings).map((price) => (Number.isNaN(price) ? 0 : price));
}

function limitedIn({ view }: Reading, limit: Float64Array): (cell: number) => boolean {
  return (cell) => limit[Math.floor(cell / view.periods)] < Infinity;
}

function readMachineAndLabour(reading: Reading): Pick<LeafPrices, "machine" | "labour"> {
  const { view } = reading;
  const { ids, periods } = view;
  const machineCell = (row: Row) => {
    const capability = { index: indexIn(reading, row, "capability", ids.capability), size: view.capabilities };
    return cellWithin(reading, indexIn(reading, row, "workshop", ids.workshop), capability, periodOf(reading, row));
  };
  const labourCell = (row: Row) => {
    const skill = { index: indexIn(reading, row, "skill", ids.skill), size: view.skills };
    return cellWithin(reading, indexIn(reading, row, "territory", ids.territory), skill, periodOf(reading, row));
  };
  return {
    machine: filled(reading, view.machineHours.length * periods, {
      list: rowsUnder(reading, "machine"),
      cellOf: machineCell,
      isLimited: limitedIn(reading, view.machineHours),
    }),
    labour: filled(reading, view.labourHours.length * periods, {
      list: rowsUnder(reading, "labour"),
      cellOf: labourCell,
      isLimited: () => true,
    }),
  };
}

function readCeilings(reading: Reading): Pick<LeafPrices, "co2" | "extract"> {
  const { view } = reading;
  const rows = rowsUnder(reading, "ceiling");
  const isOnCo2 = (row: Row) => valueAt(row.object, "co2") === true;
  const territory = (row: Row) => indexIn(reading, row, "territory", view.ids.territory);
  const extractCell = (row: Row) => {
    const item = { index: indexIn(reading, row, "extract", view.ids.item), size: view.items };
    return cellWithin(reading, territory(row), item, periodOf(reading, row));
  };
  return {
    co2: filled(reading, view.territories * view.periods, {
      list: rows.filter(isOnCo2),
      cellOf: (row) => cellOf(reading, territory(row), periodOf(reading, row)),
      isLimited: limitedIn(reading, view.co2Limit),
    }),
    extract: filled(reading, view.territories * view.items * view.periods, {
      list: rows.filter((row) => !isOnCo2(row)),
      cellOf: extractCell,
      isLimited: limitedIn(reading, view.extractLimit),
    }),
  };
}

function readMoneyAndMarket(reading: Reading): Pick<LeafPrices, "money" | "market"> {
  const { view } = reading;
  const { ids, periods } = view;
  return {
    money: filled(reading, view.territories * periods, {
      list: rowsUnder(reading, "money"),
      cellOf: (row) => cellOf(reading, indexIn(reading, row, "territory", ids.territory), periodOf(reading, row)),
      isLimited: limitedIn(reading, view.moneyLimit),
    }),
    market: filled(reading, view.items * periods, {
      list: rowsUnder(reading, "market"),
      cellOf: (row) => cellOf(reading, indexIn(reading, row, "item", ids.item), periodOf(reading, row)),
      isLimited: limitedIn(reading, view.marketLimit),
    }),
  };
}

function readOwnPrices(reading: Reading): Pick<LeafPrices, "levels" | "runs" | "items"> {
  const { view, findings } = reading;
  const isLimited = () => true;
  return {
    levels: filled(reading, 4, { list: rowsUnder(reading, "levels"), cellOf: (row) => levelOf(row, findings), isLimited }),
    runs: filled(reading, view.pairs.count * view.periods, {
      list: rowsUnder(reading, "runs"),
      cellOf: (row) => cellOf(reading, pairOf(row, view, findings), periodOf(reading, row)),
      isLimited,
    }),
    items: fillPrices(
      new Float64Array(view.items * view.places * view.periods).fill(NaN),
      { list: rowsUnder(reading, "items"), cellOf: (row) => itemNode(row, view, findings), isLimited },
      findings,
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
