// Generated inputs for the parsers and decisions of the ledger: how many are taken and refused, whether anything throws, what it does to memory.
// usage: node --expose-gc bench/fuzz.mjs [--inputs 100000] [--seed N] after npm run build

import { seededRandom } from "@commonwright/numeric";
import { fuzzLedger } from "../apps/commonwright/test/soak/ledgerFuzz.mjs";
import { loadText, option } from "./ledgerServer.mjs";

const inputs = option("inputs", 100_000);
const seed = option("seed", Date.now() % 1_000_000);
/** So much more may be held at the end than after the first tenth. */
const MOST_GROWN_MB = 20;

const heapMb = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};
const random = seededRandom(seed);
const begun = performance.now();
const parts = [fuzzLedger(Math.ceil(inputs / 10), random)];
const early = heapMb();
parts.push(fuzzLedger(inputs - Math.ceil(inputs / 10), random));
const grown = heapMb() - early;
const sum = (/** @type {"inputs" | "taken" | "refused" | "notRead"} */ key) => parts.reduce((total, part) => total + part[key], 0);
const faults = parts.flatMap((part) => part.faults);
console.log(`seed ${seed}, ${Math.round((performance.now() - begun) / 1000)} s, ${loadText()}\n`);
console.log("| inputs | taken | refused | not read yet | faults | heap grown, MB |\n|---:|---:|---:|---:|---:|---:|");
console.log(`| ${[sum("inputs"), sum("taken"), sum("refused"), sum("notRead"), faults.length, grown.toFixed(1)].join(" | ")} |`);
for (const fault of faults.slice(0, 10)) console.log(fault);
if (faults.length > 0 || (globalThis.gc !== undefined && grown > MOST_GROWN_MB)) process.exitCode = 1;
