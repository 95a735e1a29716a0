// Type errors and unformatted text, planted and caught by the steps that look for them.
import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { compilerOptions, nodeTypes, plant, repository } from "./plantedHouse.js";

const program = (name: string): string => path.join(repository, "node_modules", name);

/** What `tsc -b` says of a house with the compiler options of this one and `files`. */
function compile(files: Readonly<Record<string, string>>): string {
  const root = plant({ ...compilerOptions(), ...files }, nodeTypes);
  return spawnSync(process.execPath, [program("typescript/bin/tsc"), "-b", "--pretty", "false"], { cwd: root, encoding: "utf8" }).stdout;
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
