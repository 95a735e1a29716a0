// Unused files, exports and dependencies, planted and caught by the rules of the house.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";
import { manifest, ours, plant, repository } from "./plantedHouse.js";

interface Issue {
  readonly file: string;
  readonly [kind: string]: string | readonly { readonly name: string }[];
}

/** What knip finds in a house with one package, as lines `file kind name`. */
function findings(files: Readonly<Record<string, string>>): readonly string[] {
  const root = plant(
    {
      "knip.json": ours("knip.json"),
      "package.json": JSON.stringify({ name: "planted", private: true, type: "module", workspaces: ["packages/*"] }),
      "packages/rea/package.json": manifest("@commonwright/rea"),
      "packages/rea/src/index.ts": 'export { agent } from "./agent.js";\n',
      "packages/rea/src/agent.ts": "export const agent = {};\n",
      ...files,
    },
    { "node_modules/@commonwright/rea": "packages/rea" },
  );
  const program = path.join(repository, "node_modules/knip/bin/knip.js");
  const run = spawnSync(process.execPath, [program, "--no-progress", "--reporter=json"], { cwd: root, encoding: "utf8" });
  const { issues }: { issues: readonly Issue[] } = JSON.parse(run.stdout);
  return issues.flatMap((issue) =>
    Object.entries(issue).flatMap(([kind, found]) =>
      typeof found === "string" ? [] : found.map(({ name }) => `${issue.file} ${kind} ${name}`),
    ),
  );
}

it("passes a house where everything is used", () => {
  expect(findings({})).toEqual([]);
});

it("catches an unused export, an unused file, an unused and an undeclared dependency", () => {
  const found = findings({
    "packages/rea/package.json": JSON.stringify({ ...JSON.parse(manifest("@commonwright/rea")), dependencies: { yaml: "2.9.1" } }),
    "packages/rea/src/agent.ts": 'import "zod";\nexport const agent = {};\nexport const leftOver = 1;\n',
    "packages/rea/src/forgotten.ts": "export const nobody = 1;\n",
  });
  expect([...found].sort()).toEqual([
    "packages/rea/package.json dependencies yaml",
    "packages/rea/src/agent.ts exports leftOver",
    "packages/rea/src/agent.ts unlisted zod",
    "packages/rea/src/forgotten.ts files packages/rea/src/forgotten.ts",
  ]);
});
