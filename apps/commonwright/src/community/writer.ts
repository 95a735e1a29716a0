// The one writer of a community: decides on the records at hand, appends, and follows what was appended.

import { randomUUID } from "node:crypto";
import {
  type CommonsStore,
  type Entry,
  evolve,
  growBatch,
  type LogBatch,
  NotRead,
  projectEntry,
  type RecordBook,
  type RecordKey,
  type RecordsView,
  type RegionState,
  recordBook,
  stateOf,
  WantedList,
  withRecords,
} from "@commonwright/commons";
import { refusalError } from "@commonwright/graphql";
import { StoreFault } from "@commonwright/store";
import { readWanted } from "./recordReader.js";

/** What a decision comes to: entries to append (none: it was decided before) with the answer that holds once they are durable, or a refusal. */
export type Decided<Answer, Refusal> = { readonly entries: readonly Entry[]; readonly answer: Answer } | { readonly refusal: Refusal };

/** An answer with the state after it, or the refusal with the state that it was decided on. */
export type Written<Answer, Refusal> = { readonly state: RegionState } & ({ readonly answer: Answer } | { readonly refusal: Refusal });

/** A decision: pure, so that it can be made again when records that it wants have been read, or when somebody else wrote first. */
export type Decide<Answer, Refusal> = (state: RegionState, records: RecordsView) => Decided<Answer, Refusal>;

/** Decides and writes, one after the other. */
export interface Writer {
  readonly state: () => RegionState;
  /** Records at hand, which follow what is written. */
  readonly book: RecordBook;
  /**
   * `looksAt`: records that the decision will look at, as far as is known before; they are read together.
   * Rejects on a fault of the store: whether the entries were written is then unknown, and the same command may be sent again.
   */
  readonly write: <Answer, Refusal>(decide: Decide<Answer, Refusal>, looksAt?: readonly RecordKey[]) => Promise<Written<Answer, Refusal>>;
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
const MOST_TOGETHER = 256;
/** And so many entries: what a batch changed is looked through for every list, and commands that need much, such as plans, wait for the next. */
const MOST_ENTRIES = 500;
/** And so many milliseconds: nobody else is answered while it is decided. What is left waits for the next batch. */
const MOST_MS = 100;
/** Another server that is always first would keep us from writing; that is a fault. */
const MOST_TRIES = 50;
/** So many may wait. Beyond that the store is slower than the people, and new commands are told so. */
const MOST_WAITING = 5_000;
/** Another's turn mostly ends with its next append, long before its time is over. */
const MOST_PAUSE_MS = 20;
const TOO_MANY_WAIT = {
  code: "LIMIT",
  message: `${MOST_WAITING} changes wait to be written; this one was not taken. Send it again in a moment.`,
  details: { most: MOST_WAITING },
} as const;
/** A decision that wants ever more records to look at has no end. */
const MOST_READINGS = 1_000;

interface Waiting {
  readonly decide: Decide<unknown, unknown>;
  readonly looksAt: readonly RecordKey[];
  readonly resolve: (written: Written<unknown, unknown>) => void;
  readonly reject: (fault: unknown) => void;
}

/** A writer that begins with a state as the store has it. */
export function writer(parts: WriterParts): Writer {
  const desk = writingDesk(parts);
  let waiting: Waiting[] = [];
  let running: Promise<void> = Promise.resolve();
  let isRunning = false;
  const run = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST_TOGETHER);
      waiting = waiting.slice(MOST_TOGETHER);
      const done = await appendOrReject(desk, batch);
      waiting = [...batch.slice(done), ...waiting];
    }
    isRunning = false;
  };
  const write: Writer["write"] = (decide, looksAt = []) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= MOST_WAITING) return reject(refusalError(TOO_MANY_WAIT));
      waiting.push({ decide, looksAt, resolve: resolve as Waiting["resolve"], reject });
      if (isRunning) return;
      isRunning = true;
      // What comes in the same moment is written together.
      running = Promise.resolve().then(run);
    });
  return {
    state: desk.state,
    book: desk.book,
    write,
    reload: async () => {
      desk.expire();
      // In its turn, so that nothing is decided while the state changes.
      await write(() => ({ entries: [], answer: null }));
    },
    idle: () => running,
  };
}

/** Appends a batch. Where it is known that nothing was written, each command is tried by itself, so that one takes none of the others with it. Gives how many are answered. */
async function appendOrReject(desk: WritingDesk, batch: readonly Waiting[]): Promise<number> {
  try {
    return await desk.appendBatch(batch);
  } catch (fault) {
    if (batch.length > 1 && isWithoutTrace(fault)) for (const each of batch) await appendOrReject(desk, [each]);
    else for (const { reject } of batch) reject(fault);
    return batch.length;
  }
}

