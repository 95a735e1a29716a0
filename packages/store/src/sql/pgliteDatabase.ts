// PGlite: PostgreSQL compiled to WebAssembly, inside of the program. One connection, in the program's own thread.

import { PGlite } from "@electric-sql/pglite";
import type { SqlDatabase, SqlRow, SqlValue } from "./database.js";

/**
 * Opens PGlite on a folder of its own, or in memory for null.
 * It never calls fsync: what was acknowledged outlives a killed program, but not a loss of power. A folder must not be opened twice.
 */
export async function pgliteDatabase(folder: string | null): Promise<SqlDatabase> {
  const pglite = await (folder === null ? PGlite.create() : PGlite.create(folder));
  const query = async (text: string, values: readonly SqlValue[]) => (await pglite.query<SqlRow>(text, [...values])).rows;
  return {
    query,
    queryOnce: query,
    transaction: (work) =>
      pglite.transaction((transaction) =>
        work({
          query: async (text, values) => (await transaction.query<SqlRow>(text, [...values])).rows,
          script: async (text) => {
            await transaction.exec(text);
          },
        }),
      ),
    close: () => pglite.close(),
  };
}
