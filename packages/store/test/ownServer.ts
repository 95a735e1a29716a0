// A PostgreSQL server of the tests' own that listens on a port and asks for a password, as those do that others look after.

import { mkdirSync } from "node:fs";
import { embeddedDatabase } from "../src/embedded/embeddedDatabase.js";

/** A running server. */
export interface OwnServer {
  /** Makes a new database, a copy of another where one is named, and gives its URL. */
  newDatabase(name: string, copyOf?: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts a server on a new folder. */
export async function startOwnServer(folder: string): Promise<OwnServer> {
  mkdirSync(folder, { recursive: true });
  const { database, address } = await embeddedDatabase(folder, { transport: "port" });
  if (address.type !== "port") throw new Error("the server listens on no port");
  const { user, password, port } = address;
  return {
    newDatabase: async (name, copyOf = "template1") => {
      await database.query(`create database ${name} template ${copyOf}`, []);
      return `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
    },
    close: () => database.close(),
  };
}
