// What planners get wrong: each case small enough to see the right answer.
import { describe, expect, test } from "vitest";
import { verifyPlan } from "../../src/checker/index.js";
import type { PlanResult } from "../../src/index.js";
import { planned } from "./planned.js";
import { item, type Json, need, recipe, region } from "./region.js";

async function provenPlan(problem: Json): Promise<PlanResult> {
  const result = await planned(problem);
  expect(verifyPlan(problem, result)).toEqual({ ok: true, problems: [] });
  expect(result.status).toBe("optimal");
  return result;
}

const runsOf = (result: PlanResult, id: string) =>
  result.runs.filter((row) => row.recipe === id).reduce((sum, row) => sum + row.quantity, 0);
const boughtOf = (result: PlanResult, id: string) =>
  result.purchases.filter((row) => row.item === id).reduce((sum, row) => sum + row.quantity, 0);

describe("stock at every level of the parts list", () => {
  test("[M1] what is there is used before anything is made or bought, at each level", async () => {
    const result = await provenPlan(
      region({
        items: [item("bike"), item("wheel"), item("spoke")],
        recipes: [recipe("make-bike", { bike: 1 }, { wheel: 2 }), recipe("make-wheel", { wheel: 1 }, { spoke: 10 })],
        market: [{ item: "spoke", price: 1 }],
        stocks: [
          { item: "bike", place: "town", quantity: 1 },
          { item: "wheel", place: "town", quantity: 3 },
          { item: "spoke", place: "town", quantity: 25 },
        ],
        needs: [need("bikes", "bike", 5)],
      }),
    );
    // 5 bikes less 1; 8 wheels less 3; 50 spokes less 25.
    expect(runsOf(result, "make-bike")).toBeCloseTo(4, 9);
    expect(runsOf(result, "make-wheel")).toBeCloseTo(5, 9);
    expect(boughtOf(result, "spoke")).toBeCloseTo(25, 9);
    expect(result.objective).toBeCloseTo(4 * 2 + 5 * 2 + 25, 9);
  });
});

describe("two sub-assemblies that share a raw material", () => {
  test("[M1] the material is bought for both, and shared out once where it is short", async () => {
    const shared = (limitPerPeriod: number | null) =>
      region({
        items: [item("cart"), item("frame"), item("axle"), item("steel")],
        recipes: [
          recipe("make-cart", { cart: 1 }, { frame: 1, axle: 2 }),
          recipe("make-frame", { frame: 1 }, { steel: 6 }),
          recipe("make-axle", { axle: 1 }, { steel: 2 }),
        ],
        market: [{ item: "steel", price: 3, limitPerPeriod }],
        needs: [need("carts", "cart", 4)],
      });
    const enough = await provenPlan(shared(null));
    expect(boughtOf(enough, "steel")).toBeCloseTo(4 * (6 + 2 * 2), 9);
    const short = await provenPlan(shared(25));
    expect(runsOf(short, "make-cart")).toBeCloseTo(2.5, 6);
    expect(short.unmet).toEqual([
      { need: "carts", quantity: expect.closeTo(1.5, 6) as number, code: "limits", reason: "short of steel on the market" },
    ]);
  });
});

describe("an input of nothing", () => {
  test("[M1] is not needed, though nobody has it", async () => {
    const result = await provenPlan(
      region({
        items: [item("soup"), item("saffron")],
        recipes: [recipe("cook", { soup: 1 }, { saffron: 0 })],
        needs: [need("lunch", "soup", 2)],
      }),
    );
    expect(runsOf(result, "cook")).toBeCloseTo(2, 9);
  });
});