/** Decisions that wanted ever more records. Nothing was written. */
class EndlessReading extends Error {}

const isWithoutTrace = (fault: unknown): boolean =>
  fault instanceof EndlessReading || (fault instanceof StoreFault && (fault.code === "Refused" || fault.code === "BadText"));

/** Where batches are made and appended, one at a time. */
interface WritingDesk {
  readonly state: () => RegionState;
  readonly book: RecordBook;
  /** What is here may be old: the next batch is decided on after reading anew. */
  readonly expire: () => void;
  /** Gives how many of them are answered: from the first on, at least one. */
  readonly appendBatch: (batch: readonly Waiting[]) => Promise<number>;
}

function writingDesk({ store, community, state: first, onWritten }: WriterParts): WritingDesk {
  const book = recordBook();
  const name = randomUUID();
  let state = first;
  let isStale = false;
  const reload = async () => {
    state = await loadState(store, community);
    book.forget();
    isStale = false;
  };
  const expire = () => {
    isStale = true;
  };
  /** True: it is appended. */
  const append = async (batch: LogBatch): Promise<boolean> => {
    // Until the store has answered nobody knows what it holds.
    isStale = true;
    const outcome = await store.append(community, batch, name);
    if (outcome.type === "Busy") await pause(Math.min(outcome.milliseconds, MOST_PAUSE_MS));
    if (outcome.type === "HeadMoved") await store.takeTurn(community, name);
    if (outcome.type !== "Appended") return false;
    isStale = false;
    state = evolve(state, batch);
    book.follow(batch);
    onWritten(
      state,
      batch.sealed.map(({ entry }) => entry),
    );
    return true;
  };
  /** What is answered without writing stands on the same head as what is written: another server may have changed what was decided on. */
  const isUpToDate = async () => {
    const { sequence, hash } = await store.head(community);
    isStale = sequence !== state.head.sequence || hash !== state.head.hash;
    return !isStale;
  };
  const appendBatch = async (waiting: readonly Waiting[]) => {
    for (let tried = 0; tried < MOST_TRIES; tried += 1) {
      if (isStale) await reload();
      const { growing, answers } = await decideAll(waiting, state, { store, community, book });
      const batch = growing.batch();
      if (!(await (batch.sealed.length > 0 ? append(batch) : isUpToDate()))) continue;
      for (const answer of answers) answer(state);
      return answers.length;
    }
    throw new Error(`another server wrote first ${MOST_TRIES} times in a row`);
  };
  return { state: () => state, book, expire, appendBatch };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds + 1));

/** The state of a community as the store has it. */
export async function loadState(store: CommonsStore, community: string): Promise<RegionState> {
  const snapshot = await store.region(community);
  if (snapshot === null) throw new Error(`the store has no community ${community}`);
  return stateOf(snapshot);
}

/** Where a decision's records come from. */
interface Shelf {
  readonly store: CommonsStore;
  readonly community: string;
  readonly book: RecordBook;
}

/** Decides on all of them; what they want to look at is read together, and they are decided on again until nothing is wanted. */
async function decideAll(waiting: readonly Waiting[], state: RegionState, shelf: Shelf) {
  const wanted = new WantedList();
  for (const { looksAt } of waiting) for (const key of looksAt) if (shelf.book.peek(key) === undefined) wanted.addKey(key);
  if (!wanted.isEmpty) await readWanted(shelf, wanted);
  for (let read = 0; read < MOST_READINGS; read += 1) {
    const missing = new WantedList();
    const decided = decideOnce(waiting, state, shelf.book.view(missing));
    if (missing.isEmpty) return decided;
    await readWanted(shelf, missing);
  }
  throw new EndlessReading("a decision wanted more and more records");
}

/** Decides one after the other, each on what the ones before would write; answers are held back until all of it is durable. */
function decideOnce(waiting: readonly Waiting[], before: RegionState, beneath: RecordsView) {
  const growing = growBatch(before.head, beneath, projectEntry);
  let state = before;
  const answers: ((after: RegionState) => void)[] = [];
  let entries = 0;
  const until = performance.now() + MOST_MS;
  for (const [index, { decide, resolve, reject }] of waiting.entries()) {
    if (entries >= MOST_ENTRIES || (index > 0 && performance.now() > until)) break;
    try {
      const decided = decide(state, growing.records);
      if ("refusal" in decided) {
        answers.push((after) => resolve({ state: after, refusal: decided.refusal }));
        continue;
      }
      state = withRecords(state, growing.add(decided.entries));
      entries += decided.entries.length;
      answers.push((after) => resolve({ state: after, answer: decided.answer }));
    } catch (fault) {
      // What is not at hand is read, and everything is decided on again.
      if (!(fault instanceof NotRead)) answers.push(() => reject(fault));
    }
  }
  return { growing, answers };
}
