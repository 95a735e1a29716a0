// What the plan moves through every node, uses of every limit, and costs.
import { sumOver } from "./columnCosts.js";
import { itemOrder } from "./itemOrder.js";
import type { PlanView } from "./planView.js";
import { nodeOf, type ProblemView } from "./problemView.js";

/** Flows per node (see ProblemView), uses per limit and period (last index), and the parts of the cost. */
export interface PlanUse {
  readonly inflow: Float64Array;
  readonly outflow: Float64Array;
  /** Per node, what is needed there, and taken by runs for good: inputs that can come round again (by-products, items on a circle) are left out. */
  readonly demand: Float64Array;
  readonly machine: Float64Array;
  readonly labour: Float64Array;
  readonly co2: Float64Array;
  readonly extract: Float64Array;
  readonly money: Float64Array;
  readonly market: Float64Array;
  readonly cost: { money: number; labourHours: number; co2Kg: number };
  /** Per priority (1, 2, 3), reference cost of what stays unmet. */
  readonly unmetByPriority: Float64Array;
  /** The objective of rule R2. */
  readonly objective: () => number;
}

/** Adds up the whole plan. */
export function planUse(view: ProblemView, plan: PlanView): PlanUse {
  const { periods, items, territories } = view;
  const nodes = items * view.places * periods;
  const cost = { money: 0, labourHours: 0, co2Kg: 0 },
    unmetByPriority = new Float64Array(4);
  const use: PlanUse = {
    inflow: new Float64Array(nodes),
    outflow: new Float64Array(nodes),
    demand: new Float64Array(nodes),
    machine: new Float64Array(view.workshops * view.capabilities * periods),
    labour: new Float64Array(territories * view.skills * periods),
    co2: new Float64Array(territories * periods),
    extract: new Float64Array(territories * items * periods),
    money: new Float64Array(territories * periods),
    market: new Float64Array(items * periods),
    cost,
    unmetByPriority,
    objective: () => {
      const unmet = view.lexicographic ? 0 : unmetByPriority.reduce((sum, value, priority) => sum + value * view.penalty[priority], 0);
      return view.weights.money * cost.money + view.weights.labourHour * cost.labourHours + view.weights.co2Kg * cost.co2Kg + unmet;
    },
  };
  addNeedsAndStocks(view, use);
  const { stated } = itemOrder(view.recipes, items);
  for (let n = 0; n < plan.runs.count; n++)
    addRun(view, use, { pair: plan.runs.index[0][n], t: plan.runs.index[1][n], quantity: plan.runs.quantity[n], stated });
  addShipments(view, plan, use);
  addPurchases(view, plan, use);
  addHoldings(view, plan, use);
  addUnmet(view, plan, use);
  for (let n = 0; n < plan.setups.count; n++) cost.money += view.recipes.setupMoney[view.pairs.recipe[plan.setups.index[0][n]]];
  return use;
}

function addNeedsAndStocks(view: ProblemView, use: PlanUse): void {
  const { needs, stocks } = view;
  for (let n = 0; n < needs.count; n++) {
    const node = nodeOf(view, needs.item[n], needs.place[n], needs.period[n]);
    use.outflow[node] += needs.quantity[n];
    use.demand[node] += needs.quantity[n];
  }
  for (let n = 0; n < stocks.count; n++) use.inflow[nodeOf(view, stocks.item[n], stocks.place[n], 0)] += stocks.quantity[n];
}

interface PlannedRun {
  readonly pair: number;
  readonly t: number;
  readonly quantity: number;
  /** 1 for items that can come round again. */
  readonly stated: Uint8Array;
}

