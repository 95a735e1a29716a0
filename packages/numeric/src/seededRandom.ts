// Chance that can be repeated: a small generator of random numbers that starts from a seed.

/** A stream of random numbers. Two streams with the same seed give the same numbers on every machine. */
export interface SeededRandom {
  /** A whole number from 0 to 2^32 − 1. */
  nextUint32(): number;
  /** A number from 0 up to but not including 1, in steps of 2^−32. */
  nextFloat(): number;
  /** A whole number from 0 to `bound − 1`, each equally likely. `bound` is whole, from 1 to 2^32; else a RangeError is thrown. */
  below(bound: number): number;
}

const twoTo32 = 2 ** 32;

/**
 * mulberry32 by Tommy Ettinger (2017, public domain): a counter that steps by 0x6D2B79F5, mixed by two multiplications.
 * Its state is 32 bits and it repeats after 2^32 numbers: good for tests, examples and tie-breaking, never for secrets.
 * @param seed whole number; only its lowest 32 bits count
 */
export function seededRandom(seed: number): SeededRandom {
  let counter = seed | 0;

  const nextUint32 = (): number => {
    counter = (counter + 0x6d2b79f5) | 0;
    let mixed = Math.imul(counter ^ (counter >>> 15), counter | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };

  const below = (bound: number): number => {
    if (!(Number.isInteger(bound) && bound >= 1 && bound <= twoTo32)) {
      throw new RangeError(`bound must be whole, from 1 to 2^32, but is ${bound}`);
    }
    // Numbers past the last whole multiple of the bound would make small remainders likelier; they are drawn again.
    const fair = twoTo32 - (twoTo32 % bound);
    let drawn = nextUint32();
    while (drawn >= fair) drawn = nextUint32();
    return drawn % bound;
  };

  return { nextUint32, nextFloat: () => nextUint32() / twoTo32, below };
}
