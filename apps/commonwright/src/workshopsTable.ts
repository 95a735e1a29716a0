// workshops.csv: who can make things, a row a capability.

import type { Columns, Table, TableRow } from "./table.js";
import { defined, type Draft, entries, type Loose, Piece, sameCells, type TableSource, TEXT_COLUMNS } from "./tablePiece.js";

/** The columns of workshops.csv. */
export const WORKSHOPS_COLUMNS: Columns = {
  needed: ["workshop", "capability", "hoursPerPeriod", "costPerHour"],
  optional: ["name", "place", "lat", "lon", "town", "level", "territory", "efficiency", ...TEXT_COLUMNS],
};

/** A row is one capability of a workshop; a place that no file has is made from its coordinates. */
export function workshopsSource(table: Table, problem: Loose): TableSource {
  const piece = new Piece(table);
  const places = new PlacesOfTable(piece, problem);
  const workshops: Draft[] = [];
  const index = new Map<string, { readonly k: number; readonly first: TableRow; readonly capabilities: Draft[] }>();
  for (const row of table.rows) {
    const id = piece.neededText(row, "workshop");
    const capability = piece.neededText(row, "capability");
    const rate = {
      capability,
      hoursPerPeriod: piece.neededNumber(row, "hoursPerPeriod"),
      costPerHour: piece.neededNumber(row, "costPerHour"),
    };
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
    workshops.push(
      defined({ id, place: places.of(row, id), efficiency: piece.number(row, "efficiency"), capabilities, ...piece.texts(row) }),
    );
  }
  return { source: piece.source({ places: places.made, workshops }), problems: piece.problems };
}

/** Places that rows describe by coordinates, made once each. */
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
        if (row.cells[column] !== undefined)
          this.piece.refuse(row, column, `place "${id}" is described in another file; leave this cell empty`);
      }
      return id;
    }
    const first = this.firstRows.get(id);
    if (first) sameCells(this.piece, row, first, ["lat", "lon", "level", "territory"]);
    if (first || (place !== undefined && lat === undefined && lon === undefined)) return id; // an unknown place is refused with the others
    for (const column of ["lat", "lon", "level"]) this.piece.neededText(row, column);
    if (territory === undefined && this.territories.length !== 1)
      this.piece.refuse(row, "territory", "must not be empty, since there are several territories");
    this.firstRows.set(id, row);
    this.piece.at(["places", this.made.length], row.line);
    const where = { lat: this.piece.number(row, "lat"), lon: this.piece.number(row, "lon") };
    this.made.push(defined({ id, name: town, territory: territory ?? this.territories[0], level, ...where }));
    return id;
  }
}
