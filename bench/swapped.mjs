// Requests with the ids of others in them, by the ten thousand: the long form of apps/commonwright/test/permissions/swapped.test.ts, with a new seed each time.
// usage: node bench/swapped.mjs [--requests 10000] [--seed 7]

import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");

/** The value of an option, or what is usual. @param {string} name @param {string} usual */
function option(name, usual) {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? usual : (process.argv[place + 1] ?? usual);
}

const requests = option("requests", "10000");
const seed = option("seed", String(Math.floor(Math.random() * 2 ** 31)));
console.log(`${requests} requests with the ids of others, half of them changes, seed ${seed}`);
const vitest = path.join(root, "node_modules/vitest/vitest.mjs");
const tests = spawn(process.execPath, [vitest, "run", "apps/commonwright/test/permissions/swapped.test.ts"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, COMMONWRIGHT_SWAPS: requests, COMMONWRIGHT_SWAPS_SEED: seed },
});
tests.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
