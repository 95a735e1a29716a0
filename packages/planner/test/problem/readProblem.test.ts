// Reading a problem: what is taken, what is refused, and what a refusal says.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROBLEM_LIMITS, pathText, readProblem } from "../../src/problem/index.js";
import { smallProblem } from "./smallProblem.js";

type Change = (problem: Record<string, any>) => void;

function refusals(change: Change): string[] {
  const problem = smallProblem();
  change(problem);
  const read = readProblem(problem);
  return "problems" in read ? read.problems.map(({ path, message }) => `${pathText(path)}: ${message}`) : [];
}

function taken(change: Change = () => undefined) {
  const problem = smallProblem();
  change(problem);
  const read = readProblem(problem);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return read.problem;
}

describe("defaults", () => {
  it("[P4] fills everything that may be absent", () => {
    const problem = taken((p) => {
      delete p.transport;
      delete p.recipes[0].co2Kg;
      delete p.workshops[0].efficiency;
      p.items[1] = { id: "stool", unit: "piece", massKg: 5 };
    });
    expect(problem.transport).toEqual({ roadFactor: 1, costPerKgKm: 0, fixedPerKg: 0, co2PerKgKm: 0 });
    expect(problem.weights).toEqual({ money: 1, labourHour: 15, co2Kg: 0.1 });
    expect(problem.holdingRate).toBe(0.002);
    expect(problem.priorities).toEqual({ rule: "lexicographic", penalty: { 1: 0, 2: 0, 3: 0 } });
    expect(problem.workshops[0].efficiency).toBe(1);
    expect(problem.recipes[0]).toMatchObject({ co2Kg: 0, leadPeriods: 0, setupMoney: 0, integerRuns: false, extracts: [] });
    expect(problem.items[1].kind).toBe("part");
    expect([problem.ceilings, problem.moneyLimits, problem.stocks]).toEqual([[], [], []]);
    expect(problem.market[0].limitPerPeriod).toBeNull();
  });

  it("[P4] fills the keys that a given object leaves out", () => {
    const problem = taken((p) => {
      p.weights = { money: 2 };
      p.transport = { fixedPerKg: 1 };
    });
    expect(problem.weights).toEqual({ money: 2, labourHour: 15, co2Kg: 0.1 });
    expect(problem.transport).toEqual({ roadFactor: 1, costPerKgKm: 0, fixedPerKg: 1, co2PerKgKm: 0 });
  });

  it("gives a price as one number or by place", () => {
    const problem = taken((p) => p.market.push({ item: "stool", price: 90 }));
    expect(problem.market.map(({ price }) => price)).toEqual([
      [
        { place: "village", price: 30 },
        { place: "town", price: 20 },
      ],
      90,
    ]);
  });

  it("[P2] keeps what is said to the reader", () => {
    const problem = taken((p) => {
      Object.assign(p.items[0], { name: "Board", note: "birch", source: "joinery", assumed: ["massKg"], comparePrice: 3 });
      Object.assign(p, { name: "Village", assumed: true });
    });
    expect(problem.items[0]).toMatchObject({ name: "Board", note: "birch", source: "joinery", assumed: ["massKg"], comparePrice: 3 });
    expect(problem).toMatchObject({ name: "Village", assumed: true });
  });
});

