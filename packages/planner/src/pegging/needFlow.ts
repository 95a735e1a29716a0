// The part of a plan's flow that serves one need, from the need back to all sources.
import { walkBack } from "./flowWalk.js";
import { type Demand, type PlanFlow, SourceKind } from "./planFlow.js";

/** What of each row of the plan's lists is for one need, in the row's own unit (runs in runs); rows without a part are absent. */
export interface NeedFlow {
  readonly runs: ReadonlyMap<number, number>;
  readonly shipments: ReadonlyMap<number, number>;
  readonly purchases: ReadonlyMap<number, number>;
  readonly holdings: ReadonlyMap<number, number>;
}

export function needFlow(flow: PlanFlow, { node, met }: Demand): NeedFlow {
  const { rows } = flow;
  const parts = {
    runs: new Map<number, number>(),
    shipments: new Map<number, number>(),
    purchases: new Map<number, number>(),
    holdings: new Map<number, number>(),
  };
  const add = (list: Map<number, number>, row: number, quantity: number) => list.set(row, (list.get(row) ?? 0) + quantity);
  walkBack(flow, [[node, met]], ({ kind, row }, part) => {
    if (kind === SourceKind.made) add(parts.runs, row, part / rows.index.problem.recipes[rows.runs[row].recipe].out[0].quantity);
    else if (kind === SourceKind.bought) add(parts.purchases, row, part);
    else if (kind === SourceKind.shipped) add(parts.shipments, row, part);
    else if (kind === SourceKind.held) add(parts.holdings, row, part);
    return true;
  });
  return parts;
}
