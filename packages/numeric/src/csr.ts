// Compressed sparse rows: all entries of a matrix in two flat arrays, row after row.

/**
 * A sparse matrix by rows. The entries of row `r` are at positions `rowStarts[r]` up to but not including `rowStarts[r + 1]`.
 * `rowStarts` has `rowCount + 1` numbers, ascending from 0 to the count of entries; `columns` and `values` have one per entry.
 * The same column may stand in a row more than once; columns of a row are not sorted.
 */
export interface CsrMatrix {
  readonly rowCount: number;
  readonly rowStarts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/**
 * Sorts pairs into rows by counting: O(rowCount + entries), stable (entries of one row keep the order they came in).
 * @param rowCount how many rows; every row number is from 0 to `rowCount − 1`
 * @param rows row of each entry
 * @param columns column of each entry, as long as `rows`
 * @param values value of each entry, as long as `rows`; 1 for each where not given
 * @throws RangeError where the lengths differ or a row number is outside
 */
export function csrFromPairs(rowCount: number, rows: ArrayLike<number>, columns: ArrayLike<number>, values?: ArrayLike<number>): CsrMatrix {
  assertSameLength(rows, columns, values);
  const rowStarts = rowStartsOf(rowCount, rows);
  const next = rowStarts.slice();
  const sortedColumns = new Int32Array(rows.length);
  const sortedValues = new Float64Array(rows.length);
  for (let entry = 0; entry < rows.length; entry++) {
    const at = next[rows[entry]]++;
    sortedColumns[at] = columns[entry];
    sortedValues[at] = values === undefined ? 1 : values[entry];
  }
  return { rowCount, rowStarts, columns: sortedColumns, values: sortedValues };
}

/** Where each row starts: running sums of how many entries the rows before it have. */
function rowStartsOf(rowCount: number, rows: ArrayLike<number>): Int32Array {
  const rowStarts = new Int32Array(rowCount + 1);
  for (let entry = 0; entry < rows.length; entry++) {
    const row = rows[entry];
    if (!(Number.isInteger(row) && row >= 0 && row < rowCount)) {
      throw new RangeError(`entry ${entry} is in row ${row}, but rows run from 0 to ${rowCount - 1}`);
    }
    rowStarts[row + 1]++;
  }
  for (let row = 0; row < rowCount; row++) rowStarts[row + 1] += rowStarts[row];
  return rowStarts;
}

function assertSameLength(rows: ArrayLike<number>, columns: ArrayLike<number>, values: ArrayLike<number> | undefined): void {
  if (columns.length !== rows.length || (values !== undefined && values.length !== rows.length)) {
    throw new RangeError(`${rows.length} rows, ${columns.length} columns and ${values?.length ?? rows.length} values do not make pairs`);
  }
}
