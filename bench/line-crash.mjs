// Kills the program, and its database, while needs are stated: node bench/line-crash.mjs [ROUNDS = 20] [PORT = 4391] after npm run build. Every need that was acknowledged must be there after the next start.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ask, postmasterOf, startUp, uuidv7 } from "./upProgram.mjs";

const rounds = Number(process.argv[2] ?? 20);
const port = Number(process.argv[3] ?? 4391);
const CLIENTS = 4;
const STATE = "mutation ($need: NeedInput!) { stateNeed(need: $need) { sequence } }";
const folder = mkdtempSync(path.join(tmpdir(), "commonwright-crash-"));
const acknowledged = new Set();
let doubtful = 0;
let refused = 0;

/** States one need after the other until the server is gone. @param {import("./upProgram.mjs").Running} server @param {{ place: string, due: string, item: string }} what */
async function stateNeeds(server, what) {
  for (;;) {
    const id = uuidv7();
    try {
      const { errors } = await ask(server, STATE, { need: { id, quantity: "1", priority: "nice", ...what } });
      if (errors === undefined) acknowledged.add(id);
      else if (errors[0]?.extensions.code === "FAULT") doubtful += 1;
      else refused += 1;
    } catch {
      doubtful += 1;
      return;
    }
  }
}

/** @param {"program" | "database"} victim */
async function round(victim) {
  const server = await startUp({ folder, port, example: "tiny" });
  const found = await ask(server, "{ needs { id item { id } place { id } period } }");
  const there = new Set(found.data.needs.map((/** @type {{ id: string }} */ need) => need.id));
  const lost = [...acknowledged].filter((id) => !there.has(id)).length;
  const [{ item, place, period }] = found.data.needs;
  const clients = Array.from({ length: CLIENTS }, () => stateNeeds(server, { item: item.id, place: place.id, due: period }));
  await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 600));
  if (victim === "program") server.child.kill("SIGKILL");
  else process.kill(postmasterOf(path.join(folder, "data")), "SIGKILL");
  // The store starts its database again by itself, and people go on: a while later the program goes, too.
  if (victim === "database") await new Promise((resolve) => setTimeout(resolve, 1_500));
  server.child.kill("SIGKILL");
  await Promise.all(clients);
  await server.ended;
  return { lost, seconds: server.seconds };
}

/** @param {"program" | "database"} victim */
async function rowOf(victim) {
  const before = acknowledged.size;
  let lost = 0;
  let slowest = 0;
  for (let n = 0; n < rounds; n += 1) {
    const done = await round(victim);
    lost += done.lost;
    slowest = Math.max(slowest, done.seconds);
  }
  return { killed: victim, rounds, acknowledged: acknowledged.size - before, lost, "slowest start, s": slowest };
}

try {
  const rows = [await rowOf("program"), await rowOf("database")];
  const last = await startUp({ folder, port, example: "tiny" });
  const { data } = await ask(last, "{ needs { id } }");
  const there = new Set(data.needs.map((/** @type {{ id: string }} */ need) => need.id));
  const lost = [...acknowledged].filter((id) => !there.has(id)).length;
  last.child.kill("SIGTERM");
  await last.ended;
  console.table(rows);
  console.log(`${acknowledged.size} acknowledged, ${lost} lost at the end, ${doubtful} without an answer, ${refused} refused`);
  if (lost > 0 || rows.some((row) => row.lost > 0) || acknowledged.size === 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
