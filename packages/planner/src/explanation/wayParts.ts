// What the cost of a way is made of, and which limits it takes.
import { nodeOf } from "../arrays/planArrays.js";
import { choiceCost } from "../pricing/nodePrices.js";
import type { Priced } from "../pricing/sources.js";
import type { PlanProblem } from "../problem/planProblem.js";
import type { UnitCostParts } from "./explanation.js";
import type { CostedWay, Target } from "./ways.js";

/** A limit in a period (index limit * T + period), and what a unit costs for it. */
export interface LimitShare {
  readonly cell: number;
  readonly value: number;
}

/** The parts of a way's cost, and the limits with a price that it takes by itself. */
export interface WayParts {
  readonly parts: UnitCostParts;
  readonly limits: readonly LimitShare[];
}

/** Takes the cost of a way apart; the parts make its value. */
export function partsOf(problem: PlanProblem, priced: Priced, target: Target, way: CostedWay): WayParts {
  const own =
    way.kind === "run"
      ? runParts(problem, priced, target, way)
      : way.kind === "buy"
        ? purchaseParts(problem, priced, way)
        : stockParts(priced, target, way);
  const freight = freightParts(priced, target, way);
  const holding = priced.stage.costScale * priced.arrays.holdCost[target.item] * (target.period - way.at);
  const scarcity = own.parts.scarcity + freight.limits.reduce((sum, share) => sum + share.value, 0);
  return { parts: { ...own.parts, freight: freight.real, holding, scarcity }, limits: [...own.limits, ...freight.limits] };
}

const NOTHING: UnitCostParts = { money: 0, labour: 0, co2: 0, freight: 0, materials: 0, holding: 0, scarcity: 0 };

function runParts(problem: PlanProblem, priced: Priced, { item }: Target, { index: j, at }: CostedWay): WayParts {
  const { arrays, nodes, prices, choices } = priced;
  const { runs, recipes, periodCount: T } = arrays;
  const [r, place] = [runs.recipe[j], runs.place[j]];
  const start = at - recipes.leadPeriods[r];
  const { perRun, given } = outputsOf(priced, r, item, at, place);
  let taken = 0;
  for (let k = recipes.inStart[r]; k < recipes.inStart[r + 1]; k++)
    taken += recipes.inQuantity[k] * nodes.price[nodeOf(arrays, recipes.inItem[k], start, place)];
  const limits: LimitShare[] = [];
  for (let u = runs.useStart[j]; u < runs.useStart[j + 1]; u++) {
    const cell = runs.useLimit[u] * T + start;
    if (prices.limit[cell] > 0) limits.push({ cell, value: (prices.limit[cell] * runs.useAmount[u]) / perRun });
  }
  const choice = choices.ofRun[j * T + start];
  const [setup, wholeness] = choice < 0 ? [0, 0] : [choiceCost(priced, choice), prices.choice[choice]];
  const scarcity = limits.reduce((sum, share) => sum + share.value, wholeness / perRun);
  const work = workOf(problem, r, runs.workshop[j]);
  const parts = { ...NOTHING, materials: (taken - given) / perRun, scarcity };
  return {
    parts: { ...parts, money: (work.money + setup) / perRun, labour: work.labour / perRun, co2: work.co2 / perRun },
    limits,
  };
}

/** How much of the item a run gives, and what its other outputs are worth. */
function outputsOf(priced: Priced, r: number, item: number, end: number, place: number): { perRun: number; given: number } {
  const { arrays, nodes } = priced;
  const { recipes } = arrays;
  let [perRun, given] = [1, 0];
  for (let k = recipes.outStart[r]; k < recipes.outStart[r + 1]; k++) {
    if (recipes.outItem[k] === item) perRun = recipes.outQuantity[k];
    else given += recipes.outQuantity[k] * nodes.price[nodeOf(arrays, recipes.outItem[k], end, place)];
  }
  return { perRun, given };
}

/** Machine hours, labour and CO2 of one run in objective units. */
function workOf({ recipes, workshops, weights }: PlanProblem, r: number, w: number): { money: number; labour: number; co2: number } {
  const { efficiency, capabilities } = workshops[w];
  const costPerHour = new Map(capabilities.map((row) => [row.capability, row.costPerHour]));
  const money = recipes[r].machine.reduce((sum, row) => sum + row.hours * (costPerHour.get(row.capability) ?? 0), 0);
  const hours = recipes[r].labour.reduce((sum, row) => sum + row.hours, 0);
  return {
    money: weights.money * money * efficiency,
    labour: weights.labourHour * hours * efficiency,
    co2: weights.co2Kg * recipes[r].co2Kg,
  };
}

function purchaseParts({ weights }: PlanProblem, { arrays, prices }: Priced, { index: p, from, at }: CostedWay): WayParts {
  const { purchases, limits: list, territoryOfPlace, periodCount: T } = arrays;
  const territory = territoryOfPlace[from];
  const uses: readonly (readonly [number, number])[] = [
    [list.moneyOfTerritory[territory], purchases.price[p]],
    [list.co2OfTerritory[territory], purchases.co2[p]],
    [list.marketOfItem[purchases.item[p]], 1],
  ];
  const limits = uses.flatMap(([limit, amount]): LimitShare[] => {
    const cell = limit * T + at;
    return limit >= 0 && prices.limit[cell] * amount > 0 ? [{ cell, value: prices.limit[cell] * amount }] : [];
  });
  const scarcity = limits.reduce((sum, share) => sum + share.value, 0);
  return { parts: { ...NOTHING, money: weights.money * purchases.price[p], co2: weights.co2Kg * purchases.co2[p], scarcity }, limits };
}

/** A stock costs nothing but what others would give for it. */
function stockParts({ arrays, prices, nodes }: Priced, { item }: Target, { index }: CostedWay): WayParts {
  const node = nodeOf(arrays, item, 0, index);
  return { parts: { ...NOTHING, scarcity: Math.min(prices.node[node], nodes.price[node]) }, limits: [] };
}

/** Freight along the cheapest way, stop by stop: what it really costs, and what the ceilings of CO2 where it arrives add. */
function freightParts(
  { arrays, nodes, prices, stage }: Priced,
  { item, place }: Target,
  way: CostedWay,
): { real: number; limits: LimitShare[] } {
  const { placeCount: H, periodCount: T, massKg, freightCost, freightCo2, limits: list, territoryOfPlace } = arrays;
  const shares: LimitShare[] = [];
  let real = 0;
  for (let stop = way.from; stop !== place; ) {
    const next = nodes.freight.next[way.shipped][stop * H + place];
    real += stage.costScale * massKg[item] * freightCost[stop * H + next];
    const cell = list.co2OfTerritory[territoryOfPlace[next]] * T + way.shipped;
    const value = cell < 0 ? 0 : prices.limit[cell] * massKg[item] * freightCo2[stop * H + next];
    if (value > 0) shares.push({ cell, value });
    stop = next;
  }
  return { real, limits: shares };
}
