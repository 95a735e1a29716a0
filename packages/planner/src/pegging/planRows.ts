// The rows of a plan in indices, each with what one unit of it costs: the door from ids to integers for pegging.
import { distanceKm } from "../problem/distance.js";
import type { PlanProblem, PlanRecipe, PlanWorkshop } from "../problem/planProblem.js";
import { referenceCosts } from "../problem/referenceCost.js";
import type { CostParts, PeggedPlan } from "./pegging.js";

/** Sizes I, H, T and indices of ids, in the order of the problem's lists. */
export interface ProblemIndex {
  readonly problem: PlanProblem;
  readonly item: ReadonlyMap<string, number>;
  readonly place: ReadonlyMap<string, number>;
  readonly period: ReadonlyMap<string, number>;
  readonly recipe: ReadonlyMap<string, number>;
  readonly workshop: ReadonlyMap<string, number>;
  readonly need: ReadonlyMap<string, number>;
  /** [H*H] by road. */
  readonly km: Float64Array;
  /** [W] */
  readonly placeOfWorkshop: Int32Array;
}

/** Runs of a recipe at a workshop that start in a period. */
export interface RunRow {
  readonly recipe: number;
  readonly workshop: number;
  readonly place: number;
  readonly start: number;
  readonly end: number;
  readonly quantity: number;
  /** Of one run, its share of the set-up included. */
  readonly cost: CostParts;
}

/** A shipment, purchase or holding: `from` and `to` are the same but for shipments. */
export interface MoveRow {
  readonly item: number;
  readonly from: number;
  readonly to: number;
  readonly period: number;
  readonly quantity: number;
  /** Of one unit. */
  readonly cost: CostParts;
  /** Road of a shipment. */
  readonly km: number;
}

/** The plan's lists in their order. */
export interface PlanRows {
  readonly index: ProblemIndex;
  readonly runs: readonly RunRow[];
  readonly shipments: readonly MoveRow[];
  readonly purchases: readonly MoveRow[];
  readonly holdings: readonly MoveRow[];
  readonly stocks: readonly { readonly item: number; readonly place: number; readonly quantity: number }[];
  /** Set-ups that no run pays for. */
  readonly idleSetups: number;
}

const indexBy = (ids: readonly string[]) => new Map(ids.map((id, k) => [id, k]));
const idsOf = (list: readonly { readonly id: string }[]) => list.map((entry) => entry.id);

/** Indices of all ids of a problem. */
export function indexProblem(problem: PlanProblem): ProblemIndex {
  const place = indexBy(idsOf(problem.places));
  return {
    problem,
    item: indexBy(idsOf(problem.items)),
    place,
    period: indexBy(problem.periods),
    recipe: indexBy(idsOf(problem.recipes)),
    workshop: indexBy(idsOf(problem.workshops)),
    need: indexBy(idsOf(problem.needs)),
    km: distanceKm(problem),
    placeOfWorkshop: Int32Array.from(problem.workshops, (workshop) => at(place, workshop.place)),
  };
}

/** The index of an id. Throws on one that is unknown: plan and problem do not belong together. */
export function at(index: ReadonlyMap<string, number>, id: string): number {
  const found = index.get(id);
  if (found === undefined) throw new Error(`the plan names "${id}", which the problem does not have`);
  return found;
}

/** Node of an item at a place in a period; places of one item and period lie side by side. */
export function nodeAt({ problem }: ProblemIndex, item: number, period: number, place: number): number {
  return (item * problem.periods.length + period) * problem.places.length + place;
}

/** The plan's lists in indices. Throws where the plan names what the problem does not have. */
export function readRows(index: ProblemIndex, plan: PeggedPlan): PlanRows {
  const { problem } = index;
  const stocks = (plan.stocks ?? problem.stocks).map((row) => ({
    item: at(index.item, row.item),
    place: at(index.place, row.place),
    quantity: row.quantity,
  }));
  return {
    index,
    ...runRows(index, plan),
    shipments: plan.shipments.map((row) => shipmentRow(index, row)),
    purchases: purchaseRows(index, plan),
    holdings: holdingRows(index, plan),
    stocks,
  };
}

