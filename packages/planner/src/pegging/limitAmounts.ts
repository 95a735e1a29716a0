// What the rows of a plan use of each limit (rules M2 to M6).
import type { LimitIndex } from "../arrays/limitTable.js";
import { at, type MoveRow, type PlanRows, type RunRow } from "./planRows.js";

/** An amount of a limit, by the limit's index. */
export type LimitAmount = readonly [limit: number, amount: number];

/** The limits of a problem, and what finds them for a row of a plan. */
export interface LimitFinder {
  readonly index: PlanRows["index"];
  readonly limits: LimitIndex;
  /** [H] */
  readonly territoryOfPlace: Int32Array;
  readonly capability: ReadonlyMap<string, number>;
  readonly skill: ReadonlyMap<string, number>;
}

export function limitFinder(index: PlanRows["index"], limits: LimitIndex): LimitFinder {
  const { problem } = index;
  const territory = new Map(problem.territories.map(({ id }, k) => [id, k]));
  return {
    index,
    limits,
    territoryOfPlace: Int32Array.from(problem.places, (place) => at(territory, place.territory)),
    capability: new Map(problem.capabilities.map((id, k) => [id, k])),
    skill: new Map(problem.skills.map((id, k) => [id, k])),
  };
}

/** What one run uses of each limit, in the period in which it starts. */
function runUses({ index, limits, territoryOfPlace, capability, skill }: LimitFinder, run: RunRow): LimitAmount[] {
  const recipe = index.problem.recipes[run.recipe];
  const { efficiency } = index.problem.workshops[run.workshop];
  const territory = territoryOfPlace[run.place];
  const uses: [number | undefined, number][] = [
    ...recipe.machine.map((row): [number | undefined, number] => [
      limits.machine[run.workshop].get(at(capability, row.capability)),
      row.hours * efficiency,
    ]),
    ...recipe.labour.map((row): [number | undefined, number] => [
      limits.labour[territory].get(at(skill, row.skill)),
      row.hours * efficiency,
    ]),
    ...recipe.extracts.map((row): [number | undefined, number] => [
      limits.extraction[territory].get(at(index.item, row.item)),
      row.quantity,
    ]),
    [limits.limits.co2OfTerritory[territory], recipe.co2Kg],
  ];
  return present(uses);
}

/** What one unit shipped uses. */
function shipmentUses({ limits, territoryOfPlace }: LimitFinder, { to, cost }: MoveRow): LimitAmount[] {
  return present([[limits.limits.co2OfTerritory[territoryOfPlace[to]], cost.co2Kg]]);
}

/** What one unit bought uses. */
function purchaseUses({ limits: { limits }, territoryOfPlace }: LimitFinder, { item, to, cost }: MoveRow): LimitAmount[] {
  const territory = territoryOfPlace[to];
  return present([
    [limits.moneyOfTerritory[territory], cost.money],
    [limits.co2OfTerritory[territory], cost.co2Kg],
    [limits.marketOfItem[item], 1],
  ]);
}

function present(uses: readonly (readonly [number | undefined, number])[]): LimitAmount[] {
  return uses.flatMap(([limit, amount]) => (limit !== undefined && limit >= 0 && amount > 0 ? [[limit, amount] as const] : []));
}

/** Calls back with every row of the plan: its list, its place in it, its period and what one unit of it uses. */
export function forEachUse(
  finder: LimitFinder,
  rows: PlanRows,
  visit: (
    row: { readonly list: "runs" | "shipments" | "purchases"; readonly at: number; readonly period: number },
    uses: LimitAmount[],
  ) => void,
): void {
  rows.runs.forEach((run, k) => visit({ list: "runs", at: k, period: run.start }, runUses(finder, run)));
  rows.shipments.forEach((row, k) => visit({ list: "shipments", at: k, period: row.period }, shipmentUses(finder, row)));
  rows.purchases.forEach((row, k) => visit({ list: "purchases", at: k, period: row.period }, purchaseUses(finder, row)));
}
