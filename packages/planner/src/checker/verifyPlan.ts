// Checks a result against its problem: hashes, feasibility, cost, levels, bound, gap, reasons and prices.
import { agrees, checkNumber } from "./agreement.js";
import { canonicalHash } from "./canonicalJson.js";
import { checkCertificate, type Proof } from "./certificate.js";
import { checkFeasibility } from "./feasibility.js";
import { type Finding, type Findings, noFindings, report, shown } from "./findings.js";
import { indexAt } from "./idTable.js";
import { isObject, type JsonObject, listAt, numberAt, objectAt, objectFrom, rowsAt, valueAt } from "./jsonValues.js";
import { readPlan } from "./planView.js";
import { type PlanUse, planUse } from "./planUse.js";
import { checkPriceIntervals } from "./priceIntervals.js";
import { readProblem } from "./problemReading.js";
import { hasWholeNumbers, type ProblemView } from "./problemView.js";
import { startedItems, unreachableNeeds } from "./reachability.js";

/** What the check says: `ok` where nothing is wrong, else at most 100 findings. */
export interface Verification {
  readonly ok: boolean;
  readonly problems: readonly Finding[];
}

const OPTIMAL_GAP = 1e-6;
const EXACT = 1e-9;
const FORMAT = "commonwright-plan-result/1";
const OUT_OF_REACH = new Set(["no-recipe", "missing-capability", "missing-skill", "no-material", "too-late"]);
const IN_REACH = new Set(["limits", "not-worth"]);

/**
 * Checks a result (`commonwright-plan-result/1`) against its problem (`commonwright-plan/1`, as given), both as parsed JSON. Everything is
 * recomputed over the whole model, by code that shares nothing with the planner. Never throws.
 */
export function verifyPlan(problem: unknown, result: unknown): Verification {
  const findings = noFindings();
  try {
    check(problem, result, findings);
  } catch (fault) {
    // What is left here is a machine out of memory or stack on a file made to break it.
    report(findings, "result", `the check could not be finished: ${fault instanceof Error ? fault.message : "unknown fault"}`);
  }
  return { ok: findings.count === 0, problems: findings.list };
}

function check(problem: unknown, stated: unknown, findings: Findings): void {
  const result = objectFrom(stated, "result", findings);
  if (!isObject(stated) || !checkHashes(problem, result, findings)) return;
  const view = readProblem(problem, findings);
  if (!view) return;
  const status = valueAt(result, "status");
  if (status === "refused") return report(findings, "result.status", 'is "refused": there is no plan to check');
  if (status !== "optimal" && status !== "feasible" && status !== "cancelled")
    report(findings, "result.status", 'must be "optimal", "feasible" or "cancelled"');
  const plan = readPlan(result, view, findings);
  const use = planUse(view, plan);
  checkFeasibility(view, plan, use, findings);
  checkCost(result, use, findings);
  const unreachable = checkUnreachable(result, view, findings);
  const levels = checkLevels(result, view, use, findings);
  const proof = checkCertificate(result, view, levels.unmet, findings);
  checkBounds(result, { view, use, proof, levels, unreachable }, findings);
  checkReasons(result, view, { unreachable: unreachable.needs, proof }, findings);
  checkPriceIntervals(result, view, hasExactPrices(view, use, proof) ? proof.onlyLeaf : undefined, findings);
}

/** Only where nothing is open between plan and bound are the certificate's prices those of the plan. */
function hasExactPrices(view: ProblemView, use: PlanUse, proof: Proof): boolean {
  const bound = proof.bounds[0],
    objective = use.objective();
  return bound !== undefined && !hasWholeNumbers(view) && Math.abs(objective - bound) <= EXACT * Math.abs(objective);
}

/** Format, problem hash and digest; false where the values are not JSON at all, so that nothing else can be read. */
function checkHashes(problem: unknown, result: JsonObject, findings: Findings): boolean {
  const format = valueAt(result, "format");
  if (format !== FORMAT)
    report(findings, "result.format", `is ${typeof format === "string" ? `"${format}"` : "not a text"}, must be "${FORMAT}"`);
  const hashes = [
    ["problem", canonicalHash(problem)],
    ["digest", canonicalHash(result, ["digest"])],
  ] as const;
  for (const [key, hash] of hashes) {
    const stated = valueAt(result, key);
    const what =
      key === "problem"
        ? "the result was made for another problem, or the problem was changed since (plan again); the hash of the problem is"
        : "the result was changed after it was written; the hash of the result without its digest is";
    if ("refusal" in hash) report(findings, key === "problem" ? "problem" : "result", hash.refusal);
    else if (stated !== hash.hash)
      report(findings, `result.${key}`, `is ${typeof stated === "string" ? stated : "absent"}: ${what} ${hash.hash}`);
  }
  return hashes.every(([, hash]) => "hash" in hash);
}

