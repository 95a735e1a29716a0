// The one writer: answers when it is durable, batches, other servers, faults.

import {
  type AppendOutcome,
  type CommonsStore,
  batchOf,
  type Entry,
  foundCommunity,
  type LogBatch,
  projectEntry,
  type RegionState,
} from "@commonwright/commons";
import { openStore, StoreFault } from "@commonwright/store";
import { describe, expect, it } from "vitest";
import { loadState, type Writer, writer } from "../../src/community/writer.js";

const AT = "2026-11-21T12:00:00Z";
const FOUNDED = foundCommunity({ name: "Test", foundingKey: "a".repeat(64), nextKeys: "b".repeat(64), at: AT, by: "test" });
const withdrawn = (id: string): Entry => ({ kind: "intentWithdrawn", version: 1, at: AT, by: "test", body: { id } });

async function foundedStore(): Promise<CommonsStore> {
  const { store } = await openStore({ database: { type: "memory" } });
  await store.append(FOUNDED.id, batchOf([FOUNDED.entry], projectEntry));
  return store;
}

async function writerOn(store: CommonsStore, onWritten: (state: RegionState) => void = () => {}): Promise<Writer> {
  return writer({ store, community: FOUNDED.id, state: await loadState(store, FOUNDED.id), onWritten });
}

/** Withdraws an id once; again it is refused. */
const withdraw = (id: string) => (state: RegionState) =>
  state.withdrawnNeeds.has(id) ? { refusal: `${id} is gone` } : { entries: [withdrawn(id)], answer: id };

const answers = async (written: Promise<{ answer: unknown } | { refusal: unknown }>) => {
  const outcome = await written;
  return "refusal" in outcome ? outcome.refusal : outcome.answer;
};

