// Doc examples with right and wrong output, planted.
import { expect, it } from "vitest";
import { docsOf, runDocExamples } from "../run-doc-examples.mjs";
import { plant } from "./plantedHouse.js";

const block = (info: string, ...lines: readonly string[]): string => ["```" + info, ...lines, "```", ""].join("\n");

it("runs the examples of a doc one after the other in a folder of its own with the examples in it", () => {
  const readme = [
    "# Planted",
    block("console", "$ echo one > made.txt && cat made.txt examples/region.txt", "one", "two"),
    block(
      "console",
      "$ mkdir inner && cd inner",
      "$ cat ../made.txt \\",
      "    ../examples/region.txt",
      "one",
      "two",
      "$ node -p '6 * 7' # a comment",
      "42",
    ),
  ].join("\n");
  const root = plant({ "README.md": readme, "docs/guide/a.md": block("console", "$ ls", "examples"), "examples/region.txt": "two\n" });
  expect(docsOf(root)).toEqual(["README.md", "docs/guide/a.md"]);
  expect(runDocExamples(root)).toEqual({ ran: 5, skipped: [], failures: [] });
});

it("catches wrong output and says where, what was shown and what came", () => {
  const root = plant({ "README.md": `# Planted\n\n${block("console", "$ printf 'a\\nb\\nc\\n'", "a", "B", "c")}` });
  expect(runDocExamples(root).failures).toEqual([
    { file: "README.md", line: 4, command: "printf 'a\\nb\\nc\\n'", diff: "  a\n- B\n+ b\n  c" },
  ]);
});

it("catches missing output, surplus output and output where none is shown", () => {
  const root = plant({ "README.md": block("console", "$ echo a", "a", "b", "$ printf 'a\\nb\\n'", "a", "$ echo c", "$ true") });
  expect(runDocExamples(root).failures.map((failure) => failure.diff)).toEqual(["  a\n- b", "  a\n+ b", "- \n+ c"]);
});

it("lets … stand for the rest of a line, and alone for any lines", () => {
  const shown = [
    "$ printf 'took 3 s\\nx\\ny\\nend\\n'",
    "took …",
    "…",
    "end",
    "$ echo none",
    "none",
    "…",
    "$ printf '1 of 2 done\\n'",
    "1 of … done",
  ];
  expect(runDocExamples(plant({ "README.md": block("console", ...shown) })).failures).toEqual([]);
  const wrong = block("console", "$ printf 'x\\ny\\n'", "…", "end", "$ echo take", "took …");
  expect(runDocExamples(plant({ "README.md": wrong })).failures).toHaveLength(2);
});

it("catches a command that ends with another code than it should", () => {
  const root = plant({
    "README.md": [
      block("console", "$ echo gone; exit 3", "gone"),
      block("console exit=3", "$ true", "$ echo gone; exit 3", "gone"),
      block("console exit=2", "$ true"),
    ].join("\n"),
  });
  expect(runDocExamples(root).failures.map(({ line, diff }) => [line, diff])).toEqual([
    [2, "gone\nended with 3, not with 0"],
    [13, "ended with 0, not with 2"],
  ]);
});

it("counts what is marked no-run and leaves other blocks alone", () => {
  const text = [
    block("console no-run", "$ npm ci", "$ false"),
    block("ts", "throw new Error();"),
    block("sh", "exit 1"),
    block("", "$ false"),
  ].join("\n");
  const report = runDocExamples(plant({ "README.md": text }));
  expect(report.skipped.map((one) => one.command)).toEqual(["npm ci", "false"]);
  expect([report.ran, report.failures]).toEqual([0, []]);
});

it("runs TypeScript that is marked so", () => {
  const good = block("ts run", 'import assert from "node:assert";', "const sum: number = 1 + 1;", "assert.equal(sum, 2);");
  const bad = block("ts run", 'import assert from "node:assert";', "assert.equal(1 + 1, 3);");
  const report = runDocExamples(plant({ "README.md": good + bad }));
  expect(report.ran).toBe(2);
  expect(report.failures).toHaveLength(1);
  expect(report.failures[0]).toMatchObject({ line: 6, diff: expect.stringContaining("2 == 3") });
});

it("catches blocks that are never closed, marked with unknown words or without a command", () => {
  const root = plant({
    "README.md": "```console\n$ true\n",
    "docs/a.md": block("console norun", "$ true"),
    "docs/b.md": block("console", "true"),
  });
  expect(runDocExamples(root).failures.map((failure) => failure.diff)).toEqual([
    "line 1: this block is never closed",
    expect.stringContaining('not "norun"'),
    expect.stringContaining('without a "$ command"'),
  ]);
});
