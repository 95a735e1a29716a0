// One run of the embedded server: started, told to stop, or gone by itself.

import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, copyFileSync, openSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import path from "node:path";
import type { ServerAddress } from "../sql/postgresDatabase.js";
import { StoreFault, sentenceOf } from "../storeFault.js";
import { environmentFor, spawnAs } from "./account.js";
import { type Cluster, DATABASE, makeSocketFolder, readPassword, ROLE, removeSocketFolder } from "./cluster.js";
import { endLeftovers, endProcess, readServerNote } from "./leftovers.js";

/** How programs reach the server: by a socket in a private folder, or by a port of this machine where there are no sockets. */
export type Transport = "socket" | "port";

/** Where one cluster's server is always started, so that connections find it again after a restart. */
export interface Place {
  readonly address: ServerAddress;
  readonly settings: readonly string[];
  /** Takes away what was made for it. */
  clear(): void;
}

const PORT = 5432;

/** Chooses where the server of a cluster listens. */
export async function choosePlace({ folder, account, password }: Cluster, transport: Transport): Promise<Place> {
  const login = loginWith(password);
  if (transport === "port") {
    const port = await freePort();
    const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", `port=${port}`];
    return { address: { type: "port", port, ...login }, settings, clear: () => undefined };
  }
  const socketFolder = makeSocketFolder(folder, account);
  const settings = ["listen_addresses=", `unix_socket_directories=${socketFolder}`, "unix_socket_permissions=0700", `port=${PORT}`];
  const address: ServerAddress = { type: "socket", path: socketIn(socketFolder, PORT), ...login };
  return { address, settings, clear: () => removeSocketFolder(folder, socketFolder) };
}

const loginWith = (password: string) => ({ user: ROLE, database: DATABASE, password });
const socketIn = (folder: string, port: number) => path.join(folder, `.s.PGSQL.${port}`);