describe("writer", () => {
  it("[A11] answers only what the store has, each command of a burst by itself, decided on those before it", async () => {
    const store = await foundedStore();
    const appends: number[] = [];
    const counting = {
      ...bound(store),
      append: (id: string, batch: LogBatch) => (appends.push(batch.sealed.length), store.append(id, batch)),
    };
    const one = await writerOn(counting);
    const given = await Promise.all(["a", "b", "a", "c"].map((id) => answers(one.write(withdraw(id)))));
    expect(given).toEqual(["a", "b", "a is gone", "c"]);
    expect(appends).toEqual([3]);
    expect((await store.head(FOUNDED.id)).sequence).toBe(4);
    expect([...(await loadState(store, FOUNDED.id)).withdrawnNeeds.keys()]).toEqual(["a", "b", "c"]);
  });

  it("[A11] appends nothing for what was decided before, and answers it all the same", async () => {
    const one = await writerOn(await foundedStore());
    expect(await answers(one.write(() => ({ entries: [], answer: "as before" })))).toBe("as before");
    expect(one.state().head.sequence).toBe(1);
  });

  it("[A12] reads and decides again where another server was first", async () => {
    const store = await foundedStore();
    const [one, two] = [await writerOn(store), await writerOn(store)];
    expect(await answers(one.write(withdraw("a")))).toBe("a");
    expect(await answers(two.write(withdraw("a")))).toBe("a is gone");
    expect(await answers(two.write(withdraw("b")))).toBe("b");
    expect((await store.head(FOUNDED.id)).sequence).toBe(3);
  });

  it("[A12] reads before it decides again where an append failed after all had been written", async () => {
    const store = await foundedStore();
    let failures = 1;
    const append = async (id: string, batch: LogBatch): Promise<AppendOutcome> => {
      const outcome = await store.append(id, batch);
      if (failures-- > 0) throw new Error("the connection broke");
      return outcome;
    };
    const one = await writerOn({ ...bound(store), append });
    await expect(one.write(withdraw("a"))).rejects.toThrow("the connection broke");
    expect(await answers(one.write(withdraw("a")))).toBe("a is gone");
    expect(await answers(one.write(withdraw("b")))).toBe("b");
  });

  it("[A11] a decision that fails takes none of the others with it", async () => {
    const one = await writerOn(await foundedStore());
    const broken = one.write(() => {
      throw new Error("a mistake of ours");
    });
    const sound = one.write(withdraw("a"));
    await expect(broken).rejects.toThrow("a mistake of ours");
    expect(await answers(sound)).toBe("a");
  });

  it("[A11] what the store refuses takes none of the others with it", async () => {
    const store = await foundedStore();
    const append = async (id: string, batch: LogBatch): Promise<AppendOutcome> => {
      if (batch.sealed.some(({ entry }) => entry.body["id"] === "bad")) throw new StoreFault("Refused", "The database refuses it.");
      return store.append(id, batch);
    };
    const one = await writerOn({ ...bound(store), append });
    const outcomes = await Promise.allSettled(["a", "bad", "b"].map((id) => answers(one.write(withdraw(id)))));
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect([...(await loadState(store, FOUNDED.id)).withdrawnNeeds.keys()]).toEqual(["a", "b"]);
  });

  it("[A11] what may have been written is not tried again", async () => {
    const store = await foundedStore();
    let appends = 0;
    const append = (): Promise<AppendOutcome> => {
      appends += 1;
      throw new StoreFault("OutcomeUnknown", "The database went away.");
    };
    const one = await writerOn({ ...bound(store), append });
    const outcomes = await Promise.allSettled(["a", "b"].map((id) => one.write(withdraw(id))));
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(appends).toBe(1);
  });

  it("[A11] a burst of large commands is appended in parts, in its order", async () => {
    const store = await foundedStore();
    const appends: number[] = [];
    const append = (id: string, batch: LogBatch) => (appends.push(batch.sealed.length), store.append(id, batch));
    const one = await writerOn({ ...bound(store), append });
    const large = (name: string) => () => ({
      entries: Array.from({ length: 300 }, (_, index) => withdrawn(`${name}${index}`)),
      answer: name,
    });
    expect(await Promise.all(["a", "b", "c"].map((name) => answers(one.write(large(name)))))).toEqual(["a", "b", "c"]);
    expect(appends.length).toBeGreaterThan(1);
    expect(appends.reduce((sum, each) => sum + each, 0)).toBe(900);
  });

  it("[A11] what comes when too much waits is refused, not a fault", async () => {
    const one = await writerOn(await foundedStore());
    const outcomes = await Promise.allSettled(Array.from({ length: 5_001 }, (_, index) => one.write(withdraw(String(index)))));
    const rejected = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(rejected.map(({ reason }) => reason.extensions.code)).toEqual(["LIMIT"]);
    expect(one.state().withdrawnNeeds.size).toBe(5_000);
  });

  it("[A12] refuses nothing for what another server has changed since", async () => {
    const store = await foundedStore();
    const [one, two] = [await writerOn(store), await writerOn(store)];
    await one.write(withdraw("a"));
    const afterA = (state: RegionState) =>
      state.withdrawnNeeds.has("a") ? { entries: [withdrawn("b")], answer: "b" } : { refusal: "there is no a" };
    expect(await answers(two.write(afterA))).toBe("b");
  });

  it("[A12] takes in what another server wrote in its turn", async () => {
    const store = await foundedStore();
    const [one, two] = [await writerOn(store), await writerOn(store)];
    await one.write(withdraw("a"));
    const [, written] = await Promise.all([two.reload(), answers(two.write(withdraw("a")))]);
    expect(written).toBe("a is gone");
    expect(two.state().head.sequence).toBe(2);
  });
});

/** A store whose methods can be replaced one by one. */
function bound(store: CommonsStore): CommonsStore {
  const names = [
    "communities",
    "region",
    "records",
    "list",
    "referring",
    "count",
    "takeTurn",
    "rebuild",
    "head",
    "entries",
    "append",
    "keepDocument",
    "document",
    "keepPlan",
    "plans",
    "keepSession",
    "session",
    "close",
  ] as const;
  return Object.fromEntries(
    names.map((name) => [name, (store[name] as (...args: unknown[]) => unknown).bind(store)]),
  ) as unknown as CommonsStore;
}
