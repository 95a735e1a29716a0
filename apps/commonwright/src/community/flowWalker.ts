// Walks over what happened: where a thing came from, and where it went. What is new in the store is handed on before each walk.

import type { CommonsStore } from "@commonwright/commons";
import { type FlowKey, type FlowStart, refusalError, type WalkAsk, type WalkPage } from "@commonwright/graphql";
import { type FlowAnswers, type FlowAsk, type FlowHands, flowNumber, flowNumbered, type HandedFlows } from "./flowHands.js";

/** Answers walks; each sees all events that were recorded before it was asked. */
export interface FlowWalker {
  readonly walk: (ask: WalkAsk) => Promise<WalkPage>;
  readonly close: () => void;
}

/** What a walker reads, and who walks for it. */
export interface FlowWalkerParts {
  readonly store: Pick<CommonsStore, "flows" | "idsCreated">;
  readonly community: string;
  readonly hands: FlowHands;
}

/** Events that are read at once: few enough that nobody waits for their numbers to be read. */
const EVENTS_AT_ONCE = 4_000;
/** Ids that are looked up at once. */
const IDS_AT_ONCE = 1_000;
/** So many walks to the end wait at a time: those of two pages of things. Single steps are cheap and wait together. */
export const MOST_WALKS = 400;
const TOO_MANY_WALKS = {
  code: "LIMIT",
  message: "So many tracks and traces are walked now that this one must wait; ask again in a moment.",
  details: {},
} as const;

interface Waiting {
  readonly ask: WalkAsk;
  readonly resolve: (page: WalkPage) => void;
  readonly reject: (fault: unknown) => void;
}

/** A walker over the events of a community; it reads them when it is first asked, and what is new before each walk. */
export function flowWalker({ store, community, hands }: FlowWalkerParts): FlowWalker {
  const flows = hands.open();
  const handOn = newEvents({ store, community, flows });
  const answer = async (asked: readonly Waiting[]) => {
    try {
      await handOn();
      const answers = await flows.walk(asked.map(({ ask }) => flowAskOf(ask)));
      const keys = new Map(asked.map(({ ask: { start } }) => numberedKey(start)));
      await readKeys({ store, community, keys }, answers.flows);
      for (const [place, { resolve }] of asked.entries()) resolve(pageOf(answers, keys, place));
    } catch (fault) {
      for (const { reject } of asked) reject(fault);
    }
  };
  // A walk to the end goes alone, so that a step that is asked meanwhile waits for one of them at most.
  const steps = queue(Number.POSITIVE_INFINITY, answer);
  const walks = queue(1, answer);
  return {
    walk: (ask) =>
      new Promise((resolve, reject) => {
        const isStep = ask.way === "previous" || ask.way === "next";
        if (!isStep && walks.length() >= MOST_WALKS) reject(refusalError(TOO_MANY_WALKS));
        else (isStep ? steps : walks).add({ ask, resolve, reject });
      }),
    close: flows.close,
  };
}

/** What is asked waits until what was asked before is answered; at most `together` then go at once. */
function queue(together: number, answer: (asked: readonly Waiting[]) => Promise<void>) {
  const waiting: Waiting[] = [];
  let underWay = 0;
  const run = async () => {
    // What is asked in one turn of the loop goes together.
    await nextTurn();
    while (waiting.length > 0) {
      const asked = waiting.splice(0, together);
      underWay = asked.length;
      await answer(asked);
      underWay = 0;
    }
    running = null;
  };
  let running: Promise<void> | null = null;
  return {
    length: () => waiting.length + underWay,
    add(asked: Waiting) {
      waiting.push(asked);
      running ??= run();
    },
  };
}

interface HandingOn extends Omit<FlowWalkerParts, "hands"> {
  readonly flows: HandedFlows;
}

/** Hands on what the store has and the graph has not. Who asks while it is read waits for the next reading, which all who ask until then share. */
function newEvents({ store, community, flows }: HandingOn): () => Promise<void> {
  let last = 0;
  let generation = flows.generation();
  const read = async () => {
    if (generation !== flows.generation()) [generation, last] = [flows.generation(), 0];
    for (;;) {
      const events = await store.flows(community, last, EVENTS_AT_ONCE);
      if (generation !== flows.generation()) throw new Error("the thread that walks ended while it was given events");
      const count = events.sequence.length;
      last = events.sequence.at(-1) ?? last;
      if (count > 0) flows.add(events);
      if (count < EVENTS_AT_ONCE) return;
      await nextTurn();
    }
  };
  let reading: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  const begin = () => {
    next = null;
    return read();
  };
  return () => {
    next ??= reading = reading.then(begin, begin);
    return next;
  };
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

const flowAskOf = ({ start, way, first, skip }: WalkAsk): FlowAsk => ({ kind: start.kind, created: start.created, way, first, skip });

const numberedKey = ({ kind, id, created }: FlowStart): [number, FlowKey] => [flowNumber(kind, created), { kind, id }];

interface KeyReading extends Omit<FlowWalkerParts, "hands"> {
  /** By the number of a flow. */
  readonly keys: Map<number, FlowKey>;
}

/** Adds the keys of the flows that are not known yet. What an event names is never removed. */
async function readKeys({ store, community, keys }: KeyReading, flows: Float64Array): Promise<void> {
  const wanted = [...new Set(flows)].filter((flow) => !keys.has(flow));
  for (let begin = 0; begin < wanted.length; begin += IDS_AT_ONCE) {
    const some = wanted.slice(begin, begin + IDS_AT_ONCE);
    const ids = await store.idsCreated(community, some.map(flowNumbered));
    for (const [place, flow] of some.entries()) {
      const { kind, created } = flowNumbered(flow);
      const id = ids[place];
      if (typeof id !== "string") throw new Error(`entry ${created} wrote no ${kind}`);
      keys.set(flow, { kind, id });
    }
  }
}

function pageOf({ flows, ends, totals, truncated }: FlowAnswers, keys: ReadonlyMap<number, FlowKey>, place: number): WalkPage {
  const page = flows.subarray(ends[place - 1] ?? 0, ends[place]);
  return {
    flows: [...page].flatMap((flow) => keys.get(flow) ?? []),
    total: totals[place] ?? 0,
    isTruncated: truncated[place] === 1,
  };
}
