// All limits of a problem in one list, and where to find the limit of a machine, a skill or an extraction.
import type { PlanProblem } from "../problem/planProblem.js";
import { type IdIndex, indexOf } from "./idIndex.js";
import { LimitKind, type Limits } from "./planArrays.js";

export interface LimitIndex {
  readonly limits: Limits;
  /** Per workshop: capability -> limit. */
  readonly machine: readonly ReadonlyMap<number, number>[];
  /** Per territory: skill -> limit. */
  readonly labour: readonly ReadonlyMap<number, number>[];
  /** Per territory: extracted item -> limit. */
  readonly extraction: readonly ReadonlyMap<number, number>[];
}

interface LimitRow {
  readonly kind: number;
  readonly holder: number;
  readonly thing: number;
  readonly amount: number;
}

export function compileLimits(problem: PlanProblem, ids: IdIndex): LimitIndex {
  const rows = limitRows(problem, ids);
  const findAll = (kind: number, holders: number) => {
    const maps = Array.from({ length: holders }, () => new Map<number, number>());
    rows.forEach((row, l) => {
      if (row.kind === kind) maps[row.holder].set(row.thing, l);
    });
    return maps;
  };
  const findOne = (kind: number, holders: number) => {
    const list = new Int32Array(holders).fill(-1);
    rows.forEach((row, l) => {
      if (row.kind === kind) list[row.holder] = l;
    });
    return list;
  };
  const territories = problem.territories.length;
  return {
    limits: {
      count: rows.length,
      amount: Float64Array.from(rows, (row) => row.amount),
      left: Float64Array.from(rows.flatMap((row) => problem.periods.map(() => row.amount))),
      kind: Uint8Array.from(rows, (row) => row.kind),
      holder: Int32Array.from(rows, (row) => row.holder),
      thing: Int32Array.from(rows, (row) => row.thing),
      co2OfTerritory: findOne(LimitKind.co2, territories),
      moneyOfTerritory: findOne(LimitKind.money, territories),
      marketOfItem: findOne(LimitKind.market, problem.items.length),
    },
    machine: findAll(LimitKind.machine, problem.workshops.length),
    labour: findAll(LimitKind.labour, territories),
    extraction: findAll(LimitKind.extraction, territories),
  };
}

function limitRows(problem: PlanProblem, ids: IdIndex): LimitRow[] {
  const rows: LimitRow[] = [];
  const add = (kind: number, holder: number, thing: number, amount: number) => rows.push({ kind, holder, thing, amount });
  problem.workshops.forEach((workshop, w) => {
    for (const machine of workshop.capabilities)
      add(LimitKind.machine, w, indexOf(ids.capability, machine.capability), machine.hoursPerPeriod);
  });
  for (const row of problem.labour)
    add(LimitKind.labour, indexOf(ids.territory, row.territory), indexOf(ids.skill, row.skill), row.hoursPerPeriod);
  for (const row of problem.ceilings) {
    const territory = indexOf(ids.territory, row.territory);
    if (row.co2KgPerPeriod !== undefined) add(LimitKind.co2, territory, -1, row.co2KgPerPeriod);
    if (row.extract !== undefined && row.quantityPerPeriod !== undefined) {
      add(LimitKind.extraction, territory, indexOf(ids.item, row.extract), row.quantityPerPeriod);
    }
  }
  for (const row of problem.moneyLimits) add(LimitKind.money, indexOf(ids.territory, row.territory), -1, row.perPeriod);
  for (const row of problem.market)
    if (row.limitPerPeriod !== null) add(LimitKind.market, indexOf(ids.item, row.item), -1, row.limitPerPeriod);
  return rows;
}
