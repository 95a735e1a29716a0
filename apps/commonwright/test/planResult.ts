// The smallest result there is: a plan for nothing.

import type { PlanResult } from "@commonwright/planner";

/** Well-formed, and true of a problem without needs but for its digests. */
export const RESULT: PlanResult = {
  format: "commonwright-plan-result/1",
  problem: "sha256:0",
  status: "optimal",
  objective: 0,
  bound: 0,
  unreachable: { value: 0, needs: [] },
  gap: 0,
  cost: { money: 0, labourHours: 0, co2Kg: 0 },
  levels: [],
  runs: [],
  shipments: [],
  purchases: [],
  holdings: [],
  setups: [],
  unmet: [],
  prices: { item: [], machine: [], labour: [], ceiling: [], money: [], market: [] },
  phases: {
    levels: (["personal", "outlet", "regional", "remote"] as const).map((level) => ({ level, can: 0, is: 0 })),
    bought: 0,
    stock: 0,
    unmet: 0,
  },
  scarce: [],
  certificate: { stages: [] },
  problems: [],
  digest: "sha256:0",
};
