// The report on examples/tiny as a person reads it, and what must hold of the report on any result.

import { type PlanProblem, type PlanResult, planProblem, readProblem } from "@commonwright/planner";
import fc from "fast-check";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { loadProblem } from "../../src/problemLoading.js";
import { assumedCounts } from "../../src/report/assumptions.js";
import { freightOf, marketAsk, moneyParts } from "../../src/report/costs.js";
import { workshopPlans } from "../../src/report/makings.js";
import { planView } from "../../src/report/planView.js";
import { printPlan } from "../../src/report/printPlan.js";
import { purchasedItems } from "../../src/report/purchases.js";
import { levelsMet } from "../../src/report/standing.js";
import { reclaimedScrap, stockUses } from "../../src/report/supplies.js";
import { RESULT } from "../planResult.js";

const TINY = fileURLToPath(new URL("../../../../examples/tiny", import.meta.url));
let problem: PlanProblem;
let result: PlanResult;

beforeAll(async () => {
  const loaded = await loadProblem(TINY);
  if ("problems" in loaded) throw new Error("examples/tiny is refused");
  problem = loaded.problem;
  result = await planProblem(problem, { original: loaded.original });
});

/** The sections of a report by their first word. */
const sectionsOf = (text: string) =>
  new Map(
    text
      .trimEnd()
      .split("\n\n")
      .map((section) => [section.split(/[ ,\n]/)[0], section]),
  );

describe("the report on examples/tiny", () => {
  const expected = {
    Lamps: `
Lamps for a school
No other plan can be better.`,
    Needs: `
Needs met
  vital   100 %  1 of 1 need in full
  useful   90 %  1 of 2 needs in full
  nice     50 %  0 of 1 need in full, 1 in part`,
    Cost: `
Cost
  money  67.58  EUR  purchases 26.80, machine hours 27.50, freight 13.20, waiting 0.08
  work    5.95  h
  CO2    12     kg
  Weighed together: 128.28 (1 × money + 10 × h + 0.1 × kg CO2). What stays unmet weighs 240.00 more.
  The market asks 270.00 EUR for the same things.`,
    Made: `
Made, in 2 of 2 workshops, those with most machine hours first
  The workshop in the town, at The town                 2027-01  2027-02
    Lamp shade                           6     pieces       2        4
    Plastic granulate                    3     kg           1        2
    printing                            12     h of 20     40 %     80 %
    shredding                            1.50  h of 20      5 %     10 %
  The workshop in the mill, at The old mill             2027-01  2027-02
    Lamp                                 6     pieces       2        4
    Lamp stand                           4     pieces                4
    turning                              4     h of 20              40 %
    bench                                3     h of 20     10 %     20 %`,
    Bought: `
Bought, in EUR
  Board              4  pieces  16.00
  Plastic granulate  6  kg      10.80
  together                      26.80`,
    Taken: `
Taken from stock, and reclaimed
  Lamp stand                  2  pieces  from stock, of 2
  Failed prints and supports  3  kg      scrap, used again`,
    "Shipped:": `
Shipped: 4 deliveries on 2 ways, 24 kg, 45 km on average; freight 13.20 EUR, 0 kg CO2.`,
    Unmet: `
Unmet, and why
  A vase for the hall (useful): 1 of 1 piece; no workshop has hours of kiln, which Fire a vase
    takes.
  Lamps for the yard (nice): 1 of 2 pieces; short of Board on the market.`,
    "Scarce.": `
Scarce. Savings count as cost weighed together.
  1 more piece of Board on the market in 2027-02 would save 95.30 (in all, its shortage costs 95.38)
  1 more piece of Board on the market in 2027-01 would save 95.26 (in all, its shortage costs 95.26)`,
    Where: `
Where the last step is done, as shares of all needs
                      can be      is
  made at home         0 %     0 %
  made at an outlet   95.5 %  81.8 %
  made in the region   0 %     0 %
  made far away        0 %     0 %
  bought                       0 %
  from stock                   0 %
  unmet                       18.2 %`,
    No: `
No figure is marked as assumed.`,
  };

  it.each(Object.keys(expected) as (keyof typeof expected)[])("says under “%s” what a person wants to know", (section) => {
    const words = (text: string | undefined) => text?.trim();
    expect(words(sectionsOf(printPlan(result, problem)).get(section))).toBe(words(expected[section]));
  });

  it("has these sections, in this order", () => {
    expect([...sectionsOf(printPlan(result, problem)).keys()]).toEqual(Object.keys(expected));
  });

  it("cuts long lists and says so, or prints them whole", () => {
    const purchases = Array.from({ length: 20 }, (_, k) => ({ item: `screw-${k}`, place: "town", period: "2027-01", quantity: 20 - k }));
    const market = [...problem.market, ...purchases.map(({ item }) => ({ item, price: 1, co2Kg: 0, limitPerPeriod: null }))];
    const [long, many] = [
      { ...result, purchases },
      { ...problem, market },
    ];
    const cut = sectionsOf(printPlan(long, many)).get("Bought")?.split("\n") ?? [];
    expect(cut.slice(-3)).toEqual([
      expect.stringMatching(/^ +screw-14 +6 +6.00$/),
      "  and 5 more things: --all shows them, --json has them",
      expect.stringMatching(/^ +together +210.00$/),
    ]);
    expect(
      sectionsOf(printPlan(long, many, { isWhole: true }))
        .get("Bought")
        ?.split("\n"),
    ).toHaveLength(22);
  });

  it("planner [P2] counts what is assumed", () => {
    expect(assumedCounts(problem)).toEqual([]);
    const [one, two, ...others] = problem.items;
    const [shop] = problem.workshops;
    const capabilities = shop.capabilities.map((row) => ({ ...row, assumed: true as const }));
    const guessed = {
      ...problem,
      items: [{ ...one, assumed: true as const }, { ...two, assumed: ["massKg"] }, ...others],
      workshops: [{ ...shop, capabilities }],
    };
    expect(assumedCounts(guessed)).toEqual([
      { list: "items", entries: 7, wholly: 1, partly: 1 },
      { list: "workshops", entries: 1, wholly: 0, partly: 1 },
    ]);
    expect(printPlan(result, guessed)).toContain("\n\nAssumed figures stand in 2 of 7 items (1 in part), 1 of 1 workshops in part.\n");
    expect(printPlan(result, { ...problem, assumed: true })).toContain("\n\nEvery figure of this problem is assumed.\n");
  });

  it("adds up", () => {
    const view = planView(result, problem);
    const { purchases, machineHours, freight, setups, waiting } = moneyParts(view);
    expect(purchases + machineHours + freight + setups + waiting).toBeCloseTo(result.cost.money, 9);
    expect([waiting, setups]).toEqual([expect.closeTo(0.08, 9), 0]);
    expect(freightOf(view)).toEqual({ kg: 24, kgKm: 1080, money: expect.closeTo(13.2, 9), co2Kg: 0 });
    expect(marketAsk(view)).toEqual({ money: expect.closeTo(270, 9), share: 1 });
    expect(stockUses(view)).toEqual([{ item: "stand", used: 2, there: 2 }]);
    expect([...reclaimedScrap(view)]).toEqual([["scrap", expect.closeTo(3, 9)]]);
    expect(workshopPlans(view).map(({ workshop, hours }) => [workshop.id, hours])).toEqual([
      ["town-workshop", expect.closeTo(13.5, 9)],
      ["mill-workshop", expect.closeTo(7, 9)],
    ]);
  });
});

