// Runs the long forms of what the tests do for a moment: one program after the other, each with a line of its own at the end.
// usage: npm run soak [-- --rounds 100 --transactions 100000 --deliveries 100000 --inputs 100000 --documents 10000 --requests 10000 --seconds 60 --only crash,isolation]

import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");

/** The value of an option, or what is usual. @param {string} name @param {string} usual */
function option(name, usual) {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? usual : (process.argv[place + 1] ?? usual);
}

/** @typedef {{ name: string, args: readonly string[] }} Part */

/** @type {readonly Part[]} */
const PARTS = [
  { name: "fuzz", args: ["--expose-gc", "bench/fuzz.mjs", "--inputs", option("inputs", "100000")] },
  { name: "documents", args: ["bench/hostile.mjs", "--documents", option("documents", "10000")] },
  { name: "swapped", args: ["bench/swapped.mjs", "--requests", option("requests", "10000")] },
  { name: "deliveries", args: ["bench/deliveries.mjs", "--deliveries", option("deliveries", "100000")] },
  { name: "isolation", args: ["bench/isolation.mjs", "--transactions", option("transactions", "100000")] },
  { name: "crash", args: ["bench/ledger-crash.mjs", "--rounds", option("rounds", "100")] },
  { name: "ledger", args: ["bench/ledger.mjs", "--seconds", option("seconds", "60")] },
];
const only = option("only", PARTS.map(({ name }) => name).join(",")).split(",");
const unknown = only.filter((name) => PARTS.every((part) => part.name !== name));

/** Runs a Node program with its output shown; gives its exit code, 1 where a signal ended it. @param {readonly string[]} args @returns {Promise<number>} */
const run = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code ?? 1));
  });

/** @param {readonly Part[]} parts */
async function soak(parts) {
  /** @type {string[]} */
  const lines = [];
  for (const { name, args } of parts) {
    console.log(`\n# ${name}: node ${args.join(" ")}\n`);
    const begun = performance.now();
    const code = await run(args);
    lines.push(`${code === 0 ? "held  " : "BROKEN"} ${name}, ${Math.round((performance.now() - begun) / 1000)} s`);
    if (code !== 0) process.exitCode = 1;
  }
  console.log(`\n${lines.join("\n")}`);
}

if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(", ")}; there are ${PARTS.map(({ name }) => name).join(", ")}.`);
  process.exitCode = 2;
} else if ((await run(["tools/build.mjs", "--if-changed"])) !== 0) process.exitCode = 1;
else await soak(PARTS.filter(({ name }) => only.includes(name)));
