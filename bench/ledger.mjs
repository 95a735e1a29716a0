// How many events the ledger takes and how quickly it is read, beside the gates and beside plain SQL on the same server.
// usage: node bench/ledger.mjs [--seconds 60] [--resources 10000] [--events 50] [--port 4250] [--only write,bulk,http,plain] after npm run build

import { existsSync, readFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { seededRandom } from "@commonwright/numeric";
import { makeScene, mixedEvent, stockEvent, stockOf, tellAll } from "../apps/commonwright/test/soak/ledgerScene.mjs";
import { at, house, loadText, option, ownLedger, ownSeconds, processorSeconds, shown } from "./ledgerServer.mjs";
import { postmasterOf, startUp, uuidv7 } from "./upProgram.mjs";

const seconds = option("seconds", 60);
const port = option("port", 4250);
const resources = option("resources", 10_000);
const eventsEach = option("events", 50);
const only = process.argv.includes("--only") ? (process.argv[process.argv.indexOf("--only") + 1] ?? "").split(",") : null;
const wanted = (/** @type {string} */ part) => only === null || only.includes(part);
const ACCOUNTS = option("accounts", 10_000);
const CLIENTS = 16;
const random = seededRandom(1);

/** @typedef {{ answers: number, seconds: number, waits: number[], program: number, database: number }} Measured program, database: seconds of processor */

/**
 * Callers that each wait for their answer before they ask again, until the time is over.
 * @param {number} callers @param {(caller: number) => Promise<unknown>} ask
 * @param {{ program: () => number, database: () => number }} processors
 * @returns {Promise<Measured>}
 */
async function measured(callers, ask, { program, database }) {
  const before = { program: program(), database: database() };
  /** @type {number[]} */
  const waits = [];
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const call = async (/** @type {number} */ caller) => {
    while (performance.now() < end) {
      const sent = performance.now();
      await ask(caller);
      waits.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  const took = (performance.now() - begun) / 1000;
  return { answers: waits.length, seconds: took, waits, program: program() - before.program, database: database() - before.database };
}

/** @param {string} what @param {Measured} done @param {{ gate?: string, stretch?: string }} [bounds] */
function print(what, { answers, seconds: took, waits, program, database }, { gate = "", stretch = "" } = {}) {
  const share = (/** @type {number} */ used) => shown((used / answers) * 1e6);
  const waited = waits.length === 0 ? ["", ""] : [shown(at(waits, 0.5), 1), shown(at(waits, 0.99), 1)];
  const cells = [what, shown(answers / took), gate, stretch, ...waited, share(program), share(database)];
  console.log(`| ${cells.join(" | ")} |`);
}

function printHead() {
  console.log(`${seconds} s each, ${ACCOUNTS.toLocaleString("en")} accounts, ${loadText()}\n`);
  console.log(
    "| what | a second | gate | stretch | p50 ms | p99 ms | program, µs of processor each | database, µs each |\n|---|---:|---:|---:|---:|---:|---:|---:|",
  );
}

/** @param {import("../apps/commonwright/test/soak/ledgerScene.mjs").Told} told */
const taken = ({ refusal }) => {
  if (refusal !== undefined) throw new Error(refusal.message);
};

const size = { members: ACCOUNTS, stocks: resources, processes: 100 };
const newEvent = () => mixedEvent(uuidv7(), size, random);

/** Events by the domain in this process. @param {Awaited<ReturnType<typeof ownLedger>>} ledger @param {import("../apps/commonwright/test/soak/ledgerScene.mjs").Tell} tell */
async function writeInProcess(ledger, tell) {
  const processors = { program: ownSeconds, database: ledger.cpu };
  print("events through the domain, 1 writer", await measured(1, async () => taken(await tell(newEvent())), processors));
  const done = await measured(CLIENTS, async () => taken(await tell(newEvent())), processors);
  print("events through the domain, 16 writers", done, { gate: "1,500; p99 60 ms", stretch: "3,000" });
}

/** Events of every stock, in the order of their age; those that the reads ask for. */
function* eventsOfStocks() {
  const actions = /** @type {const} */ (["produce", "consume"]);
  for (let turn = 0; turn < eventsEach; turn++) {
    for (let stock = 0; stock < resources; stock++) {
      yield stockEvent(uuidv7(), actions[turn % 2] ?? "produce", { size, stock, process: stock % size.processes });
    }
  }
}

/** @param {Awaited<ReturnType<typeof ownLedger>>} ledger @param {import("../apps/commonwright/test/soak/ledgerScene.mjs").Tell} tell */
async function writeInBulk(ledger, tell) {
  const bytes = await bytesOf(ledger);
  const before = { program: ownSeconds(), database: ledger.cpu() };
  const begun = performance.now();
  await tellAll(tell, eventsOfStocks(), 1000);
  const took = (performance.now() - begun) / 1000;
  const answers = resources * eventsEach;
  const used = { program: ownSeconds() - before.program, database: ledger.cpu() - before.database };
  print("events in bulk, 1,000 commands at a time", { answers, seconds: took, waits: [], ...used }, { gate: "4,000", stretch: "10,000" });
  return ((await bytesOf(ledger)) - bytes) / answers;
}

/** @param {Awaited<ReturnType<typeof ownLedger>>} ledger */
async function bytesOf({ query }) {
  const [row] = await query(
    "select sum(pg_total_relation_size(oid)) as bytes from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
    [],
  );
  return Number(row?.bytes);
}

/** The yardstick of others, where it lies beside this repository. @param {Awaited<ReturnType<typeof ownLedger>>} ledger */
async function yardstick(ledger) {
  const file = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../shared/anchors/transfer-yardstick.sql");
  if (!existsSync(file)) return "The yardstick on plain SQL was left out: ../shared/anchors/transfer-yardstick.sql is not there.";
  const sql = ledger.connect(CLIENTS);
  try {
    await sql.unsafe(readFileSync(file, "utf8")).simple();
    await sql.unsafe("analyze de.account").simple();
    const transfer = async (/** @type {string} */ name) => {
      const from = 1 + random.below(ACCOUNTS);
      const to = 1 + ((from + random.below(ACCOUNTS - 1)) % ACCOUNTS);
      await sql.unsafe(`select de.${name}($1::text::uuid, $2::int, $3::int, $4::bigint)`, [uuidv7(), from, to, 1 + random.below(100)], {
        prepare: true,
      });
    };
    const processors = { program: ownSeconds, database: ledger.cpu };
    for (const callers of [1, CLIENTS]) {
      print(`plain SQL, one transfer, ${callers} clients`, await measured(callers, () => transfer("xfer"), processors));
      print(`plain SQL with a chain, ${callers} clients`, await measured(callers, () => transfer("xfer_chain"), processors));
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
  return null;
}

const RECORD = `mutation ($event: EconomicEventCreateParams!) { createEconomicEvent(event: $event) { economicEvent { id } } }`;
const READ = `query ($id: ID!) { economicResource(id: $id) { id name accountingQuantity { hasNumericalValue hasUnit { symbol } }
  economicEventsInOutFrom(first: 50) { edges { node { id action { id } hasPointInTime
    resourceQuantity { hasNumericalValue hasUnit { symbol } } provider { id name } receiver { id name } } } } } }`;

/** What the binding wants of a command. @param {import("../apps/commonwright/test/soak/ledgerScene.mjs").LedgerCommand} command */
const eventParams = (command) => ("given" in command ? { id: "id" in command ? command.id : undefined, ...command.given } : {});

/** Asks the program over connections that stay open; throws on any error. @param {{ address: string, token: string }} server */
function asker({ address, token }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CLIENTS });
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  return (/** @type {string} */ query, /** @type {object} */ variables) =>
    new Promise((resolve, reject) => {
      const sent = http.request(`${address}/graphql`, { method: "POST", agent, headers }, (answer) => {
        /** @type {Buffer[]} */
        const parts = [];
        answer.on("data", (part) => parts.push(part));
        answer.on("end", () => {
          const text = Buffer.concat(parts).toString();
          if (text.includes('"errors"')) reject(new Error(text.slice(0, 500)));
          else resolve(text.length);
        });
      });
      sent.on("error", reject);
      sent.end(JSON.stringify({ query, variables }));
    });
}

/** @param {string} folder whose data a program is started on */
async function overHttp(folder) {
  const server = await startUp({ folder, port, example: "none" });
  try {
    const ask = asker(server);
    const database = postmasterOf(path.join(folder, "data"));
    const processors = {
      program: () => processorSeconds(server.child.pid ?? 0),
      database: () => processorSeconds(database),
    };
    const recording = await measured(CLIENTS, () => ask(RECORD, { event: eventParams(newEvent()) }), processors);
    print("events over HTTP, one a mutation, 16 clients", recording, { gate: "500", stretch: "1,000" });
    const reading = await measured(CLIENTS, () => ask(READ, { id: stockOf(random.below(resources)) }), processors);
    print("a resource with its last 50 events, 16 clients", reading, { gate: "1,000", stretch: "2,500" });
  } finally {
    server.child.kill("SIGTERM");
    await server.ended;
  }
}

const ledger = await ownLedger("soak-ledger");
try {
  console.log(`making ${ACCOUNTS} members with accounts and limits, ${resources} stocks`);
  const { writer, tell } = await makeScene(house, ledger.store, { ...size, lowest: "-1000000000" });
  printHead();
  if (wanted("write")) await writeInProcess(ledger, tell);
  const bytes = wanted("bulk") ? await writeInBulk(ledger, tell) : null;
  const note = wanted("plain") ? await yardstick(ledger) : null;
  await writer.idle();
  await ledger.stop();
  if (wanted("http")) await overHttp(ledger.folder);
  if (bytes !== null) console.log(`\nbytes for each event in bulk, with all indexes: ${shown(bytes)} (gate 1,200, stretch 800)`);
  if (note !== null) console.log(note);
  console.log(loadText());
} finally {
  await ledger.remove();
}