describe("the standing of a plan", () => {
  const standing = (over: Partial<PlanResult>, rule: "weighted" | "lexicographic" = "lexicographic") =>
    printPlan({ ...result, ...over }, { ...problem, priorities: { ...problem.priorities, rule } })
      .split("\n\n")[0]
      .split("\n")
      .slice(1)
      .join(" ");

  it("offers what is proven, and no more", () => {
    expect(standing({ status: "feasible", gap: 0.004 }, "weighted")).toBe("No other plan can be more than 0.4 % better.");
    expect(standing({ status: "feasible", gap: 0.004, levels: [{ priority: 1, unmet: 0, bound: 0 }] })).toBe(
      "No other plan that meets as much can be more than 0.4 % better.",
    );
    expect(standing({ status: "feasible", gap: 0, levels: [{ priority: 1, unmet: 12, bound: 9 }] })).toBe(
      "No other plan can leave less than 9 of the vital needs unmet; this one leaves 12 (quantity × reference cost). No other plan that meets as much can be better.",
    );
  });

  it("tells of a scarce limit that keeps needs unmet, over all periods in which it is worth the same", () => {
    const row = { kind: "machine", workshop: "mill-workshop", capability: "bench", price: 1, more: 1, saves: 12, lifted: 90 } as const;
    const scarce: PlanResult["scarce"] = [
      { ...row, period: "2027-02", priority: 1 },
      { ...row, period: "2027-01", priority: 1 },
      { ...row, period: "2027-01", saves: 14.2, lifted: 96 },
    ];
    const text = printPlan({ ...result, scarce }, problem).replace(/\n +/g, " ");
    expect(text).toContain(
      "1 more hour of bench at The workshop in the mill in 2027-01 or 2027-02 would meet 12.00 more of the vital needs (in all, its shortage keeps 90.00 unmet)",
    );
    expect(text).toContain(
      "1 more hour of bench at The workshop in the mill in 2027-01 would save 14.20 (in all, its shortage costs 96.00)",
    );
  });

  it("does not call a trace that a held level leaves an unmet need", () => {
    const text = printPlan({ ...result, unmet: [{ need: "lamps-yard", quantity: 1e-5, code: "not-worth", reason: "x" }] }, problem);
    expect(text).toContain("Rounding leaves a trace of 1 more need unmet");
    expect(text).toMatch(/nice +> 99.9 % +1 of 1 need in full/);
  });
});