describe("by-products", () => {
  test("[M1] [P6] scrap of one product is material of another in the same period", async () => {
    const result = await provenPlan(
      region({
        items: [item("table"), item("peg"), item("board"), item("offcut")],
        recipes: [recipe("make-table", { table: 1, offcut: 2 }, { board: 3 }), recipe("make-peg", { peg: 4 }, { offcut: 1 })],
        market: [
          { item: "board", price: 5 },
          { item: "offcut", price: 4 },
        ],
        needs: [need("tables", "table", 3), need("pegs", "peg", 28)],
      }),
    );
    // 28 pegs take 7 offcuts, 6 of which fall off the tables.
    expect(boughtOf(result, "offcut")).toBeCloseTo(1, 9);
    expect(result.objective).toBeCloseTo(3 * 2 + 9 * 5 + 7 * 2 + 4, 9);
  });

  test("[P6] a by-product alone can be the reason to run", async () => {
    const result = await provenPlan(
      region({
        items: [item("oil"), item("cake", { referenceCost: 50 })],
        recipes: [recipe("press", { oil: 1, cake: 2 }, {})],
        needs: [need("feed", "cake", 6)],
      }),
    );
    expect(runsOf(result, "press")).toBeCloseTo(3, 9);
    expect(result.unmet).toEqual([]);
  });

  test("[M1] [C2] scrap that goes back into the material it came from", async () => {
    const result = await provenPlan(
      region({
        items: [item("cup"), item("plastic"), item("sprue")],
        recipes: [
          recipe("mould", { cup: 1, sprue: 0.5 }, { plastic: 1.5 }),
          recipe("shred", { plastic: 1 }, { sprue: 1 }, { machine: [{ capability: "bench", hours: 0.25 }] }),
        ],
        market: [{ item: "plastic", price: 4 }],
        needs: [need("cups", "cup", 8)],
      }),
    );
    // 12 plastic for 8 cups; 4 come back from the sprues at half an euro each.
    expect(runsOf(result, "shred")).toBeCloseTo(4, 9);
    expect(boughtOf(result, "plastic")).toBeCloseTo(8, 9);
  });
});

describe("a recipe that feeds itself", () => {
  const sourdough = (stock: number) =>
    region({
      periods: ["p0", "p1", "p2"],
      items: [item("starter", { referenceCost: 10 }), item("flour")],
      recipes: [recipe("feed", { starter: 3 }, { starter: 1, flour: 1 }, { leadPeriods: 1 })],
      market: [{ item: "flour", price: 1 }],
      stocks: [{ item: "starter", place: "town", quantity: stock }],
      needs: [need("bread", "starter", 9, { due: "p2" })],
    });

  test("[M1] grows from what there is, period by period", async () => {
    const result = await provenPlan(sourdough(1));
    expect(result.unmet).toEqual([]);
    expect(result.runs.map((row) => [row.period, Math.round(row.quantity * 1e6) / 1e6])).toEqual([
      ["p0", 1],
      ["p1", 3],
    ]);
  });

  test("[R3] [R4] cannot begin from nothing where it takes time, and says so", async () => {
    const result = await provenPlan(sourdough(0));
    expect(result.unmet).toEqual([
      { need: "bread", quantity: 9, code: "no-material", reason: "starter can only be made from itself, and there is none to begin with" },
    ]);
    expect(result.unreachable.needs).toEqual(["bread"]);
  });

  test("[M1] loses on a circle that gives back less than it takes", async () => {
    const result = await provenPlan(
      region({
        items: [item("paper", { referenceCost: 40 }), item("waste")],
        recipes: [recipe("pulp", { paper: 0.8 }, { waste: 1 }), recipe("use", { waste: 1 }, { paper: 1 })],
        market: [{ item: "paper", price: 6 }],
        needs: [need("leaflets", "paper", 8)],
      }),
    );
    expect(result.runs).toEqual([]);
    expect(boughtOf(result, "paper")).toBeCloseTo(8, 9);
  });
});

describe("a need due before anything can be ready", () => {
  const boat = (stocks: Json[]) =>
    region({
      periods: ["p0", "p1", "p2"],
      items: [item("boat"), item("plank")],
      recipes: [recipe("build", { boat: 1 }, { plank: 4 }, { leadPeriods: 2 })],
      market: [{ item: "plank", price: 2 }],
      stocks,
      needs: [need("early", "boat", 1, { due: "p1" }), need("later", "boat", 1, { due: "p2" })],
    });

  test("[R3] [R4] is named as too late, and the later one is met", async () => {
    const result = await provenPlan(boat([]));
    expect(result.unmet).toEqual([
      { need: "early", quantity: 1, code: "too-late", reason: "boat can be ready not before p2; it is needed in p1" },
    ]);
    expect(result.unreachable.needs).toEqual(["early"]);
    expect(result.runs).toEqual([{ recipe: "build", workshop: "shop", period: "p0", quantity: expect.closeTo(1, 6) as number }]);
  });

  test("[M1] is met from stock, held to its day", async () => {
    const result = await provenPlan(boat([{ item: "boat", place: "town", quantity: 1 }]));
    expect(result.unmet).toEqual([]);
    expect(result.holdings).toEqual([{ item: "boat", place: "town", period: "p0", quantity: expect.closeTo(1, 9) as number }]);
  });
});

