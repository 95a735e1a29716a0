// Reads what the unit tests reported and counts it.
import { existsSync, readFileSync } from "node:fs";

/**
 * @param {string} file where tools/unitReport wrote
 * @returns {import("./stepRunner.mjs").Counts} one failure where there is no report, or no test at all
 */
export function unitCounts(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, notes: ["vitest wrote no report"] };
  const { passed, failed, skipped, faults } = /** @type {import("./unitReport.mjs").UnitReport} */ (JSON.parse(readFileSync(file, "utf8")));
  const none = passed + failed + skipped.length === 0;
  return {
    passed,
    failed: failed + faults.length + (none ? 1 : 0),
    skipped: skipped.length,
    notes: [
      ...skipped.map(({ name, why }) => `skipped: ${name} (${why})`),
      ...faults.map((fault) => `fault: ${fault}`),
      ...(none ? ["no test was found"] : []),
    ],
  };
}