describe("[P1] shape", () => {
  const cases: readonly (readonly [string, Change, string])[] = [
    ["an unknown key that is short for another", (p) => (p.needs[0].qty = 3), 'needs[0].qty: unknown key "qty"; did you mean "quantity"?'],
    [
      "a misspelt key",
      (p) => (p.workshops[0].eficiency = 1),
      'workshops[0].eficiency: unknown key "eficiency"; did you mean "efficiency"?',
    ],
    ["a missing key", (p) => delete p.needs[0].quantity, "needs[0].quantity: missing; must be a number (how much, in the item's unit)"],
    ["a missing list", (p) => delete p.items, "items: missing; must be a list (everything that is made, used, bought or needed)"],
    ["a number in quotes", (p) => (p.items[0].massKg = "3"), 'items[0].massKg: must be a number, not "3"; write it without quotes'],
    [
      "a decimal comma",
      (p) => (p.items[0].massKg = "3,5"),
      'items[0].massKg: must be a number, not "3,5"; write a decimal point and no quotes',
    ],
    ["an id that is a number", (p) => (p.items[0].id = 7), "items[0].id: must be a text, not the number 7; put it in quotes"],
    ["a negative number", (p) => (p.needs[0].quantity = -1), "needs[0].quantity: must not be negative (it is -1)"],
    ["infinity", (p) => (p.needs[0].quantity = Infinity), "needs[0].quantity: must be a number, not the number Infinity"],
    ["NaN", (p) => (p.needs[0].quantity = NaN), "needs[0].quantity: must be a number, not NaN"],
    ["too great a number", (p) => (p.needs[0].quantity = 1e13), "needs[0].quantity: must be at most 1000000000000 (it is 10000000000000)"],
    ["no efficiency", (p) => (p.workshops[0].efficiency = 0), "workshops[0].efficiency: must be greater than 0, at least 1e-9 (it is 0)"],
    [
      "a broken number of periods",
      (p) => (p.recipes[0].leadPeriods = 0.5),
      "recipes[0].leadPeriods: must be a whole number, not the number 0.5",
    ],
    [
      "a level that is none",
      (p) => (p.places[0].level = "Remote"),
      'places[0].level: must be "personal", "outlet", "regional" or "remote", not "Remote"; did you mean "remote"?',
    ],
    ["a priority that is none", (p) => (p.needs[0].priority = 4), "needs[0].priority: must be 1, 2 or 3, not the number 4"],
    [
      "a price of the wrong kind",
      (p) => (p.market[0].price = "3"),
      'market[0].price: must be a number, or a map from the id of a place to a number, not "3"',
    ],
    [
      "a wrong price at a place",
      (p) => (p.market[0].price.town = "3"),
      'market[0].price.town: must be a number, not "3"; write it without quotes',
    ],
    ["an entry that is no object", (p) => (p.stocks = [3]), "stocks[0]: must be an object with keys, not the number 3"],
    ["a list that is none", (p) => (p.needs = {}), "needs: must be a list, not an object with keys"],
    ["an empty list of periods", (p) => (p.periods = []), "periods: must have at least 1 entry"],
    ["no output", (p) => (p.recipes[0].out = []), "recipes[0].out: must have at least 1 entry"],
    ["an empty id", (p) => (p.skills = ["woodwork", ""]), "skills[1]: must not be empty"],
    [
      "an id with a space at its end",
      (p) => (p.skills = ["woodwork", "x "]),
      "skills[1]: must not begin or end with a space, nor contain line breaks or other control characters",
    ],
    ["another format", (p) => (p.format = "x"), 'format: must be "commonwright-plan/1", not "x"'],
    ["assumed: false", (p) => (p.items[0].assumed = false), "items[0].assumed: must be true, or a list of keys, not false"],
    [
      "an unknown key in assumed",
      (p) => (p.items[0].assumed = ["masKg"]),
      'items[0].assumed[0]: unknown key "masKg"; did you mean "massKg"?',
    ],
  ];
  it.each(cases)("refuses %s", (_, change, refusal) => expect(refusals(change)).toContain(refusal));

  it("refuses a value that is no object", () => {
    for (const value of [null, [], 3, "x", undefined]) expect(readProblem(value)).toHaveProperty("problems.0.message");
  });

  it("refuses names that JavaScript gives a meaning, as keys and as ids, and stays itself", () => {
    const text = JSON.stringify(smallProblem());
    const asKey = readProblem(JSON.parse(text.replace('"format"', '"__proto__":{"polluted":1},"constructor":{},"format"')));
    expect(asKey).toMatchObject({ problems: [{ path: ["__proto__"] }, { path: ["constructor"] }] });
    expect(refusals((p) => (p.skills = ["woodwork", "__proto__"]))).toEqual(['skills[1]: "__proto__" is a reserved word; choose another']);
    const price = readProblem(JSON.parse(text.replace('"village":30', '"__proto__":30')));
    expect(price).toMatchObject({ problems: [{ path: ["market", 0, "price", "__proto__"] }] });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("refuses ids and lists beyond the limits", () => {
    expect(refusals((p) => (p.skills = ["woodwork", "x".repeat(PROBLEM_LIMITS.idLength + 1)]))).toEqual([
      "skills[1]: must have at most 200 characters",
    ]);
    expect(
      refusals((p) => (p.skills = Array.from({ length: PROBLEM_LIMITS.entries + 1 }, (_, k) => (k === 0 ? "woodwork" : `s${k}`)))),
    ).toEqual(["skills: must have at most 100000 entries"]);
    const many = refusals((p) => {
      p.items = p.items.concat(Array.from({ length: 10_000 }, (_, k) => ({ id: `i${k}`, unit: "kg", massKg: 1 })));
      p.places = p.places.concat(
        Array.from({ length: 2_000 }, (_, k) => ({ id: `p${k}`, territory: "valley", level: "outlet", lat: 1, lon: 1 })),
      );
    });
    expect(many).toEqual(["places: 10002 items at 2002 places are too many; items times places must be at most 20000000"]);
  });

  it("tells of a very great number of mistakes without running out of stack", () => {
    expect(refusals((p) => (p.items[0].assumed = Array(200_000).fill("x")))).toHaveLength(200_001);
    expect(refusals((p) => (p.needs = Array.from({ length: 30_000 }, () => ({}))))).toHaveLength(180_000);
  });

  it("tells everything at once: a wrong shape in one entry hides nothing in others", () => {
    const all = refusals((p) => {
      p.needs.push({ id: "n2", item: "stol", place: "village", quantity: 1, due: "w9", priority: 1 });
      p.needs[0].quantity = "x";
      p.items[0].assumed = ["x"];
      p.items[0].massKg = -1;
      p.weights = { mony: 1 };
    });
    expect(all.map((line) => line.split(":")[0])).toEqual([
      "items[0].massKg",
      "needs[0].quantity",
      "weights.mony",
      "items[0].assumed[0]",
      "needs[1].item",
      "needs[1].due",
    ]);
  });

  it("never throws, whatever the JSON", () => {
    const property = fc.property(fc.json({ maxDepth: 4 }), (text) => {
      expect(Object.keys(readProblem(JSON.parse(text)))).toEqual(["problems"]);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it("never throws on a sound problem with any one value replaced", () => {
    const places = placesIn(smallProblem(), []);
    const property = fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), (path, value) => {
      const problem = smallProblem();
      const holder = path.slice(0, -1).reduce((at: any, step) => at[step], problem);
      holder[path.at(-1) ?? ""] = value;
      const read = readProblem(problem);
      if ("problems" in read) expect(read.problems.length).toBeGreaterThan(0);
      else expect(read.problem.format).toBe("commonwright-plan/1");
    });
    fc.assert(property, { numRuns: 1000 });
  });
});

function placesIn(value: unknown, path: readonly (string | number)[]): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [[...path]];
  const steps = Array.isArray(value) ? value.map((inner, k) => [k, inner] as const) : Object.entries(value);
  return [...(path.length > 0 ? [[...path]] : []), ...steps.flatMap(([step, inner]) => placesIn(inner, [...path, step]))];
}

describe("[P3] references and rows", () => {
  const unknown = (key: string, what: string) => [`${key}: unknown ${what} "nowhere"`];
  const references: readonly (readonly [string, Change, string])[] = [
    ["places[0].territory", (p) => (p.places[0].territory = "nowhere"), "territory"],
    ["recipes[0].out[0].item", (p) => (p.recipes[0].out[0].item = "nowhere"), "item"],
    ["recipes[0].in[0].item", (p) => (p.recipes[0].in[0].item = "nowhere"), "item"],
    ["recipes[0].extracts[0].item", (p) => (p.recipes[0].extracts = [{ item: "nowhere", quantity: 1 }]), "item"],
    ["recipes[0].machine[0].capability", (p) => (p.recipes[0].machine[0].capability = "nowhere"), "capability"],
    ["recipes[0].labour[0].skill", (p) => (p.recipes[0].labour[0].skill = "nowhere"), "skill"],
    ["workshops[0].place", (p) => (p.workshops[0].place = "nowhere"), "place"],
    ["workshops[0].capabilities[0].capability", (p) => (p.workshops[0].capabilities[0].capability = "nowhere"), "capability"],
    ["labour[0].territory", (p) => (p.labour[0].territory = "nowhere"), "territory"],
    ["labour[0].skill", (p) => (p.labour[0].skill = "nowhere"), "skill"],
    ["ceilings[0].territory", (p) => (p.ceilings = [{ territory: "nowhere", co2KgPerPeriod: 1 }]), "territory"],
    ["ceilings[0].extract", (p) => (p.ceilings = [{ territory: "valley", extract: "nowhere", quantityPerPeriod: 1 }]), "item"],
    ["market[0].item", (p) => (p.market[0].item = "nowhere"), "item"],
    ["market[0].price.nowhere", (p) => (p.market[0].price.nowhere = 1), "place"],
    ["moneyLimits[0].territory", (p) => (p.moneyLimits = [{ territory: "nowhere", perPeriod: 1 }]), "territory"],
    ["stocks[0].item", (p) => (p.stocks = [{ item: "nowhere", place: "town", quantity: 1 }]), "item"],
    ["stocks[0].place", (p) => (p.stocks = [{ item: "board", place: "nowhere", quantity: 1 }]), "place"],
    ["needs[0].item", (p) => (p.needs[0].item = "nowhere"), "item"],
    ["needs[0].place", (p) => (p.needs[0].place = "nowhere"), "place"],
    ["needs[0].due", (p) => (p.needs[0].due = "nowhere"), "period"],
  ];
  it.each(references)("refuses an unknown id at %s", (key, change, what) => {
    expect(refusals(change).map((line) => line.split(";")[0])).toEqual(unknown(key, what));
  });

  it("names the id that was probably meant, or those that are there", () => {
    expect(refusals((p) => (p.needs[0].item = "stol"))).toEqual(['needs[0].item: unknown item "stol"; did you mean "stool"?']);
    expect(refusals((p) => (p.needs[0].due = "2027-W01"))).toEqual(['needs[0].due: unknown period "2027-W01"; periods has w1, w2']);
  });

  const doubles: readonly (readonly [string, Change, string])[] = [
    ["periods", (p) => p.periods.push("w1"), 'periods[2]: period "w1" is there already, as periods[0]; every id of a list must be its own'],
    [
      "items",
      (p) => p.items.push({ ...p.items[0] }),
      'items[2].id: item "board" is there already, as items[0]; every id of a list must be its own',
    ],
    [
      "labour",
      (p) => p.labour.push(p.labour[0]),
      'labour[1]: a second row for territory "valley" and skill "woodwork", after labour[0]; put them together in one',
    ],
    ["market", (p) => p.market.push(p.market[0]), 'market[1]: a second row for item "board", after market[0]; put them together in one'],
    [
      "money limits",
      (p) =>
        (p.moneyLimits = [
          { territory: "valley", perPeriod: 1 },
          { territory: "valley", perPeriod: 2 },
        ]),
      'moneyLimits[1]: a second row for territory "valley", after moneyLimits[0]; put them together in one',
    ],
    [
      "CO2 ceilings",
      (p) =>
        (p.ceilings = [
          { territory: "valley", co2KgPerPeriod: 1 },
          { territory: "valley", co2KgPerPeriod: 2 },
        ]),
      'ceilings[1]: a second ceiling for CO2 in territory "valley", after ceilings[0]; leave one',
    ],
    [
      "inputs of a recipe",
      (p) => p.recipes[0].in.push({ item: "board", quantity: 1 }),
      'recipes[0].in[1]: a second row for item "board", after recipes[0].in[0]; put them together in one',
    ],
    [
      "capabilities of a workshop",
      (p) => p.workshops[0].capabilities.push(p.workshops[0].capabilities[0]),
      'workshops[0].capabilities[1]: a second row for capability "saw", after workshops[0].capabilities[0]; put them together in one',
    ],
  ];
  it.each(doubles)("refuses a second row: %s", (_, change, refusal) => expect(refusals(change)).toEqual([refusal]));

  it("takes stocks of one item at one place in two rows", () => {
    const stock = { item: "board", place: "town", quantity: 1 };
    expect(taken((p) => (p.stocks = [stock, stock])).stocks).toEqual([stock, stock]);
  });

  it("takes a CO2 ceiling beside extraction ceilings of one territory", () => {
    const ceilings = [
      { territory: "valley", co2KgPerPeriod: 1 },
      { territory: "valley", extract: "board", quantityPerPeriod: 1 },
    ];
    expect(taken((p) => (p.ceilings = ceilings)).ceilings).toEqual(ceilings);
  });

  it("refuses a ceiling with both, neither or half", () => {
    const either = 'a ceiling needs either "co2KgPerPeriod", or "extract" and "quantityPerPeriod"';
    expect(refusals((p) => (p.ceilings = [{ territory: "valley" }]))).toEqual([`ceilings[0]: has neither; ${either}`]);
    expect(refusals((p) => (p.ceilings = [{ territory: "valley", co2KgPerPeriod: 1, extract: "board", quantityPerPeriod: 1 }]))).toEqual([
      `ceilings[0]: has both; ${either}`,
    ]);
    expect(refusals((p) => (p.ceilings = [{ territory: "valley", extract: "board" }]))[0]).toContain(
      "ceilings[0].quantityPerPeriod: missing",
    );
    expect(refusals((p) => (p.ceilings = [{ territory: "valley", quantityPerPeriod: 1 }]))[0]).toContain("ceilings[0].extract: missing");
  });
});

describe("[P5] where places lie", () => {
  it("refuses places without coordinates, or with two kinds of them", () => {
    expect(refusals((p) => (p.places[1] = { id: "town", territory: "valley", level: "regional" }))[0]).toContain(
      "places[1]: where it lies is missing",
    );
    expect(refusals((p) => Object.assign(p.places[1], { x: 1, y: 1 }))).toEqual(["places[1]: has both lat/lon and x/y; leave one"]);
    expect(refusals((p) => (p.places[1] = { id: "town", territory: "valley", level: "regional", x: 1, y: 2 }))).toEqual([
      "places[1]: has x/y where places[0] has lat/lon; use one kind for all places",
    ]);
    expect(refusals((p) => delete p.places[0].lon)).toEqual(['places[0].lon: missing; "lat" needs "lon"']);
    expect(refusals((p) => (p.places[0].lat = 91))).toEqual(["places[0].lat: must be at most 90 (it is 91)"]);
  });

  it("takes places without coordinates where distances are given", () => {
    const problem = taken((p) => {
      for (const place of p.places) for (const key of ["lat", "lon"]) delete place[key];
      p.distancesKm = [
        [0, 3],
        [4, 0],
      ];
    });
    expect(problem.distancesKm).toEqual([
      [0, 3],
      [4, 0],
    ]);
  });

  it("refuses distances of the wrong size, and from a place to itself", () => {
    expect(refusals((p) => (p.distancesKm = [[0, 3]]))[0]).toContain("distancesKm: has 1 rows; there are 2 places");
    expect(refusals((p) => (p.distancesKm = [[0, 3], [3]]))[0]).toContain("distancesKm[1]: has 1 distances; there are 2 places");
    expect(
      refusals(
        (p) =>
          (p.distancesKm = [
            [0, 3],
            [3, 1],
          ]),
      ),
    ).toEqual(["distancesKm[1][1]: must be 0 (it is 1): the distance of a place from itself"]);
  });
});

describe("figures that do not fit together", () => {
  it("[P6] refuses a product of which a run makes nothing, but takes a by-product of 0", () => {
    expect(refusals((p) => (p.recipes[0].out[0].quantity = 0))[0]).toContain("recipes[0].out[0].quantity: must be greater than 0");
    expect(refusals((p) => p.recipes[0].out.push({ item: "board", quantity: 0 }))).toEqual([]);
  });

  it("[P8] refuses a set-up without machine hours", () => {
    const without = (p: Record<string, any>) => Object.assign(p.recipes[0], { setupMoney: 5, machine: [] });
    expect(refusals(without)[0]).toContain("recipes[0].setupMoney: a recipe with a set-up must use a machine");
    expect(refusals((p) => Object.assign(p.recipes[0], { setupMoney: 5, machine: [{ capability: "saw", hours: 0 }] }))).toHaveLength(1);
    expect(refusals((p) => (p.recipes[0].setupMoney = 5))).toEqual([]);
  });

  it("[M9] refuses the weighted rule without the penalty of a priority in use", () => {
    expect(refusals((p) => (p.priorities = { rule: "weighted", penalty: { "2": 3 } }))).toEqual([
      'priorities.penalty.1: missing; needs of priority 1 are there, and the rule is "weighted"',
    ]);
    expect(taken((p) => (p.priorities = { rule: "weighted", penalty: { "1": 40 } })).priorities).toEqual({
      rule: "weighted",
      penalty: { 1: 40, 2: 0, 3: 0 },
    });
  });

  it("[P7] refuses a need for what nobody can make or buy, unless going without has a cost", () => {
    const noBoards = (p: Record<string, any>) => (p.market = []);
    expect(refusals(noBoards)[0]).toContain('needs[0].referenceCost: "stool" can neither be bought nor made: nobody sells "board"');
    const noWorkshops = (p: Record<string, any>) => (p.workshops = []);
    expect(refusals(noWorkshops)[0]).toContain("there are no workshops");
    const circle = (p: Record<string, any>) =>
      p.recipes.push({ id: "saw", out: [{ item: "board", quantity: 1 }], in: [{ item: "stool", quantity: 1 }] });
    expect(refusals((p) => (noBoards(p), circle(p)))[0]).toContain('it goes into itself: "stool" goes into "board" goes into "stool"');
    expect(refusals((p) => (noBoards(p), (p.needs[0].referenceCost = 3)))).toEqual([]);
    expect(refusals((p) => (noBoards(p), (p.items[1].referenceCost = 3)))).toEqual([]);
  });
});
