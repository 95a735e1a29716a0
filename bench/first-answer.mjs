// How soon a stated need is answered: node bench/first-answer.mjs [ROUNDS]. Starts the program on the Milan region, states a need a round, and waits for both answers.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const rounds = Number(process.argv[2] ?? 5);
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const port = 4391;
const address = `http://127.0.0.1:${port}`;
const data = mkdtempSync(path.join(tmpdir(), "commonwright-answer-"));

/** @param {string} query @returns {Promise<any>} */
async function ask(query) {
  const headers = { "content-type": "application/json", origin: address };
  const answer = await fetch(`${address}/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
  return (await answer.json()).data;
}

/** Seconds until something is so. @param {() => Promise<boolean>} isSo @param {number} most */
async function secondsUntil(isSo, most) {
  const begun = performance.now();
  while (performance.now() - begun < most * 1000) {
    if (await isSo().catch(() => false)) return (performance.now() - begun) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`waited ${most} s`);
}

const isPlanned = async () => {
  const { currentPlan: plan, planning } = await ask("{ currentPlan { isBehind } planning { id } }");
  return plan !== null && !plan.isBehind && planning === null;
};

const program = spawn(process.execPath, ["apps/commonwright/bin/commonwright.js", "up", "--port", String(port), "--data", data], {
  cwd: root,
  stdio: "ignore",
});
try {
  await secondsUntil(isPlanned, 120);
  const rows = [];
  for (let round = 1; round <= rounds; round++) {
    const item = ["poseidon-pump", "oak-joystick", "energy-monitor", "raindrop-switch"][round % 4];
    const { stateNeed } = await ask(
      `mutation { stateNeed(need: { item: "${item}", quantity: "${round}", place: "school-cremona", due: "2027-04-30", priority: useful }) { need { id } } }`,
    );
    const first = await secondsUntil(
      async () => (await ask(`{ need(id: "${stateNeed.need.id}") { answer { met } } }`)).need.answer !== null,
      60,
    );
    rows.push({ round, "first answer, s": first, "exact plan, s": first + (await secondsUntil(isPlanned, 120)) });
  }
  console.table(rows);
} finally {
  const ended = new Promise((resolve) => program.on("exit", resolve));
  program.kill("SIGINT");
  await ended;
  rmSync(data, { recursive: true, force: true });
}
