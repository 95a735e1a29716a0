// Breaches of the dependency rule, planted and caught.
import path from "node:path";
import { expect, it } from "vitest";
import { checkLayers, judge } from "../check-layers.mjs";
import { manifest, ours, plant, repository } from "./plantedHouse.js";

const table = ours("layers.json");

/** A house with numeric, planner and rea under the real table; `files` are added or put in the place of its own. */
function house(files: Readonly<Record<string, string>>): string {
  return plant(
    {
      "layers.json": table,
      "package.json": JSON.stringify({ name: "planted", private: true, type: "module", workspaces: ["packages/*"] }),
      "packages/numeric/package.json": manifest("@commonwright/numeric"),
      "packages/numeric/src/index.ts": "export const one = 1;\n",
      "packages/rea/package.json": manifest("@commonwright/rea"),
      "packages/rea/src/index.ts": "export const agent = {};\n",
      "packages/planner/package.json": manifest("@commonwright/planner"),
      "packages/planner/src/index.ts": 'import { one } from "@commonwright/numeric";\nexport const two = one + one;\n',
      "packages/planner/src/checker/index.ts": 'import { sha256 } from "@noble/hashes/sha2.js";\nexport const hash = sha256;\n',
      ...files,
    },
    {
      "node_modules/@commonwright/numeric": "packages/numeric",
      "node_modules/@commonwright/rea": "packages/rea",
      "node_modules/@commonwright/planner": "packages/planner",
      "node_modules/@noble": path.join(repository, "node_modules/@noble"),
    },
  );
}

const breachesOf = (files: Readonly<Record<string, string>>): readonly string[] => checkLayers(house(files)).breaches;

it("passes a house without a breach, and says how much it looked at", () => {
  expect(checkLayers(house({}))).toEqual({ modules: 4, breaches: [] });
});

it("catches an import against the arrows, and one that only needs types", () => {
  const breaches = breachesOf({
    "packages/numeric/src/index.ts": 'import { two } from "@commonwright/planner";\nexport const four = two + two;\n',
    "packages/planner/src/index.ts": 'import type { agent } from "@commonwright/rea";\nexport type Agent = typeof agent;\n',
  });
  expect(breaches).toHaveLength(2);
  expect(breaches[0]).toContain("packages/numeric/src/index.ts → packages/planner/src/index.ts: layer packages/numeric");
  expect(breaches[1]).toContain("packages/planner/src/index.ts → packages/rea/src/index.ts: layer packages/planner");
});

it("catches a checker that imports the planner, numeric or a library other than its own", () => {
  const breaches = breachesOf({
    "packages/planner/src/checker/digest.ts": 'export { two } from "../index.js";\n',
    "packages/planner/src/checker/index.ts": 'export { one } from "@commonwright/numeric";\n',
    "packages/planner/src/checker/read.ts": 'export { readFileSync } from "node:fs";\n',
  });
  expect(breaches.filter((breach) => breach.includes(": sealed packages/planner/src/checker"))).toHaveLength(3);
});

it("catches a way into another package by path", () => {
  const breaches = breachesOf({ "packages/planner/src/index.ts": 'export { one } from "../../numeric/src/index.js";\n' });
  expect(breaches).toEqual([expect.stringContaining("imports cross packages by package name")]);
});

it("catches a circle, also one of types", () => {
  const breaches = breachesOf({
    "packages/rea/src/a.ts": 'import type { B } from "./b.js";\nexport interface A { b: B }\n',
    "packages/rea/src/b.ts": 'import type { A } from "./a.js";\nexport interface B { a: A }\n',
  });
  expect(breaches.length).toBeGreaterThan(0);
  for (const breach of breaches) expect(breach).toContain(": cycle");
});

it("catches source that needs tests, a pure package that needs the machine, and an import that leads nowhere", () => {
  const breaches = breachesOf({
    "packages/rea/test/sample.ts": "export const sample = 1;\n",
    "packages/rea/src/index.ts": 'export { sample } from "../test/sample.js";\n',
    "packages/rea/src/file.ts": 'export { readFileSync } from "node:fs";\n',
    "packages/rea/src/lost.ts": 'export { gone } from "./gone.js";\n',
  });
  expect(breaches).toHaveLength(3);
  expect(breaches.join("\n")).toMatch(
    /pure package touches the machine[^]*source imports tests or tools|source imports tests or tools[^]*pure package/,
  );
  expect(breaches.join("\n")).toContain("packages/rea/src/lost.ts → ./gone.js: unresolved");
});

it("lets tests import all of their own package, and the tools", () => {
  const test =
    'import { agent } from "../src/agents/agent.js";\nimport { tool } from "../../../tools/tool.mjs";\nexport const both = [agent, tool];\n';
  const files = { "packages/rea/src/agents/agent.ts": "export const agent = {};\n", "tools/tool.mjs": "export const tool = {};\n" };
  expect(breachesOf({ ...files, "packages/rea/test/agent.test.ts": test })).toEqual([]);
});

it("catches a package that has no row in the table", () => {
  const breaches = breachesOf({ "packages/misc/src/index.ts": "export const x = 1;\n" });
  expect(breaches).toEqual(["packages/misc: has no row in layers.json"]);
});

it("catches a cruise of 0 modules, and one that missed files", () => {
  const result = { modules: [], summary: { violations: [], error: 0, warn: 0, info: 0, ignore: 0, totalCruised: 0, optionsUsed: {} } };
  const files = ["packages/numeric/src/index.ts"];
  const cruise = { table: JSON.parse(table), folders: ["packages/numeric"], files, result };
  expect(judge(cruise).breaches).toEqual(["cruised 0 modules: nothing was checked", "packages/numeric/src/index.ts: was not cruised"]);
  expect(judge({ ...cruise, files: [] }).breaches).toEqual(["cruised 0 modules: nothing was checked"]);
});
