// Whether the plan keeps every balance and every limit (rules M1 to M7), to 1e-6 of what is needed and of each limit.
import { type Findings, report, shown } from "./findings.js";
import type { PlanUse } from "./planUse.js";
import type { PlanView } from "./planView.js";
import type { ProblemView } from "./problemView.js";

/** How far a limit may be passed, relative to it; and a balance, relative to what is needed or used up there. */
const RELATIVE = 1e-6;
/** Quantities below this may be left out of a plan, where they are next to nothing of what goes out. */
const DUST = 1e-9;
const NEXT_TO_NOTHING = 1e-3;
/** What only passes through may be off by its rounding; a greater one than that of the sum itself is let pass. */
const PASSING = 1e-12;
const LEAST_ROUNDING = 1e-15;

/** Reports every balance and limit that the plan breaks. */
export function checkFeasibility(view: ProblemView, plan: PlanView, use: PlanUse, findings: Findings): void {
  checkBalances(view, use, findings);
  checkLimits(view, use, findings);
  checkUnmet(view, plan, findings);
  checkRuns(view, plan, findings);
}

function checkBalances(view: ProblemView, use: PlanUse, findings: Findings): void {
  const { ids, places, periods } = view;
  const greatest = use.demand.reduce((a, b) => Math.max(a, b), 0);
  for (let node = 0; node < use.inflow.length; node++) {
    const inflow = use.inflow[node],
      outflow = use.outflow[node];
    if (outflow === 0) continue;
    const item = Math.floor(node / (places * periods));
    const flow = Math.max(inflow, outflow);
    // Shipments and runs in a circle make the flow as large as one likes: it must neither widen the slack nor hide what is missing in its rounding.
    const passing = Math.min(PASSING * flow, RELATIVE * greatest);
    const slack = RELATIVE * use.demand[node] + Math.min(DUST, NEXT_TO_NOTHING * outflow) + passing;
    if (outflow - inflow + LEAST_ROUNDING * flow <= slack) continue;
    const where = `"${ids.item.ids[item]}" at "${ids.place.ids[Math.floor(node / periods) % places]}" in "${ids.period.ids[node % periods]}"`;
    report(
      findings,
      "result",
      `the balance of ${where} does not hold: ${shown(inflow)} come in or stay unmet, ${shown(outflow)} go out or are needed`,
    );
  }
}

interface LimitFamily {
  readonly used: Float64Array;
  readonly limit: Float64Array;
  readonly what: (row: number) => string;
}

function checkLimits(view: ProblemView, use: PlanUse, findings: Findings): void {
  const { ids, capabilities, skills, items } = view;
  const territory = (k: number) => `"${ids.territory.ids[k]}"`;
  const families: readonly LimitFamily[] = [
    {
      used: use.machine,
      limit: view.machineHours,
      what: (row) =>
        `hours of "${ids.capability.ids[row % capabilities]}" of the workshop "${ids.workshop.ids[Math.floor(row / capabilities)]}"`,
    },
    {
      used: use.labour,
      limit: view.labourHours,
      what: (row) => `hours of "${ids.skill.ids[row % skills]}" in ${territory(Math.floor(row / skills))}`,
    },
    { used: use.co2, limit: view.co2Limit, what: (k) => `kg of CO2 in ${territory(k)}` },
    {
      used: use.extract,
      limit: view.extractLimit,
      what: (row) => `of "${ids.item.ids[row % items]}" extracted in ${territory(Math.floor(row / items))}`,
    },
    { used: use.money, limit: view.moneyLimit, what: (k) => `money for purchases in ${territory(k)}` },
    { used: use.market, limit: view.marketLimit, what: (item) => `of "${ids.item.ids[item]}" bought` },
  ];
  for (const { used, limit, what } of families) {
    for (let n = 0; n < used.length; n++) {
      const row = Math.floor(n / view.periods);
      if (used[n] <= limit[row] * (1 + RELATIVE) || used[n] === 0) continue;
      report(
        findings,
        "result",
        `uses ${shown(used[n])} ${what(row)} in "${ids.period.ids[n % view.periods]}", the limit is ${shown(limit[row])}`,
      );
    }
  }
}

function checkUnmet(view: ProblemView, { unmet }: PlanView, findings: Findings): void {
  for (let n = 0; n < unmet.count; n++) {
    const asked = view.needs.quantity[unmet.index[0][n]];
    if (unmet.quantity[n] <= asked * (1 + RELATIVE)) continue;
    report(findings, `${unmet.path[n]}.quantity`, `is ${shown(unmet.quantity[n])}, more than the need's ${shown(asked)}`);
  }
}

function checkRuns(view: ProblemView, { runs, setups }: PlanView, findings: Findings): void {
  const paid = new Set<number>();
  for (let n = 0; n < setups.count; n++) paid.add(setups.index[0][n] * view.periods + setups.index[1][n]);
  for (let n = 0; n < runs.count; n++) {
    const pair = runs.index[0][n],
      r = view.pairs.recipe[pair],
      quantity = runs.quantity[n];
    const path = `${runs.path[n]}.quantity`;
    // Whole exactly: a millionth of a run may make as much as is needed.
    if (view.recipes.integer[r] === 1 && !Number.isInteger(quantity)) {
      report(findings, path, `is ${shown(quantity)}, runs of "${view.ids.recipe.ids[r]}" must be whole`);
    }
    if (view.recipes.hasSetup[r] === 0 || quantity === 0) continue;
    if (!paid.has(pair * view.periods + runs.index[1][n])) report(findings, runs.path[n], "runs without the set-up that its recipe needs");
    const most = view.pairs.most[pair];
    if (quantity > most * (1 + RELATIVE)) report(findings, path, `is ${shown(quantity)}, the machines allow ${shown(most)}`);
  }
}
