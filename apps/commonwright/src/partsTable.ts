// parts.csv: what goes into one unit of a product, a row a part or hours of work.

import type { Location } from "./source.js";
import { cellNumber, type Columns, type Table, type TableRow } from "./table.js";
import { type Draft, entries, type Loose, Piece, type RecipeRows, sameCells, type TableSource, TEXT_COLUMNS } from "./tablePiece.js";

/** The columns of parts.csv. */
export const PARTS_COLUMNS: Columns = { needed: ["product", "part", "quantity"], optional: ["unit", "massKg", "price", ...TEXT_COLUMNS] };

/** Joins the rows of a product to its recipe where a file has one, else makes one; makes items and prices of what no file describes. */
export function partsSource(table: Table, problem: Loose): TableSource {
  const piece = new Piece(table);
  const named = table.rows.filter((row) => piece.neededText(row, "product") !== undefined && piece.neededText(row, "part") !== undefined);
  const byProduct = groupedBy(named, "product");
  const recipesOf = recipesByProduct(problem);
  const extensions = new Map<number, RecipeRows>();
  const recipes: Draft[] = [];
  for (const [product, rows] of byProduct) {
    const given = recipesOf.get(product) ?? [];
    if (given.length > 1)
      piece.refuse(rows[0], "product", `"${product}" has ${given.length} recipes in other files; write its parts there`);
    const lists = recipeRows(piece, rows, problem, given[0]?.perRun ?? 1);
    if (given.length > 0) extensions.set(given[0].k, lists);
    else recipes.push(newRecipe(piece, recipes.length, product, lists));
  }
  const items = itemsOf(piece, byProduct, problem);
  return { source: piece.source({ recipes, items, market: marketOf(piece, table.rows) }), problems: piece.problems, extensions };
}

/** Recipes of the files by their product; `perRun` is how much of it a run makes. */
function recipesByProduct(problem: Loose): ReadonlyMap<unknown, readonly { readonly k: number; readonly perRun: number }[]> {
  const found = new Map<unknown, { readonly k: number; readonly perRun: number }[]>();
  const recipes: readonly unknown[] = Array.isArray(problem.recipes) ? problem.recipes : [];
  recipes.forEach((recipe, k) => {
    const [product] = entries(entries([recipe])[0]?.out);
    if (!product) return;
    const perRun = typeof product.quantity === "number" ? product.quantity : 1;
    found.set(product.item, [...(found.get(product.item) ?? []), { k, perRun }]);
  });
  return found;
}

/** The rows of one product as rows of a recipe: a table says what is in one unit, a recipe what goes into one run. */
function recipeRows(piece: Piece, rows: readonly TableRow[], problem: Loose, perRun: number): RecipeRows {
  const lists = { in: [], machine: [], labour: [] } as Record<"in" | "machine" | "labour", { value: Draft; location: Location }[]>;
  const own = new Map<string, Draft>();
  for (const row of rows) {
    const { part } = row.cells;
    const [list, key, figure] = workOf(part, problem);
    if (list !== "in") hoursOnly(piece, row);
    const quantity = piece.neededNumber(row, "quantity") * perRun;
    const before = own.get(part);
    if (before) {
      before[figure] = Number(before[figure]) + quantity; // a part that stands in two rows adds up
      continue;
    }
    const value = { [key]: part, [figure]: quantity, ...piece.texts(row) };
    own.set(part, value);
    lists[list].push({ value, location: { file: piece.table.file, line: row.line } });
  }
  return lists;
}

function newRecipe(piece: Piece, k: number, product: string, lists: RecipeRows): Draft {
  for (const list of ["in", "machine", "labour"] as const)
    lists[list].forEach(({ location }, j) => piece.at(["recipes", k, list, j], location.line ?? 1));
  const lines = [...lists.in, ...lists.machine, ...lists.labour].map(({ location }) => location.line ?? 1);
  piece.at(
    ["recipes", k],
    lines.reduce((first, line) => Math.min(first, line)),
  );
  const values = (list: "in" | "machine" | "labour") => lists[list].map(({ value }) => value);
  return {
    id: `make-${product}`,
    out: [{ item: product, quantity: 1 }],
    in: values("in"),
    machine: values("machine"),
    labour: values("labour"),
  };
}

function groupedBy(rows: readonly TableRow[], column: string): ReadonlyMap<string, readonly TableRow[]> {
  const groups = new Map<string, TableRow[]>();
  for (const row of rows) {
    const group = groups.get(row.cells[column]);
    if (group) group.push(row);
    else groups.set(row.cells[column], [row]);
  }
  return groups;
}

