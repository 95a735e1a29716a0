// Runs the steps of the test, tells of each in one line, and counts.
import { spawn } from "node:child_process";

/**
 * @typedef {{ passed: number, failed: number, skipped: number, notes?: readonly string[] }} Counts notes: lines shown below the step
 * @typedef {{ name: string, command: readonly string[], env?: Readonly<Record<string, string>>, count?: (exit: number) => Counts }} Step
 *   command: a Node program and its arguments; count: what the step's exit code and its own report amount to (absent: one passed or failed)
 * @typedef {{ step: Step, seconds: number, output: string, counts: Counts }} StepResult
 */

/**
 * Runs all steps, also after one failed. Steps of one lane run one after the other, the lanes of a stage side by side, the stages one after the other.
 * @param {readonly (readonly (readonly Step[])[])[]} stages
 * @param {(line: string) => void} say
 * @returns {Promise<Counts>} over all steps
 */
export async function runSteps(stages, say) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const lanes of stages) {
    const results = await Promise.all(lanes.map((lane) => runLane(lane, say)));
    for (const { counts } of results.flat()) {
      total.passed += counts.passed;
      total.failed += counts.failed;
      total.skipped += counts.skipped;
    }
  }
  return total;
}

/** @param {Counts} counts @returns {string} the line that ends every test run */
export const countsLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** @param {readonly Step[]} lane @param {(line: string) => void} say @returns {Promise<StepResult[]>} */
async function runLane(lane, say) {
  const results = [];
  for (const step of lane) {
    const result = await runStep(step);
    tell(result, say);
    results.push(result);
  }
  return results;
}

/** @param {Step} step @returns {Promise<StepResult>} */
async function runStep(step) {
  const started = performance.now();
  const { exit, output } = await run(step);
  return { step, seconds: (performance.now() - started) / 1000, output, counts: countOf(step, exit) };
}

/** A step fails with its exit code, whatever its own count says. @param {Step} step @param {number} exit @returns {Counts} */
function countOf(step, exit) {
  if (step.count === undefined) return { passed: exit === 0 ? 1 : 0, failed: exit === 0 ? 0 : 1, skipped: 0 };
  const counts = step.count(exit);
  return exit !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {StepResult} result @param {(line: string) => void} say */
function tell({ step, seconds, output, counts }, say) {
  const failed = counts.failed > 0;
  const lastLine = failed ? "" : (output.trimEnd().split("\n").at(-1) ?? "");
  say(`${step.name.padEnd(14)} ${(failed ? "FAILED" : "ok").padEnd(6)} ${seconds.toFixed(1).padStart(6)} s   ${lastLine}`.trimEnd());
  if (failed) say(output.trimEnd());
  for (const note of counts.notes ?? []) say(`  ${note}`);
}

/** @param {Step} step @returns {Promise<{ exit: number, output: string }>} exit is −1 where the program could not start or was killed */
function run(step) {
  return new Promise((resolve) => {
    const env = { ...process.env, ...step.env, NO_COLOR: "1", FORCE_COLOR: undefined };
    const child = spawn(process.execPath, step.command, { env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("error", (error) => resolve({ exit: -1, output: `${output}${error.message}` }));
    child.on("close", (code, signal) => resolve({ exit: code ?? -1, output: signal === null ? output : `${output}killed by ${signal}` }));
  });
}
