// Type errors and unformatted text, planted and caught by the steps that look for them.
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { plant, repository } from "./plantedHouse.js";

const ours = (file: string): string => readFileSync(path.join(repository, file), "utf8");
const program = (name: string): string => path.join(repository, "node_modules", name);

/** What `tsc -b` says of a house with the compiler options of this one, its packages standing empty but for `files`. */
function compile(files: Readonly<Record<string, string>>): string {
  const references: { references: readonly { path: string }[] } = JSON.parse(ours("tsconfig.tests.json"));
  const configs = references.references.map((reference) => `${reference.path}/tsconfig.json`);
  const sources = references.references.map((reference) => `${reference.path}/src/index.ts`);
  const root = plant(
    {
      "tsconfig.base.json": ours("tsconfig.base.json"),
      "tsconfig.tests.json": ours("tsconfig.tests.json"),
      "package.json": '{ "type": "module" }\n',
      ...Object.fromEntries(configs.map((config) => [config, ours(config)])),
      ...Object.fromEntries(sources.map((source) => [source, "export const one: number = 1;\n"])),
      ...files,
    },
    { "node_modules/@types": program("@types"), "node_modules/undici-types": program("undici-types") },
  );
  return spawnSync(process.execPath, [program("typescript/bin/tsc"), "-b", "tsconfig.tests.json", "--pretty", "false"], {
    cwd: root,
    encoding: "utf8",
  }).stdout;
}

it("type-checks sources, tests and tools, the last two with node's types", () => {
  const wrong = "export const text: string = 1;\n";
  const right = 'import { readFileSync } from "node:fs";\nimport { one } from "../src/index.js";\nconsole.log(readFileSync, one);\n';
  const said = compile({
    "packages/numeric/test/right.ts": right,
    "packages/numeric/test/wrong.test.ts": wrong,
    "apps/commonwright/test/wrong.test.ts": wrong,
    "examples/test/wrong.test.ts": wrong,
    "tools/wrong.mjs": "/** @type {string} */\nexport const text = 1;\n",
  });
  const files = said
    .split("\n")
    .filter((line) => line.includes("error TS2322"))
    .map((line) => line.split("(")[0]);
  expect(files.sort()).toEqual([
    "apps/commonwright/test/wrong.test.ts",
    "examples/test/wrong.test.ts",
    "packages/numeric/test/wrong.test.ts",
    "tools/wrong.mjs",
  ]);
  expect(said.trimEnd().split("\n")).toHaveLength(4);
  expect(compile({ "packages/planner/src/index.ts": wrong })).toContain("packages/planner/src/index.ts(1,14): error TS2322");
});

it("catches text that is not formatted", () => {
  const root = plant({ "right.ts": "export const a = [1, 2];\n", "wrong.ts": "export const a = [1,2]\n" });
  cpSync(path.join(repository, ".gitignore"), path.join(root, ".gitignore"));
  cpSync(path.join(repository, "biome.json"), path.join(root, "biome.json"));
  const run = spawnSync(process.execPath, [program("@biomejs/biome/bin/biome"), "format"], { cwd: root, encoding: "utf8" });
  expect(run.status).toBe(1);
  expect(run.stderr).toContain("wrong.ts format");
  expect(run.stderr).not.toContain("right.ts format");
});