function workOf(part: string, problem: Loose): readonly ["in" | "machine" | "labour", string, string] {
  const has = (list: unknown) => Array.isArray(list) && list.includes(part);
  if (has(problem.capabilities)) return ["machine", "capability", "hours"];
  return has(problem.skills) ? ["labour", "skill", "hours"] : ["in", "item", "quantity"];
}

function hoursOnly(piece: Piece, row: TableRow): void {
  const { unit, massKg, price, part } = row.cells;
  if (unit !== undefined && !/^(h|hours?)$/i.test(unit))
    piece.refuse(row, "unit", `"${part}" is work, counted in hours: write h, or leave it empty`);
  if (massKg !== undefined) piece.refuse(row, "massKg", `"${part}" is work and has no mass; leave it empty`);
  if (price !== undefined) piece.refuse(row, "price", `"${part}" is work; its cost stands in workshops.csv, or in the weights`);
}

function massMissing(id: string, unit: string): string {
  if (/^(h|hours?)$/i.test(unit))
    return `"${id}" is counted in hours but is no capability or skill: add it to capabilities or skills in a .yaml file`;
  return `must not be empty: no file says how many kg one ${unit} of "${id}" has`;
}

/** Items that no file has: parts as their rows say, products as the sum of what is in them. */
function itemsOf(piece: Piece, byProduct: ReadonlyMap<string, readonly TableRow[]>, problem: Loose): Draft[] {
  const known = new Set(entries(problem.items).map(({ id }) => id));
  const rowsOfPart = groupedBy(
    [...byProduct.values()].flat().filter((row) => workOf(row.cells.part, problem)[0] === "in"),
    "part",
  );
  const mass = massFinder(piece, byProduct, rowsOfPart, problem);
  const ids = [...new Set([...byProduct.keys(), ...rowsOfPart.keys()])].filter((id) => !known.has(id));
  return ids.map((id, k) => {
    const rows = rowsOfPart.get(id) ?? [];
    const unit = single(piece, rows, "unit")?.cells.unit ?? "piece";
    const made = byProduct.get(id);
    piece.at(["items", k], (rows[0] ?? made?.[0])?.line ?? 1);
    const stated = single(piece, rows, "massKg");
    if (!made && !stated) piece.refuse(rows[0], "massKg", massMissing(id, unit));
    const kind = made && rows.length === 0 ? "product" : "part";
    const texts = stated ? piece.texts(stated) : { assumed: ["massKg"], note: "mass: the sum of its parts" };
    return { id, unit, massKg: mass(id, new Set()), kind, ...texts };
  });
}

/** The row that says a part's unit, mass or price; others must be empty or say the same. */
function single(piece: Piece, rows: readonly TableRow[], column: string): TableRow | undefined {
  const first = rows.find(({ cells }) => cells[column] !== undefined);
  if (first) for (const row of rows) sameCells(piece, row, first, [column]);
  return first;
}

type RowsById = ReadonlyMap<string, readonly TableRow[]>;

function massFinder(piece: Piece, byProduct: RowsById, rowsOfPart: RowsById, problem: Loose): (id: string, above: Set<string>) => number {
  const found = new Map<string, number>(entries(problem.items).map(({ id, massKg }) => [String(id), Number(massKg)]));
  const mass = (id: string, above: Set<string>): number => {
    const before = found.get(id);
    if (before !== undefined) return before;
    const stated = rowsOfPart.get(id)?.find(({ cells }) => cells.massKg !== undefined);
    const made = byProduct.get(id);
    if (stated) found.set(id, piece.number(stated, "massKg") ?? 0);
    else if (!made || above.has(id)) found.set(id, 0);
    else {
      const inside = new Set([...above, id]);
      const parts = made.filter((row) => workOf(row.cells.part, problem)[0] === "in");
      const sum = parts.reduce(
        (kg, { cells }) => kg + (Number(cellNumber(cells.quantity ?? "0", piece.table.decimalComma)) || 0) * mass(cells.part, inside),
        0,
      );
      found.set(id, Math.round(sum * 1e9) / 1e9);
    }
    return found.get(id) ?? 0;
  };
  return mass;
}

function marketOf(piece: Piece, rows: readonly TableRow[]): Draft[] {
  const priced = groupedBy(
    rows.filter(({ cells }) => cells.part !== undefined && cells.price !== undefined),
    "part",
  );
  return [...priced].map(([item, [first, ...others]], k) => {
    piece.at(["market", k], first.line);
    for (const row of others) sameCells(piece, row, first, ["price"]);
    return { item, price: piece.number(first, "price") ?? 0, ...piece.texts(first) };
  });
}
