// `commonwright up`: the region in the browser, from an empty folder to a page that answers.

import { resolve } from "node:path";
import { HOUSE } from "@commonwright/commons";
import { type OpenedStore, openEmbeddedOrPglite, openStore, StoreFault } from "@commonwright/store";
import { type Sessions, sessionsIn } from "../http/sessions.js";
import { lanAddresses } from "../http/hosts.js";
import { printable } from "../refusal.js";
import { EXIT } from "../world.js";
import { flowThread } from "../community/flowThread.js";
import { workerHands } from "../community/workerHands.js";
import { writePrivately } from "./foundingKeys.js";
import { joinNotice } from "./joinNotice.js";
import { serveRegion, type Serving } from "./serveRegion.js";
import { stopSignals } from "./stopSignals.js";
import { startSummary, tellPlans } from "./summary.js";

/** What the command is called with, defaults filled. */
export interface UpArguments {
  readonly port: number;
  readonly host: string;
  /** Folder of the data. */
  readonly data: string;
  /** URL of a PostgreSQL server; absent: one of our own in the folder. "memory:" keeps nothing. */
  readonly database?: string | undefined;
  /** Name of an example, a path to a problem, or "none". */
  readonly example: string;
  /** True where somebody asked for it, and it is not only the default. */
  readonly isExampleAsked?: boolean;
  readonly tokenFile?: string | undefined;
  readonly allowHost: readonly string[];
  readonly explorer: boolean;
}

/** Where the command writes: what people read, and what went wrong. */
export interface UpWorld {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Serves until a signal says stop, and gives the exit code. */
export async function runUp(given: UpArguments, world: UpWorld): Promise<number> {
  const signals = stopSignals(() => process.exit(130));
  try {
    return await serveUntil(given, world, signals.stopped);
  } catch (fault) {
    if (!(fault instanceof StoreFault)) throw fault;
    world.err(`${printable(fault.message)}\n`);
    return EXIT.refused;
  } finally {
    signals.release();
  }
}

async function serveUntil(given: UpArguments, world: UpWorld, stopped: Promise<void>): Promise<number> {
  const opened = await openGiven(given);
  try {
    const onFault = (fault: unknown) => world.err(`${printable(faultText(fault))}\n`);
    const hands = { hands: workerHands(), flowHands: flowThread() };
    const parts = { ...given, ...hands, data: resolve(given.data), store: opened.store, now: () => new Date(), onFault };
    // Before the server answers: who waits for it may want the token at once.
    if (given.tokenFile !== undefined) await writeToken(sessionsIn(parts.store, parts.now), given.tokenFile);
    const serving = await serveRegion(parts);
    if ("refused" in serving) {
      await Promise.all([parts.hands.close(), parts.flowHands.close()]);
      world.err(serving.refused);
      return EXIT.refused;
    }
    try {
      if (given.isExampleAsked === true && !serving.isNew)
        world.out(
          `There is a region in this data already, so ${printable(given.example)} was not loaded; start on another folder with --data for that.\n`,
        );
      world.out(startSummary(serving, opened, given.host));
      const silence = tellPlans(serving, world.out);
      const quiet = isForOthers(given.host) ? offerCodes(serving, world) : () => {};
      await stopped;
      silence();
      quiet();
    } finally {
      await serving.close();
    }
    return EXIT.done;
  } finally {
    await opened.close();
  }
}

/** PGlite, where there is no PostgreSQL for the machine: the summary then says what it does not promise. */
function openGiven({ database, data }: UpArguments): Promise<OpenedStore> {
  if (database === "memory:") return openStore({ database: { type: "memory" } });
  if (database !== undefined) return openStore({ database: { type: "server", url: database } });
  return openEmbeddedOrPglite(resolve(data));
}

/** Kept as a session like that of any device; a new start writes a new one. */
async function writeToken(sessions: Sessions, file: string): Promise<void> {
  const token = await sessions.open("steward", "a program with the token file", { actor: HOUSE });
  await writePrivately(resolve(file), `${token}\n`);
}

const isForOthers = (host: string) => host === "0.0.0.0" || host === "::";

/** Shows a code for a phone, and a new one on Enter or `q` once the old one is used or over. Gives the way to stop that. */
function offerCodes({ joinCodes, port }: Serving, { out }: UpWorld): () => void {
  const [address = "127.0.0.1"] = lanAddresses();
  const url = `http://${address.includes(":") ? `[${address}]` : address}:${port}`;
  const show = () => out(joinNotice(joinCodes, url));
  show();
  const { stdin } = process;
  if (!stdin.isTTY) return () => {};
  const onKey = () => {
    if (joinCodes.isOpen()) out(`The code above is still open.\n`);
    else show();
  };
  stdin.on("data", onKey);
  stdin.unref();
  return () => void stdin.off("data", onKey).pause();
}

const faultText = (fault: unknown) => (fault instanceof Error ? (fault.stack ?? fault.message) : String(fault));
