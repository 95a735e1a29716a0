// Every table of the database has its place in what people can leave with, or a reason why not.

import { KEPT_LISTS } from "@commonwright/commons";
import { expect, it } from "vitest";
import { columnsOf, KEPT_TABLES, LOG_TABLES, OTHER_TABLES } from "../src/sql/keptTables.js";
import { migrate } from "../src/sql/migrate.js";
import { pgliteDatabase } from "../src/sql/pgliteDatabase.js";

it("[D10] every table holds the logs, is made of them, is a list that is kept, or lasts a moment", async () => {
  const database = await pgliteDatabase(null);
  await migrate(database);
  const columns = await database.query(
    "select table_name as table, column_name as column from information_schema.columns where table_schema = current_schema()",
    [],
  );
  const tables = new Set(columns.map(({ table }) => String(table)));
  const lists = KEPT_LISTS.map((list) => ({ list, table: KEPT_TABLES[list.name].table }));
  expect([...tables].toSorted()).toEqual([...LOG_TABLES, ...OTHER_TABLES, ...lists.map(({ table }) => table)].toSorted());
  for (const { list, table } of lists) {
    const there = columns.filter((row) => row.table === table).map(({ column }) => String(column));
    // When a document was kept says nothing of it.
    const besides = ["kept_at", ...(list.isOfCommunity ? ["community"] : [])];
    expect(there.filter((column) => !besides.includes(column)).toSorted()).toEqual(
      columnsOf(list)
        .map(([column]) => column)
        .toSorted(),
    );
  }
  await database.close();
});