function addRun(view: ProblemView, use: PlanUse, { pair, t, quantity, stated }: PlannedRun): void {
  const { recipes, pairs, periods } = view;
  const r = pairs.recipe[pair],
    w = pairs.workshop[pair],
    h = pairs.place[pair],
    k = pairs.territory[pair];
  const { outputs, inputs, machine, labour, extracts } = recipes;
  const worked = quantity * view.efficiency[w];
  for (let n = outputs.start[r]; n < outputs.start[r + 1]; n++) {
    use.inflow[nodeOf(view, outputs.index[n], h, t + recipes.lead[r])] += quantity * outputs.amount[n];
  }
  for (let n = inputs.start[r]; n < inputs.start[r + 1]; n++) {
    const node = nodeOf(view, inputs.index[n], h, t);
    use.outflow[node] += quantity * inputs.amount[n];
    if (stated[inputs.index[n]] === 0) use.demand[node] += quantity * inputs.amount[n];
  }
  for (let n = machine.start[r]; n < machine.start[r + 1]; n++)
    use.machine[(w * view.capabilities + machine.index[n]) * periods + t] += worked * machine.amount[n];
  for (let n = labour.start[r]; n < labour.start[r + 1]; n++)
    use.labour[(k * view.skills + labour.index[n]) * periods + t] += worked * labour.amount[n];
  for (let n = extracts.start[r]; n < extracts.start[r + 1]; n++)
    use.extract[(k * view.items + extracts.index[n]) * periods + t] += quantity * extracts.amount[n];
  use.co2[k * periods + t] += quantity * recipes.co2Kg[r];
  use.cost.co2Kg += quantity * recipes.co2Kg[r];
  use.cost.money += worked * sumOver(machine, r, (c) => view.machineMoney[w * view.capabilities + c]);
  use.cost.labourHours += worked * sumOver(labour, r, () => 1);
}

function addShipments(view: ProblemView, { shipments }: PlanView, use: PlanUse): void {
  const [item, from, to, period] = shipments.index;
  for (let n = 0; n < shipments.count; n++) {
    const quantity = shipments.quantity[n],
      t = period[n],
      b = to[n];
    const km = view.km[from[n] * view.places + b],
      kg = quantity * view.massKg[item[n]],
      co2 = kg * km * view.co2PerKgKm;
    use.outflow[nodeOf(view, item[n], from[n], t)] += quantity;
    use.inflow[nodeOf(view, item[n], b, t)] += quantity;
    use.co2[view.territoryOfPlace[b] * view.periods + t] += co2;
    use.cost.co2Kg += co2;
    use.cost.money += kg * (view.fixedPerKg + view.costPerKgKm * km);
  }
}

function addPurchases(view: ProblemView, { purchases }: PlanView, use: PlanUse): void {
  const [item, place, period] = purchases.index;
  for (let n = 0; n < purchases.count; n++) {
    const quantity = purchases.quantity[n],
      i = item[n],
      h = place[n],
      t = period[n],
      k = view.territoryOfPlace[h];
    const money = quantity * view.marketPrice[i * view.places + h],
      co2 = quantity * view.marketCo2[i];
    use.inflow[nodeOf(view, i, h, t)] += quantity;
    use.market[i * view.periods + t] += quantity;
    use.money[k * view.periods + t] += money;
    use.co2[k * view.periods + t] += co2;
    use.cost.money += money;
    use.cost.co2Kg += co2;
  }
}

function addHoldings(view: ProblemView, { holdings }: PlanView, use: PlanUse): void {
  const [item, place, period] = holdings.index;
  for (let n = 0; n < holdings.count; n++) {
    const quantity = holdings.quantity[n],
      node = nodeOf(view, item[n], place[n], period[n]);
    use.outflow[node] += quantity;
    use.inflow[node + 1] += quantity;
    use.cost.money += quantity * view.holdingRate * view.referenceCost[item[n]];
  }
}

function addUnmet(view: ProblemView, { unmet }: PlanView, use: PlanUse): void {
  const { needs } = view;
  for (let n = 0; n < unmet.count; n++) {
    const need = unmet.index[0][n],
      quantity = unmet.quantity[n];
    use.inflow[nodeOf(view, needs.item[need], needs.place[need], needs.period[need])] += quantity;
    use.unmetByPriority[needs.priority[need]] += quantity * needs.referenceCost[need];
  }
}
