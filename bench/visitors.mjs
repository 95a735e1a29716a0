// Visitors who read and people who state needs at once: node bench/visitors.mjs [SECONDS = 60] [PORT = 4392] after npm run build. Prints how long answers take, and whether a need was lost.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ask, quantile, startUp, uuidv7 } from "./upProgram.mjs";

const seconds = Number(process.argv[2] ?? 60);
const port = Number(process.argv[3] ?? 4392);
const READERS = 50;
const STATERS = 5;
/** A reader looks at a page this long, a stater thinks this long before the next need. */
const PAUSES_MS = { read: 500, state: 2_000 };
const GATE_MS = 200;

const PAGES = {
  region: `{ region { name currency sequence periods { id start end } territories { id name } centre { lat lon } } viewer { mayChange kind }
    places { id name town level point { lat lon } isTownOnly }
    workshops { id name place { id } machines { capability hoursPerPeriod isConfirmed plannedHours } }
    currentPlan { number status isBehind cost { money labourHours co2Kg } shipments { item { id } from { id } to { id } period quantity massKg km }
      scarce { limit { kind capability skill period price unit workshop { id } item { id } } lifted waiting { need { id } quantity } } levels { level can is } } }`,
  needs: `{ needs { id revisionId name quantity item { id name unit } place { id name } due period priority answer { plan isFirstAnswer met unmet unmetReason } } }`,
  need: `query ($id: ID!) { need(id: $id) { id name quantity item { id name unit } place { id name } due answer { met unmet cost { money labourHours co2Kg }
    carrying { trips km kgKm } marketMoney nearShare lines { id parent depth item { id name unit } quantity source level isScarce cost { money labourHours co2Kg }
    origins { place { id name } workshop { id name } period quantity } } } } }`,
  plan: `{ currentPlan { number flows { from { column kind ref name quantity unit level } to { column kind ref name quantity unit level } money labourHours co2Kg isScarce }
    rows { workshop { id name } isScarce freeHours usedHours bars { period item { id name } recipe quantity hours isScarce } } priorities { priority needs met part share } } }`,
  designs: `{ designs { item { id name kind unit marketPrice } needed planned whoCan { ability distanceKm workshop { id name } } } }`,
};
const STATE = "mutation ($need: NeedInput!) { stateNeed(need: $need) { sequence } }";

/** @type {Map<string, number[]>} */
const times = new Map([...Object.keys(PAGES), "stateNeed"].map((name) => [name, []]));
let errors = 0;
/** @type {string[]} */
const acknowledged = [];

/** @param {number} most milliseconds */
const pause = (most) => new Promise((resolve) => setTimeout(resolve, most * (0.5 + Math.random())));

/** @param {string} name @param {() => ReturnType<typeof ask>} asking */
async function timed(name, asking) {
  const begun = performance.now();
  const answer = await asking().catch((fault) => ({ data: null, errors: [{ message: String(fault) }] }));
  times.get(name)?.push(performance.now() - begun);
  if (answer.errors === undefined) return true;
  if (errors === 0) console.error(name, answer.errors[0]?.message);
  errors += 1;
  return false;
}

/** @param {{ address: string }} server @param {readonly string[]} needs @param {number} until */
async function read(server, needs, until) {
  while (performance.now() < until) {
    const names = /** @type {(keyof typeof PAGES)[]} */ (Object.keys(PAGES));
    const name = names[Math.floor(Math.random() * names.length)];
    await timed(name, () => ask(server, PAGES[name], name === "need" ? { id: needs[Math.floor(Math.random() * needs.length)] } : {}));
    await pause(PAUSES_MS.read);
  }
}

/** @param {{ address: string, token: string }} server @param {{ item: string, place: string, due: string }[]} kinds @param {number} until */
async function state(server, kinds, until) {
  while (performance.now() < until) {
    const id = uuidv7();
    const need = { id, quantity: "1", priority: "nice", ...kinds[Math.floor(Math.random() * kinds.length)] };
    if (await timed("stateNeed", () => ask(server, STATE, { need }))) acknowledged.push(id);
    await pause(PAUSES_MS.state);
  }
}

const folder = mkdtempSync(path.join(tmpdir(), "commonwright-visitors-"));
const server = await startUp({ folder, port, example: "milan" });
try {
  for (let tries = 0; (await ask(server, "{ currentPlan { number } }")).data.currentPlan === null; tries += 1) {
    if (tries > 600) throw new Error("there is no plan");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { data } = await ask(server, "{ needs { id item { id } place { id } due } }");
  const needs = data.needs.map((/** @type {{ id: string }} */ need) => need.id);
  const kinds = data.needs.map((/** @type {any} */ need) => ({ item: need.item.id, place: need.place.id, due: need.due }));
  const until = performance.now() + seconds * 1000;
  const visitor = { address: server.address };
  const reading = Array.from({ length: READERS }, () => read(visitor, needs, until));
  await Promise.all([...reading, ...Array.from({ length: STATERS }, () => state(server, kinds, until))]);
  const after = await ask(server, "{ needs { id } currentPlan { number } }");
  const there = new Set(after.data.needs.map((/** @type {{ id: string }} */ need) => need.id));
  const lost = acknowledged.filter((id) => !there.has(id)).length;
  const rows = [...times].map(([name, list]) => {
    const sorted = list.toSorted((a, b) => a - b);
    const figure = (/** @type {number} */ share) => Math.round(quantile(sorted, share) * 10) / 10;
    return { query: name, answers: sorted.length, "p50 ms": figure(0.5), "p95 ms": figure(0.95), "max ms": figure(1) };
  });
  console.table(rows);
  console.log(
    `${acknowledged.length} needs stated, ${lost} lost, ${errors} errors, plan ${after.data.currentPlan.number}; the gate is p95 ${GATE_MS} ms`,
  );
  if (lost > 0 || errors > 0 || rows.some((row) => row["p95 ms"] > GATE_MS)) process.exitCode = 1;
} finally {
  server.child.kill("SIGTERM");
  await server.ended;
  rmSync(folder, { recursive: true, force: true });
}
