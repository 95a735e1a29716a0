// Kills a program that puts a backup in the place of something else, or its embedded database, at random moments: is one of the two states there, whole?
// usage: node bench/restore-crash.mjs [ROUNDS=30] [SEED] [embedded|pglite]

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { seededRandom } from "@commonwright/numeric";
import { openStore } from "@commonwright/store";
import { PAGES, replaceBy, stateIn } from "../packages/store/test/crash/restoreLog.mjs";
import { restoreRound } from "../packages/store/test/crash/restoreRounds.mjs";

const rounds = Number(process.argv[2] ?? 30);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);
const kind = process.argv[4] === "pglite" ? "pglite" : "embedded";
/** @type {readonly ("program" | "database" | "both")[]} */
const victims = kind === "pglite" ? ["program"] : ["program", "database", "both"];
const folder = path.join(mkdtempSync(path.join(tmpdir(), "restore-crash-")), "data");
const open = () => openStore({ database: { type: kind, folder } });
const sums = Object.fromEntries(victims.map((victim) => [victim, { rounds: 0, old: 0, new: 0, neither: 0, promised: 0 }]));
let before = "first";

try {
  const first = await open();
  await replaceBy(first.store, before, () => undefined);
  await first.close();
  for (let round = 0; round < rounds; round++) {
    const victim = victims[round % victims.length] ?? "program";
    // A third of the kills come around the commit.
    const afterPage = random.below(3) === 0 ? PAGES : random.below(PAGES);
    const mark = `round${round}`;
    const { isDone } = await restoreRound({ folder, mark, victim, kind, afterPage, delayMs: random.below(30), nodeOptions: [] });
    const opened = await open();
    const found = await stateIn(opened.store, [before, mark]);
    await opened.close();
    const sum = sums[victim];
    if (sum === undefined) continue;
    sum.rounds++;
    sum.old += found === before ? 1 : 0;
    sum.new += found === mark ? 1 : 0;
    sum.neither += found === null ? 1 : 0;
    sum.promised += isDone && found !== mark ? 1 : 0;
    before = found ?? before;
  }
} finally {
  rmSync(path.dirname(folder), { recursive: true, force: true });
}

console.log(`seed ${seed}\n`);
console.log("| killed | rounds | the old state | the new one | neither | said to be done, and not there |\n|---|---:|---:|---:|---:|---:|");
for (const [victim, sum] of Object.entries(sums)) console.log(`| ${[victim, ...Object.values(sum)].join(" | ")} |`);
if (Object.values(sums).some(({ neither, promised }) => neither + promised > 0)) process.exitCode = 1;
