// Kills a program in which 16 clients record events, or its embedded database, and looks whether what was acknowledged is there, once.
// usage: node bench/ledger-crash.mjs [--rounds 100] [--seed N] after npm run build; three of four kills wait for an open transaction

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { seededRandom } from "@commonwright/numeric";
import { openDatabase } from "../apps/commonwright/test/soak/crashHouse.mjs";
import { crashRound, inspectLedger } from "../apps/commonwright/test/soak/crashRounds.mjs";
import { loadText, option } from "./ledgerServer.mjs";

const rounds = option("rounds", 100);
const seed = option("seed", Date.now() % 1_000_000);
const atLeast = option("acknowledged", rounds * 500);
const random = seededRandom(seed);
/** The ledger is looked at after so many rounds, and at the end. */
const LOOK_EVERY = 20;
const folder = path.join(mkdtempSync(path.join(tmpdir(), "soak-crash-")), "data");

/** @type {string[]} */
const acknowledged = [];
const sums = {
  program: { rounds: 0, inside: 0, acknowledged: 0, unknown: 0 },
  database: { rounds: 0, inside: 0, acknowledged: 0, unknown: 0 },
};

async function look() {
  const { store } = await openDatabase(folder);
  try {
    return await inspectLedger(store, acknowledged);
  } finally {
    await store.close();
  }
}

try {
  for (let round = 0; round < rounds || acknowledged.length < atLeast; round++) {
    const victim = round % 2 === 0 ? "program" : "database";
    const delayMs = 200 + random.below(1500);
    const done = await crashRound({ folder, victim, isInside: round % 4 !== 3, delayMs, nodeOptions: [] });
    for (const id of done.acknowledged) acknowledged.push(id);
    const sum = sums[victim];
    sum.rounds++;
    sum.inside += done.isInside ? 1 : 0;
    sum.acknowledged += done.acknowledged.length;
    sum.unknown += done.unknown;
    if (round % LOOK_EVERY !== LOOK_EVERY - 1) continue;
    const found = await look();
    if (found.lost + found.double + found.broken.length > 0) break;
  }
  const found = await look();
  console.log(`seed ${seed}, ${loadText()}\n`);
  console.log("| killed | rounds | of these inside an open transaction | acknowledged | told again |\n|---|---:|---:|---:|---:|");
  for (const [victim, sum] of Object.entries(sums)) console.log(`| ${[victim, ...Object.values(sum)].join(" | ")} |`);
  console.log(
    `\n${acknowledged.length} acknowledged, ${found.events} events in the log: ${found.lost} lost, ${found.double} double, ${found.broken.length} broken`,
  );
  for (const what of found.broken) console.log(what);
  if (found.lost + found.double + found.broken.length > 0) process.exitCode = 1;
} finally {
  rmSync(path.dirname(folder), { recursive: true, force: true });
}
