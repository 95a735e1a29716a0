// Hostile requests over a record in which everything was said: none of them may crash the server, be its fault, or cost without bounds.
// COMMONWRIGHT_FUZZ=10000 runs so many of each kind, COMMONWRIGHT_FUZZ_SEED=7 others than usual, COMMONWRIGHT_FUZZ_DATABASE=pglite on a database.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedHamlet, servedHamlet } from "../up/region.js";
import { type Ask, askerOf, changeText, contract, VISITOR } from "./asking.js";
import { EVERYTHING } from "./everything.js";
import { brokenQuery, chanceFrom, type Hostile, randomChange, randomQuery } from "./hostile.js";

const RUNS = Number(process.env["COMMONWRIGHT_FUZZ"] ?? 250);
const SEED = Number(process.env["COMMONWRIGHT_FUZZ_SEED"] ?? 20_270_301);
const DATABASE =
  process.env["COMMONWRIGHT_FUZZ_DATABASE"] === "pglite" ? ({ type: "pglite", folder: null } as const) : ({ type: "memory" } as const);
const MINUTES = 60;
const schema = contract();
let served: ServedHamlet;
let ask: Ask;
let hostile: Hostile;

beforeAll(async () => {
  served = await servedHamlet({ example: "none", database: DATABASE });
  ask = askerOf(served);
  for (const change of EVERYTHING) await ask(changeText(schema, change, "{ __typename }"), change.args as Record<string, unknown>);
  const ids = EVERYTHING.flatMap(({ args }) => Object.values(args).flatMap((input) => (input as { readonly id?: string }).id ?? []));
  hostile = { schema, ids: [...ids, "kg", "h"] };
}, 60_000);
afterAll(() => served.close());

const codesOf = (errors: readonly { readonly extensions: Readonly<Record<string, unknown>> }[] = []) =>
  errors.map(({ extensions }) => extensions["code"]);
const seeds = fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 }));
const held = (property: fc.IAsyncProperty<[number]>) => fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });

describe("hostile requests", () => {
  it(
    "graphql [G23] valid documents of any shape are answered, or refused with a code",
    async () => {
      const found = { answered: 0, refused: 0 };
      await held(
        fc.asyncProperty(seeds, async (seed) => {
          const chance = chanceFrom(seed);
          const query = randomQuery(hostile, chance);
          const { data, errors } = await ask(query, {}, chance.is(0.3) ? VISITOR : undefined);
          expect([query, codesOf(errors).includes("FAULT"), served.faults]).toEqual([query, false, []]);
          if (errors === undefined) found.answered += 1;
          else found.refused += 1;
          expect(data !== undefined || errors !== undefined).toBe(true);
        }),
      );
      // What is only refused would show nothing.
      expect(found.answered).toBeGreaterThan(RUNS / 4);
    },
    MINUTES * 60_000,
  );

  it(
    "graphql [G23] broken documents are refused",
    async () => {
      await held(
        fc.asyncProperty(seeds, async (seed) => {
          const query = brokenQuery(hostile, chanceFrom(seed));
          const { errors } = await ask(query);
          expect([query, codesOf(errors).includes("FAULT"), served.faults]).toEqual([query, false, []]);
        }),
      );
    },
    MINUTES * 60_000,
  );

  it(
    "graphql [G23] changes with inputs of any shape are taken or refused, and never half-done",
    async () => {
      let taken = 0;
      await held(
        fc.asyncProperty(seeds, async (seed) => {
          const change = randomChange(hostile, chanceFrom(seed));
          const before = served.serving.community.state().head.sequence;
          const isFlag = change.mutation.startsWith("delete");
          const { errors, data } = await ask(changeText(schema, change, isFlag ? "" : "{ __typename }"), change.args);
          expect([change, codesOf(errors).includes("FAULT"), served.faults]).toEqual([change, false, []]);
          if (errors !== undefined) expect([change, served.serving.community.state().head.sequence]).toEqual([change, before]);
          else taken += 1;
          expect(data !== undefined || errors !== undefined).toBe(true);
        }),
      );
      expect(taken).toBeGreaterThan(RUNS / 50);
    },
    MINUTES * 60_000,
  );

  it(
    "graphql [G23] and what those changes left can be asked for in any way",
    async () => {
      await held(
        fc.asyncProperty(seeds, async (seed) => {
          const query = randomQuery(hostile, chanceFrom(seed + 1));
          const { errors } = await ask(query);
          expect([query, codesOf(errors).includes("FAULT"), served.faults]).toEqual([query, false, []]);
        }),
      );
    },
    MINUTES * 60_000,
  );

  it("graphql [G23] and the server holds no more than before, but for what was recorded", () => {
    const { heapUsed } = process.memoryUsage();
    expect(heapUsed / 1e6).toBeLessThan(1_500);
  });
});
