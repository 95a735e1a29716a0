// How often one address may ask: a bucket that fills with time and is emptied by requests.

/** `perSecond` fills the bucket, `burst` is what it holds. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** How much work one address may cause: asked before, told after. */
export interface WorkLimit {
  readonly isOpen: (key: string) => boolean;
  readonly spend: (key: string, amount: number) => void;
}

/** Takes one from the bucket of a key; false: it is empty. */
export type RateLimit = (key: string) => boolean;

/** So many keys are known; the one that asked longest ago is forgotten first, with a bucket that has mostly filled again. */
const MOST_KEYS = 10_000;

/** A limit of its own; `now` in milliseconds. */
export function rateLimit({ perSecond, burst }: Rate, now: () => number): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>();
  return (key) => {
    const time = now();
    const bucket = buckets.get(key) ?? { left: burst, at: time };
    const left = Math.min(burst, bucket.left + ((time - bucket.at) / 1000) * perSecond);
    buckets.delete(key);
    buckets.set(key, { left: left >= 1 ? left - 1 : left, at: time });
    if (buckets.size > MOST_KEYS) for (const oldest of [...buckets.keys()].slice(0, MOST_KEYS / 10)) buckets.delete(oldest);
    return left >= 1;
  };
}

/** A limit on work: the bucket may be overdrawn by what is running, and is closed until it has filled again. */
export function workLimit({ perSecond, burst }: Rate, now: () => number): WorkLimit {
  const buckets = new Map<string, { left: number; at: number }>();
  const filled = (key: string) => {
    const bucket = buckets.get(key);
    return bucket === undefined ? burst : Math.min(burst, bucket.left + ((now() - bucket.at) / 1000) * perSecond);
  };
  return {
    isOpen: (key) => filled(key) > 0,
    spend(key, amount) {
      const left = filled(key) - amount;
      buckets.delete(key);
      buckets.set(key, { left, at: now() });
      if (buckets.size > MOST_KEYS) for (const oldest of [...buckets.keys()].slice(0, MOST_KEYS / 10)) buckets.delete(oldest);
    },
  };
}
