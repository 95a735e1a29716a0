// needs.csv: what is needed, a row a need.

import type { Columns, Table } from "./table.js";
import { defined, Piece, type TableSource, TEXT_COLUMNS } from "./tablePiece.js";

/** The columns of needs.csv. */
export const NEEDS_COLUMNS: Columns = {
  needed: ["item", "place", "quantity", "due", "priority"],
  optional: ["need", "name", "referenceCost", ...TEXT_COLUMNS],
};

/** A row is a need; without an id of its own it is named by its line. */
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