const keyOf = (row: { readonly recipe: string; readonly workshop: string; readonly period: string }) =>
  JSON.stringify([row.recipe, row.workshop, row.period]);

function runRows(index: ProblemIndex, plan: PeggedPlan): Pick<PlanRows, "runs" | "idleSetups"> {
  const { problem } = index;
  const unpaid = new Set(plan.setups.map(keyOf));
  const runs = plan.runs.map((row): RunRow => {
    const [recipe, workshop, start] = [at(index.recipe, row.recipe), at(index.workshop, row.workshop), at(index.period, row.period)];
    const hasSetup = row.quantity > 0 && unpaid.delete(keyOf(row));
    const cost = runCost(problem.recipes[recipe], problem.workshops[workshop]);
    const setup = hasSetup ? problem.recipes[recipe].setupMoney / row.quantity : 0;
    const end = start + problem.recipes[recipe].leadPeriods;
    const place = index.placeOfWorkshop[workshop];
    return { recipe, workshop, place, start, end, quantity: row.quantity, cost: { ...cost, money: cost.money + setup } };
  });
  const idle = plan.setups.filter((row) => unpaid.has(keyOf(row)));
  return { runs, idleSetups: idle.reduce((sum, row) => sum + problem.recipes[at(index.recipe, row.recipe)].setupMoney, 0) };
}

/** Of one run, set-up, inputs and freight apart. */
function runCost(recipe: PlanRecipe, workshop: PlanWorkshop): CostParts {
  const costPerHour = new Map(workshop.capabilities.map((row) => [row.capability, row.costPerHour]));
  const money = recipe.machine.reduce((sum, row) => sum + row.hours * (costPerHour.get(row.capability) ?? 0), 0);
  const labourHours = recipe.labour.reduce((sum, row) => sum + row.hours, 0);
  return { money: money * workshop.efficiency, labourHours: labourHours * workshop.efficiency, co2Kg: recipe.co2Kg };
}

function shipmentRow(index: ProblemIndex, row: PeggedPlan["shipments"][number]): MoveRow {
  const { transport, items, places } = index.problem;
  const [item, from, to] = [at(index.item, row.item), at(index.place, row.from), at(index.place, row.to)];
  const km = index.km[from * places.length + to];
  const kg = items[item].massKg;
  const money = kg * (transport.fixedPerKg + transport.costPerKgKm * km);
  const cost = { money, labourHours: 0, co2Kg: kg * transport.co2PerKgKm * km };
  return { item, from, to, period: at(index.period, row.period), quantity: row.quantity, cost, km };
}

function purchaseRows(index: ProblemIndex, plan: PeggedPlan): MoveRow[] {
  const market = new Map(index.problem.market.map((row) => [row.item, row]));
  return plan.purchases.map((row) => {
    const offer = market.get(row.item);
    if (offer === undefined) throw new Error(`"${row.item}" is bought but not for sale`);
    const money = typeof offer.price === "number" ? offer.price : (offer.price.find((entry) => entry.place === row.place)?.price ?? 0);
    return moveAt(index, row, { money, labourHours: 0, co2Kg: offer.co2Kg });
  });
}

function holdingRows(index: ProblemIndex, plan: PeggedPlan): MoveRow[] {
  if (plan.holdings.length === 0) return [];
  const reference = referenceCosts(index.problem).cost;
  return plan.holdings.map((row) => {
    const money = index.problem.holdingRate * reference[at(index.item, row.item)];
    return moveAt(index, row, { money, labourHours: 0, co2Kg: 0 });
  });
}

function moveAt(index: ProblemIndex, row: PeggedPlan["holdings"][number], cost: CostParts): MoveRow {
  const place = at(index.place, row.place);
  return {
    item: at(index.item, row.item),
    from: place,
    to: place,
    period: at(index.period, row.period),
    quantity: row.quantity,
    cost,
    km: 0,
  };
}
