// Keeps a server running: one that goes away by itself is started again.

import { setTimeout as sleep } from "node:timers/promises";
import type { Recovery } from "../sql/postgresDatabase.js";
import { StoreFault } from "../storeFault.js";
import type { RunningServer } from "./server.js";

/** A server that is started again when it dies. */
export interface Supervisor {
  /** For statements that lost their connection: waits until the server runs again. */
  readonly recover: Recovery;
  /** The process of the server as it runs now. */
  pid(): number;
  stop(): Promise<void>;
}

/** How often a statement is tried, and the most it waits in between: with the waits before, about 15 seconds. */
const ATTEMPTS = 40;
const MOST_WAIT_MS = 500;

/** Watches the server that runs; `start` starts another one. */
export function supervise(first: RunningServer, start: () => Promise<RunningServer>): Supervisor {
  let server = first;
  let restart: Promise<void> | null = null;
  let stopping = false;

  const restarted = (): Promise<void> => {
    restart ??= start()
      .then((next) => {
        server = next;
        watch(next);
      })
      .finally(() => {
        restart = null;
      });
    return restart;
  };
  const watch = ({ ended }: RunningServer): void => {
    // Where it cannot be started now, the next statement tries again and is told why not.
    void ended.then(() => (stopping ? undefined : restarted().catch(() => undefined)));
  };
  watch(first);

  return {
    recover: async (attempt) => {
      if (stopping || attempt > ATTEMPTS) throw new StoreFault("Unreachable", "The embedded database does not answer.");
      if (!server.isRunning()) return restarted();
      // It runs, or its end has not been noticed yet, or it repairs itself after one of its processes was killed.
      await sleep(Math.min(20 * attempt, MOST_WAIT_MS));
    },
    pid: () => server.pid,
    stop: async () => {
      stopping = true;
      await restart?.catch(() => undefined);
      await server.stop();
    },
  };
}
