// A PostgreSQL of a bench's own with the program's tables, and what its processes and this one take of the processors.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { prepared } from "../apps/commonwright/dist/community/ledgerCommands.js";
import { loadState, writer } from "../apps/commonwright/dist/community/writer.js";
import { embeddedDatabase } from "../packages/store/dist/embedded/embeddedDatabase.js";
import { migrate } from "../packages/store/dist/sql/migrate.js";
import { postgresDatabase } from "../packages/store/dist/sql/postgresDatabase.js";
import { sqlStore } from "../packages/store/dist/sql/sqlStore.js";

/** The build of the program's writing half. @type {import("../apps/commonwright/test/soak/ledgerScene.mjs").House} */
export const house = { writer, loadState, prepared };

/** Nobody kills this server: a connection that is lost is not made anew. */
const supervised = () => Promise.reject(new Error("the server is gone"));

/** Starts a server on a new folder, as `commonwright up` does; `sql` gives connections besides those of the store. @param {string} name */
export async function ownLedger(name) {
  const folder = mkdtempSync(path.join(tmpdir(), `${name}-`));
  mkdirSync(path.join(folder, "data"));
  const embedded = await embeddedDatabase(path.join(folder, "data"));
  const { database, address } = embedded;
  await migrate(database);
  const connect = (
    /** @type {number} */ connections,
    /** @type {(notice: import("postgres").Notice) => void} */ onNotice = () => undefined,
  ) => connection(address, connections, onNotice);
  /** @type {Promise<void> | undefined} */
  let stopped;
  const stop = () => (stopped ??= database.close());
  return {
    store: sqlStore(database),
    secondStore: () => sqlStore(postgresDatabase(address, supervised)),
    query: (/** @type {string} */ text, /** @type {readonly (string | number)[]} */ values) => database.query(text, values),
    connect,
    cpu: () => processorSeconds(embedded.pid()),
    folder,
    stop,
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @param {import("../packages/store/dist/sql/postgresDatabase.js").ServerAddress} address @param {number} max @param {(notice: import("postgres").Notice) => void} onnotice */
function connection(address, max, onnotice) {
  const options = { max, onnotice, fetch_types: false };
  if (address.type === "url") return postgres(address.url, options);
  const { user, database, password } = address;
  const login = { ...options, user, database, password };
  return address.type === "socket"
    ? postgres({ ...login, path: address.path })
    : postgres({ ...login, host: "127.0.0.1", port: address.port });
}

const TICKS = 100;

/** Fields behind the name of the program, which may hold spaces: 1 is the parent, 11 to 14 are ticks of itself and of its children that ended. @param {number | string} pid */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
  } catch {
    return null;
  }
}

/** Seconds of processor that a server and its processes have taken; not a number where the system does not say. @param {number} pid */
export function processorSeconds(pid) {
  const own = statOf(pid);
  if (own === null) return Number.NaN;
  let ticks = own.slice(11, 15).reduce((sum, each) => sum + each, 0);
  for (const name of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    const stat = statOf(name);
    if (stat !== null && stat[1] === pid) ticks += (stat[11] ?? 0) + (stat[12] ?? 0);
  }
  return ticks / TICKS;
}

/** Seconds of processor of this program. */
export function ownSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The load of the machine, for the line beside the figures. */
export const loadText = () =>
  `load ${loadavg()
    .map((each) => each.toFixed(1))
    .join(", ")}`;

/** The value at a share of numbers. @param {readonly number[]} values @param {number} share */
export function at(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A number for a table. @param {number} value @param {number} [digits] */
export const shown = (value, digits = 0) =>
  Number.isNaN(value) ? "" : value.toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits });

/** The value of an option such as `--seconds 5`. @param {string} name @param {number} usual */
export function option(name, usual) {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? usual : Number(process.argv[index + 1]);
}

/** Whether an option without a value was given. @param {string} name */
export const isGiven = (name) => process.argv.includes(`--${name}`);