function checkCost(result: JsonObject, use: PlanUse, findings: Findings): void {
  const cost = objectAt(result, "cost", "result", findings),
    at = { path: "result.cost", findings };
  checkNumber(cost, "money", use.cost.money, at);
  checkNumber(cost, "labourHours", use.cost.labourHours, at);
  checkNumber(cost, "co2Kg", use.cost.co2Kg, at);
  checkNumber(result, "objective", use.objective(), { path: "result", findings });
}

/** Needs out of reach, their part of the objective, and their part of each level. */
interface Unreachable {
  readonly needs: Uint8Array;
  readonly value: number;
  readonly byPriority: Float64Array;
}

function checkUnreachable(result: JsonObject, view: ProblemView, findings: Findings): Unreachable {
  const { needs, ids, penalty } = view;
  const right = unreachableNeeds(view),
    byPriority = new Float64Array(4);
  for (let n = 0; n < needs.count; n++) byPriority[needs.priority[n]] += right[n] * needs.quantity[n] * needs.referenceCost[n];
  const value = byPriority.reduce((sum, unmet, priority) => sum + unmet * penalty[priority], 0);
  const stated = objectAt(result, "unreachable", "result", findings),
    named = new Set<number>();
  listAt(stated, "needs", "result.unreachable", findings).forEach((id, n) => {
    const path = `result.unreachable.needs[${n}]`,
      need = typeof id === "string" ? ids.need.indexOf.get(id) : undefined;
    if (need === undefined) return report(findings, path, "names no need of the problem");
    if (named.has(need)) report(findings, path, "stands twice in its list");
    if (right[need] === 0) report(findings, path, `the need "${ids.need.ids[need]}" can be met in part`);
    named.add(need);
  });
  right.forEach((is, need) => {
    if (is === 1 && !named.has(need))
      report(findings, "result.unreachable.needs", `the need "${ids.need.ids[need]}" is out of reach and is not named`);
  });
  checkNumber(stated, "value", value, { path: "result.unreachable", findings });
  return { needs: right, value, byPriority };
}

/** What the result states per priority: unmet, and the row that states it. */
interface StatedLevels {
  readonly unmet: Float64Array;
  readonly rows: readonly { readonly priority: number; readonly object: JsonObject; readonly path: string }[];
}

/** Checks what the levels say is unmet; each may be passed by no more than 1e-6 (rule M10). */
function checkLevels(result: JsonObject, view: ProblemView, use: PlanUse, findings: Findings): StatedLevels {
  const unmet = new Float64Array(4),
    rows: { priority: number; object: JsonObject; path: string }[] = [];
  rowsAt(result, "levels", "result", findings).forEach((object, n) => {
    const path = `result.levels[${n}]`,
      priority = valueAt(object, "priority");
    if (priority !== 1 && priority !== 2 && priority !== 3) return report(findings, `${path}.priority`, "must be 1, 2 or 3");
    if (rows.some((row) => row.priority === priority)) return report(findings, path, "stands twice in its list");
    unmet[priority] = checkNumber(object, "unmet", use.unmetByPriority[priority], { path, findings });
    rows.push({ priority, object, path });
  });
  if (!view.lexicographic) return { unmet, rows };
  for (const priority of [1, 2, 3]) {
    if (view.needs.priority.includes(priority) && !rows.some((row) => row.priority === priority))
      report(findings, "result.levels", `must have the level of priority ${priority}`);
  }
  return { unmet, rows };
}

interface Bounding {
  readonly view: ProblemView;
  readonly use: PlanUse;
  readonly proof: Proof;
  readonly levels: StatedLevels;
  readonly unreachable: Unreachable;
}

