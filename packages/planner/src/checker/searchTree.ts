// Walks the search tree of a stage: a flat list of nodes, root first, whose leaves must cover every whole number.
import { type Findings, report } from "./findings.js";
import { indexAt } from "./idTable.js";
import { isObject, type JsonObject, objectAt, valueAt } from "./jsonValues.js";
import { NO_RUNS, openRanges, PAID, type RunRanges, UNDECIDED } from "./leaf.js";
import { pairOf } from "./leafPrices.js";
import type { ProblemView } from "./problemView.js";
import { narrowRanges, pairUses } from "./runRoom.js";

/** A leaf as it stands in the list, with the ranges that the splits above it leave. */
export interface TreeLeaf {
  readonly node: JsonObject;
  readonly path: string;
  readonly ranges: RunRanges;
}

/** What a split decides for one run (pair * periods + t): a set-up, or runs at most `runs` below and at least `above` above: one more where runs are whole, else as many. */
interface Split {
  readonly run: number;
  readonly setup: boolean;
  readonly runs: number;
  readonly above: number;
}

/** One decision on the way from the root to a node. */
interface Decision {
  readonly split: Split;
  readonly above: boolean;
}

interface Visit {
  readonly node: number;
  readonly way: Way | undefined;
}

/** The decisions above a node, nearest first. */
interface Way {
  readonly decision: Decision;
  readonly before: Way | undefined;
}

/** Deeper than this no honest tree is, and wider work than this no check should do. */
const MOST_STEPS = 50_000_000;

interface Walk {
  readonly nodes: readonly unknown[];
  readonly path: string;
  readonly view: ProblemView;
  readonly findings: Findings;
  readonly seen: Uint8Array;
  readonly uses: ReturnType<typeof pairUses>;
  steps: number;
}

/**
 * Calls `onLeaf` for every leaf. Reports nodes that are no nodes, that are reached twice or not at all, and splits that do not split;
 * the answer is false if anything was reported.
 */
export function walkTree(
  nodes: readonly unknown[],
  at: { readonly path: string; readonly findings: Findings },
  view: ProblemView,
  onLeaf: (leaf: TreeLeaf) => void,
): boolean {
  const walk: Walk = { nodes, ...at, view, seen: new Uint8Array(nodes.length), uses: pairUses(view), steps: 0 };
  const before = at.findings.count;
  if (nodes.length === 0) report(at.findings, at.path, "must hold at least the root");
  const open: Visit[] = nodes.length > 0 ? [{ node: 0, way: undefined }] : [];
  for (let visit = open.pop(); visit; visit = open.pop()) open.push(...visitNode(walk, visit, onLeaf));
  // Where something else is wrong, nodes are left out because of that.
  const isSound = at.findings.count === before;
  walk.seen.forEach((seen, n) => {
    if (seen === 0 && isSound) report(at.findings, `${at.path}[${n}]`, "is not reached from the root");
  });
  return at.findings.count === before;
}

/** Handles one node; the answer is what is to be visited next, the branch below last so that it comes first. */
function visitNode(walk: Walk, { node, way }: Visit, onLeaf: (leaf: TreeLeaf) => void): Visit[] {
  const { findings, view } = walk;
  const path = `${walk.path}[${node}]`,
    value = walk.nodes[node];
  if (walk.seen[node] === 1) {
    report(findings, path, "is reached twice: the nodes must be a tree");
    return [];
  }
  walk.seen[node] = 1;
  if (!isObject(value)) {
    report(findings, path, "must be a split or a leaf");
    return [];
  }
  if (valueAt(value, "split") === undefined) {
    const ranges = rangesAfter(walk, way);
    if (ranges) onLeaf({ node: value, path, ranges });
    else report(findings, path, "the tree is too large to check");
    return [];
  }
  const split = readSplit(objectAt(value, "split", path, findings), `${path}.split`, view, findings);
  const below = childAt(value, "below", walk, path),
    above = childAt(value, "above", walk, path);
  if (!split || below < 0 || above < 0 || !splitsRange(walk, way, split, path)) return [];
  const child = (target: number, isAbove: boolean): Visit => ({ node: target, way: { decision: { split, above: isAbove }, before: way } });
  return [child(above, true), child(below, false)];
}