describe("the report on any result", () => {
  const pick = (list: readonly { readonly id: string }[]) => fc.constantFrom(...list.map(({ id }) => id));
  const quantity = fc.oneof(fc.double({ min: 1e-9, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 100 }));
  const rows = <T>(row: fc.Arbitrary<T>) => fc.array(row, { maxLength: 40 });

  function results(of: PlanProblem): fc.Arbitrary<PlanResult> {
    const period = fc.constantFrom(...of.periods);
    const [item, place, workshop, recipe, need] = [pick(of.items), pick(of.places), pick(of.workshops), pick(of.recipes), pick(of.needs)];
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const scarce = {
      period,
      price: quantity,
      more: fc.constant(1),
      saves: quantity,
      lifted: quantity,
      priority: fc.constantFrom(1 as const, 2 as const, 3 as const),
    };
    return fc
      .record({
        runs: rows(fc.record({ recipe, workshop, period, quantity })),
        shipments: rows(fc.record({ item, from: place, to: place, period, quantity })),
        purchases: rows(fc.record({ item: fc.constantFrom(...of.market.map((row) => row.item)), place, period, quantity })),
        holdings: rows(fc.record({ item, place, period, quantity })),
        unmet: rows(fc.record({ need, quantity, code: fc.constant("limits" as const), reason: fc.string({ maxLength: 2_000 }) })),
        cost: fc.record({ money: quantity, labourHours: quantity, co2Kg: quantity }),
        gap: share,
        scarce: rows(
          fc.oneof(
            fc.record({ ...scarce, kind: fc.constant("machine" as const), workshop, capability: fc.string() }),
            fc.record(
              { ...scarce, kind: fc.constant("ceiling" as const), territory: pick(of.territories), co2: fc.constant(true as const) },
              { requiredKeys: ["kind", "territory", "period", "price", "more", "saves", "lifted"] },
            ),
            fc.record(
              { ...scarce, kind: fc.constant("market" as const), item },
              { requiredKeys: ["kind", "item", "period", "price", "more", "saves", "lifted"] },
            ),
          ),
        ),
        phases: fc.record({ levels: fc.constant(RESULT.phases.levels), bought: share, stock: share, unmet: share }),
      })
      .map((lists) => ({ ...RESULT, ...lists, status: "feasible" as const }));
  }

  it("never throws, and holds no control characters, whatever names and reasons hold", () => {
    fc.assert(
      fc.property(results(problem), fc.string({ maxLength: 300 }), (random, name) => {
        const named = { ...problem, name, items: problem.items.map((item) => ({ ...item, name: `${name}\u001b[31m\u202e` })) };
        const text = printPlan(random, named);
        expect(text.endsWith("\n")).toBe(true);
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
        expect(text).not.toMatch(/NaN|undefined|Infinity/);
      }),
      { numRuns: 60 },
    );
  });

  it("keeps lines to 100 columns where names are plain", () => {
    fc.assert(
      fc.property(results(problem), (random) => {
        const plain = {
          ...random,
          unmet: random.unmet.map((row) => ({ ...row, reason: "short of boards" })),
          scarce: random.scarce.filter(({ kind }) => kind !== "machine"),
        };
        for (const line of printPlan(plain, problem).split("\n")) expect([...line].length).toBeLessThanOrEqual(100);
      }),
      { numRuns: 40 },
    );
  });

  it("sums what the lists say", () => {
    fc.assert(
      fc.property(results(problem), (random) => {
        const view = planView(random, problem);
        const sum = (list: readonly { readonly quantity: number }[]) => list.reduce((total, row) => total + row.quantity, 0);
        const close = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, a, b));
        close(sum(purchasedItems(view)), sum(random.purchases));
        const made = workshopPlans(view).flatMap(({ makings }) => makings);
        close(
          made.reduce((total, making) => total + making.made / making.recipe.out[0].quantity, 0),
          sum(random.runs),
        );
        for (const making of made)
          close(
            making.made,
            [...making.madeIn.values()].reduce((total, part) => total + part, 0),
          );
        for (const { used, there } of stockUses(view)) expect(used).toBeLessThanOrEqual(there);
        for (const { share, count, inFull, inPart } of levelsMet(view))
          expect([share >= 0 && share <= 1, inFull + inPart <= count]).toEqual([true, true]);
      }),
      { numRuns: 60 },
    );
  });

  it("says what there is to say of a problem without anything", () => {
    const read = readProblem({
      format: "commonwright-plan/1",
      periods: ["w1"],
      territories: [{ id: "t" }],
      places: [{ id: "p", territory: "t", level: "outlet", x: 0, y: 0 }],
      items: [],
    });
    if (!("problem" in read)) throw new Error("refused");
    expect(printPlan(RESULT, read.problem)).toContain("Nothing is needed.");
  });
});
