// Two writers with stores of their own on one database, asked by 16 clients at once: is everything as if one had come after the other?
// usage: node bench/isolation.mjs [--transactions 100000] [--seed N] after npm run build

import { seededRandom } from "@commonwright/numeric";
import { isolationAnomalies, isolationCommands, LOWEST, MEMBERS, runIsolation } from "../apps/commonwright/test/soak/isolation.mjs";
import { makeScene, openWriter, tellAll, tellerOf } from "../apps/commonwright/test/soak/ledgerScene.mjs";
import { house, loadText, option, ownLedger } from "./ledgerServer.mjs";

const transactions = option("transactions", 100_000);
const seed = option("seed", Date.now() % 1_000_000);
const ledger = await ownLedger("soak-isolation");
try {
  const stores = [ledger.store, ledger.secondStore()];
  const { tell } = await makeScene(house, ledger.store, { members: MEMBERS, stocks: 1, processes: 1, lowest: LOWEST });
  await tellAll(tell, isolationCommands());
  const tells = await Promise.all(stores.map(async (store) => tellerOf(house, await openWriter(house, store))));
  const begun = performance.now();
  const tally = await runIsolation({ tells, stores }, { clients: 16, transactions, random: seededRandom(seed) });
  const took = (performance.now() - begun) / 1000;
  const anomalies = await isolationAnomalies(ledger.store, tally);
  console.log(`seed ${seed}, ${loadText()}\n`);
  console.log("| transactions | a second | writes taken | refused | reads | anomalies |\n|---:|---:|---:|---:|---:|---:|");
  console.log(
    `| ${[tally.transactions, Math.round(transactions / took), tally.taken, tally.refused, tally.reads, anomalies.length].join(" | ")} |`,
  );
  for (const anomaly of anomalies.slice(0, 20)) console.log(anomaly);
  if (anomalies.length > 0) process.exitCode = 1;
  await stores[1]?.close();
} finally {
  await ledger.remove();
}
