// A PostgreSQL server, reached by URL or by socket. Connections that are lost are made anew.

import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { StoreFault, sentenceOf } from "../storeFault.js";
import type { SqlDatabase, SqlRow, SqlTransaction, SqlValue } from "./database.js";

/** Where a server listens: a URL, or a socket or port of this machine with the name of user and database. */
export type ServerAddress =
  | { readonly type: "url"; readonly url: string }
  | ({ readonly type: "socket"; readonly path: string } & Login)
  | ({ readonly type: "port"; readonly port: number } & Login);

interface Login {
  readonly user: string;
  readonly database: string;
  readonly password: string;
}

/** What to do when the server is gone: resolves when it is worth trying again, throws where it is not. `attempt` counts from 1. */
export type Recovery = (attempt: number) => Promise<void>;

/** Connections of one program. Embedded servers are started with room for two programs and somebody who looks. */
const CONNECTIONS = 10;

/** Connects when first asked, at most so many times. Throws StoreFault Unreachable where `recover` gives up. */
export function postgresDatabase(address: ServerAddress, recover: Recovery, connections = CONNECTIONS): SqlDatabase {
  const sql = connect(address, connections);
  const underWay = new Set<Promise<unknown>>();
  const track = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  };
  return {
    query: (text, values) => track(persist(() => send(sql, text, values), isLost, recover)),
    queryOnce: (text, values) => track(sendOnce(() => send(sql, text, values), recover)),
    transaction: (work) => track(persist(() => transact(sql, work), isLost, recover)),
    close: async () => {
      await Promise.allSettled(underWay);
      // Nothing is under way. A connection whose server was killed never says goodbye, so it is not waited for.
      await sql.end({ timeout: 0.2 });
    },
  };
}

async function send(sql: postgres.Sql, text: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
  return [...(await sql.unsafe<SqlRow[]>(text, [...values], { prepare: true }))];
}

async function sendOnce<T>(attempt: () => Promise<T>, recover: Recovery): Promise<T> {
  try {
    return await persist(attempt, wasNeverSent, recover);
  } catch (fault) {
    if (!isLost(fault)) throw fault;
    throw new StoreFault("OutcomeUnknown", "The database went away before it answered; what was sent may have been kept or not.", fault);
  }
}

async function transact(sql: postgres.Sql, work: (transaction: SqlTransaction) => Promise<void>): Promise<void> {
  await sql.begin((inside) =>
    work({
      query: async (text, values) => [...(await inside.unsafe<SqlRow[]>(text, [...values]))],
      script: async (text) => {
        await inside.unsafe(text).simple();
      },
    }),
  );
}

function connect(address: ServerAddress, connections: number): postgres.Sql {
  // A name of its own for each program, by which those that use one database are told apart.
  const name = { application_name: `commonwright ${randomUUID()}` };
  const common = { max: connections, connect_timeout: 10, onnotice: () => undefined, fetch_types: false, connection: name };
  if (address.type === "url") return postgres(address.url, common);
  // When to try again is for `recover` to say, not for the driver.
  const { user, database, password } = address;
  // Statements are planned once for a connection: they are few, look everything up by keys, and planning them costs more than running them.
  // Only for servers of our own: what stands between us and others may refuse to pass the setting on.
  const connection = { ...name, plan_cache_mode: "force_generic_plan" };
  const login = { ...common, connection, user, database, password, backoff: false };
  return address.type === "socket"
    ? postgres({ ...login, path: address.path })
    : postgres({ ...login, host: "127.0.0.1", port: address.port });
}

/** Tries until it works, as long as `worthwhile` says so of the fault and `recover` does not throw. */
async function persist<T>(attempt: () => Promise<T>, worthwhile: (fault: unknown) => boolean, recover: Recovery): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (fault) {
      if (!worthwhile(fault)) throw fault;
      await recover(count);
    }
  }
}

// What the driver and the server say when there is no connection to be had, so that no statement can have been seen.
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOENT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "CONNECT_TIMEOUT",
  "57P03",
  "53300",
]);
// And when a connection that was there is gone.
const LOST = new Set(["CONNECTION_CLOSED", "CONNECTION_DESTROYED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "57P01", "57P02"]);

function wasNeverSent(fault: unknown): boolean {
  return NEVER_SENT.has(codeOf(fault));
}

function isLost(fault: unknown): boolean {
  return wasNeverSent(fault) || LOST.has(codeOf(fault));
}

/** The code of a fault of the system, the driver or the server; a try of several addresses has it in its parts. */
function codeOf(fault: unknown): string {
  if (fault instanceof AggregateError) return codeOf(fault.errors[0]);
  return fault instanceof Error && "code" in fault ? String(fault.code) : "";
}

/** For a server that others look after: tries for about three seconds, then says where it was looked for. */
export function patientRecovery(url: string): Recovery {
  return async (attempt) => {
    if (attempt > 5) throw new StoreFault("Unreachable", `The database at ${placeOf(url)} does not answer.`);
    await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** (attempt - 1)));
  };
}

/** Host, port and name of the database; never the password. */
export function placeOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}${port === "" ? "" : `:${port}`}${pathname}`;
  } catch (fault) {
    throw new StoreFault("Unreachable", `The address of the database is no URL: ${sentenceOf(fault)}.`);
  }
}
