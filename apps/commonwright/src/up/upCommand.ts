// `commonwright up`: the region in the browser, from an empty folder to a page that answers.

import { resolve } from "node:path";
import { type OpenedStore, openEmbeddedOrPglite, openStore, StoreFault } from "@commonwright/store";
import { portRefusal } from "../http/httpServer.js";
import { lanAddresses } from "../http/hosts.js";
import { printable } from "../refusal.js";
import { EXIT } from "../world.js";
import { flowThread } from "../community/flowThread.js";
import { workerHands } from "../community/workerHands.js";
import { privateFileRefusal } from "../privateFile.js";
import { hasData } from "../upkeep/keptData.js";
import { loadExample } from "./examples.js";
import { joinNotice } from "./joinNotice.js";
import { serveRegion, type Serving } from "./serveRegion.js";
import { stopSignals } from "./stopSignals.js";
import { startSummary, tellPlans } from "./summary.js";
import { keepTokenFile } from "./tokenFile.js";

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
  const refused = await startRefusal(given);
  if (refused !== null) return refuse(refused, world);
  const opened = await openGiven(given);
  try {
    // Once more, where the folder was not new: no token ends for a start that cannot be.
    const taken = await portRefusal(given);
    if (taken !== null) return refuse(taken, world);
    const onFault = (fault: unknown) => world.err(`${printable(faultText(fault))}\n`);
    const hands = { hands: workerHands(), flowHands: flowThread() };
    const parts = { ...given, ...hands, data: resolve(given.data), store: opened.store, now: () => new Date(), onFault };
    // Before the server answers: who waits for it may want the token at once.
    if (given.tokenFile !== undefined) await keepTokenFile(parts.store, given.tokenFile, parts.now);
    const serving = await serveRegion(parts);
    if ("refused" in serving) {
      await Promise.all([parts.hands.close(), parts.flowHands.close()]);
      return refuse(serving, world);
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

type Refused = { readonly refused: string };

/**
 * What can be refused before anything is made. Of a folder that holds data only the token file is looked at: whoever has the folder is told
 * before a port that is taken by the same program, and no example is loaded there.
 */
async function startRefusal(given: UpArguments): Promise<Refused | null> {
  const file = given.tokenFile === undefined ? null : await privateFileRefusal(given.tokenFile);
  if (file !== null || given.database !== undefined || hasData(resolve(given.data))) return file;
  const example = given.example === "none" ? null : await loadExample(given.example);
  return example !== null && "refused" in example ? example : portRefusal(given);
}

function refuse({ refused }: Refused, world: UpWorld): number {
  world.err(refused.endsWith("\n") ? refused : `${printable(refused)}\n`);
  return EXIT.refused;
}

/** PGlite, where there is no PostgreSQL for the machine: the summary then says what it does not promise. */
function openGiven({ database, data }: UpArguments): Promise<OpenedStore> {
  if (database === "memory:") return openStore({ database: { type: "memory" } });
  if (database !== undefined) return openStore({ database: { type: "server", url: database } });
  return openEmbeddedOrPglite(resolve(data));
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
