// A region at one moment as one kind of viewer sees it: the state, the plan, and what is looked up in them again and again.

import {
  type Item,
  type Need,
  type NeedReading,
  periodDays,
  type PlanningRules,
  type Recorded,
  type RegionRecipe,
  type RegionState,
  type WorkReading,
} from "@commonwright/commons";
import type { Moment } from "../ports.js";
import { type Mask, maskOf } from "./mask.js";

/** Everything that resolvers read. Made once per moment and kind of viewer; nothing in it changes. */
export interface RegionView {
  readonly state: RegionState;
  readonly rules: PlanningRules | null;
  readonly periods: readonly { readonly id: string; readonly start: string; readonly end: string }[];
  readonly moment: Moment;
  readonly mask: Mask;
  readonly market: ReadonlyMap<string, PlanningRules["market"][number]>;
  readonly item: (id: string) => Recorded<Item>;
  readonly need: (id: string) => Recorded<Need> | null;
  readonly recipesFor: (item: string) => readonly Recorded<RegionRecipe>[];
  /** Pieces that open needs ask for. */
  readonly neededOf: (item: string) => number;
  /** Pieces that the plan makes. */
  readonly plannedOf: (item: string) => number;
  /** What the current plan lets a workshop do. */
  readonly workOf: (workshop: string) => readonly WorkReading[];
  /** What the current plan says of each need. */
  readonly needReadings: () => ReadonlyMap<string, NeedReading>;
  /** What was computed once for this view under a key of its own. */
  readonly once: <Value>(key: string, compute: () => Value) => Value;
}

/** The view of a moment. */
export function regionView(moment: Moment, seesHouseholds: boolean): RegionView {
  const { state } = moment;
  const { rules } = state;
  const kept = new Map<string, unknown>();
  const once = <Value>(key: string, compute: () => Value): Value => {
    if (!kept.has(key)) kept.set(key, compute());
    return kept.get(key) as Value;
  };
  const recipes = groupedBy([...state.recipes.values()], ({ primaryOutput }) => primaryOutput);
  const needed = sums([...state.needs.values()].map((need) => [need.resourceConformsTo, Number(need.resourceQuantity.hasNumericalValue)]));
  const work = moment.plan?.reading.work ?? [];
  const workByWorkshop = () => once("work", () => groupedBy(work, ({ workshop }) => workshop));
  const needReadings = () => once("needReadings", () => new Map((moment.plan?.reading.needs ?? []).map((row) => [row.need, row])));
  const planned = () => once("planned", () => sums(work.map(({ item, quantity }) => [item, quantity])));
  return {
    state,
    rules,
    periods: (rules?.periods ?? []).map((id) => ({ id, ...(periodDays(id) ?? { start: id, end: id }) })),
    moment,
    mask: maskOf(state, seesHouseholds),
    market: new Map((rules?.market ?? []).map((row) => [row.item, row])),
    item: (id) => known(state.items.get(id), id),
    need: (id) => state.needs.get(id) ?? null,
    recipesFor: (item) => recipes.get(item) ?? [],
    neededOf: (item) => needed.get(item) ?? 0,
    plannedOf: (item) => planned().get(item) ?? 0,
    workOf: (workshop) => workByWorkshop().get(workshop) ?? [],
    needReadings,
    once,
  };
}

function sums(rows: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const [key, value] of rows) totals.set(key, (totals.get(key) ?? 0) + value);
  return totals;
}

function groupedBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}

function known<Value>(value: Value | undefined, id: string): Value {
  if (value === undefined) throw new RangeError(`the region has no ${id}`);
  return value;
}
