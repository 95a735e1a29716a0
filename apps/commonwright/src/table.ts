// Reads a CSV table with named columns: rows of trimmed cells with their lines, and what is wrong with the table as such.

import Papa from "papaparse";
import { didYouMean } from "@commonwright/planner";
import type { LocatedProblem } from "./source.js";

/** The columns of a table: as people write them, in any case of letters. */
export type Columns = { readonly needed: readonly string[]; readonly optional: readonly string[] };

/** One row: cells by column name (absent where empty), and the line in the file that it begins in. */
export type TableRow = { readonly line: number; readonly cells: Readonly<Record<string, string>> };

/** A table that was read. `decimalComma`: the columns are not separated by commas but by semicolons, as where people write 3,5. */
export type Table = { readonly file: string; readonly rows: readonly TableRow[]; readonly decimalComma: boolean };

type RawRow = { readonly line: number; readonly cells: readonly string[] };

/** Reads the table, or says everything that is wrong with its columns and rows. */
export function readTable(
  file: string,
  text: string,
  columns: Columns,
): { readonly table: Table } | { readonly problems: readonly LocatedProblem[] } {
  const delimiter = delimiterOf(text);
  const { rows, problems } = rawRows(file, text, delimiter);
  const [header, ...body] = rows.filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (!header)
    return {
      problems: [{ path: [], message: `the table is empty; its first line must name the columns: ${columns.needed.join(", ")}`, file }],
    };
  const names = header.cells.map((cell) => columnName(cell, columns));
  problems.push(...headerProblems(file, header, names, columns));
  for (const { line, cells } of body) {
    if (cells.slice(names.length).some((cell) => cell !== "")) {
      problems.push({
        path: [],
        message: `this row has ${cells.length} cells, the first line names ${names.length} columns; put a cell with the separator in it in double quotes`,
        file,
        line,
      });
    }
  }
  if (problems.length > 0) return { problems };
  const named = body.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(names.flatMap((name, c) => (name && cells[c] ? [[name, cells[c]]] : []))),
  }));
  return { table: { file, rows: named, decimalComma: delimiter === ";" } };
}

/** The separator that the first line with text uses most. */
function delimiterOf(text: string): string {
  const header = (text.split(/\r\n|\r|\n/).find((line) => line.trim() !== "") ?? "").replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).delimiter;
}

function rawRows(file: string, text: string, delimiter: string): { readonly rows: RawRow[]; readonly problems: LocatedProblem[] } {
  const rows: RawRow[] = [];
  const problems: LocatedProblem[] = [];
  let line = 1;
  let read = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    step: ({ data, errors, meta }) => {
      rows.push({ line, cells: data.map((cell) => cell.trim()) });
      for (const error of errors) problems.push({ path: [], message: quoteFault(error.message), file, line });
      line += text.slice(read, meta.cursor).match(/\r\n|\r|\n/g)?.length ?? 0;
      read = meta.cursor;
    },
  });
  return { rows, problems };
}

const quoteFault = (message: string) => `the double quotes do not match up (${message.toLowerCase()}); write a quote within a cell as ""`;

function columnName(cell: string, { needed, optional }: Columns): string | undefined {
  return [...needed, ...optional].find((name) => name.toLowerCase() === cell.toLowerCase());
}

function headerProblems(file: string, { cells, line }: RawRow, names: readonly (string | undefined)[], columns: Columns): LocatedProblem[] {
  const all = [...columns.needed, ...columns.optional];
  const at = (message: string, column?: string): LocatedProblem => ({ path: [], message, file, line, column });
  const unknown = cells.flatMap((cell, c) => {
    if (names[c] !== undefined) return [];
    if (cell === "") return c < cells.length - 1 && cells.slice(c).some((later) => later !== "") ? [at(`column ${c + 1} has no name`)] : [];
    return [at(`unknown column "${cell}"${didYouMean(cell, all) || `; known here: ${all.join(", ")}`}`, cell)];
  });
  const missing = columns.needed.filter((name) => !names.includes(name)).map((name) => at(`the column "${name}" is missing`, name));
  const double = all
    .filter((name) => names.filter((other) => other === name).length > 1)
    .map((name) => at(`the column "${name}" is there twice`, name));
  return [...unknown, ...missing, ...double];
}

/** A number of a cell, or in words why it is none. With `decimalComma`, 3,5 is three and a half; elsewhere it is refused, since it may mean 35. */
export function cellNumber(cell: string, decimalComma: boolean): number | string {
  const plain = decimalComma && /^[+-]?\d*,\d+$/.test(cell) ? cell.replace(",", ".") : cell;
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return Number(plain);
  if (/^[+-]?\d+,\d+$/.test(cell)) return `must be a number with a decimal point, such as ${cell.replace(",", ".")}, not "${cell}"`;
  if (/^[+-]?[\d.,'\s]+$/.test(cell)) return `must be a number without separators of thousands, such as 1234.5, not "${cell}"`;
  return `must be a plain number without a unit, not "${cell}"`;
}
