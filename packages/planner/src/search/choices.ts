// The runs about which a search has to decide: those that are whole or have a set-up; and the branches that decide on them.
import type { PlanArrays } from "../arrays/planArrays.js";
import { type Branch, type Choices, SetupState } from "../pricing/priceSystem.js";

/** One choice per run and period of every recipe with whole runs or a set-up that costs something. */
export function choicesOf(arrays: PlanArrays): Choices {
  const { recipes, runs, periodCount: T } = arrays;
  const ofRun = new Int32Array(runs.count * T).fill(-1);
  const run: number[] = [];
  const period: number[] = [];
  for (let j = 0; j < runs.count; j++) {
    const recipe = runs.recipe[j];
    if (!recipes.isWhole[recipe] && recipes.setupCost[recipe] === 0) continue;
    for (let t = 0; t + recipes.leadPeriods[recipe] < T; t++) {
      ofRun[j * T + t] = run.length;
      run.push(j);
      period.push(t);
    }
  }
  return { count: run.length, ofRun, run: Int32Array.from(run), period: Int32Array.from(period) };
}

/** True where the runs of a choice are whole. */
export function isWholeChoice(arrays: PlanArrays, choices: Choices, choice: number): boolean {
  return arrays.recipes.isWhole[arrays.runs.recipe[choices.run[choice]]] === 1;
}

/** The branch in which nothing is decided: runs up to what the limits leave (rules M7 and C8), set-ups free. */
export function rootBranch(arrays: PlanArrays, choices: Choices): Branch {
  const least = new Float64Array(choices.count);
  const most = Float64Array.from(choices.run, (j) => arrays.runs.most[j]);
  lowerMost(arrays, choices, least, most);
  return {
    least,
    most,
    setup: Uint8Array.from(choices.run, (j) => (arrays.recipes.setupCost[arrays.runs.recipe[j]] > 0 ? SetupState.free : SetupState.none)),
  };
}

/** The way a branch is split in two. `below`: no runs (set-up) or at most `runs`; `above`: the set-up is paid or at least `runs` + 1 (at least `runs` where they need not be whole). */
export type Split =
  | { readonly choice: number; readonly kind: "setup" }
  | { readonly choice: number; readonly kind: "runs"; readonly runs: number };

export function branchBelow(branch: Branch, split: Split): Branch {
  const most = branch.most.slice();
  const setup = branch.setup.slice();
  if (split.kind === "runs") most[split.choice] = split.runs;
  else setup[split.choice] = SetupState.off;
  return { least: branch.least, most, setup };
}

/** Runs that a branch forces have their set-up paid, and leave less of the limits to all others (rule C8). */
export function branchAbove(arrays: PlanArrays, choices: Choices, branch: Branch, split: Split): Branch {
  const least = branch.least.slice();
  const most = branch.most.slice();
  const setup = branch.setup.slice();
  if (setup[split.choice] === SetupState.free) setup[split.choice] = SetupState.on;
  if (split.kind === "runs") {
    least[split.choice] = split.runs + (isWholeChoice(arrays, choices, split.choice) ? 1 : 0);
    lowerMost(arrays, choices, least, most);
  }
  return { least, most, setup };
}

/** The branch in which every choice is decided: exactly these runs where they are whole, and set-ups paid where there are any runs. */
export function fixedBranch(arrays: PlanArrays, choices: Choices, runs: Float64Array): Branch {
  const root = rootBranch(arrays, choices);
  for (let c = 0; c < choices.count; c++) {
    if (isWholeChoice(arrays, choices, c)) root.least[c] = root.most[c] = Math.round(runs[c]);
    if (root.setup[c] === SetupState.free) root.setup[c] = runs[c] > 1e-7 ? SetupState.on : SetupState.off;
  }
  return root;
}

/** Of a limit, what counts as room although it is used up: a trace, so that no share of a set-up is divided by rounding. */
const TRACE = 1e-9;

/** Lowers `most` to what every limit leaves to a run when all others have only what is forced (rule C8), in whole numbers where runs are whole. */
function lowerMost(arrays: PlanArrays, choices: Choices, least: Float64Array, most: Float64Array): void {
  const { runs, limits, periodCount: T } = arrays;
  const forced = new Float64Array(limits.count * T);
  for (let c = 0; c < choices.count; c++) {
    if (least[c] > 0)
      for (let u = runs.useStart[choices.run[c]]; u < runs.useStart[choices.run[c] + 1]; u++)
        forced[runs.useLimit[u] * T + choices.period[c]] += runs.useAmount[u] * least[c];
  }
  for (let c = 0; c < choices.count; c++) {
    const j = choices.run[c];
    let room = Infinity;
    for (let u = runs.useStart[j]; u < runs.useStart[j + 1]; u++) {
      const at = runs.useLimit[u] * T + choices.period[c];
      const trace = TRACE * limits.amount[runs.useLimit[u]];
      const left = Math.max(limits.left[at] - forced[at] + runs.useAmount[u] * least[c], trace);
      room = Math.min(room, left / runs.useAmount[u]);
    }
    if (isWholeChoice(arrays, choices, c)) room = Math.floor(room + 1e-9);
    most[c] = Math.max(least[c], Math.min(most[c], room));
  }
}
