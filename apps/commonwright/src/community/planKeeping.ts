// Plans in the store: documents under their hash first, then the row that names them; and back again as readings.

import type { CommonsStore, NumberedPlan, PlanReading } from "@commonwright/commons";
import type { CurrentPlan, PlanSummary } from "@commonwright/graphql";
import type { JobAnswer, PlanningHands } from "./planningHands.js";

/** Keeps plans of one community and reads them again. */
export interface PlanKeeping {
  readonly keep: (planned: JobAnswer<"plan">, sequence: number) => Promise<NumberedPlan>;
  /** The newest plan; null: there is none. */
  readonly last: () => Promise<CurrentPlan | null>;
  /** A plan by its number; null: there is none, or its documents were pruned. */
  readonly numbered: (number: number) => Promise<CurrentPlan | null>;
  readonly document: (number: number, which: "result" | "problem") => Promise<string | null>;
  /** Keeps the documents of a plan however many plans come after it; null: there is none, or they were pruned. */
  readonly keepForGood: (number: number) => Promise<NumberedPlan | null>;
  readonly summaries: (first: number) => Promise<readonly PlanSummary[]>;
}

/** So many plans that are not the current one stay read. */
const MOST_READ = 8;
/** Status and cost are a few bytes. */
const MOST_HEADS = 1_000;

/** A document as plans keep it, or as an adopted one does. */
const documentIn = async (store: CommonsStore, community: string, hash: string): Promise<string | null> =>
  (await store.document(community, hash)) ?? (await store.document(community, keptName(hash)));

/** Keeps both documents of a plan under names that no list of plans has, so that they are not pruned with it; false: they are gone already. */
async function isKept(store: CommonsStore, community: string, { hash, problemHash }: NumberedPlan): Promise<boolean> {
  for (const each of [problemHash, hash]) {
    const text = await documentIn(store, community, each);
    if (text === null) return false;
    await store.keepDocument(community, keptName(each), text);
  }
  return true;
}

const keptName = (hash: string) => `adopted ${hash}`;

/** `now` gives the time at which a plan is kept. */
export function planKeeping(
  store: CommonsStore,
  community: string,
  { hands, now }: { hands: PlanningHands; now: () => Date },
): PlanKeeping {
  const read = new Map<string, Promise<PlanReading | null>>();
  const rowOf = async (number: number) =>
    (await store.plans(community, Number.MAX_SAFE_INTEGER)).find((row) => row.number === number) ?? null;
  const documentOf = (hash: string) => documentIn(store, community, hash);
  const readingOf = async (row: NumberedPlan): Promise<PlanReading | null> => {
    const [problem, result] = await Promise.all([documentOf(row.problemHash), documentOf(row.hash)]);
    return problem === null || result === null ? null : hands.run({ type: "read", problem, result }).answer;
  };
  const known = (row: NumberedPlan): Promise<PlanReading | null> => {
    const reading = read.get(row.hash) ?? readingOf(row);
    read.delete(row.hash);
    read.set(row.hash, reading);
    if (read.size > MOST_READ) for (const oldest of [...read.keys()].slice(0, 1)) read.delete(oldest);
    // A fault must not stay.
    reading.catch(() => read.delete(row.hash));
    return reading;
  };
  const heads = new Map<string, PlanSummary["reading"]>();
  const headOf = async (row: NumberedPlan): Promise<PlanSummary["reading"] | null> => {
    const ready = heads.get(row.hash);
    if (ready !== undefined) return ready;
    const result = await documentOf(row.hash);
    if (result === null) return null;
    const head = await hands.run({ type: "head", result }).answer;
    if (heads.size >= MOST_HEADS) heads.clear();
    heads.set(row.hash, head);
    return head;
  };
  const whole = async (row: NumberedPlan | null): Promise<CurrentPlan | null> => {
    if (row === null) return null;
    const previous = await rowOf(row.number - 1);
    const [reading, before] = await Promise.all([known(row), previous === null ? null : known(previous)]);
    return reading === null ? null : { row, reading, before: before && previous && { number: previous.number, reading: before } };
  };
  return {
    async keep(planned, sequence) {
      const { hash, problemHash } = planned;
      await store.keepDocument(community, problemHash, planned.problem);
      await store.keepDocument(community, hash, planned.result);
      const row = { hash, problemHash, sequence, madeAt: now().toISOString() };
      return { ...row, number: await store.keepPlan(community, row) };
    },
    last: async () => whole((await store.plans(community, 1))[0] ?? null),
    numbered: async (number) => whole(await rowOf(number)),
    async document(number, which) {
      const row = await rowOf(number);
      return row === null ? null : documentOf(which === "result" ? row.hash : row.problemHash);
    },
    keepForGood: async (number) => {
      const row = await rowOf(number);
      return row !== null && (await isKept(store, community, row)) ? row : null;
    },
    async summaries(first) {
      const rows = await store.plans(community, first);
      const summaries = await Promise.all(rows.map(async (row) => ({ row, reading: await headOf(row) })));
      return summaries.flatMap(({ row, reading }) => (reading === null ? [] : [{ row, reading }]));
    },
  };
}
