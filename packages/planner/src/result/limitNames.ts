// The names of a limit, and lists of rows about limits by their kind.
import { LimitKind, type PlanArrays } from "../arrays/planArrays.js";
import type { PlanProblem } from "../problem/planProblem.js";

/** The names of a limit, and its kind: the list that rows about it belong to. */
export type LimitNames =
  | { readonly kind: "machine"; readonly workshop: string; readonly capability: string }
  | { readonly kind: "labour"; readonly territory: string; readonly skill: string }
  | { readonly kind: "ceiling"; readonly territory: string; readonly co2: true }
  | { readonly kind: "ceiling"; readonly territory: string; readonly extract: string }
  | { readonly kind: "money"; readonly territory: string }
  | { readonly kind: "market"; readonly item: string };

export function limitNames(problem: PlanProblem, { limits }: PlanArrays, limit: number): LimitNames {
  const [holder, thing] = [limits.holder[limit], limits.thing[limit]];
  switch (limits.kind[limit]) {
    case LimitKind.machine:
      return { kind: "machine", workshop: problem.workshops[holder].id, capability: problem.capabilities[thing] };
    case LimitKind.labour:
      return { kind: "labour", territory: problem.territories[holder].id, skill: problem.skills[thing] };
    case LimitKind.co2:
      return { kind: "ceiling", territory: problem.territories[holder].id, co2: true };
    case LimitKind.extraction:
      return { kind: "ceiling", territory: problem.territories[holder].id, extract: problem.items[thing].id };
    case LimitKind.money:
      return { kind: "money", territory: problem.territories[holder].id };
    default:
      return { kind: "market", item: problem.items[holder].id };
  }
}

/** Lists of rows about limits, one per kind; `Row` is what a row says besides the names. */
export interface LimitLists<Row> {
  readonly machine: (Row & { workshop: string; capability: string })[];
  readonly labour: (Row & { territory: string; skill: string })[];
  readonly ceiling: (Row & { territory: string; co2?: true | undefined; extract?: string | undefined })[];
  readonly money: (Row & { territory: string })[];
  readonly market: (Row & { item: string })[];
}

/** Puts a row into the list of its kind. */
export function pushLimitRow<Row extends object>(lists: LimitLists<Row>, { kind, ...names }: LimitNames, row: Row): void {
  // The kind and the names come from one LimitNames, so they belong together.
  (lists[kind] as object[]).push({ ...names, ...row });
}
