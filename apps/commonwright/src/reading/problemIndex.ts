// A problem's nouns by id, and what is looked up in them when a plan is read.

import { distanceKm, type PlanItem, type PlanPlace, type PlanProblem, type PlanRecipe, type PlanWorkshop } from "@commonwright/planner";

/** Lookups of one problem. All throw on an id that the problem does not have. */
export interface ProblemIndex {
  readonly problem: PlanProblem;
  readonly item: (id: string) => PlanItem;
  readonly place: (id: string) => PlanPlace;
  readonly recipe: (id: string) => PlanRecipe;
  readonly workshop: (id: string) => PlanWorkshop;
  readonly need: (id: string) => PlanProblem["needs"][number];
  /** Kilometres of road. */
  readonly km: (from: string, to: string) => number;
  /** What the market asks for one; null: nobody knows. */
  readonly marketPrice: (item: string) => number | null;
  readonly offer: (item: string) => PlanProblem["market"][number] | undefined;
}

/** The lookups of a problem. */
export function problemIndex(problem: PlanProblem): ProblemIndex {
  const item = byId(problem.items);
  const offers = new Map(problem.market.map((row) => [row.item, row]));
  const rows = new Map(problem.places.map(({ id }, row) => [id, row]));
  const distances = distanceKm(problem);
  const rowOf = (id: string) => found(rows.get(id), id);
  return {
    problem,
    item,
    place: byId(problem.places),
    recipe: byId(problem.recipes),
    workshop: byId(problem.workshops),
    need: byId(problem.needs),
    km: (from, to) => distances[rowOf(from) * problem.places.length + rowOf(to)],
    offer: (id) => offers.get(id),
    marketPrice: (id) => item(id).comparePrice ?? leastPrice(offers.get(id)),
  };
}

/** The price of an offer at a place; 0 where it is not sold there. */
export function priceAt({ price }: PlanProblem["market"][number], place: string): number {
  return typeof price === "number" ? price : (price.find((row) => row.place === place)?.price ?? 0);
}

function leastPrice(offer: PlanProblem["market"][number] | undefined): number | null {
  if (offer === undefined) return null;
  if (typeof offer.price === "number") return offer.price;
  return offer.price.reduce<number | null>((least, { price }) => Math.min(least ?? price, price), null);
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): (id: string) => Row {
  const map = new Map(rows.map((row) => [row.id, row]));
  return (id) => found(map.get(id), id);
}

function found<Value>(value: Value | undefined, id: string): Value {
  if (value === undefined) throw new RangeError(`the plan names "${id}", which the problem does not have`);
  return value;
}
