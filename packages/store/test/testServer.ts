// What other packages' tests need of a PostgreSQL: one of their own, and statements on it as its superuser. Imported as @commonwright/store/testServer.

import { patientRecovery, postgresDatabase } from "../src/sql/postgresDatabase.js";

export { type OwnServer, startOwnServer } from "./ownServer.js";

/** What somebody with the database in hand can do: runs statements in one transaction with triggers and foreign keys off. */
export async function tamper(url: string, statements: string): Promise<void> {
  const database = postgresDatabase({ type: "url", url }, patientRecovery(url));
  try {
    await database.transaction((inside) => inside.script(`set local session_replication_role = replica; ${statements}`));
  } finally {
    await database.close();
  }
}
