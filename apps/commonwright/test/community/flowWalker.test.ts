// The queue before the walks: what goes together, what waits, what is refused, what a thread takes with it.

import type { EventColumns } from "@commonwright/commons";
import type { WalkAsk } from "@commonwright/graphql";
import { describe, expect, it } from "vitest";
import { type FlowAsk, type FlowHands, flowNumber } from "../../src/community/flowHands.js";
import { flowWalker, MOST_WALKS } from "../../src/community/flowWalker.js";

const raised = (sequences: readonly number[]): EventColumns => {
  const none = () => Float64Array.from(sequences, () => -1);
  return {
    sequence: Float64Array.from(sequences),
    action: Uint8Array.from(sequences, () => 18),
    resource: none(),
    toResource: none(),
    inputOf: none(),
    outputOf: none(),
  };
};

/** A log of events with the sequences 1, 2, 3, …, whose ids are their numbers. */
function numberedStore(count: number) {
  const store = {
    count,
    reads: 0,
    flows: async (_: string, after: number, limit: number) => {
      store.reads += 1;
      return raised(Array.from({ length: Math.max(0, Math.min(limit, store.count - after)) }, (_each, place) => after + 1 + place));
    },
    idsCreated: async (_: string, keys: readonly { readonly created: number }[]) => keys.map(({ created }) => String(created)),
  };
  return store;
}

/** Hands that answer each walk with its start, once they are let go; `events` is all that the thread of now was given. */
function heldHands() {
  const state = { events: [] as number[], asked: [] as (readonly FlowAsk[])[], generation: 0, isHeld: false };
  const waiting: { go: () => void; fail: (fault: unknown) => void }[] = [];
  const hands: FlowHands = {
    open: () => ({
      generation: () => state.generation,
      add: ({ sequence }) => void state.events.push(...sequence),
      walk: async (asks) => {
        state.asked.push(asks);
        if (state.isHeld) await new Promise<void>((resolve, reject) => waiting.push({ go: resolve, fail: reject }));
        return {
          flows: Float64Array.from(asks, ({ kind, created }) => flowNumber(kind, created)),
          ends: Int32Array.from(asks, (_, place) => place + 1),
          totals: Int32Array.from(asks, () => state.events.length),
          truncated: new Uint8Array(asks.length),
        };
      },
      close: () => undefined,
    }),
    close: async () => undefined,
  };
  return {
    hands,
    state,
    letGo: () => {
      state.isHeld = false;
      for (const { go } of waiting.splice(0)) go();
    },
    die: () => {
      state.generation += 1;
      state.events = [];
      for (const { fail } of waiting.splice(0)) fail(new Error("killed"));
    },
  };
}

const askOf = (way: WalkAsk["way"], created: number): WalkAsk => ({
  start: { kind: "economicEvent", id: String(created), created },
  way,
  first: 10,
  skip: 0,
});
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};

describe("the queue before the walks", () => {
  it("[A34] steps that are asked in one turn are one reading and one ask, each with its own answer", async () => {
    const [store, held] = [numberedStore(9), heldHands()];
    const walker = flowWalker({ store, community: "c", hands: held.hands });
    const pages = await Promise.all([3, 5, 3].map((event) => walker.walk(askOf("previous", event))));
    expect(pages.map(({ flows }) => flows)).toEqual(["3", "5", "3"].map((id) => [{ kind: "economicEvent", id }]));
    expect([store.reads, held.state.asked.length]).toEqual([1, 1]);
  });

  it("[A34] whole walks go one by one, steps pass them, and what is too much is refused", async () => {
    const [store, held] = [numberedStore(9), heldHands()];
    const walker = flowWalker({ store, community: "c", hands: held.hands });
    held.state.isHeld = true;
    const walks = Array.from({ length: MOST_WALKS }, () => walker.walk(askOf("trace", 1)));
    await turns(10);
    expect(held.state.asked).toHaveLength(1);
    await expect(walker.walk(askOf("track", 2))).rejects.toMatchObject({ extensions: { code: "LIMIT" } });
    const step = walker.walk(askOf("next", 2));
    await turns(10);
    expect(held.state.asked.map((asks) => asks.map(({ way }) => way))).toEqual([["trace"], ["next"]]);
    held.letGo();
    expect((await step).flows).toEqual([{ kind: "economicEvent", id: "2" }]);
    expect(await Promise.all(walks)).toHaveLength(MOST_WALKS);
    expect((await walker.walk(askOf("track", 2))).total).toBe(9);
  });

  it("[A31] what was recorded while a reading is under way is read before the next walk", async () => {
    const [store, held] = [numberedStore(0), heldHands()];
    const walker = flowWalker({ store, community: "c", hands: held.hands });
    const answers = Array.from({ length: 40 }, async () => {
      await turns(Math.floor((store.count * 7) % 5));
      store.count += 300;
      const recorded = store.count;
      const { total } = await walker.walk(askOf(recorded % 600 === 0 ? "trace" : "next", 1));
      return total >= recorded;
    });
    expect(await Promise.all(answers)).toEqual(answers.map(() => true));
    expect(held.state.events).toEqual(Array.from({ length: store.count }, (_, place) => place + 1));
  });

  it("[A33] a thread that ends fails what it was doing; what waits is walked over all events again", async () => {
    const [store, held] = [numberedStore(20_000), heldHands()];
    const walker = flowWalker({ store, community: "c", hands: held.hands });
    held.state.isHeld = true;
    const lost = walker.walk(askOf("trace", 1));
    const waiting = walker.walk(askOf("trace", 2));
    while (held.state.asked.length === 0) await turns(1);
    held.die();
    held.state.isHeld = false;
    await expect(lost).rejects.toThrow("killed");
    expect((await waiting).total).toBe(20_000);
    expect(held.state.events).toHaveLength(20_000);
  });

  it("[A33] a thread that ends while it is given events fails the walk that they are read for", async () => {
    const [store, held] = [numberedStore(20_000), heldHands()];
    const walker = flowWalker({ store, community: "c", hands: held.hands });
    const lost = walker.walk(askOf("trace", 1));
    while (held.state.events.length === 0) await turns(1);
    held.die();
    await expect(lost).rejects.toThrow("ended");
    expect((await walker.walk(askOf("trace", 1))).total).toBe(20_000);
  });

  it("[A33] a store that cannot be read fails the walk and not the next one", async () => {
    const [store, held] = [numberedStore(3), heldHands()];
    const walker = flowWalker({ store, community: "c", hands: held.hands });
    const { flows } = store;
    store.flows = () => Promise.reject(new Error("no connection"));
    await expect(walker.walk(askOf("trace", 1))).rejects.toThrow("no connection");
    store.flows = flows;
    expect((await walker.walk(askOf("trace", 1))).total).toBe(3);
  });
});