/** Where the server that runs on a data folder listens, as its note says; null: none takes connections. Throws StoreFault FolderUnusable. */
export function runningAddress(folder: string): ServerAddress | null {
  const note = readServerNote(path.join(folder, "postgres"));
  if (note === null || !note.ready) return null;
  const login = loginWith(readPassword(folder));
  const { port, socketFolder } = note;
  return socketFolder === "" ? { type: "port", port, ...login } : { type: "socket", path: socketIn(socketFolder, port), ...login };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

// Small, because it shares a machine with the planner. What durability hangs on is said although it is the default:
// a line in the folder's configuration must not take it back.
const SETTINGS = [
  "shared_buffers=128MB",
  "max_connections=30",
  "fsync=on",
  "synchronous_commit=on",
  "full_page_writes=on",
  "jit=off",
  "logging_collector=off",
  "log_destination=stderr",
  "log_min_messages=warning",
  "log_checkpoints=off",
  "log_statement=none",
  "timezone=UTC",
];

/** A server that takes connections. `ended` resolves when its process is gone, for whatever reason. */
export interface RunningServer {
  readonly pid: number;
  readonly ended: Promise<void>;
  isRunning(): boolean;
  /** Fast shutdown; resolves when it is gone. */
  stop(): Promise<void>;
}

/** How long a server may take to start. Repairing from the log after a crash is part of it. */
const START_SECONDS = 120;
/** How long it is started again while something of its predecessor is still there. */
const RETRY_SECONDS = 10;

/** Ends what was left on the cluster and starts its server. Throws StoreFault CannotStart with what the server said. */
export async function startServer(cluster: Cluster, place: Place): Promise<RunningServer> {
  clearOldSocket(cluster, place);
  await endLeftovers(cluster.home);
  removeSocket(place);
  const end = performance.now() + RETRY_SECONDS * 1000;
  for (;;) {
    try {
      return await startOnce(cluster, place);
    } catch (fault) {
      const blocked = fault instanceof StoreFault && /lock file .* already exists|shared memory block/.test(fault.message);
      if (!blocked || performance.now() > end) throw fault;
      await sleep(100);
    }
  }
}

/** A killed program that listened in the temporary folder has left its socket's folder there. */
function clearOldSocket({ folder, home }: Cluster, { address }: Place): void {
  const old = readServerNote(home)?.socketFolder ?? "";
  if (old !== "" && !(address.type === "socket" && path.dirname(address.path) === old)) removeSocketFolder(folder, old);
}

/** Nobody listens any more. The socket's own note of its server would be believed as long as anything has that process number. */
function removeSocket({ address }: Place): void {
  if (address.type === "socket") for (const file of [address.path, `${address.path}.lock`]) rmSync(file, { force: true });
}

async function startOnce(cluster: Cluster, place: Place): Promise<RunningServer> {
  boundLog(cluster.logFile);
  const log = openSync(cluster.logFile, "a", 0o600);
  const logStart = statSync(cluster.logFile).size;
  const settings = [...SETTINGS, ...place.settings].flatMap((setting) => ["-c", setting]);
  const options = {
    env: environmentFor(cluster.binaries),
    cwd: path.parse(cluster.home).root,
    stdio: ["ignore", log, log] as ["ignore", number, number],
    // A session of its own: Ctrl-C at the terminal must reach the program only, which still wants to write and then stops the server.
    detached: true,
  };
  const child = spawnAs(cluster.account, [cluster.binaries.postgres, "-D", cluster.home, ...settings], options);
  closeSync(log);
  const server = watch(child, cluster);
  if (await isReady(child, cluster.home)) return server;
  await server.stop();
  throw new StoreFault("CannotStart", lastWords(cluster.logFile, logStart));
}

function watch(child: ChildProcess, cluster: Cluster): RunningServer {
  const pid = child.pid ?? 0;
  const isRunning = () => pid !== 0 && child.exitCode === null && child.signalCode === null;
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  // A program that ends without closing its store takes the server with it. Only one that is killed cannot.
  const stopAtExit = () => child.kill("SIGINT");
  process.once("exit", stopAtExit);
  const logTimer = setInterval(() => boundLog(cluster.logFile), 60_000).unref();
  void ended.then(() => {
    process.off("exit", stopAtExit);
    clearInterval(logTimer);
  });
  const stop = async () => {
    if (!isRunning()) return;
    if (process.platform === "win32")
      spawnAs({ type: "own" }, [cluster.binaries.pgCtl, "stop", "-D", cluster.home, "-m", "fast"], { stdio: "ignore" });
    else await endProcess(pid);
    await ended;
  };
  return { pid, ended, isRunning, stop };
}

/** Waits until the server says in its note that it takes connections. False: it ended, or took too long. */
async function isReady(child: ChildProcess, home: string): Promise<boolean> {
  let failed = false;
  child.once("error", () => {
    failed = true;
  });
  const end = performance.now() + START_SECONDS * 1000;
  while (!failed && child.exitCode === null && child.signalCode === null && performance.now() < end) {
    const note = readServerNote(home);
    if (note?.pid === child.pid && note?.ready === true) return true;
    await sleep(10);
  }
  return false;
}

const LOG_BYTES = 2_000_000;

/** Keeps the log small: what is above the bound goes to a second file, the one that was there goes. The server goes on at the new end. */
function boundLog(file: string): void {
  try {
    if (statSync(file).size <= LOG_BYTES) return;
    copyFileSync(file, `${file}.old`);
    truncateSync(file);
  } catch {
    // No log yet, or a full disk, on which the server will have more to say than this.
  }
}

/** What the server said last: its fault with the hint, in one line. */
function lastWords(file: string, from: number): string {
  try {
    const lines = readFileSync(file).subarray(from).toString("utf8").split("\n");
    const faults = lines.filter((line) => /\b(FATAL|PANIC|ERROR|error while loading)\b/.test(line));
    const said = (faults.at(-1) ?? lines.findLast((line) => line.trim() !== "") ?? "").replace(/^.*?\b(FATAL|PANIC|ERROR):\s*/, "");
    const hint = lines.findLast((line) => /HINT:/.test(line))?.replace(/^.*HINT:\s*/, "");
    return `PostgreSQL does not start: ${said || "it said nothing"}${hint === undefined ? "" : ` (${hint})`}.`;
  } catch (fault) {
    return `PostgreSQL does not start, and its log cannot be read: ${sentenceOf(fault)}.`;
  }
}
