// Kills a program that appends, or its embedded database, at random moments, and looks whether what was acknowledged is there.
// usage: node bench/store-crash.mjs [ROUNDS=30] [SEED] [embedded|pglite]

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { seededRandom } from "@commonwright/numeric";
import { crashRound, inspectFolder } from "../packages/store/test/crash/crashRounds.mjs";

const rounds = Number(process.argv[2] ?? 30);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);
const kind = process.argv[4] === "pglite" ? "pglite" : "embedded";
/** @type {readonly ("program" | "database" | "both")[]} */
const victims = kind === "pglite" ? ["program"] : ["program", "database", "both"];
const folder = path.join(mkdtempSync(path.join(tmpdir(), "store-crash-")), "data");

/** @type {string[]} */
const acknowledged = [];
const sums = Object.fromEntries(
  victims.map((victim) => [victim, { rounds: 0, acknowledged: 0, unknown: 0, lost: 0, double: 0, broken: 0 }]),
);
let before = { lost: 0, double: 0, broken: 0 };
try {
  for (let round = 0; round < rounds; round++) {
    const victim = victims[round % victims.length] ?? "program";
    const outcome = await crashRound({ folder, prefix: `r${round}`, victim, kind, delayMs: random.below(1500), nodeOptions: [] });
    acknowledged.push(...outcome.acknowledged);
    const found = await inspectFolder(folder, acknowledged, kind);
    const sum = sums[victim];
    if (sum === undefined) continue;
    sum.rounds++;
    sum.acknowledged += outcome.acknowledged.length;
    sum.unknown += outcome.unknown;
    // What an earlier round lost stays lost, and is counted once.
    sum.lost += found.lost - before.lost;
    sum.double += found.double - before.double;
    sum.broken += found.broken - before.broken;
    before = found;
  }
} finally {
  rmSync(path.dirname(folder), { recursive: true, force: true });
}

console.log(`seed ${seed}\n`);
console.log("| killed | rounds | acknowledged | outcome unknown | lost | double | broken |\n|---|---:|---:|---:|---:|---:|---:|");
for (const [victim, sum] of Object.entries(sums)) console.log(`| ${[victim, ...Object.values(sum)].join(" | ")} |`);
if (before.lost + before.double + before.broken > 0) process.exitCode = 1;