describe("[R4] why a need stays unmet", () => {
  const unmetOf = async (changes: Json) => (await provenPlan(region(changes))).unmet.map(({ code, reason }) => `${code}: ${reason}`);
  const things = [item("chair"), item("leg")];

  test("nothing makes it", async () => {
    expect(await unmetOf({ items: things, needs: [need("n", "chair", 1)] })).toEqual([
      "no-recipe: no recipe makes chair, and nobody sells it",
    ]);
  });

  test("nobody has the machine, for itself or for a part", async () => {
    const lathe = { machine: [{ capability: "lathe", hours: 1 }] };
    const recipes = [recipe("make-chair", { chair: 1 }, { leg: 4 }), recipe("turn-leg", { leg: 1 }, {}, lathe)];
    expect(await unmetOf({ capabilities: ["bench", "lathe"], items: things, recipes, needs: [need("n", "chair", 1)] })).toEqual([
      "missing-capability: no workshop has hours of lathe, which turn-leg takes, which chair needs",
    ]);
  });

  test("nobody has the skill", async () => {
    const recipes = [recipe("make-chair", { chair: 1 }, {}, { labour: [{ skill: "weaving", hours: 1 }] })];
    expect(await unmetOf({ skills: ["craft", "weaving"], items: things, recipes, needs: [need("n", "chair", 1)] })).toEqual([
      "missing-skill: nobody offers hours of weaving where make-chair could be made",
    ]);
  });

  test("a material is nowhere", async () => {
    const recipes = [recipe("make-chair", { chair: 1 }, { leg: 4 })];
    expect(await unmetOf({ items: things, recipes, needs: [need("n", "chair", 1)] })).toEqual([
      "no-material: no stock holds, nobody sells and no recipe makes leg, which chair needs",
    ]);
  });

  test("hours are short, and the limit is named", async () => {
    const recipes = [recipe("make-chair", { chair: 1 }, {}, { machine: [{ capability: "bench", hours: 40 }] })];
    expect(await unmetOf({ items: things, recipes, needs: [need("n", "chair", 4)] })).toEqual(["limits: short of hours of bench at shop"]);
  });

  test("what is in stock meets a part, and beyond it something is missing", async () => {
    const recipes = [recipe("make-chair", { chair: 1 }, {}, { labour: [{ skill: "weaving", hours: 1 }] })];
    const stocks = [{ item: "chair", place: "town", quantity: 1 }];
    expect(await unmetOf({ skills: ["craft", "weaving"], items: things, recipes, stocks, needs: [need("n", "chair", 3)] })).toEqual([
      "limits: stocks are used up; beyond them nobody offers hours of weaving where make-chair could be made",
    ]);
  });

  test("two machines of one run are full, and both are named", async () => {
    const workshops = [
      {
        id: "shop",
        place: "town",
        capabilities: ["bench", "saw"].map((capability) => ({ capability, hoursPerPeriod: 10, costPerHour: 2 })),
      },
    ];
    const machine = ["bench", "saw"].map((capability) => ({ capability, hours: 1 }));
    const recipes = [recipe("make-chair", { chair: 1 }, {}, { machine })];
    const [reason] = await unmetOf({ capabilities: ["bench", "saw"], workshops, items: things, recipes, needs: [need("n", "chair", 12)] });
    expect(reason).toContain("hours of bench at shop");
    expect(reason).toContain("hours of saw at shop");
  });

  test("a limit is not blamed where going without is cheaper even without it", async () => {
    const priorities = { rule: "weighted", penalty: { "1": 0.01 } };
    const recipes = [recipe("make-chair", { chair: 1 }, { leg: 1 })];
    const market = [{ item: "leg", price: 5 }];
    const moneyLimits = [{ territory: "land", perPeriod: 1 }];
    expect(await unmetOf({ items: things, recipes, market, moneyLimits, priorities, needs: [need("n", "chair", 1)] })).toEqual([
      "not-worth: meeting it costs more than going without: 7.00 each against 1.00",
    ]);
  });

  test("going without costs less", async () => {
    const priorities = { rule: "weighted", penalty: { "1": 0.01 } };
    const recipes = [recipe("make-chair", { chair: 1 }, {})];
    expect(await unmetOf({ items: things, recipes, priorities, needs: [need("n", "chair", 1)] })).toEqual([
      "not-worth: meeting it costs more than going without: 2.00 each against 1.00",
    ]);
  });
});
