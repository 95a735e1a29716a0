// The embedded PostgreSQL of a data folder as a database: found, made, started, watched, stopped.

import { postgresDatabase, type ServerAddress } from "../sql/postgresDatabase.js";
import type { SqlDatabase } from "../sql/database.js";
import { accountNote, chooseAccount } from "./account.js";
import { findBinaries, thisPlatform } from "./binaries.js";
import { prepareCluster } from "./cluster.js";
import { choosePlace, startServer, type Transport } from "./server.js";
import { supervise } from "./supervisor.js";

/** What tests choose otherwise than the machine would. */
export interface EmbeddedCircumstances {
  readonly platform?: string;
  readonly transport?: Transport;
}

/** The database, where it listens, and what the terminal should know of how it runs. Closing the database stops the server. */
export interface EmbeddedDatabase {
  readonly database: SqlDatabase;
  readonly address: ServerAddress;
  readonly note: string;
  /** The process of the server as it runs now. */
  pid(): number;
}

/** Starts the database of a data folder that the caller has locked. Throws StoreFault CannotStart or FolderUnusable. */
export async function embeddedDatabase(folder: string, circumstances: EmbeddedCircumstances = {}): Promise<EmbeddedDatabase> {
  const { platform = thisPlatform(), transport = process.platform === "win32" ? "port" : "socket" } = circumstances;
  const binaries = await findBinaries(platform, folder);
  const account = chooseAccount(binaries, folder);
  const cluster = await prepareCluster(folder, binaries, account);
  const place = await choosePlace(cluster, transport);
  const start = () => startServer(cluster, place);
  const first = await start().catch((fault: unknown) => {
    place.clear();
    throw fault;
  });
  const supervisor = supervise(first, start);
  const connections = postgresDatabase(place.address, supervisor.recover);
  const close = async () => {
    await connections.close();
    await supervisor.stop();
    place.clear();
  };
  return { database: { ...connections, close }, address: place.address, note: accountNote(account), pid: () => supervisor.pid() };
}
