// A program to be killed: appends to the logs of a data folder until it is told to stop, and prints the id of every entry that was acknowledged.
// Arguments: data folder, a prefix for its ids, the kind of database. On its input "stop" makes it close its store and end.

import { openStore } from "@commonwright/store";
import { COMMUNITIES, crashBatch } from "./crashLog.mjs";

const [folder = "", prefix = "", kind] = process.argv.slice(2);
const opened = await openStore({ database: { type: kind === "pglite" ? kind : "embedded", folder } });
const { store } = opened;
let stopping = false;
process.stdin.once("data", () => {
  stopping = true;
});
process.stdout.write("ready\n");
await Promise.all(COMMUNITIES.map((community) => writeInto(community)));
await opened.close();
process.exit(0);

/** One entry after the other; from time to time many at once. @param {string} community */
async function writeInto(community) {
  for (let count = 0; !stopping; count++) {
    const size = count % 10 === 9 ? 20 : 1;
    const ids = Array.from({ length: size }, (_, index) => `${prefix}-${count}-${index}`);
    await appendUntilKnown(community, ids);
    process.stdout.write(ids.map((id) => `acknowledged ${community} ${id}\n`).join(""));
  }
}

/**
 * What a caller does: where the outcome is not known it looks whether the entries are there, and appends them again under the same ids if not.
 * @param {string} community @param {readonly string[]} ids
 */
async function appendUntilKnown(community, ids) {
  for (;;) {
    const head = await store.head(community);
    const tail = await store.entries(community, Math.max(0, head.sequence - 20), 20);
    if (tail.some(({ entry }) => entry.body.id === ids[0])) return;
    try {
      const outcome = await store.append(community, crashBatch(head, ids));
      if (outcome.type === "Appended") return;
    } catch (fault) {
      if (!(fault instanceof Error && "code" in fault && fault.code === "OutcomeUnknown")) throw fault;
      process.stdout.write("unknown\n");
    }
  }
}
