// Independent commands delivered once and in order, and again many times over in random order: is the state the same?
// usage: node bench/deliveries.mjs [--deliveries 100000] [--seed N] after npm run build; the ledgers are on embedded PostgreSQL

import { seededRandom } from "@commonwright/numeric";
import { differencesOf, independentCommands, recordedState, shuffledDeliveries } from "../apps/commonwright/test/soak/deliveries.mjs";
import { AT, makeScene, tellAll, tellerOf } from "../apps/commonwright/test/soak/ledgerScene.mjs";
import { house, loadText, option, ownLedger } from "./ledgerServer.mjs";

const deliveries = option("deliveries", 100_000);
const seed = option("seed", Date.now() % 1_000_000);
const random = seededRandom(seed);
const size = { members: 1_000, stocks: 500, processes: 50 };
/** Each command comes three times on average. */
const commands = independentCommands(Math.ceil(deliveries / 3), size, random);

/** A ledger to which a list of commands was delivered. @param {readonly import("../apps/commonwright/test/soak/ledgerScene.mjs").LedgerCommand[]} delivered @param {number} together */
async function deliver(delivered, together) {
  const ledger = await ownLedger("soak-deliveries");
  try {
    const { writer } = await makeScene(house, ledger.store, { ...size, lowest: "-1000000000" });
    const begun = performance.now();
    await tellAll(tellerOf(house, writer, AT), delivered, together);
    const seconds = (performance.now() - begun) / 1000;
    return { state: await recordedState(ledger.store), entries: writer.state().head.sequence, seconds };
  } finally {
    await ledger.remove();
  }
}

const once = await deliver(commands, 1_000);
const often = await deliver(shuffledDeliveries(commands, deliveries, random), 500);
const differences = differencesOf(once.state, often.state);
console.log(`seed ${seed}, ${loadText()}\n`);
console.log("| delivered | deliveries | entries in the log | records | a second | differences |\n|---|---:|---:|---:|---:|---:|");
console.log(
  `| once, in order | ${commands.length} | ${once.entries} | ${once.state.size} | ${Math.round(commands.length / once.seconds)} | |`,
);
console.log(
  `| in any order, again and again | ${deliveries} | ${often.entries} | ${often.state.size} | ${Math.round(deliveries / often.seconds)} | ${differences.length} |`,
);
for (const difference of differences.slice(0, 20)) console.log(difference);
if (differences.length > 0 || once.entries !== often.entries) process.exitCode = 1;
