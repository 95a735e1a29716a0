// The folder of real data that the examples cite, and the cells in it.

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Papa from "papaparse";
import { type Citation, numberInCell } from "./citation.js";
import { readXlsxCells } from "./xlsxCells.js";

/** The repository. */
export const ROOT = resolve(import.meta.dirname, "../..");

/**
 * The folder of real data: COMMONWRIGHT_REAL_DATA, else ../shared/data beside the repository; undefined where the latter does not exist.
 *
 * @throws if the variable is set and names no folder: whoever set it wants the tests to run.
 */
export function realDataFolder(): string | undefined {
  const given = process.env.COMMONWRIGHT_REAL_DATA;
  const folder = given ?? resolve(ROOT, "../shared/data");
  if (existsSync(folder)) return folder;
  if (given !== undefined) throw new Error(`COMMONWRIGHT_REAL_DATA names no folder: ${given}`);
  return undefined;
}

/** Reads files of the folder, each once. */
export class RealData {
  readonly #folder: string;
  readonly #files = new Map<string, Buffer>();
  readonly #tables = new Map<string, readonly (readonly string[])[]>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The text of a file, bytes that are not UTF-8 replaced. */
  text(file: string): string {
    return this.#bytes(file)
      .toString("utf8")
      .replace(/^\uFEFF/, "");
  }

  /** The number that a citation gives, in the unit of the problem. Throws if the cell is not found or has no number. */
  number(citation: Citation): number {
    return numberInCell(this.#cell(citation), citation);
  }

  #bytes(file: string): Buffer {
    const bytes = this.#files.get(file) ?? readFileSync(join(this.#folder, file));
    this.#files.set(file, bytes);
    return bytes;
  }

  #cell({ file, locator }: Citation): string {
    if (locator.kind === "row") return cellOfRow(this.#table(file), locator, file);
    if (locator.kind === "cell") return this.#spreadsheetCell(file, locator);
    if (!this.text(file).includes(locator.text)) throw new Error(`${file} does not say "${locator.text}"`);
    return locator.text;
  }

  #spreadsheetCell(file: string, { cell, text }: { readonly cell: string; readonly text: string }): string {
    const cells = readXlsxCells(this.#bytes(file));
    const row = cell.replace(/^[A-Z]+/, "");
    const inRow = [...cells].filter(([name]) => name.replace(/^[A-Z]+/, "") === row);
    if (!inRow.some(([, value]) => value.includes(text))) throw new Error(`row ${row} of ${file} does not name "${text}"`);
    return cells.get(cell) ?? "";
  }

  /** Rows of a table file, and empty rows where a Markdown file has other lines, so that row numbers are those of the file. */
  #table(file: string): readonly (readonly string[])[] {
    const known = this.#tables.get(file);
    if (known !== undefined) return known;
    const rows = file.endsWith(".md") ? markdownRows(this.text(file)) : Papa.parse<string[]>(this.text(file)).data;
    this.#tables.set(file, rows);
    return rows;
  }
}

function markdownRows(text: string): readonly (readonly string[])[] {
  return text.split("\n").map((line) =>
    line.startsWith("|")
      ? line
          .trim()
          .replaceAll(/^\||\|$/g, "")
          .split("|")
      : [],
  );
}

type RowLocator = { readonly row: string; readonly text: string; readonly column: string };

function cellOfRow(rows: readonly (readonly string[])[], { row, text, column }: RowLocator, file: string): string {
  const index = /^\d+$/.test(row) ? Number(row) - 1 : rows.findIndex(([first]) => first?.replaceAll(/[*\s]/g, "") === row);
  const cells = rows[index];
  if (cells === undefined || !cells.some((cell) => cell.includes(text))) throw new Error(`row ${row} of ${file} does not name "${text}"`);
  const header = rows.slice(0, index).findLast((above) => above.some((cell) => cell.trim() === column));
  if (header === undefined) throw new Error(`no column ${column} above row ${row} of ${file}`);
  return cells[header.findIndex((cell) => cell.trim() === column)] ?? "";
}
