// Plans in the store: documents under their hash first, then the row that names them; and back again as readings.

import type { CommonsStore, NumberedPlan } from "@commonwright/commons";
import type { JobAnswer, PlanningHands } from "./planningHands.js";
import type { CurrentPlan } from "./replanner.js";

/** Keeps plans of one community and reads them again. */
export interface PlanKeeping {
  readonly keep: (planned: JobAnswer<"plan">, sequence: number) => Promise<NumberedPlan>;
  /** The newest plan; null: there is none. */
  readonly last: () => Promise<CurrentPlan | null>;
  /** A plan by its number; null: there is none, or its documents were pruned. */
  readonly numbered: (number: number) => Promise<CurrentPlan | null>;
  readonly document: (number: number, which: "result" | "problem") => Promise<string | null>;
  readonly newest: (first: number) => Promise<readonly NumberedPlan[]>;
}

/** So many plans that are not the current one stay read. */
const MOST_READ = 8;

/** `now` gives the time at which a plan is kept. */
export function planKeeping(store: CommonsStore, community: string, { hands, now }: { hands: PlanningHands; now: () => Date }): PlanKeeping {
  const read = new Map<string, Promise<CurrentPlan | null>>();
  const rowOf = async (number: number) => (await store.plans(community, Number.MAX_SAFE_INTEGER)).find((row) => row.number === number) ?? null;
  const readingOf = async (row: NumberedPlan): Promise<CurrentPlan | null> => {
    const problem = await store.document(community, row.problemHash);
    const result = await store.document(community, row.hash);
    if (problem === null || result === null) return null;
    return { row, reading: await hands.run({ type: "read", problem, result }).answer };
  };
  return {
    async keep(planned, sequence) {
      const { hash, problemHash } = planned;
      await store.keepDocument(community, problemHash, planned.problem);
      await store.keepDocument(community, hash, planned.result);
      const row = { hash, problemHash, sequence, madeAt: now().toISOString() };
      return { ...row, number: await store.keepPlan(community, row) };
    },
    async last() {
      const [row] = await store.plans(community, 1);
      return row === undefined ? null : readingOf(row);
    },
    async numbered(number) {
      const row = await rowOf(number);
      if (row === null) return null;
      const known = read.get(row.hash) ?? readingOf(row);
      read.delete(row.hash);
      read.set(row.hash, known);
      if (read.size > MOST_READ) for (const oldest of [...read.keys()].slice(0, 1)) read.delete(oldest);
      // A fault of the store must not stay.
      known.catch(() => read.delete(row.hash));
      return known;
    },
    async document(number, which) {
      const row = await rowOf(number);
      return row === null ? null : store.document(community, which === "result" ? row.hash : row.problemHash);
    },
    newest: (first) => store.plans(community, first),
  };
}
