// Turns workshops.csv, parts.csv and needs.csv into pieces of a problem, each value with the line it came from.

import type { ProblemPath } from "@commonwright/planner";
import { pathText } from "@commonwright/planner";
import type { LocatedProblem, Location, Source } from "./source.js";
import { cellNumber, type Columns, type Table, type TableRow } from "./table.js";

type Loose = Readonly<Record<string, unknown>>;
type Draft = Record<string, unknown>;

const TEXTS = ["note", "source", "assumed"];

/** The tables that a folder may hold, by file name. */
export const TABLES: Readonly<Record<string, Columns>> = {
  "workshops.csv": {
    needed: ["workshop", "capability", "hoursPerPeriod", "costPerHour"],
    optional: ["name", "place", "lat", "lon", "town", "level", "territory", "efficiency", ...TEXTS],
  },
  "parts.csv": { needed: ["product", "part", "quantity"], optional: ["unit", "massKg", "price", ...TEXTS] },
  "needs.csv": { needed: ["item", "place", "quantity", "due", "priority"], optional: ["need", "name", "referenceCost", ...TEXTS] },
};

/** Rows that go to the lists of a recipe that stands in another file, each with its place. */
export type RecipeRows = Readonly<Record<"in" | "machine" | "labour", readonly { readonly value: Loose; readonly location: Location }[]>>;

/** What a table became: values to join to the others, and what is wrong with its cells. `extensions` are keyed by the index of the recipe in the problem so far. */
export type TableSource = { readonly source: Source; readonly problems: readonly LocatedProblem[]; readonly extensions?: ReadonlyMap<number, RecipeRows> };

/** Collects values with their lines, and problems with their rows. */
class Piece {
  readonly problems: LocatedProblem[] = [];
  private readonly lines = new Map<string, number>();

  constructor(readonly table: Table) {}

  /** Remembers the line of everything at and below `path`. */
  at(path: ProblemPath, line: number): void {
    this.lines.set(pathText(path), line);
  }

  /** Refuses a cell, once. */
  refuse(row: TableRow, column: string, message: string): void {
    if (this.problems.some((problem) => problem.line === row.line && problem.column === column)) return;
    this.problems.push({ path: [], message: `${column}: ${message}`, file: this.table.file, line: row.line, column });
  }

  number(row: TableRow, column: string): number | undefined {
    const cell = row.cells[column];
    if (cell === undefined) return undefined;
    const value = cellNumber(cell, this.table.decimalComma);
    if (typeof value === "number") return value;
    this.refuse(row, column, value);
    return undefined;
  }

  /** The cell's number; an empty cell is refused. */
  neededNumber(row: TableRow, column: string): number {
    if (row.cells[column] === undefined) this.refuse(row, column, "must not be empty");
    return this.number(row, column) ?? 0;
  }

  neededText(row: TableRow, column: string): string | undefined {
    if (row.cells[column] === undefined) this.refuse(row, column, "must not be empty");
    return row.cells[column];
  }

  /** What the row says to the reader; its name belongs to the thing that the row begins. */
  texts(row: TableRow, named = true): Draft {
    const { note, source, assumed } = row.cells;
    const name = named ? row.cells.name : undefined;
    const yes = assumed !== undefined && /^(yes|true|x|1)$/i.test(assumed);
    if (assumed !== undefined && !yes && !/^(no|false|0)$/i.test(assumed)) this.refuse(row, "assumed", `must be yes, no or empty, not "${assumed}"`);
    return defined({ name, note, source, assumed: yes ? true : undefined });
  }

  source(value: Draft): Source {
    const { file } = this.table;
    const locate = (path: ProblemPath) => {
      for (let length = path.length; length > 0; length--) {
        const line = this.lines.get(pathText(path.slice(0, length)));
        if (line !== undefined) return { file, line };
      }
      return { file };
    };
    return { file, value, locate };
  }
}

const defined = (value: Draft): Draft => Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));

/** needs.csv: a row is a need; without an id of its own it is named by its line. */
export function needsSource(table: Table): TableSource {
  const piece = new Piece(table);
  const needs = table.rows.map((row, k) => {
    piece.at(["needs", k], row.line);
    const { need, item, place, due } = row.cells;
    const quantity = piece.neededNumber(row, "quantity");
    const priority = piece.neededNumber(row, "priority");
    const referenceCost = piece.number(row, "referenceCost");
    return defined({ id: need ?? `need-${row.line}`, item, place, quantity, due, priority, referenceCost, ...piece.texts(row) });
  });
  return { source: piece.source({ needs }), problems: piece.problems };
}