/** Bound, gap and status, and the bounds of the levels. What decides is what was recomputed: next to a large part that is fixed, a stated number may be far off. */
function checkBounds(result: JsonObject, { view, use, proof, levels, unreachable }: Bounding, findings: Findings): void {
  const at = { path: "result", findings };
  const objective = use.objective(),
    isOptimal = valueAt(result, "status") === "optimal";
  const bound = proof.bounds[0] ?? numberAt(result, "bound", at, { least: -Infinity });
  if (proof.bounds[0] !== undefined) checkNumber(result, "bound", bound, at);
  if (bound > objective && !agrees(bound, objective))
    report(findings, "result.bound", `${shown(bound)} lies above the objective ${shown(objective)}, so one of them is wrong`);
  const gap = checkGap(
    result,
    { value: objective, bound, fixed: unreachable.value * (view.lexicographic ? 0 : 1), slack: ROUNDING },
    findings,
  );
  if (isOptimal && gap > OPTIMAL_GAP) report(findings, "result.status", `is "optimal", but the gap is ${shown(gap)}, above 1e-6`);
  if (!view.lexicographic) return;
  for (const { priority, object, path } of levels.rows) {
    const proven = proof.bounds[priority],
      unmet = use.unmetByPriority[priority];
    if (proven === undefined) continue;
    checkNumber(object, "bound", proven, { path, findings });
    if (proven > unmet && !agrees(proven, unmet))
      report(findings, `${path}.bound`, `${shown(proven)} lies above the ${shown(unmet)} that stay unmet`);
    const open = gapOf({ value: unmet, bound: proven, fixed: unreachable.byPriority[priority], slack: HELD });
    if (isOptimal && open > OPTIMAL_GAP)
      report(findings, "result.status", `is "optimal", but the gap of priority ${priority} is ${shown(open)}, above 1e-6`);
  }
}

interface Ends {
  readonly value: number;
  readonly bound: number;
  /** The part of the value that cannot be decided. */
  readonly fixed: number;
  /** What value and bound may differ by without being apart, as a share of the value. */
  readonly slack: number;
}

const NOTHING = 1e-9;
/** What a difference of two values may owe to their rounding, as a share of them. */
const ROUNDING = 1e-12;
/** A level that is held may rise by 1e-7 (rule M10), and round. */
const HELD = 1.1e-7;

/** Rule R3: 0 where nothing can be decided. */
function gapOf({ value, bound, fixed, slack }: Ends): number {
  const rounding = slack * Math.abs(value);
  if (value - fixed <= Math.max(NOTHING, rounding) || value - bound <= rounding) return 0;
  return (value - bound) / (value - fixed);
}

function checkGap(result: JsonObject, ends: Ends, findings: Findings): number {
  const right = gapOf(ends);
  const stated = numberAt(result, "gap", { path: "result", findings }, { least: -Infinity });
  // Next to nothing to decide, rounding decides on the quotient.
  const isTiny = ends.value - ends.fixed <= OPTIMAL_GAP && stated === 0;
  if (!(Math.abs(stated - right) <= OPTIMAL_GAP * Math.max(1, right)) && !isTiny)
    report(findings, "result.gap", `is stated as ${shown(stated)}, recomputed it is ${shown(right)}`);
  return isTiny ? 0 : right;
}

/** Codes of unmet needs, and that what describes the plan holds only finite numbers (rule R4). */
function checkReasons(
  result: JsonObject,
  view: ProblemView,
  known: { readonly unreachable: Uint8Array; readonly proof: Proof },
  findings: Findings,
): void {
  const started = startedItems(view),
    forbids = forbidsRuns(view);
  rowsAt(result, "unmet", "result", findings).forEach((row, n) => {
    const path = `result.unmet[${n}]`,
      need = indexAt(row, "need", view.ids.need, { path, findings }),
      code = valueAt(row, "code");
    if (need < 0) return;
    if (typeof code !== "string" || (!OUT_OF_REACH.has(code) && !IN_REACH.has(code))) {
      return report(findings, `${path}.code`, `must be one of ${[...OUT_OF_REACH, ...IN_REACH].join(", ")}`);
    }
    const isOut = known.unreachable[need] === 1;
    if (OUT_OF_REACH.has(code) && !isOut && started[view.needs.item[need] * view.periods + view.needs.period[need]] === 1)
      report(findings, `${path}.code`, `is "${code}", but the need can be met in part`);
    if (IN_REACH.has(code) && isOut && !(code === "limits" && forbids))
      report(findings, `${path}.code`, `is "${code}", but the need is out of reach`);
  });
}

/** True where a ceiling of 0, or machine hours for less than one run, keep some run out of every plan: "limits" is then why a need is out of reach. */
function forbidsRuns({ co2Limit, extractLimit, pairs }: ProblemView): boolean {
  return co2Limit.includes(0) || extractLimit.includes(0) || pairs.most.includes(0);
}
