// Rules without tests and tests without rules, planted and caught.
import { expect, it } from "vitest";
import { checkSpec, citations } from "../check-spec.mjs";
import { plant } from "./plantedHouse.js";

const spec = "# planner\n\n- **[P1]** Needs go in.\n- **[P2]** A plan comes out.\n";

const faultsOf = (files: Readonly<Record<string, string>>): readonly string[] =>
  checkSpec(plant({ "packages/planner/SPEC.md": spec, ...files })).faults;

it("passes where every rule has a test", () => {
  const root = plant({
    "packages/planner/SPEC.md": spec,
    "packages/planner/test/plan.test.ts": 'it("[P1] takes needs", () => {});\n',
    "apps/commonwright/test/plan.test.ts": "it(`planner [P2] gives a plan`, () => {});\n",
  });
  expect(checkSpec(root)).toEqual({ rules: 2, tests: 2, faults: [] });
});

it("catches a rule that no test cites in its title", () => {
  const code = '// [P2] in a comment is no test\nit("[P1] takes needs", () => { expect("[P2]").toBe("[P2]"); });\n';
  expect(faultsOf({ "packages/planner/test/plan.test.ts": code })).toEqual(["packages/planner/SPEC.md:4: no test cites planner [P2]"]);
});

it("catches a cited rule that does not exist, in the package's tests and in the app's", () => {
  const faults = faultsOf({
    "packages/planner/test/plan.test.ts": 'it("[P1] [P2] and [P9]", () => {});\n',
    "apps/commonwright/test/plan.test.ts": 'it("planner [P8]", () => {});\nit("[P1] of which package", () => {});\n',
  });
  expect(faults).toEqual([
    "packages/planner/test/plan.test.ts:1: cites planner [P9], which no SPEC.md states",
    "apps/commonwright/test/plan.test.ts:1: cites planner [P8], which no SPEC.md states",
    "apps/commonwright/test/plan.test.ts:2: cites commonwright [P1], which no SPEC.md states",
  ]);
});

it("does not count tests that never run, nor groups without tests", () => {
  const code =
    'it.skip("[P1] later", () => {});\ndescribe.skip("[P1]", () => { it("x", () => {}); });\ndescribe("[P2] nothing inside", () => {});\n';
  expect(faultsOf({ "packages/planner/test/plan.test.ts": code })).toHaveLength(2);
});

it("reads titles of tables, properties, conditions and groups", () => {
  const code = 'describe("[P1]", () => { it.each([1])("case %i", () => {}); });\nit.skipIf(noData)("[P2] real data", () => {});\n';
  expect(faultsOf({ "packages/planner/test/plan.test.ts": code })).toEqual([]);
});

it("catches a rule stated twice and a SPEC.md that states none", () => {
  const faults = faultsOf({
    "packages/planner/SPEC.md": "- **[P1]** Once.\n- **[P1]** Twice.\n",
    "packages/planner/test/plan.test.ts": 'it("[P1]", () => {});\n',
    "packages/rea/SPEC.md": "Rules to come.\n",
  });
  expect(faults).toEqual([
    "packages/planner/SPEC.md:2: [P1] is stated twice, first at packages/planner/SPEC.md:1",
    expect.stringContaining("packages/rea/SPEC.md: states no rule"),
  ]);
});

it("gives a group of citations the package that stands before it", () => {
  const cited = (title: string): string[] => citations(title, ["planner", "numeric"], "app").map((one) => `${one.package} ${one.rule}`);
  expect(cited("planner [P1] [P2], then numeric [N1], and [A1]")).toEqual(["planner P1", "planner P2", "numeric N1", "app A1"]);
  expect(cited("[A1] the planner answers")).toEqual(["app A1"]);
});
