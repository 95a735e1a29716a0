// kill -9 in the middle of a restore, of the program, of its database, or of both: the old state is there whole, or the new one.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { openStore } from "../src/index.js";
import type { CrashKind, Victim } from "./crash/crashRounds.mjs";
import { PAGES, replaceBy, stateIn } from "./crash/restoreLog.mjs";
import { restoreRound } from "./crash/restoreRounds.mjs";
import { scratchFolders } from "./scratch.js";

const newFolder = scratchFolders();
// The sources, not the build, also in the program that is killed.
const nodeOptions = ["--conditions=source", "--import", fileURLToPath(new URL("crash/typescriptSource.mjs", import.meta.url))];

/** Of each round: who is killed, behind which page, and how many milliseconds later. */
const ROUNDS: readonly (readonly [Victim, number, number])[] = [
  ["program", 0, 0],
  ["program", 5, 1],
  ["database", 7, 2],
  ["both", 9, 0],
  ["database", PAGES, 0],
  ["program", PAGES, 0],
  ["both", PAGES, 2],
  ["program", PAGES, 1_000],
];

async function rounds(kind: CrashKind, some: typeof ROUNDS): Promise<void> {
  const folder = newFolder();
  process.env.SOURCE_CACHE = path.dirname(folder);
  const open = () => openStore({ database: { type: kind, folder } });
  let before = "first";
  const first = await open();
  await replaceBy(first.store, before, () => undefined);
  await first.close();
  const seen = new Set<boolean>();
  for (const [index, [victim, afterPage, delayMs]] of some.entries()) {
    const mark = `round${index}`;
    const { isDone } = await restoreRound({ folder, mark, victim, kind, afterPage, delayMs, nodeOptions });
    const opened = await open();
    const found = await stateIn(opened.store, [before, mark]);
    await opened.close();
    expect(found, `${victim} killed ${delayMs} ms after page ${afterPage}`).toBeOneOf(isDone ? [mark] : [before, mark]);
    if (afterPage < PAGES) expect(found).toBe(before);
    seen.add(found === mark);
    before = found ?? before;
  }
  // Both outcomes were there to be seen.
  expect(seen).toEqual(new Set([true, false]));
}

it("[E13] after kill -9 during a restore the old state is there whole, or all of the new one", async () => {
  await rounds("embedded", ROUNDS);
});

it("[E13] the same with PGlite", async () => {
  await rounds(
    "pglite",
    ROUNDS.filter(([victim, afterPage]) => victim === "program" && afterPage !== 5),
  );
});
