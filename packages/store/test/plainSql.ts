// Statements on a server's database as its superuser: what somebody with the database in hand can do.

import { patientRecovery, postgresDatabase } from "../src/sql/postgresDatabase.js";

/** Runs statements in one transaction with triggers and foreign keys off. */
export async function tamper(url: string, statements: string): Promise<void> {
  const database = postgresDatabase({ type: "url", url }, patientRecovery(url));
  try {
    await database.transaction((inside) => inside.script(`set local session_replication_role = replica; ${statements}`));
  } finally {
    await database.close();
  }
}
