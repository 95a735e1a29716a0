// Which part of a plan serves which need: every use takes from its sources in proportion (rules E1 to E4).
import type { PlanProblem } from "../problem/planProblem.js";
import { costOf, embeddedCosts, addCost } from "./embeddedCosts.js";
import { type NeedFlow, needFlow } from "./needFlow.js";
import { needTree } from "./needTree.js";
import type { Carrying, CostParts, NeedPegging, NeedShare, PeggedPlan, Pegging, RowPegging } from "./pegging.js";
import { type Demand, planFlow } from "./planFlow.js";
import { suppliersOf } from "./suppliers.js";
import { indexProblem, type MoveRow, type PlanRows, readRows } from "./planRows.js";

/** A shipment of which at least this share is for a need is a trip for it. */
const NOTICEABLE = 1e-3;
/** Less than this share of a row is rounding. */
const DUST = 1e-9;

/** Pegs a plan to the needs. Throws where the plan names what the problem does not have: they do not belong together. */
export function pegPlan(problem: PlanProblem, plan: PeggedPlan): Pegging {
  const rows = readRows(indexProblem(problem), plan);
  const flow = planFlow(rows, plan);
  const trees = { flow, embedded: embeddedCosts(flow), suppliersAt: suppliersOf(flow) };
  const shares: Shares = {
    runs: sharesOf(rows.runs),
    shipments: sharesOf(rows.shipments),
    purchases: sharesOf(rows.purchases),
    holdings: sharesOf(rows.holdings),
  };
  const needs = [...flow.demand].map(([n, demand]) => {
    const part = needFlow(flow, demand);
    addShares(shares, problem.needs[n].id, part);
    return needPegging(rows, { id: problem.needs[n].id, demand, part }, needTree(trees, demand));
  });
  const lists = {
    runs: rowPeggings(rows.runs, shares.runs),
    shipments: rowPeggings(rows.shipments, shares.shipments),
    purchases: rowPeggings(rows.purchases, shares.purchases),
    holdings: rowPeggings(rows.holdings, shares.holdings),
  };
  return { needs, ...lists, unassigned: unassignedCost(rows, lists) };
}

type Shares = { readonly [List in keyof NeedFlow]: NeedShare[][] };

function sharesOf(list: readonly unknown[]): NeedShare[][] {
  return list.map(() => []);
}

function addShares(shares: Shares, need: string, part: NeedFlow): void {
  for (const list of ["runs", "shipments", "purchases", "holdings"] as const)
    for (const [row, quantity] of part[list]) shares[list][row].push({ need, quantity });
}

interface Pegged {
  readonly id: string;
  readonly demand: Demand;
  readonly part: NeedFlow;
}

function needPegging(rows: PlanRows, { id, demand, part }: Pegged, lines: NeedPegging["lines"]): NeedPegging {
  const carrying = carryingOf(rows, part);
  const waiting = sumOver(rows.holdings, part.holdings).money;
  const sum = [0, 0, 0];
  for (const line of lines) addCost(sum, line.cost, 1);
  addCost(sum, carrying.cost, 1);
  sum[0] += waiting;
  return { need: id, met: demand.met, unmet: demand.unmet, lines, carrying, waiting, cost: costOf(sum) };
}

function carryingOf({ shipments, index }: PlanRows, { shipments: parts }: NeedFlow): Carrying {
  let [trips, km, kgKm] = [0, 0, 0];
  for (const [row, quantity] of parts) {
    const shipment = shipments[row];
    kgKm += quantity * index.problem.items[shipment.item].massKg * shipment.km;
    if (quantity < NOTICEABLE * shipment.quantity) continue;
    trips++;
    km += shipment.km;
  }
  return { trips, km, kgKm, cost: sumOver(shipments, parts) };
}

function sumOver(list: readonly MoveRow[], parts: ReadonlyMap<number, number>): CostParts {
  const sum = [0, 0, 0];
  for (const [row, quantity] of parts) addCost(sum, list[row].cost, quantity);
  return costOf(sum);
}

function rowPeggings(list: readonly { readonly quantity: number }[], shares: readonly NeedShare[][]): RowPegging[] {
  return list.map(({ quantity }, row) => {
    const left = quantity - shares[row].reduce((sum, share) => sum + share.quantity, 0);
    return {
      forNeeds: shares[row].filter((share) => share.quantity > DUST * quantity).sort((a, b) => b.quantity - a.quantity),
      leftOver: left > DUST * quantity ? left : 0,
    };
  });
}

function unassignedCost(rows: PlanRows, lists: Omit<Pegging, "needs" | "unassigned">): CostParts {
  const sum = [rows.idleSetups, 0, 0];
  for (const list of ["runs", "shipments", "purchases", "holdings"] as const)
    lists[list].forEach(({ leftOver }, row) => addCost(sum, rows[list][row].cost, leftOver));
  return costOf(sum);
}
