// Which limits hold a plan up, as a question: is this machine, skill or item scarce here and then?

import type { PlanResult } from "@commonwright/planner";

/** Answers for one plan. */
export interface ScarceKeys {
  readonly machine: (workshop: string, capability: string, period: string) => boolean;
  readonly labour: (territory: string, skill: string, period: string) => boolean;
  readonly market: (item: string, period: string) => boolean;
}

/** The limits that the plan lists as scarce. */
export function scarceKeys(scarce: PlanResult["scarce"]): ScarceKeys {
  const key = (...parts: readonly (string | undefined)[]) => JSON.stringify(parts);
  const keys = new Set(
    scarce.map((row) => {
      if (row.kind === "machine") return key("machine", row.workshop, row.capability, row.period);
      if (row.kind === "labour") return key("labour", row.territory, row.skill, row.period);
      return key(row.kind, row.item, row.period);
    }),
  );
  return {
    machine: (workshop, capability, period) => keys.has(key("machine", workshop, capability, period)),
    labour: (territory, skill, period) => keys.has(key("labour", territory, skill, period)),
    market: (item, period) => keys.has(key("market", item, period)),
  };
}
