// How long the planner takes: node bench/planner.mjs [PROBLEM ...] after npm run build. Prints CPU seconds beside the gate, one row per problem.
import { performance } from "node:perf_hooks";
import { planProblem } from "@commonwright/planner";
import { verifyPlan } from "@commonwright/planner/checker";
import { loadProblem } from "../apps/commonwright/dist/problemLoading.js";

/** CPU seconds that a problem may take, where one is set. */
const GATES = { "examples/milan": 15 };

/** @param {NodeJS.CpuUsage} since */
const cpuSeconds = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

/** @param {string} path */
async function row(path) {
  const loaded = await loadProblem(path);
  if ("problems" in loaded) throw new Error(`${path}: ${loaded.problems[0]?.message}`);
  const began = process.cpuUsage();
  const clock = performance.now();
  const result = await planProblem(loaded.problem, { original: loaded.original });
  const [plan, wall] = [cpuSeconds(began), (performance.now() - clock) / 1000];
  const checking = process.cpuUsage();
  const { ok } = verifyPlan(loaded.original, result);
  const nodes = result.certificate.stages.reduce((sum, stage) => sum + stage.nodes.length, 0);
  return {
    problem: path,
    needs: loaded.problem.needs.length,
    objective: result.objective.toFixed(4),
    status: result.status,
    gap: result.gap.toExponential(1),
    nodes,
    "plan CPU s": plan.toFixed(2),
    "plan wall s": wall.toFixed(2),
    "gate s": GATES[/** @type {keyof typeof GATES} */ (path)] ?? "",
    "verify CPU s": cpuSeconds(checking).toFixed(2),
    accepted: ok,
  };
}

const paths = process.argv.slice(2);
const rows = [];
for (const path of paths.length > 0 ? paths : ["examples/tiny", "examples/milan"]) rows.push(await row(path));
console.table(rows);
