// Hostile GraphQL requests by the ten thousand: the long form of apps/commonwright/test/valueflows/hostile.test.ts, with a new seed each time.
// usage: node bench/hostile.mjs [--documents 10000] [--seed 7] [--database memory|pglite]

import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");

/** The value of an option, or what is usual. @param {string} name @param {string} usual */
function option(name, usual) {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? usual : (process.argv[place + 1] ?? usual);
}

const documents = option("documents", "10000");
const seed = option("seed", String(Math.floor(Math.random() * 2 ** 31)));
const database = option("database", "memory");
console.log(`${documents} valid documents, ${documents} broken ones and ${documents} changes, seed ${seed}, on ${database}`);
const vitest = path.join(root, "node_modules/vitest/vitest.mjs");
const tests = spawn(process.execPath, [vitest, "run", "apps/commonwright/test/valueflows/hostile.test.ts"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, COMMONWRIGHT_FUZZ: documents, COMMONWRIGHT_FUZZ_SEED: seed, COMMONWRIGHT_FUZZ_DATABASE: database },
});
tests.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
