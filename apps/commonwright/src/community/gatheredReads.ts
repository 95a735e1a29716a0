// Reads of many askers in one statement: while some are under way, what is asked next is gathered and goes together.

import { type CommonsStore, type RecordKey, type RecordRow, recordKeyText, type ReferringAsk } from "@commonwright/commons";

/** So many statements of one kind are under way at a time; a lone asker never waits. */
const MOST_UNDER_WAY = 2;
/** What would find more than this goes by itself, so that nobody waits for the long list of another. */
const MOST_GATHERED = 1_000;

/** One asker's questions; `weight`: how much may be found for them. */
interface Waiting<Ask, Answer> {
  readonly asks: readonly Ask[];
  readonly weight: number;
  readonly resolve: (answer: Answer | PromiseLike<Answer>) => void;
}

/** How questions are put together, and how an answer is taken apart again. */
interface Gathering<Ask, Found> {
  readonly read: (asks: readonly Ask[]) => Promise<readonly Found[]>;
  readonly weight: (asks: readonly Ask[]) => number;
  /** What of all that was found is for the `asks` that stand at `start`. */
  readonly part: (found: readonly Found[], asks: readonly Ask[], start: number) => readonly Found[];
}

/** Reads as `read` does, several askers at once. A fault that came with others' questions is met only by those whose own question has it. */
function gathered<Ask, Found>({ read, weight, part }: Gathering<Ask, Found>): (asks: readonly Ask[]) => Promise<readonly Found[]> {
  const queue: Waiting<Ask, readonly Found[]>[] = [];
  let underWay = 0;
  const next = () => {
    if (underWay >= MOST_UNDER_WAY || queue.length === 0) return;
    underWay += 1;
    void answer(taken(queue)).finally(() => {
      underWay -= 1;
      next();
    });
  };
  const answer = async (together: readonly Waiting<Ask, readonly Found[]>[]) => {
    const asks = together.flatMap((each) => each.asks);
    try {
      const found = await read(asks);
      let start = 0;
      for (const each of together) {
        each.resolve(part(found, each.asks, start));
        start += each.asks.length;
      }
    } catch {
      for (const each of together) each.resolve(read(each.asks));
    }
  };
  return (asks) => {
    const heavy = weight(asks);
    if (heavy > MOST_GATHERED) return read(asks);
    return new Promise((resolve) => {
      queue.push({ asks, weight: heavy, resolve });
      next();
    });
  };
}

/** The first of a queue, as many as go together. */
function taken<Ask, Answer>(queue: Waiting<Ask, Answer>[]): Waiting<Ask, Answer>[] {
  let weight = 0;
  const end = queue.findIndex((each) => (weight += each.weight) > MOST_GATHERED);
  return queue.splice(0, end === -1 ? queue.length : Math.max(1, end));
}

/** The reads of one community, gathered. */
export function gatheredReads(store: CommonsStore, community: string) {
  return {
    /** In the order of the asks. */
    referring: gathered<ReferringAsk, readonly RecordRow[]>({
      read: (asks) => store.referring(community, asks),
      weight: (asks) => asks.reduce((sum, { limit }) => sum + 1 + limit, 0),
      part: (found, asks, start) => found.slice(start, start + asks.length),
    }),
    /** In no order; absent ones are left out. */
    records: gathered<RecordKey, RecordRow>({
      read: (keys) => store.records(community, keys),
      weight: (keys) => keys.length,
      part: (found, keys) => {
        const wanted = new Set(keys.map(recordKeyText));
        return found.filter((row) => wanted.has(recordKeyText(row)));
      },
    }),
  };
}
