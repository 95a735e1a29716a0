// Stock by place: what is there, what of it is promised, and whose it is.

import type { StockQuery } from "../api/generated";
import { sumOf } from "../worklog/correction";

/** One stock. Amounts are exact decimals. */
export interface StockRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly state: string;
  readonly onhand: string;
  readonly unit: string;
  /** Of open promises that take from it. */
  readonly promised: string;
  /** What is left beside what is promised; below nothing where more was promised than is there. */
  readonly free: string;
  readonly owner: string;
  /** Who has it, where that is another; else empty. */
  readonly keeper: string;
}

/** All stock at one place; the one without a place has an empty name. */
export interface StockPlace {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly StockRow[];
}

/** Actions that take from a resource that is promised. */
const TAKING: ReadonlySet<string> = new Set([
  "consume",
  "transfer",
  "transferAllRights",
  "transferCustody",
  "move",
  "lower",
  "combine",
  "pickup",
  "accept",
]);

type Node = StockQuery["economicResources"]["edges"][number]["node"];

/** The stocks of an answer by place, in the order of names; those that match what is typed. Accounts of money and credit are no stock. */
export function placesOf(nodes: readonly Node[], typed: string): readonly StockPlace[] {
  const wanted = typed.trim().toLowerCase();
  const places = new Map<string, { name: string; rows: StockRow[] }>();
  for (const node of nodes) {
    const row = rowOf(node);
    const place = { id: node.currentLocation?.id ?? "", name: node.currentLocation?.name ?? "" };
    if (row === null || !`${row.name} ${row.kind} ${row.owner} ${place.name}`.toLowerCase().includes(wanted)) continue;
    const known = places.get(place.id) ?? { name: place.name, rows: [] };
    places.set(place.id, known);
    known.rows.push(row);
  }
  return [...places]
    .map(([id, { name, rows }]) => ({ id, name, rows: rows.toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id)) }))
    .toSorted((a, b) => Number(a.id === "") - Number(b.id === "") || a.name.localeCompare(b.name));
}

function rowOf(node: Node): StockRow | null {
  const { onhandQuantity, conformsTo, primaryAccountable, custodian } = node;
  const unit = onhandQuantity?.hasUnit ?? null;
  if (unit === null || conformsTo.mediumOfExchange === true) return null;
  const onhand = onhandQuantity?.hasNumericalValue ?? "0";
  const promised = promisedOf(node, unit.id);
  return {
    id: node.id,
    name: node.name ?? conformsTo.name,
    kind: conformsTo.name,
    state: node.state ?? "",
    onhand,
    unit: unit.symbol,
    promised,
    free: sumOf(onhand, promised.startsWith("-") ? promised.slice(1) : `-${promised}`),
    owner: primaryAccountable?.name ?? "",
    keeper: custodian === null || custodian.id === primaryAccountable?.id ? "" : custodian.name,
  };
}

function promisedOf({ commitments }: Node, unit: string): string {
  const open = (commitments?.edges ?? [])
    .map(({ node }) => node)
    .filter(({ action, finished }) => TAKING.has(action.id) && finished !== true);
  const amounts = open.flatMap(({ openResourceQuantity }) =>
    openResourceQuantity?.hasUnit?.id === unit ? [openResourceQuantity.hasNumericalValue] : [],
  );
  return amounts.reduce(sumOf, "0");
}

/** The same as a table, for a spreadsheet. */
export function stockTable(places: readonly StockPlace[], names: readonly string[]) {
  const rows = places.flatMap((place) =>
    place.rows.map((row) => [
      place.name,
      row.name,
      row.kind,
      row.state,
      row.onhand,
      row.promised,
      row.free,
      row.unit,
      row.owner,
      row.keeper,
      row.id,
    ]),
  );
  return { columns: names.map((name) => ({ name })), rows };
}
