// The decision to adopt a plan: people say that this one holds. The log gets the plan's hash, never the plan.

import { type Decider, entryOf } from "../log/decider.js";
import type { Entry } from "../log/entry.js";
import type { RecordsView } from "../log/logBatch.js";

/** A plan that was computed, as it is known by its number and its documents' hashes. */
export interface AdoptPlan {
  readonly number: number;
  readonly hash: string;
  readonly problemHash: string;
}

/** The id of the Plan that a plan becomes when it is adopted: one for each result, however often it is computed. */
export const adoptedPlanId = (hash: string): string => `plan-${hash}`;

/** Whether an id is that of an adopted plan. */
export const isAdoptedPlanId = (id: string): boolean => /^plan-[0-9a-f]{64}$/u.test(id);

/** Decides that a plan is adopted. The same plan again makes no entry. */
export function adoptPlan(
  records: RecordsView,
  { number, hash, problemHash }: AdoptPlan,
  decider: Decider,
): { readonly entries: readonly Entry[]; readonly id: string } {
  const id = adoptedPlanId(hash);
  if (records.get("plan", id) !== undefined) return { entries: [], id };
  const body = { id, name: `Plan ${number}`, created: decider.at, number, hash, problemHash };
  return { entries: [entryOf("planAdopted", body, decider)], id };
}
