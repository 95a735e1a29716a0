// The test run itself: every step runs, a failing one shows what it said, the counts add up.
import { expect, it } from "vitest";
import { countsLine, runSteps, type Step } from "../stepRunner.mjs";
import { unitCounts } from "../unitCounts.mjs";
import { plant } from "./plantedHouse.js";

const step = (name: string, code: string, count?: Step["count"]): Step => ({ name, command: ["-e", code], ...(count && { count }) });

it("runs all steps, also after one failed, and adds the counts up", async () => {
  const said: string[] = [];
  const counted = step("counted", "", () => ({ passed: 5, failed: 0, skipped: 2, notes: ["skipped: far (no data)"] }));
  const broken = step("broken", "console.log('first'); console.error('what is wrong'); process.exit(1)");
  const total = await runSteps(
    [[[broken, step("after", "console.log('hidden'); console.log('3 seen')")], [counted]], [[step("last", "")]]],
    (line) => said.push(line),
  );
  expect(countsLine(total)).toBe("7 passed, 1 failed, 2 skipped");
  expect(said.join("\n")).toContain("first\nwhat is wrong");
  expect(said.join("\n")).toMatch(/after +ok +\d+\.\d s {3}3 seen/);
  expect(said.join("\n")).not.toContain("hidden");
  expect(said).toContain("  skipped: far (no data)");
});

it("fails a step that ends badly although its report is clean, and one that cannot start", async () => {
  const clean = (): { passed: number; failed: number; skipped: number } => ({ passed: 3, failed: 0, skipped: 0 });
  const lanes = [
    [
      step("exit", "process.exit(1)", clean),
      step("killed", "process.kill(process.pid, 'SIGKILL')"),
      { name: "gone", command: ["no-such-file.mjs"] },
    ],
  ];
  expect(countsLine(await runSteps([lanes], () => {}))).toBe("3 passed, 3 failed, 0 skipped");
});

it("counts a unit report, its skipped tests by name and its faults", () => {
  const report = {
    passed: 4,
    failed: 1,
    skipped: [{ name: "reads strangers' files", why: "no real data" }],
    faults: ["a file did not load"],
  };
  const root = plant({
    "unit.json": JSON.stringify(report),
    "empty.json": JSON.stringify({ passed: 0, failed: 0, skipped: [], faults: [] }),
  });
  expect(unitCounts(`${root}/unit.json`)).toEqual({
    passed: 4,
    failed: 2,
    skipped: 1,
    notes: ["skipped: reads strangers' files (no real data)", "fault: a file did not load"],
  });
  expect(unitCounts(`${root}/empty.json`).failed).toBe(1);
  expect(unitCounts(`${root}/missing.json`).failed).toBe(1);
});
