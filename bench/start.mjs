// From a clean clone to the first plan: node bench/start.mjs [REPOSITORY]. Prints seconds to the first answer, to the first plan, and for a second start.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const repository = process.argv[2] ?? path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const port = 4390;
const address = `http://127.0.0.1:${port}`;
const folder = mkdtempSync(path.join(tmpdir(), "commonwright-start-"));
const clone = path.join(folder, "clone");

/** @param {number} since */
const secondsSince = (since) => (performance.now() - since) / 1000;

/** @param {() => Promise<boolean>} isThere @param {number} most seconds */
async function until(isThere, most) {
  const begun = performance.now();
  while (secondsSince(begun) < most) {
    if (await isThere().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${most} s for ${isThere.name}`);
}

/** @param {string} query */
async function ask(query) {
  const answer = await fetch(`${address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return answer.json();
}

const pageAnswers = async () => (await fetch(address)).ok;
const planIsThere = async () => (await ask("{ currentPlan { number } }")).data.currentPlan !== null;

/** Starts the program and gives seconds to the first answer and to the plan. @param {string} command @param {string[]} args */
async function start(command, args) {
  const begun = performance.now();
  const program = spawn(command, args, { cwd: clone, stdio: "inherit", detached: true });
  const ended = new Promise((resolve) => program.on("exit", resolve));
  await until(pageAnswers, 300);
  const answers = secondsSince(begun);
  await until(planIsThere, 120);
  const plan = secondsSince(begun);
  process.kill(-(program.pid ?? 0), "SIGINT");
  await ended;
  return { answers, plan };
}

try {
  spawnSync("git", ["clone", "--quiet", repository, clone], { stdio: "inherit" });
  const begun = performance.now();
  const install = spawnSync("npm", ["ci"], { cwd: clone, stdio: "inherit" });
  if (install.status !== 0) throw new Error("npm ci failed");
  const installed = secondsSince(begun);
  const first = await start("npm", ["start", "--", "--port", String(port)]);
  const second = await start("npm", ["start", "--", "--port", String(port)]);
  const direct = await start(process.execPath, ["apps/commonwright/bin/commonwright.js", "up", "--port", String(port)]);
  console.table([
    { what: "npm ci", seconds: installed },
    { what: "npm ci && npm start: the page answers", seconds: installed + first.answers },
    { what: "  and the first plan is there, after it", seconds: first.plan - first.answers },
    { what: "second npm start (builds again): the page answers", seconds: second.answers },
    { what: "second start, commonwright up: the page answers", seconds: direct.answers },
    { what: "  and the plan is there, after it", seconds: direct.plan - direct.answers },
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
