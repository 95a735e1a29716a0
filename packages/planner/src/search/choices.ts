// The runs about which a search has to decide: those that are whole or have a set-up.
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

/** The branch in which nothing is decided: set-ups free, their runs up to what machine hours allow (rule M7). */
export function rootBranch(arrays: PlanArrays, choices: Choices): Branch {
  return {
    least: new Float64Array(choices.count),
    most: Float64Array.from(choices.run, (j) => (arrays.recipes.setupCost[arrays.runs.recipe[j]] > 0 ? arrays.runs.most[j] : Infinity)),
    setup: Uint8Array.from(choices.run, (j) => (arrays.recipes.setupCost[arrays.runs.recipe[j]] > 0 ? SetupState.free : SetupState.none)),
  };
}

/** The way a branch is split in two. `below`: no runs (set-up) or at most `runs`; `above`: the set-up is paid or at least `runs` + 1. */
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

export function branchAbove(branch: Branch, split: Split): Branch {
  const least = branch.least.slice();
  const setup = branch.setup.slice();
  if (split.kind === "runs") least[split.choice] = split.runs + 1;
  else setup[split.choice] = SetupState.on;
  return { least, most: branch.most, setup };
}

/** The branch in which every choice is decided: exactly these runs where they are whole, and set-ups paid where there are any runs. */
export function fixedBranch(arrays: PlanArrays, choices: Choices, runs: Float64Array): Branch {
  const root = rootBranch(arrays, choices);
  for (let c = 0; c < choices.count; c++) {
    const isWhole = arrays.recipes.isWhole[arrays.runs.recipe[choices.run[c]]] === 1;
    if (isWhole) root.least[c] = root.most[c] = runs[c];
    if (root.setup[c] === SetupState.free) root.setup[c] = runs[c] > 1e-7 ? SetupState.on : SetupState.off;
  }
  return root;
}