function childAt(node: JsonObject, key: string, walk: Walk, path: string): number {
  const child = valueAt(node, key);
  if (typeof child === "number" && Number.isInteger(child) && child >= 0 && child < walk.nodes.length) return child;
  report(walk.findings, `${path}.${key}`, `must be the index of a node, 0 to ${walk.nodes.length - 1}`);
  return -1;
}

function readSplit(split: JsonObject, path: string, view: ProblemView, findings: Findings): Split | undefined {
  const pair = pairOf({ object: split, path }, view, findings),
    t = indexAt(split, "period", view.ids.period, { path, findings });
  if (pair < 0 || t < 0) return undefined;
  const r = view.pairs.recipe[pair],
    setup = valueAt(split, "setup"),
    runs = valueAt(split, "runs");
  const run = pair * view.periods + t;
  if (setup === true && runs === undefined) {
    if (view.recipes.hasSetup[r] === 1) return { run, setup: true, runs: 0, above: 0 };
    report(findings, path, `the recipe "${view.ids.recipe.ids[r]}" has no set-up`);
  } else if (typeof runs === "number" && Number.isFinite(runs) && runs >= 0 && setup === undefined) {
    const isWhole = view.recipes.integer[r] === 1;
    if (isWhole && Number.isInteger(runs)) return { run, setup: false, runs, above: runs + 1 };
    if (!isWhole && view.recipes.hasSetup[r] === 1 && runs > 0) return { run, setup: false, runs, above: runs };
    report(
      findings,
      path,
      isWhole ? "must split whole runs at a whole number" : `runs of "${view.ids.recipe.ids[r]}" need not be whole and have no set-up`,
    );
  } else report(findings, path, 'must have either "setup": true or "runs" as a number');
  return undefined;
}

/** Reports a split that lies outside what the splits above leave open. */
function splitsRange(walk: Walk, way: Way | undefined, split: Split, path: string): boolean {
  let lower = 0,
    upper = Infinity,
    setup = UNDECIDED;
  for (let step = way; step; step = step.before) {
    walk.steps++;
    const { split: made, above } = step.decision;
    if (made.run !== split.run) continue;
    if (made.setup) setup = above ? PAID : NO_RUNS;
    else if (above) lower = Math.max(lower, made.above);
    else upper = Math.min(upper, made.runs);
  }
  if (setup === NO_RUNS) upper = 0;
  if (walk.steps > MOST_STEPS) report(walk.findings, path, "the tree is too large to check");
  else if (split.setup && (setup !== UNDECIDED || lower > 0 || upper === 0))
    report(walk.findings, path, "decides on a set-up that is decided above");
  else if (!split.setup && (split.runs < lower || split.runs >= upper)) {
    report(walk.findings, path, `splits at ${split.runs} runs, outside the ${lower} to ${upper} that the splits above leave`);
  } else return true;
  return false;
}

function rangesAfter(walk: Walk, way: Way | undefined): RunRanges | undefined {
  const ranges = openRanges(walk.view);
  walk.steps += ranges.lower.length;
  for (let step = way; step; step = step.before) {
    if (walk.steps++ > MOST_STEPS) return undefined;
    const { split, above } = step.decision;
    if (split.setup) ranges.setup[split.run] = above ? PAID : NO_RUNS;
    else if (above) ranges.lower[split.run] = Math.max(ranges.lower[split.run], split.above);
    else ranges.upper[split.run] = Math.min(ranges.upper[split.run], split.runs);
  }
  narrowRanges(walk.view, walk.uses, ranges);
  for (let run = 0; run < ranges.upper.length; run++) if (ranges.setup[run] === NO_RUNS) ranges.upper[run] = 0;
  return ranges;
}
