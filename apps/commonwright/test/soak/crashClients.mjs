// A program to be killed: 16 clients pay each other, tell every payment until it is acknowledged, and print the ids of those that were.
// Arguments: data folder, victim (program or database), whether the kill waits for an open transaction (inside or anywhere), milliseconds before it.

import { writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "@commonwright/numeric";
import { loadHouse, openDatabase } from "./crashHouse.mjs";
import { makeScene, openWriter, payment, tellerOf } from "./ledgerScene.mjs";

const [folder = "", victim, place, delay = "0"] = process.argv.slice(2);
const CLIENTS = 16;
const MEMBERS = 50;
/** So many are acknowledged by the database that was started again before the program ends. */
const AFTER_RESTART = 100;
/** How long a transaction stays open before it is written, in µs: so that a kill can be seen to fall into it. */
const COMMIT_DELAY = 20_000;

const house = await loadHouse();
const { store, query, pid } = await openDatabase(folder);
await delayCommits(null);
const isNew = (await store.communities()).length === 0;
const size = { members: MEMBERS, stocks: 1, processes: 1, lowest: "-1000000" };
if (isNew) await makeScene(house, store, size);
const writer = await openWriter(house, store);
const tell = tellerOf(house, writer);
const random = seededRandom(Date.now());
let acknowledged = 0;
let isStopping = false;

writeSync(1, "ready\n");
const clients = Array.from({ length: CLIENTS }, () => pay());
await sleep(Number(delay));
await kill();
const before = acknowledged;
while (acknowledged < before + AFTER_RESTART) await sleep(5);
isStopping = true;
await Promise.all(clients);
await store.close();
process.exit(0);

/** One payment after the other, each under one id until it is acknowledged. */
async function pay() {
  while (!isStopping) {
    const from = random.below(MEMBERS);
    const to = (from + 1 + random.below(MEMBERS - 1)) % MEMBERS;
    const id = crypto.randomUUID();
    await untilAcknowledged(payment(id, { from, to, value: String(1 + random.below(9)) }));
    acknowledged += 1;
    writeSync(1, `acknowledged ${id}\n`);
  }
}

/** @param {import("./ledgerScene.mjs").LedgerCommand} command */
async function untilAcknowledged(command) {
  for (;;) {
    try {
      const { refusal } = await tell(command);
      if (refusal !== undefined) writeSync(1, `refused ${refusal.message}\n`);
      return;
    } catch {
      // Whether it was kept is not known: the same is told again.
      writeSync(1, "unknown\n");
      await sleep(20);
    }
  }
}

/** @param {number | null} microseconds null: as usual */
async function delayCommits(microseconds) {
  const changes =
    microseconds === null
      ? ["reset commit_delay", "reset commit_siblings"]
      : [`set commit_delay = ${microseconds}`, "set commit_siblings = 0"];
  for (const change of changes) await query(`alter system ${change}`, []);
  await query("select pg_reload_conf()", []);
}

async function kill() {
  const backend = place === "inside" ? await openTransaction() : null;
  writeSync(1, backend === null ? "killed anywhere\n" : "killed inside\n");
  if (victim === "program") process.kill(process.pid, "SIGKILL");
  if (backend !== null) process.kill(backend, "SIGKILL");
  process.kill(pid(), "SIGKILL");
  await delayCommits(null);
}

/** The process of the database that is writing right now. */
async function openTransaction() {
  await delayCommits(COMMIT_DELAY);
  for (;;) {
    const rows = await query(
      "select pid from pg_stat_activity where state = 'active' and backend_xid is not null and query like '%append_entries%' and pid <> pg_backend_pid()",
      [],
    );
    if (rows[0] !== undefined) return Number(rows[0].pid);
  }
}
