// The certificate: every stage, every leaf, and the bounds that they prove (rules C1 to C7).
import { agrees } from "./agreement.js";
import { leafBound } from "./bound.js";
import { type Findings, report, shown } from "./findings.js";
import { type ItemOrder, itemOrder } from "./itemOrder.js";
import { isObject, type JsonObject, listAt, numberAt, objectAt, objectFrom, valueAt } from "./jsonValues.js";
import type { Leaf, Stage } from "./leaf.js";
import { type LeafPrices, readLeafPrices } from "./leafPrices.js";
import type { ProblemView } from "./problemView.js";
import { type Reach, reachOf } from "./reachability.js";
import { type TreeLeaf, walkTree } from "./searchTree.js";

/** What a certificate proves. A stage with findings has no bound. */
export interface Proof {
  /** Per priority 1, 2, 3 the least unmet, in the lexicographic rule; index 0 is the bound of the objective. */
  readonly bounds: readonly (number | undefined)[];
  /** The prices of the first node of the cost stage where it is its only leaf. */
  readonly onlyLeaf: LeafPrices | undefined;
  readonly items: ItemOrder;
}

/** How far a level may rise in the stages after it (rule M10). */
const LEVEL_SLACK = 1e-7;
const NO_WEIGHTS = { money: 0, labourHour: 0, co2Kg: 0 };
/** Elementary steps that all leaves together may take; more than any plan needs in a sensible time. */
const MOST_WORK = 5e10;

interface Checking {
  readonly view: ProblemView;
  readonly items: ItemOrder;
  readonly recipesByProduct: readonly (readonly number[])[];
  readonly reach: Reach;
  readonly findings: Findings;
  work: number;
}

/** Walks the whole certificate. `unmet[p]` is what the result states as unmet of priority p. */
export function checkCertificate(result: JsonObject, view: ProblemView, unmet: Float64Array, findings: Findings): Proof {
  const items = itemOrder(view.recipes, view.items);
  const recipesByProduct = Array.from({ length: view.items }, (): number[] => []);
  for (let r = 0; r < view.recipes.count; r++) recipesByProduct[view.recipes.product[r]].push(r);
  const checking: Checking = { view, items, recipesByProduct, reach: reachOf(view), findings, work: 0 };
  const stages = listAt(objectAt(result, "certificate", "result", findings), "stages", "result.certificate", findings);
  const expected = stagesOf(view, unmet);
  if (stages.length !== expected.length) {
    report(
      findings,
      "result.certificate.stages",
      `has ${stages.length} stages, must have ${expected.length}: ${expected.map((stage) => stage.name).join(", ")}`,
    );
  }
  const bounds: (number | undefined)[] = [];
  let onlyLeaf: LeafPrices | undefined;
  expected.slice(0, stages.length).forEach((stage, n) => {
    const checked = checkStage(
      checking,
      stage,
      objectFrom(stages[n], `result.certificate.stages[${n}]`, findings),
      `result.certificate.stages[${n}]`,
    );
    bounds[stage.priority] = checked.bound;
    if (stage.priority === 0) onlyLeaf = checked.onlyLeaf;
  });
  return { bounds, onlyLeaf, items };
}

/** The stages that the rule of the problem asks for. */
function stagesOf(view: ProblemView, unmet: Float64Array): Stage[] {
  const stages: Stage[] = [];
  const levelLimit = new Float64Array(4).fill(Infinity);
  if (view.lexicographic) {
    for (const priority of [1, 2, 3]) {
      if (!view.needs.priority.includes(priority)) continue;
      stages.push({ name: `priority-${priority}`, priority, weights: NO_WEIGHTS, levelLimit: levelLimit.slice() });
      levelLimit[priority] = unmet[priority] * (1 + LEVEL_SLACK);
    }
  }
  return [...stages, { name: "cost", priority: 0, weights: view.weights, levelLimit }];
}

interface CheckedStage {
  readonly bound: number | undefined;
  readonly onlyLeaf: LeafPrices | undefined;
}

function checkStage(checking: Checking, stage: Stage, stated: JsonObject, path: string): CheckedStage {
  const { findings, view } = checking;
  const name = valueAt(stated, "stage");
  if (name !== stage.name) report(findings, `${path}.stage`, `is ${JSON.stringify(name) ?? "absent"}, must be "${stage.name}"`);
  const nodes = listAt(stated, "nodes", path, findings);
  let bound: number | undefined = Infinity,
    onlyLeaf: LeafPrices | undefined;
  const whole = walkTree(nodes, { path: `${path}.nodes`, findings }, view, (leaf) => {
    const { prices, proven } = checkLeaf(checking, stage, leaf);
    onlyLeaf = nodes.length === 1 ? prices : undefined;
    bound = proven === undefined || bound === undefined ? undefined : Math.min(bound, proven);
  });
  if (!whole || bound === undefined) return { bound: undefined, onlyLeaf };
  if (valueAt(stated, "bound") !== undefined) checkBound(stated, path, bound, findings);
  return { bound, onlyLeaf };
}

function checkLeaf(checking: Checking, stage: Stage, { node, path, ranges }: TreeLeaf): { prices: LeafPrices; proven: number | undefined } {
  const { view, items, recipesByProduct, reach, findings } = checking;
  const before = findings.count;
  const prices = readLeafPrices(node, path, view, findings);
  if (!isObject(valueAt(node, "prices"))) report(findings, `${path}.prices`, "must be an object with the prices of the leaf");
  checking.work += workOfLeaf(view);
  if (checking.work > MOST_WORK) report(findings, path, "the certificate is too large to check");
  if (findings.count > before) return { prices, proven: undefined };
  const leaf: Leaf = { view, items, recipesByProduct, reach, stage, ranges, prices };
  const proven = leafBound(leaf);
  if ("refusal" in proven) {
    report(findings, path, proven.refusal);
    return { prices, proven: undefined };
  }
  checkBound(node, path, proven.bound, findings);
  return { prices, proven: proven.bound };
}

/** Steps that one leaf takes: detours and shipments, runs, and the tables of prices, each written and read a few times. */
function workOfLeaf(view: ProblemView): number {
  const { periods, places, items, territories } = view;
  const limits = view.machineHours.length + view.labourHours.length + territories * (items + 2) + items;
  return periods * (places ** 2 * (places + 3 * items) + 10 * view.pairs.count + 40 * limits);
}

/** A leaf in which no plan lies proves any bound; every other must state its own. */
function checkBound(stated: JsonObject, path: string, right: number, findings: Findings): void {
  const before = findings.count;
  const bound = numberAt(stated, "bound", { path, findings }, { least: -Infinity });
  if (findings.count > before || right === Infinity || agrees(bound, right)) return;
  report(findings, `${path}.bound`, `is stated as ${shown(bound)}, the prices prove ${shown(right)}`);
}
