// `commonwright rebuild`: the records made anew from the log.

import { type CommonsStore, newReplay, type RecordDifference } from "@commonwright/commons";
import { progressLine } from "../progressLine.js";
import { printable } from "../refusal.js";
import { EXIT, type World } from "../world.js";
import { countText, differenceLines } from "./differenceText.js";
import { communitiesAsked, type DataPlace, openAlone, withKeptData } from "./keptData.js";
import { logPages } from "./logPages.js";
import { logFaultText, verifyLog } from "./logVerification.js";

/** What the command is called with. `community` absent: every one there is. */
export interface RebuildArguments extends DataPlace {
  readonly community?: string | undefined;
}

type CommandWorld = Pick<World, "out" | "err" | "isErrTerminal" | "now">;

/** Rebuilds and gives the exit code: 0 all records are what the log amounts to now, 1 nothing was changed. */
export async function runRebuild(given: RebuildArguments, world: CommandWorld): Promise<number> {
  const rebuildAll = async (store: CommonsStore) => {
    const communities = await communitiesAsked(store, given.community);
    if ("refused" in communities) return communities;
    for (const community of communities) {
      const done = await rebuilt(store, community, world);
      if ("refused" in done) return done;
      world.out(rebuiltText(community, done));
    }
    return null;
  };
  const kept = await withKeptData(given, rebuildAll, openAlone(STOPPED));
  const refusal = "refused" in kept ? kept : kept.outcome;
  if (refusal === null) return EXIT.done;
  world.err(`${printable(refusal.refused)}\n`);
  return EXIT.refused;
}

const STOPPED = "A rebuild is for a server that is stopped; verify and token work beside one that runs.";

interface Rebuilt {
  readonly entries: number;
  readonly differences: readonly RecordDifference[];
}

/** A log that is not whole is left alone: what it amounts to is not what was decided. */
async function rebuilt(store: CommonsStore, community: string, world: CommandWorld): Promise<Rebuilt | { readonly refused: string }> {
  const line = progressLine(world);
  try {
    const { head, fault } = await verifyLog(logPages(store, community), {
      community,
      onPage: (entries) => line.tell(() => `${entries} entries looked at`),
    });
    if (fault !== null) return { refused: `${logFaultText(fault)} The records of ${community} were left as they are.` };
    const replay = newReplay();
    let made = 0;
    const differences = await store.rebuild(community, (page) => {
      made += page.length;
      line.tell(() => `records of ${made} of ${head.sequence} entries made`);
      return replay(page);
    });
    return { entries: made, differences };
  } finally {
    line.end();
  }
}

function rebuiltText(community: string, { entries, differences }: Rebuilt): string {
  const made = `The records of ${community} were made anew from ${entries} ${entries === 1 ? "entry" : "entries"}.`;
  if (differences.length === 0) return `${made} Nothing differed.\n`;
  return `${[`${made} Until now ${countText(differences)}:`, ...differenceLines(differences)].join("\n")}\n`;
}
