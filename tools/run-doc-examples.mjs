// Runs the examples of the docs and compares what they print with what the docs show.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { docBlocks } from "./docBlocks.mjs";
import { outputDiff } from "./outputMatch.mjs";
import { filesBelow } from "./sourceFiles.mjs";

/**
 * @typedef {{ file: string, line: number, command: string, diff: string }} DocFailure diff: what was shown and what came, or what went wrong
 * @typedef {{ ran: number, skipped: { file: string, line: number, command: string }[], failures: DocFailure[] }} DocReport
 *   ran: commands and TypeScript blocks that were run; skipped: commands in blocks marked `no-run`
 */

const secondsPerExample = 120;

/**
 * All Markdown files whose examples must hold: those at the top of the repository and those below docs/.
 * @param {string} root
 * @returns {string[]} paths relative to root
 */
export function docsOf(root) {
  return [...filesBelow(root, ".", /\.md$/).filter((file) => !file.includes("/")), ...filesBelow(root, "docs", /\.md$/)];
}

/**
 * Runs every example of the docs. Each doc gets a fresh folder with a copy of examples/ in which its commands run one after the other
 * (a `cd` holds until the end of the doc); programs that the workspace installs are on the PATH.
 * @param {string} root the repository
 * @param {readonly string[]} [docs] paths relative to root
 * @returns {DocReport}
 */
export function runDocExamples(root, docs = docsOf(root)) {
  /** @type {DocReport} */
  const report = { ran: 0, skipped: [], failures: [] };
  for (const file of docs) {
    const folder = mkdtempSync(path.join(tmpdir(), "doc-examples-"));
    try {
      runDoc(root, file, folder, report);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return report;
}

/** @param {string} root @param {string} file @param {string} folder @param {DocReport} report */
function runDoc(root, file, folder, report) {
  let blocks;
  try {
    blocks = docBlocks(readFileSync(path.join(root, file), "utf8"));
  } catch (error) {
    report.failures.push({ file, line: 1, command: "", diff: error instanceof Error ? error.message : String(error) });
    return;
  }
  if (blocks.some((block) => block.kind !== "no-run")) furnish(root, folder);
  const shell = { root, folder, cwd: folder };
  for (const block of blocks) {
    if (block.kind === "no-run") report.skipped.push(...block.commands.map((command) => ({ file, line: block.line, command })));
    else
      for (const result of block.kind === "ts"
        ? [runTypeScript(shell, block)]
        : block.commands.map((command) => runCommand(shell, command))) {
        report.ran++;
        if (result.diff !== undefined) report.failures.push({ file, line: result.line, command: result.command, diff: result.diff });
      }
  }
}

/** Puts what the examples need into the folder of a doc. @param {string} root @param {string} folder */
function furnish(root, folder) {
  const modules = path.join(root, "node_modules");
  const examples = path.join(root, "examples");
  if (existsSync(modules)) symlinkSync(modules, path.join(folder, "node_modules"), "dir");
  if (existsSync(examples)) cpSync(examples, path.join(folder, "examples"), { recursive: true });
}

/**
 * @typedef {{ root: string, folder: string, cwd: string }} Shell cwd: where the next command of the doc runs
 * @typedef {{ line: number, command: string, diff: string | undefined }} ExampleResult
 */

/** @param {Shell} shell @param {import("./docBlocks.mjs").ConsoleCommand} example @returns {ExampleResult} */
function runCommand(shell, { line, command, expected, exit }) {
  const cwdFile = path.join(shell.folder, ".cwd");
  const script = `trap 'pwd > "$DOC_CWD"' EXIT\n{ ${command}\n} 2>&1`;
  const run = spawnSync("bash", ["-c", script], options(shell, { DOC_CWD: cwdFile }));
  if (existsSync(cwdFile)) shell.cwd = readFileSync(cwdFile, "utf8").trimEnd();
  rmSync(cwdFile, { force: true });
  return { line, command, diff: ending(run, exit) ?? outputDiff(expected, (run.stdout + run.stderr).split("\n")) };
}

/** @param {Shell} shell @param {import("./docBlocks.mjs").TypeScriptBlock} block @returns {ExampleResult} */
function runTypeScript(shell, { line, code }) {
  const file = path.join(shell.folder, `example-${line}.mjs`);
  const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext };
  writeFileSync(file, ts.transpileModule(code, { compilerOptions }).outputText);
  const run = spawnSync(process.execPath, [file], options(shell, {}));
  return { line, command: "ts run", diff: ending(run, 0) };
}

/** @param {Shell} shell @param {Record<string, string>} extra */
function options({ root, cwd }, extra) {
  const programs = path.join(root, "node_modules/.bin");
  const search = `${programs}${path.delimiter}${process.env["PATH"] ?? ""}`;
  // npx must not speak of this machine's settings between the lines of a program.
  const env = { ...process.env, PATH: search, NO_COLOR: "1", npm_config_loglevel: "error", ...extra };
  return {
    cwd,
    env,
    encoding: /** @type {const} */ ("utf8"),
    stdio: /** @type {["ignore", "pipe", "pipe"]} */ (["ignore", "pipe", "pipe"]),
    timeout: secondsPerExample * 1000,
  };
}

/** What is wrong with the way a run ended, if anything. @param {import("node:child_process").SpawnSyncReturns<string>} run @param {number} exit @returns {string | undefined} */
function ending(run, exit) {
  if (run.error) return run.error.message;
  if (run.status === exit) return undefined;
  return `${`${run.stdout}${run.stderr}`.trimEnd()}\nended with ${run.status ?? run.signal}, not with ${exit}`.trimStart();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { ran, skipped, failures } = runDocExamples(process.cwd());
  for (const { file, line, command, diff } of failures) console.error(`${file}:${line}: $ ${command}\n${diff.replace(/^/gm, "    ")}`);
  for (const { file, line, command } of skipped) console.log(`not run, as marked: ${file}:${line}: $ ${command}`);
  console.log(`doc examples: ${ran} ran, ${skipped.length} marked no-run, ${failures.length} failed`);
  if (failures.length > 0) process.exitCode = 1;
}
