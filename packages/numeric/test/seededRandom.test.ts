// The generator against the same algorithm written with big integers, and against what chance must look like.
import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../src/seededRandom.js";

const mask = 0xffffffffn;

/** The published algorithm, step by step in unbounded integers cut to 32 bits. */
function mulberry32Oracle(seed: number, count: number): number[] {
  let state = BigInt(seed) & mask;
  return Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5n) & mask;
    let z = ((state ^ (state >> 15n)) * (state | 1n)) & mask;
    z ^= (z + (((z ^ (z >> 7n)) * (z | 61n)) & mask)) & mask;
    return Number((z ^ (z >> 14n)) & mask);
  });
}

it("[R1] is mulberry32, the same for the same seed", () => {
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 32 }), (seed) => {
      const random = seededRandom(seed);
      const drawn = Array.from({ length: 50 }, () => random.nextUint32());
      expect(drawn).toEqual(mulberry32Oracle(seed, 50));
    }),
  );
});

it("[R2] draws floats from 0 up to but not including 1", () => {
  const random = seededRandom(7);
  const drawn = Array.from({ length: 20_000 }, () => random.nextFloat());
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...drawn)).toBeLessThan(1);
  expect(drawn.reduce((sum, x) => sum + x, 0) / drawn.length).toBeCloseTo(0.5, 1);
});

it("[R3] draws every number below the bound equally often", () => {
  // 3 · 2^30 is a bound where taking the remainder alone would make the lowest third twice as likely as the others.
  const bound = 3 * 2 ** 30;
  const random = seededRandom(11);
  const thirds = [0, 0, 0];
  for (let draw = 0; draw < 30_000; draw++) {
    const drawn = random.below(bound);
    expect(Number.isInteger(drawn) && drawn >= 0 && drawn < bound).toBe(true);
    thirds[Math.floor(drawn / 2 ** 30)]++;
  }
  for (const count of thirds) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  expect(random.below(1)).toBe(0);
});

it("[R4] refuses bounds that are not whole or outside", () => {
  const random = seededRandom(1);
  for (const bound of [0, -1, 1.5, 2 ** 32 + 1, Number.NaN]) expect(() => random.below(bound)).toThrow(RangeError);
  expect(random.below(2 ** 32)).toBeGreaterThanOrEqual(0);
});
