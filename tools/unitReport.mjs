// A vitest reporter that writes what the test runner counts: the JSON reporter of vitest leaves out why a test was skipped.
import { writeFileSync } from "node:fs";

/**
 * @typedef {{ passed: number, failed: number, skipped: { name: string, why: string }[], faults: string[] }} UnitReport
 *   faults: files that could not be run and errors outside of tests; each counts as a failure
 */

/** Writes a UnitReport as JSON to the file that UNIT_REPORT names. */
export default class UnitReporter {
  /**
   * @param {readonly import("vitest/node").TestModule[]} modules
   * @param {readonly { message?: string }[]} errors
   */
  onTestRunEnd(modules, errors) {
    const target = process.env["UNIT_REPORT"];
    if (target === undefined) throw new Error("UNIT_REPORT does not say where the report goes");
    writeFileSync(target, JSON.stringify(report(modules, errors)));
  }
}

/** @param {readonly import("vitest/node").TestModule[]} modules @param {readonly { message?: string }[]} errors @returns {UnitReport} */
function report(modules, errors) {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const count = (/** @type {string} */ state) => tests.filter((test) => test.result().state === state).length;
  const brokenSuites = modules.flatMap((module) => [module, ...module.children.allSuites()]).flatMap((suite) => suite.errors());
  return {
    passed: count("passed"),
    failed: count("failed") + count("pending"),
    skipped: tests.flatMap((test) => {
      const result = test.result();
      return result.state === "skipped" ? [{ name: test.fullName, why: result.note ?? "switched off in the test file" }] : [];
    }),
    faults: [...brokenSuites, ...errors].map((error) => error.message ?? "an error without a message"),
  };
}
