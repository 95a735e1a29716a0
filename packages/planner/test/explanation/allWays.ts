// The cost of every node at the prices of a certificate, by plain recursion over all ways: the slow answer that is plainly right.
import { compileProblem } from "../../src/arrays/compile.js";
import { distanceKm, type PlanProblem, type PlanResult } from "../../src/index.js";

/** Least cost of a unit of an item at a place in a period, in ids. Only for linear problems: the certificate has one leaf. */
export type NodeCost = (item: string, place: string, period: number) => number;

export function costByAllWays(problem: PlanProblem, result: PlanResult): NodeCost {
  const [leaf] = result.certificate.stages[result.certificate.stages.length - 1].nodes;
  if (!("prices" in leaf)) throw new Error("the problem has whole numbers");
  const { prices } = leaf;
  const { weights, periods, places } = problem;
  const arrays = compileProblem(problem);
  const territoryOf = (place: string) => places.find((entry) => entry.id === place)?.territory;
  const co2Price = (place: string, t: number) =>
    prices.ceiling.find((row) => row.co2 === true && row.territory === territoryOf(place) && row.period === periods[t])?.price ?? 0;
  const freight = periods.map((_, t) => cheapestFreight(problem, (place) => co2Price(place, t)));
  const stated = (item: string) => arrays.isStated[problem.items.findIndex((entry) => entry.id === item)] === 1;
  const isReached = (item: string, t: number) =>
    arrays.isReached[problem.items.findIndex((entry) => entry.id === item) * periods.length + t] === 1;
  const listed = (item: string, place: string, t: number) =>
    prices.items.find((row) => row.item === item && row.place === place && row.period === periods[t])?.price;
  const known = new Map<string, number>();

  const cost: NodeCost = (item, place, t) => {
    if (!isReached(item, t)) return Infinity;
    if (stated(item)) return listed(item, place, t) ?? 0;
    const key = JSON.stringify([item, place, t]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const mass = problem.items.find((entry) => entry.id === item)?.massKg ?? 0;
    const to = places.findIndex((entry) => entry.id === place);
    const least = Math.min(...places.map((from, s) => ownCost(item, from.id, t) + mass * freight[t][s][to]));
    known.set(key, least);
    return least;
  };

  const ownCost = (item: string, place: string, t: number): number => {
    const i = problem.items.findIndex((entry) => entry.id === item);
    const holding = t > 0 ? cost(item, place, t - 1) + weights.money * problem.holdingRate * arrays.referenceCost[i] : Infinity;
    return Math.min(listed(item, place, t) ?? Infinity, bought(item, place, t), made(item, place, t), holding);
  };

  const bought = (item: string, place: string, t: number): number => {
    const row = problem.market.find((entry) => entry.item === item);
    const price = typeof row?.price === "number" ? row.price : row?.price.find((entry) => entry.place === place)?.price;
    if (row === undefined || price === undefined || row.limitPerPeriod === 0) return Infinity;
    const at = { territory: territoryOf(place), period: periods[t] };
    const money = prices.money.find((entry) => entry.territory === at.territory && entry.period === at.period)?.price ?? 0;
    const market = prices.market.find((entry) => entry.item === item && entry.period === at.period)?.price ?? 0;
    return (weights.money + money) * price + (weights.co2Kg + co2Price(place, t)) * row.co2Kg + market;
  };

  const made = (item: string, place: string, end: number): number => {
    let least = Infinity;
    for (const recipe of problem.recipes) {
      const t = end - recipe.leadPeriods;
      if (recipe.out[0].item !== item || t < 0) continue;
      const inputs = recipe.in.reduce((sum, row) => sum + (row.quantity > 0 ? row.quantity * cost(row.item, place, t) : 0), 0);
      if (inputs === Infinity) continue;
      const given = recipe.out.slice(1).reduce((sum, row) => sum + row.quantity * cost(row.item, place, end), 0);
      for (const workshop of problem.workshops.filter((entry) => entry.place === place))
        least = Math.min(least, (runCost(recipe, workshop, t) + inputs - given) / recipe.out[0].quantity);
    }
    return least;
  };

  const runCost = (recipe: PlanProblem["recipes"][number], workshop: PlanProblem["workshops"][number], t: number): number => {
    const territory = territoryOf(workshop.place);
    let sum = (weights.co2Kg + co2Price(workshop.place, t)) * recipe.co2Kg;
    for (const { capability, hours } of recipe.machine) {
      const machine = workshop.capabilities.find((entry) => entry.capability === capability);
      if (machine === undefined) return Infinity;
      const row = prices.machine.find(
        (entry) => entry.workshop === workshop.id && entry.capability === capability && entry.period === periods[t],
      );
      sum += hours * workshop.efficiency * (weights.money * machine.costPerHour + (row?.price ?? 0));
    }
    for (const { skill, hours } of recipe.labour) {
      if (!problem.labour.some((entry) => entry.territory === territory && entry.skill === skill)) return Infinity;
      const row = prices.labour.find((entry) => entry.territory === territory && entry.skill === skill && entry.period === periods[t]);
      sum += hours * workshop.efficiency * (weights.labourHour + (row?.price ?? 0));
    }
    for (const { item, quantity } of recipe.extracts) {
      const row = prices.ceiling.find((entry) => entry.extract === item && entry.territory === territory && entry.period === periods[t]);
      sum += quantity * (row?.price ?? 0);
    }
    return sum;
  };

  return cost;
}

/** Per kilogram from row to column, over any number of stops. */
function cheapestFreight({ places, transport, weights, ...problem }: PlanProblem, co2Price: (place: string) => number): number[][] {
  const km = distanceKm({ places, transport, weights, ...problem });
  const cost = places.map((_, a) =>
    places.map((to, b) => {
      const road = km[a * places.length + b];
      const co2 = transport.co2PerKgKm * road * (weights.co2Kg + co2Price(to.id));
      return a === b ? 0 : weights.money * (transport.fixedPerKg + transport.costPerKgKm * road) + co2;
    }),
  );
  for (const over of cost.keys())
    for (const from of cost) for (const to of cost.keys()) from[to] = Math.min(from[to], from[over] + cost[over][to]);
  return cost;
}
