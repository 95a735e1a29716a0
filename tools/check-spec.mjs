// Holds the numbered rules of every SPEC.md against the tests that cite them.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { filesBelow, foldersIn } from "./sourceFiles.mjs";

/**
 * @typedef {{ package: string, rule: string }} Citation a rule by the name of its package's folder and its number
 * @typedef {{ rules: number, tests: number, faults: string[] }} SpecReport rules promised, tests read, a line for each fault
 */

const testFolders = ["packages", "apps", "examples"];
const testName = /\.test\.tsx?$/;
const ruleLine = /^\s*[-*] \*\*\[([A-Z]+\d+)\]\*\*/;

/**
 * Every rule `- **[P1]**` of a SPEC.md needs a test whose title cites it: `[P1]` in the package's own tests,
 * `planner [P1]` elsewhere. A test that is always skipped does not count. A cited rule must exist.
 * @param {string} root the folder that holds packages/ and apps/
 * @returns {SpecReport}
 */
export function checkSpec(root) {
  const folders = [...foldersIn(root, "packages"), ...foldersIn(root, "apps")].filter((folder) =>
    existsSync(path.join(root, folder, "SPEC.md")),
  );
  const specs = new Map(folders.map((folder) => [path.posix.basename(folder), rulesIn(root, path.posix.join(folder, "SPEC.md"))]));
  const tests = testFolders.flatMap((folder) => filesBelow(root, folder, testName)).flatMap((file) => titlesIn(root, file));
  const cited = new Set();
  const faults = [...specs.values()].flatMap((spec) => spec.faults);
  for (const test of tests) {
    for (const { package: name, rule } of citations(test.title, [...specs.keys()], homeOf(test.file))) {
      if (specs.get(name)?.rules.has(rule)) cited.add(`${name} ${rule}`);
      else faults.push(`${test.file}:${test.line}: cites ${name} [${rule}], which no SPEC.md states`);
    }
  }
  for (const [name, { rules }] of specs) {
    for (const [rule, where] of rules) if (!cited.has(`${name} ${rule}`)) faults.push(`${where}: no test cites ${name} [${rule}]`);
  }
  return { rules: [...specs.values()].reduce((sum, spec) => sum + spec.rules.size, 0), tests: tests.length, faults };
}

/** The rules of one SPEC.md with the line each stands in. @param {string} root @param {string} file */
function rulesIn(root, file) {
  /** @type {Map<string, string>} */
  const rules = new Map();
  /** @type {string[]} */
  const faults = [];
  for (const [index, line] of readFileSync(path.join(root, file), "utf8").split("\n").entries()) {
    const rule = ruleLine.exec(line)?.[1];
    if (rule === undefined) continue;
    const where = `${file}:${index + 1}`;
    if (rules.has(rule)) faults.push(`${where}: [${rule}] is stated twice, first at ${rules.get(rule)}`);
    else rules.set(rule, where);
  }
  if (rules.size === 0) faults.push(`${file}: states no rule like "- **[P1]** …"`);
  return { rules, faults };
}

/**
 * The rules a title cites: groups like `[P1] [P2]`, with the name of another package's folder before the group or without.
 * @param {string} title
 * @param {readonly string[]} packages names that count as a package before a group
 * @param {string} home the package that the test belongs to
 * @returns {Citation[]}
 */
export function citations(title, packages, home) {
  return [...title.matchAll(/(?:([\w-]+) )?((?:\[[A-Z]+\d+\][ ,]*)+)/g)].flatMap(([, word, group]) =>
    [...(group ?? "").matchAll(/\[([A-Z]+\d+)\]/g)].map(([, rule]) => ({
      package: word !== undefined && packages.includes(word) ? word : home,
      rule: rule ?? "",
    })),
  );
}

/** @param {string} file @returns {string} the folder name of the package that holds the file, else of the first folder */
const homeOf = (file) => file.split("/")[/^(?:packages|apps)\//.test(file) ? 1 : 0] ?? "";

/**
 * The titles of the tests in a file that can run, each with those of the `describe`s around it.
 * @param {string} root
 * @param {string} file
 */
function titlesIn(root, file) {
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), "utf8"), ts.ScriptTarget.Latest);
  /** @type {{ file: string, line: number, title: string }[]} */
  const titles = [];
  /** @param {ts.Node} node @param {string} around */
  const visit = (node, around) => {
    const call = ts.isCallExpression(node) ? testCall(node) : undefined;
    if (call?.never) return;
    const title = call === undefined ? around : `${around} ${call.title}`.trim();
    if (call?.kind === "test") titles.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1, title });
    ts.forEachChild(node, (child) => visit(child, title));
  };
  visit(source, "");
  return titles;
}

/**
 * Reads a call like `it("…", …)`, `describe.each(…)("…", …)` or `test.skip("…", …)`; undefined for every other call.
 * @param {ts.CallExpression} call
 * @returns {{ kind: "test" | "group", title: string, never: boolean } | undefined}
 */
function testCall(call) {
  const title = call.arguments[0];
  if (title === undefined || !(ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) return undefined;
  const chain = calleeNames(call.expression);
  const root = chain.at(-1) ?? "";
  if (!["it", "test", "describe"].includes(root)) return undefined;
  const text = ts.isStringLiteralLike(title)
    ? title.text
    : [title.head, ...title.templateSpans.map((span) => span.literal)].map((part) => part.text).join("…");
  return { kind: root === "describe" ? "group" : "test", title: text, never: chain.some((name) => name === "skip" || name === "todo") };
}

/** Names along a callee, outermost first: `it.each(rows)` gives each, it. @param {ts.Expression} callee @returns {string[]} */
function calleeNames(callee) {
  if (ts.isIdentifier(callee)) return [callee.text];
  if (ts.isPropertyAccessExpression(callee)) return [callee.name.text, ...calleeNames(callee.expression)];
  if (ts.isCallExpression(callee)) return calleeNames(callee.expression);
  return [];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { rules, tests, faults } = checkSpec(process.cwd());
  for (const fault of faults) console.error(fault);
  console.log(`spec: ${rules} rules, ${tests} tests, ${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
}
