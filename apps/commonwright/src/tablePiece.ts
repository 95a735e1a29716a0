// The part of a problem that a table makes: values with their lines, cells that are refused, and what all tables share.

import { pathText, type ProblemPath } from "@commonwright/planner";
import type { LocatedProblem, Location, Source } from "./source.js";
import { cellNumber, type Table, type TableRow } from "./table.js";

/** An object of a file whose shape nobody has checked yet. */
export type Loose = Readonly<Record<string, unknown>>;
/** An object that is being made. */
export type Draft = Record<string, unknown>;

/** Columns that every table may have. */
export const TEXT_COLUMNS: readonly string[] = ["note", "source", "assumed"];

/** Rows that go to the lists of a recipe that stands in another file, each with its place. */
export type RecipeRows = Readonly<Record<"in" | "machine" | "labour", readonly { readonly value: Loose; readonly location: Location }[]>>;

/** What a table became: values to join to the others, and what is wrong with its cells. `extensions` are keyed by the index of the recipe in the problem so far. */
export type TableSource = {
  readonly source: Source;
  readonly problems: readonly LocatedProblem[];
  readonly extensions?: ReadonlyMap<number, RecipeRows>;
};

/** Collects values with their lines, and problems with their rows. */
export class Piece {
  readonly problems: LocatedProblem[] = [];
  private readonly lines = new Map<string, number>();
  private readonly refused = new Set<string>();

  constructor(readonly table: Table) {}

  /** Remembers the line of everything at and below `path`. */
  at(path: ProblemPath, line: number): void {
    this.lines.set(pathText(path), line);
  }

  /** Refuses a cell, once. */
  refuse(row: TableRow, column: string, message: string): void {
    const cell = `${row.line} ${column}`;
    if (this.refused.has(cell)) return;
    this.refused.add(cell);
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
    if (assumed !== undefined && !yes && !/^(no|false|0)$/i.test(assumed))
      this.refuse(row, "assumed", `must be yes, no or empty, not "${assumed}"`);
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

/** Without the keys that have no value. */
export const defined = (value: Draft): Draft => Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));

/** What describes the whole and not the row may stand in its first row only, or be repeated; it must not differ. */
export function sameCells(piece: Piece, row: TableRow, first: TableRow, columns: readonly string[]): void {
  for (const column of columns) {
    const cell = row.cells[column];
    if (cell !== undefined && cell !== first.cells[column]) {
      piece.refuse(row, column, `"${cell}" differs from "${first.cells[column] ?? ""}" in line ${first.line}; write it once, or the same`);
    }
  }
}

/** The objects of a list; nothing where it is none. */
export function entries(list: unknown): Loose[] {
  return Array.isArray(list)
    ? list.filter((entry): entry is Loose => typeof entry === "object" && entry !== null && !Array.isArray(entry))
    : [];
}
