// `npm test`: everything that must hold before a change is taken, in one run that ends with one line of counts.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { countsLine, runSteps } from "./stepRunner.mjs";
import { unitCounts } from "./unitCounts.mjs";

process.chdir(path.join(path.dirname(fileURLToPath(import.meta.url)), ".."));
const scratch = mkdtempSync(path.join(tmpdir(), "commonwright-test-"));
const unitReport = path.join(scratch, "unit.json");
const storyReport = path.join(scratch, "stories.json");

/** @param {string} program below node_modules @param {string[]} args @returns {string[]} */
const installed = (program, ...args) => [path.join("node_modules", program), ...args];

const apiTypes = { name: "api types", command: ["tools/generate-api-types.mjs"] };
const types = { name: "types", command: installed("typescript/bin/tsc", "-b") };
const pages = { name: "pages", command: installed("vite/bin/vite.js", "build", "packages/web", "--logLevel", "warn") };
const format = { name: "format", command: installed("@biomejs/biome/bin/biome", "format", "--reporter=summary", "--max-diagnostics=none") };
const lint = { name: "lint", command: installed("oxlint/bin/oxlint") };
const layers = { name: "layers", command: ["tools/check-layers.mjs"] };
const unused = { name: "unused code", command: installed("knip/bin/knip.js", "--no-progress", "--no-config-hints") };
const spec = { name: "spec", command: ["tools/check-spec.mjs"] };
const unit = {
  name: "unit tests",
  command: installed("vitest/vitest.mjs", "run", "--reporter=default", "--reporter=./tools/unitReport.mjs"),
  env: { UNIT_REPORT: unitReport },
  count: () => unitCounts(unitReport),
};
const stories = {
  name: "stories in a browser",
  command: installed(
    "vitest/vitest.mjs",
    "run",
    "--config",
    "vitest.browser.config.ts",
    "--reporter=default",
    "--reporter=./tools/unitReport.mjs",
  ),
  env: { UNIT_REPORT: storyReport },
  count: () => unitCounts(storyReport),
};
const docs = { name: "doc examples", command: ["tools/run-doc-examples.mjs"] };

// Types build what the programs and the doc examples need, so those wait for it; the unit tests have both processors to themselves.
const counts = await runSteps(
  [
    [[apiTypes]],
    [
      [types, pages],
      [format, lint, layers, unused, spec],
    ],
    [[unit]],
    [[stories]],
    [[docs]],
  ],
  console.log,
);
rmSync(scratch, { recursive: true, force: true });
console.log(countsLine(counts));
if (counts.failed > 0) process.exitCode = 1;
