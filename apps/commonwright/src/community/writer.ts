// The one writer of a community: decides on the state in memory, appends, and folds in what was appended.

import { type CommonsStore, type Entry, evolveAll, type RegionState, sealEntries, stateOf } from "@commonwright/commons";

/** What a decision comes to: entries to append (none: it was decided before) with the answer that holds once they are durable, or a refusal. */
export type Decided<Answer, Refusal> = { readonly entries: readonly Entry[]; readonly answer: Answer } | { readonly refusal: Refusal };

/** An answer with the state after it and the log's sequence, or the refusal with the state that it was decided on. */
export type Written<Answer, Refusal> = { readonly state: RegionState } & ({ readonly answer: Answer } | { readonly refusal: Refusal });

/** Decides and writes, one after the other. */
export interface Writer {
  readonly state: () => RegionState;
  /** Rejects on a fault of the store: whether the entries were written is then unknown, and the same command may be sent again. */
  readonly write: <Answer, Refusal>(decide: (state: RegionState) => Decided<Answer, Refusal>) => Promise<Written<Answer, Refusal>>;
  /** Takes in what another server appended. */
  readonly reload: () => Promise<void>;
  /** Resolves when everything that was asked for is written. */
  readonly idle: () => Promise<void>;
}

/** What a writer is made of; `onWritten` is told the state after every append. */
export interface WriterParts {
  readonly store: CommonsStore;
  readonly community: string;
  readonly state: RegionState;
  readonly onWritten: (state: RegionState, entries: readonly Entry[]) => void;
}

/** So many commands are appended together while a burst lasts: one write to the disk for all. */
const MOST_TOGETHER = 64;
/** Another server that is always first would keep us from writing; that is a fault. */
const MOST_TRIES = 8;
/** So many may wait. Beyond that the store is slower than the people, and new commands are told so. */
const MOST_WAITING = 2_000;

interface Waiting {
  readonly decide: (state: RegionState) => Decided<unknown, unknown>;
  readonly resolve: (written: Written<unknown, unknown>) => void;
  readonly reject: (fault: unknown) => void;
}

/** A writer that begins with a state as the store has it. */
export function writer(parts: WriterParts): Writer {
  let state = parts.state;
  let isStale = false;
  let waiting: Waiting[] = [];
  let running: Promise<void> = Promise.resolve();
  let isRunning = false;
  const reload = async () => {
    state = await loadState(parts.store, parts.community);
    isStale = false;
  };
  const appendBatch = async (batch: readonly Waiting[]) => {
    for (let tried = 0; tried < MOST_TRIES; tried += 1) {
      if (isStale) await reload();
      const { after, entries, settle } = decideAll(batch, state);
      if (entries.length > 0) {
        // Until the store has answered nobody knows what it holds.
        isStale = true;
        const outcome = await parts.store.append(parts.community, state.head, entries);
        if (outcome.type === "HeadMoved") continue;
        isStale = false;
        state = after;
        parts.onWritten(state, entries);
      }
      settle();
      return;
    }
    throw new Error(`another server wrote first ${MOST_TRIES} times in a row`);
  };
  const run = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST_TOGETHER);
      waiting = waiting.slice(MOST_TOGETHER);
      try {
        await appendBatch(batch);
      } catch (fault) {
        for (const { reject } of batch) reject(fault);
      }
    }
    isRunning = false;
  };
  return {
    state: () => state,
    write: <Answer, Refusal>(decide: (state: RegionState) => Decided<Answer, Refusal>) =>
      new Promise<Written<Answer, Refusal>>((resolve, reject) => {
        if (waiting.length >= MOST_WAITING) return reject(new Error("too many changes wait to be written"));
        waiting.push({ decide, resolve: resolve as Waiting["resolve"], reject });
        if (isRunning) return;
        isRunning = true;
        running = run();
      }),
    reload: async () => {
      await running;
      await reload();
    },
    idle: () => running,
  };
}

/** The state of a community as the store has it. */
export async function loadState(store: CommonsStore, community: string): Promise<RegionState> {
  const snapshot = await store.snapshot(community);
  if (snapshot === null) throw new Error(`the store has no community ${community}`);
  return stateOf(snapshot);
}

/** Decides one after the other, each on what the ones before would write; answers are held back until all of it is durable. */
function decideAll(batch: readonly Waiting[], before: RegionState) {
  let state = before;
  const entries: Entry[] = [];
  const answers: (() => void)[] = [];
  for (const { decide, resolve, reject } of batch) {
    try {
      const decided = decide(state);
      if ("entries" in decided && decided.entries.length > 0) {
        state = evolveAll(state, sealEntries(state.head, decided.entries));
        entries.push(...decided.entries);
      }
      const at = state;
      answers.push(() => resolve("refusal" in decided ? { state: at, refusal: decided.refusal } : { state: at, answer: decided.answer }));
    } catch (fault) {
      answers.push(() => reject(fault));
    }
  }
  return { after: state, entries, settle: () => answers.forEach((answer) => answer()) };
}