/** workshops.csv: a row is one capability of a workshop; a place that no file has is made from its coordinates. */
export function workshopsSource(table: Table, problem: Loose): TableSource {
  const piece = new Piece(table);
  const places = new PlacesOfTable(piece, problem);
  const workshops: Draft[] = [];
  const index = new Map<string, { readonly k: number; readonly first: TableRow; readonly capabilities: Draft[] }>();
  for (const row of table.rows) {
    const id = piece.neededText(row, "workshop");
    const capability = piece.neededText(row, "capability");
    const rate = { capability, hoursPerPeriod: piece.neededNumber(row, "hoursPerPeriod"), costPerHour: piece.neededNumber(row, "costPerHour") };
    if (id === undefined || capability === undefined) continue;
    const known = index.get(id);
    if (known) {
      sameCells(piece, row, known.first, ["name", "place", "lat", "lon", "town", "level", "territory", "efficiency"]);
      piece.at(["workshops", known.k, "capabilities", known.capabilities.length], row.line);
      known.capabilities.push({ ...rate, ...piece.texts(row, false) });
      continue;
    }
    const k = workshops.length;
    const capabilities = [rate];
    index.set(id, { k, first: row, capabilities });
    piece.at(["workshops", k], row.line);
    workshops.push(defined({ id, place: places.of(row, id), efficiency: piece.number(row, "efficiency"), capabilities, ...piece.texts(row) }));
  }
  return { source: piece.source({ places: places.made, workshops }), problems: piece.problems };
}

/** What describes the whole and not the row may stand in its first row only, or be repeated; it must not differ. */
function sameCells(piece: Piece, row: TableRow, first: TableRow, columns: readonly string[]): void {
  for (const column of columns) {
    const cell = row.cells[column];
    if (cell !== undefined && cell !== first.cells[column]) {
      piece.refuse(row, column, `"${cell}" differs from "${first.cells[column] ?? ""}" in line ${first.line}; write it once, or the same`);
    }
  }
}

class PlacesOfTable {
  readonly made: Draft[] = [];
  private readonly firstRows = new Map<string, TableRow>();
  private readonly known: ReadonlySet<unknown>;
  private readonly territories: readonly unknown[];

  constructor(
    private readonly piece: Piece,
    problem: Loose,
  ) {
    this.known = new Set(entries(problem.places).map(({ id }) => id));
    this.territories = entries(problem.territories).map(({ id }) => id);
  }

  /** The id of the row's place: as named, else the town, else the workshop's own. Makes the place where no file has it. */
  of(row: TableRow, workshop: string): string {
    const { place, town, lat, lon, level, territory } = row.cells;
    const id = place ?? town ?? workshop;
    if (this.known.has(id)) {
      for (const column of ["lat", "lon", "level", "territory"]) {
        if (row.cells[column] !== undefined) this.piece.refuse(row, column, `place "${id}" is described in another file; leave this cell empty`);
      }
      return id;
    }
    const first = this.firstRows.get(id);
    if (first) sameCells(this.piece, row, first, ["lat", "lon", "level", "territory"]);
    if (first || (place !== undefined && lat === undefined && lon === undefined)) return id; // an unknown place is refused with the others
    for (const column of ["lat", "lon", "level"]) this.piece.neededText(row, column);
    if (territory === undefined && this.territories.length !== 1) this.piece.refuse(row, "territory", "must not be empty, since there are several territories");
    this.firstRows.set(id, row);
    this.piece.at(["places", this.made.length], row.line);
    const where = { lat: this.piece.number(row, "lat"), lon: this.piece.number(row, "lon") };
    this.made.push(defined({ id, name: town, territory: territory ?? this.territories[0], level, ...where }));
    return id;
  }
}

function entries(list: unknown): Loose[] {
  return Array.isArray(list) ? list.filter((entry): entry is Loose => typeof entry === "object" && entry !== null && !Array.isArray(entry)) : [];
}

/** parts.csv: a row is a part, or hours of work, in one unit of a product. Joins the product's recipe where a file has one, else makes one. */
export function partsSource(table: Table, problem: Loose): TableSource {
  const piece = new Piece(table);
  const named = table.rows.filter((row) => piece.neededText(row, "product") !== undefined && piece.neededText(row, "part") !== undefined);
  const byProduct = groupedBy(named, "product");
  const recipesOf = recipesByProduct(problem);
  const extensions = new Map<number, RecipeRows>();
  const recipes: Draft[] = [];
  for (const [product, rows] of byProduct) {
    const given = recipesOf.get(product) ?? [];
    if (given.length > 1) piece.refuse(rows[0], "product", `"${product}" has ${given.length} recipes in other files; write its parts there`);
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
  for (const list of ["in", "machine", "labour"] as const) lists[list].forEach(({ location }, j) => piece.at(["recipes", k, list, j], location.line ?? 1));
  const first = Math.min(...[...lists.in, ...lists.machine, ...lists.labour].map(({ location }) => location.line ?? 1));
  piece.at(["recipes", k], first);
  const values = (list: "in" | "machine" | "labour") => lists[list].map(({ value }) => value);
  return { id: `make-${product}`, out: [{ item: product, quantity: 1 }], in: values("in"), machine: values("machine"), labour: values("labour") };
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
  if (unit !== undefined && !/^(h|hours?)$/i.test(unit)) piece.refuse(row, "unit", `"${part}" is work, counted in hours: write h, or leave it empty`);
  if (massKg !== undefined) piece.refuse(row, "massKg", `"${part}" is work and has no mass; leave it empty`);
  if (price !== undefined) piece.refuse(row, "price", `"${part}" is work; its cost stands in workshops.csv, or in the weights`);
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
    if (!made && !stated) piece.refuse(rows[0], "massKg", `must not be empty: no file says how many kg one ${unit} of "${id}" has`);
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
      const sum = parts.reduce((kg, { cells }) => kg + (Number(cellNumber(cells.quantity ?? "0", piece.table.decimalComma)) || 0) * mass(cells.part, inside), 0);
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
