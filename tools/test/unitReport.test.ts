// Vitest runs planted tests, and the report counts them.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";
import { unitCounts } from "../unitCounts.mjs";
import { plant, repository } from "./plantedHouse.js";

it("counts passed, failed and skipped tests, with the reason, and files that do not load", () => {
  const root = plant(
    {
      "package.json": JSON.stringify({ type: "module" }),
      "a.test.ts":
        'import { expect, it } from "vitest";\nit("holds", () => {});\nit("breaks", () => expect(1).toBe(2));\nit("waits", (context) => context.skip("no data here"));\nit.skip("off", () => {});\n',
      "b.test.ts": 'throw new Error("does not load");\n',
    },
    { node_modules: path.join(repository, "node_modules") },
  );
  const args = ["run", "--root", root, `--reporter=${path.join(repository, "tools/unitReport.mjs")}`];
  const env = { ...process.env, UNIT_REPORT: path.join(root, "unit.json") };
  const run = spawnSync(process.execPath, [path.join(repository, "node_modules/vitest/vitest.mjs"), ...args], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  expect(run.status).toBe(1);
  expect(unitCounts(path.join(root, "unit.json"))).toEqual({
    passed: 1,
    failed: 2,
    skipped: 2,
    notes: ["skipped: waits (no data here)", "skipped: off (switched off in the test file)", "fault: does not load"],
  });
});
