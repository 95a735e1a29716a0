// Plans from recipes: the published example, what holds of all recipes, and what is refused.
import { addDecimals, compareDecimals, type Measure, multiplyDecimals } from "@commonwright/rea";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { criticalPathOf, type Given, instantOf, planFromRecipe, type PlanFromRecipe, type RecordRow, removeNoun } from "../../src/index.js";
import { decider, madeLazily, measure, type RecipeLedger, recipeLedger, refusalOf, sayRecipe, some } from "./recipeLedger.js";

const asked = (more: Partial<PlanFromRecipe>): PlanFromRecipe => ({
  planId: "plan",
  plan: { name: "a plan" },
  quantity: measure("1", "one"),
  agent: "coop",
  ...more,
});

const bodies = (rows: readonly RecordRow[]) => rows.map(({ body }) => body as Given);
const kinds = (ledger: RecipeLedger, ...ids: readonly string[]) => {
  for (const id of ids) ledger.say("resourceSpecification", id, { name: id });
};

/** A ledger after a plan was made in it. */
function planned(ledger: RecipeLedger, command: PlanFromRecipe) {
  const decision = ledger.take(planFromRecipe(ledger.records, command, decider));
  return {
    decision,
    processes: bodies(ledger.all("process")),
    commitments: bodies(ledger.all("commitment")),
    intents: bodies(ledger.all("intent")),
    agreements: bodies(ledger.all("agreement")),
  };
}

function deliveryFibre(): RecipeLedger {
  const ledger = recipeLedger();
  kinds(ledger, "delivery-fibre", "optical-fibre", "assembly");
  ledger.say("agent", "worker", { name: "Worker", type: "Person" });
  sayRecipe(ledger, "fibre", {
    outputs: [some("delivery-fibre", "0.5", "m")],
    inputs: [some("optical-fibre", "0.5", "m"), { action: "work", resourceConformsTo: "assembly", effortQuantity: measure("2", "h") }],
  });
  return ledger;
}

describe("the published example", () => {
  it.each([
    ["0.5", "2"],
    ["1", "4"],
  ])("[C80] %s m of delivery fibre: one process, one promise of it, one of fibre, one of work", (metres, hours) => {
    const ledger = deliveryFibre();
    ledger.stock("reel", "optical-fibre", measure("100", "m"));
    const { processes, commitments, intents } = planned(
      ledger,
      asked({ recipe: "fibre", quantity: measure(metres, "m"), worker: "worker" }),
    );
    expect(processes).toMatchObject([{ name: "make fibre", plannedWithin: "plan" }]);
    const [process] = processes;
    const own = { provider: "coop", receiver: "coop" };
    expect(commitments).toHaveLength(3);
    expect(commitments).toMatchObject([
      {
        ...own,
        action: "produce",
        outputOf: process?.["id"],
        independentDemandOf: "plan",
        ...some("delivery-fibre", metres, "m"),
      },
      { ...own, action: "consume", inputOf: process?.["id"], resourceInventoriedAs: "reel", ...some("optical-fibre", metres, "m") },
      { provider: "worker", receiver: "coop", action: "work", inputOf: process?.["id"], effortQuantity: measure(hours, "h") },
    ]);
    expect(intents).toEqual([]);
  });

  it("[C80] without a worker the work is wished for, and what nothing makes is to be obtained", () => {
    const ledger = deliveryFibre();
    const { commitments, intents } = planned(ledger, asked({ resourceConformsTo: "delivery-fibre", quantity: measure("0.5", "m") }));
    expect(commitments.map(({ action }) => action)).toEqual(["produce", "consume"]);
    expect(intents).toMatchObject([
      { action: "transfer", receiver: "coop", plannedWithin: "plan", ...some("optical-fibre", "0.5", "m") },
      { action: "work", receiver: "coop", effortQuantity: measure("2", "h") },
    ]);
  });
});

/** A bill of materials: thing i is made of things with higher numbers; the last are bought. */
interface Tree {
  readonly rows: readonly { readonly makes: number; readonly needs: readonly (readonly [number, number])[]; readonly hours: number }[];
  readonly stocks: readonly number[];
  readonly wanted: number;
}

const THINGS = 6;
const tree: fc.Arbitrary<Tree> = fc.record({
  rows: fc.tuple(
    ...Array.from({ length: THINGS - 2 }, (_, index) =>
      fc.record({
        makes: fc.constantFrom(1, 2, 4, 5, 10),
        needs: fc.uniqueArray(fc.tuple(fc.integer({ min: index + 1, max: THINGS - 1 }), fc.integer({ min: 1, max: 9 })), {
          selector: ([thing]) => thing,
          maxLength: 2,
        }),
        hours: fc.integer({ min: 0, max: 30 }),
      }),
    ),
  ),
  stocks: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: THINGS, maxLength: THINGS }),
  wanted: fc.integer({ min: 1, max: 50 }),
});

function ledgerOf({ rows, stocks }: Tree): RecipeLedger {
  const ledger = recipeLedger();
  kinds(ledger, ...Array.from({ length: THINGS }, (_, index) => `t${index}`));
  for (const [index, { makes, needs, hours }] of rows.entries()) {
    const inputs = needs.map(([thing, quantity]) => some(`t${thing}`, String(quantity)));
    sayRecipe(ledger, `r${index}`, {
      outputs: [some(`t${index}`, String(makes))],
      inputs,
      step: { hasDuration: measure(String(hours), "h") },
    });
  }
  for (const [index, stock] of stocks.entries()) if (stock > 0) ledger.stock(`s${index}`, `t${index}`, measure(String(stock), "one"));
  return ledger;
}

const wantedOf = ({ wanted }: Tree, more: Partial<PlanFromRecipe> = {}) =>
  asked({ recipe: "r0", quantity: measure(String(wanted), "one"), ...more });
const sum = (flows: readonly Given[]) =>
  flows.map(({ resourceQuantity }) => (resourceQuantity as Measure).hasNumericalValue).reduce(addDecimals, "0");
const of = (flows: readonly Given[], thing: number, action: string) =>
  flows.filter((flow) => flow["resourceConformsTo"] === `t${thing}` && flow["action"] === action);

describe("what holds of all recipes", () => {
  it("[C81] what goes in is covered by stock, what is made and what is to be obtained, exactly", () => {
    fc.assert(
      fc.property(tree, fc.boolean(), (given, useStock) => {
        const ledger = ledgerOf(given);
        const { commitments, intents } = planned(ledger, wantedOf(given, { useStock }));
        for (let thing = 0; thing < THINGS; thing += 1) {
          const inputs = of(commitments, thing, "consume");
          const fromStock = [...inputs, ...of(commitments, thing, "transfer")].filter(
            (flow) => flow["resourceInventoriedAs"] !== undefined,
          );
          const made = of(commitments, thing, "produce");
          const wanted = thing === 0 ? String(given.wanted) : sum(inputs);
          expect([sum(fromStock), sum(made), sum(of(intents, thing, "transfer"))].reduce(addDecimals)).toBe(wanted);
          expect(compareDecimals(sum(fromStock), useStock ? String(given.stocks[thing]) : "0")).toBeLessThanOrEqual(0);
        }
        const demands = commitments.filter((flow) => flow["independentDemandOf"] === "plan");
        expect(sum(demands)).toBe(String(given.wanted));
      }),
    );
  });

  it("[C82] twice as much without stock is the same plan with every quantity doubled", () => {
    fc.assert(
      fc.property(tree, (given) => {
        const once = planned(ledgerOf(given), wantedOf(given, { useStock: false }));
        const twice = planned(ledgerOf(given), wantedOf({ ...given, wanted: given.wanted * 2 }, { useStock: false }));
        const doubled = (flows: readonly Given[]) =>
          flows.map((flow) => {
            const { hasNumericalValue, hasUnit } = flow["resourceQuantity"] as Measure;
            return { ...flow, resourceQuantity: measure(multiplyDecimals(hasNumericalValue, "2"), hasUnit) };
          });
        expect(twice.processes).toEqual(once.processes);
        expect(twice.commitments).toEqual(doubled(once.commitments));
        expect(twice.intents).toEqual(doubled(once.intents));
      }),
    );
  });

  it("[C82] a part of a batch that does not end as a decimal is rounded up where it goes in, and comes out as asked", () => {
    const ledger = recipeLedger();
    kinds(ledger, "bread", "flour", "crumbs");
    sayRecipe(ledger, "bake", { outputs: [some("bread", "3"), some("crumbs", "1", "kg")], inputs: [some("flour", "2", "kg")] });
    const { commitments } = planned(ledger, asked({ recipe: "bake" }));
    expect(sum(commitments.filter(({ resourceConformsTo }) => resourceConformsTo === "bread"))).toBe("1");
    expect(sum(commitments.filter(({ resourceConformsTo }) => resourceConformsTo === "flour"))).toBe("0.666666666667");
    expect(sum(commitments.filter(({ resourceConformsTo }) => resourceConformsTo === "crumbs"))).toBe("0.333333333333");
  });

  it("[C83] back from a day nothing begins before what it needs has ended, and all ends by that day", () => {
    fc.assert(
      fc.property(tree, fc.boolean(), (given, isBack) => {
        const when = isBack ? { due: "2027-06-01T10:00:00+02:00" } : { start: "2027-03-01" };
        const { processes, commitments } = planned(ledgerOf(given), wantedOf(given, when));
        const at = (id: unknown, key: string) => instantOf(String(processes.find((each) => each["id"] === id)?.[key])) ?? Number.NaN;
        for (const { id } of processes) {
          if (isBack) expect(at(id, "hasEnd")).toBeLessThanOrEqual(instantOf("2027-06-01T08:00:00Z") ?? 0);
          else expect(at(id, "hasBeginning")).toBeGreaterThanOrEqual(instantOf("2027-03-01") ?? 0);
        }
        for (const input of commitments.filter((flow) => flow["inputOf"] !== undefined && flow["resourceInventoriedAs"] === undefined)) {
          const made = commitments.filter(
            (flow) =>
              flow["action"] === "produce" &&
              flow["resourceConformsTo"] === input["resourceConformsTo"] &&
              at(flow["outputOf"], "hasEnd") <= at(input["inputOf"], "hasBeginning"),
          );
          const isMade = commitments.some(
            (flow) => flow["action"] === "produce" && flow["resourceConformsTo"] === input["resourceConformsTo"],
          );
          if (isMade)
            expect(compareDecimals(sum(made), (input["resourceQuantity"] as Measure).hasNumericalValue)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("[C93] the longest chain of a plan takes as long as the plan from its first beginning to its last end", () => {
    fc.assert(
      fc.property(tree, (given) => {
        const ledger = ledgerOf(given);
        const { processes } = planned(ledger, wantedOf(given, { start: "2027-03-01", useStock: false }));
        const times = processes.flatMap((each) =>
          [each["hasBeginning"], each["hasEnd"]].map((text) => instantOf(String(text)) ?? Number.NaN),
        );
        expect(criticalPathOf(ledger.records, "plan").length).toBe(Math.max(...times) - Math.min(...times));
      }),
    );
  });

  it("[C84] the same command comes to the same, and again to nothing; another under the id is refused", () => {
    fc.assert(
      fc.property(tree, (given) => {
        const command = wantedOf(given, { due: "2027-06-01" });
        const ledger = ledgerOf(given);
        const one = planFromRecipe(ledger.records, command, decider);
        expect(planFromRecipe(ledger.records, command, decider)).toEqual(one);
        planned(ledger, command);
        expect(planFromRecipe(ledger.records, command, { ...decider, at: "2027-01-02T12:00:00Z" })).toMatchObject({
          entries: [],
          id: "plan",
        });
        const other = { ...command, quantity: measure(String(given.wanted + 1), "one") };
        expect(refusalOf(planFromRecipe(ledger.records, other, decider))).toMatchObject({ type: "IdTaken" });
      }),
    );
  });

  it("[C99] over records that are read as they are wanted it comes to the same", () => {
    fc.assert(
      fc.property(tree, (given) => {
        const command = wantedOf(given, { due: "2027-06-01" });
        const ledger = ledgerOf(given);
        const { decision } = madeLazily(ledger, (records) => planFromRecipe(records, command, decider));
        expect(decision).toEqual(planFromRecipe(ledger.records, command, decider));
        ledger.take(decision);
        expect(madeLazily(ledger, (records) => planFromRecipe(records, command, decider)).decision).toMatchObject({ entries: [] });
      }),
      { numRuns: 30 },
    );
  });

  it("[C99] the inputs of a step are read together, not one after the other", () => {
    const roundsOf = (inputs: number) => {
      const ledger = recipeLedger();
      const parts = Array.from({ length: inputs }, (_, index) => `part-${index}`);
      kinds(ledger, "kit", ...parts);
      sayRecipe(ledger, "kit", { outputs: [some("kit", "1")], inputs: parts.map((part) => some(part, "2")) });
      for (const part of parts) ledger.stock(`stock-${part}`, part, measure("1", "one"));
      return madeLazily(ledger, (records) => planFromRecipe(records, asked({ recipe: "kit" }), decider)).rounds;
    };
    expect(roundsOf(40)).toBe(roundsOf(4));
  });

  it("[C84] the same command again is known although its recipe is gone; the id of a plan that was removed is not given again", () => {
    const ledger = deliveryFibre();
    const command = asked({ recipe: "fibre", quantity: measure("1", "m"), due: "2027-06-01" });
    planned(ledger, command);
    ledger.take(removeNoun(ledger.records, { noun: "recipe", id: "fibre" }, decider));
    expect(planFromRecipe(ledger.records, command, decider)).toMatchObject({ entries: [], id: "plan" });
    expect(refusalOf(planFromRecipe(ledger.records, { ...command, due: "2027-06-02" }, decider))).toMatchObject({ type: "IdTaken" });
    ledger.say("plan", "bare", { name: "bare" });
    ledger.take(removeNoun(ledger.records, { noun: "plan", id: "bare" }, decider));
    expect(refusalOf(planFromRecipe(ledger.records, { ...command, planId: "bare" }, decider))).toMatchObject({ type: "IdRemoved" });
  });

  it("[C84] an id of a part that somebody else has taken is not written over", () => {
    const ledger = deliveryFibre();
    ledger.say("process", "plan:process:1", { name: "another" });
    const command = asked({ recipe: "fibre", quantity: measure("1", "m") });
    expect(refusalOf(planFromRecipe(ledger.records, command, decider))).toMatchObject({ type: "IdTaken", id: "plan:process:1" });
  });
});

describe("stock and by-products", () => {
  it("[C85] stock of two plans is not planned twice; another's, another stage's and what has no substitute is left alone", () => {
    const ledger = deliveryFibre();
    ledger.stock("reel", "optical-fibre", measure("0.75", "m"));
    ledger.stock("foreign", "optical-fibre", measure("9", "m"), { provider: "worker", receiver: "worker" });
    planned(ledger, asked({ recipe: "fibre", quantity: measure("0.5", "m") }));
    const { commitments } = planned(ledger, asked({ planId: "next", recipe: "fibre", quantity: measure("0.5", "m") }));
    const fibre = commitments.filter(({ resourceConformsTo }) => resourceConformsTo === "optical-fibre");
    expect(fibre.map((flow) => [flow["resourceInventoriedAs"], (flow["resourceQuantity"] as Measure).hasNumericalValue])).toEqual([
      ["reel", "0.5"],
      ["reel", "0.25"],
      [undefined, "0.25"],
    ]);
  });

  it("[C85] plans one after the other never take more from a resource than is there", () => {
    fc.assert(
      fc.property(tree, fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }), (given, wanted) => {
        const ledger = ledgerOf(given);
        for (const [index, quantity] of wanted.entries())
          planned(ledger, { ...wantedOf({ ...given, wanted: quantity }), planId: `plan-${index}` });
        const taken = bodies(ledger.all("commitment"));
        for (const [index, stock] of given.stocks.entries()) {
          const ofIt = taken.filter((flow) => flow["resourceInventoriedAs"] === `s${index}`);
          expect(compareDecimals(sum(ofIt), String(stock))).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("[C85] stock in another state than is wanted is left alone, and so is what a plan has taken and used", () => {
    const ledger = recipeLedger();
    kinds(ledger, "car", "engine");
    sayRecipe(ledger, "car", { outputs: [some("car", "1")], inputs: [{ ...some("engine", "1"), state: "passed" }] });
    ledger.stock("bad", "engine", measure("1", "one"), { state: "failed" });
    ledger.stock("good", "engine", measure("1", "one"), { state: "passed" });
    const { commitments } = planned(ledger, asked({ recipe: "car" }));
    expect(commitments.map((flow) => flow["resourceInventoriedAs"])).toEqual([undefined, "good"]);
    ledger.tell(
      "consumed",
      { action: "consume", inputOf: "plan:process:1", resourceInventoriedAs: "good", ...some("engine", "1") },
      "plan:commitment:1",
    );
    ledger.tell("found", { action: "raise", resourceInventoriedAs: "good", ...some("engine", "2") });
    const next = planned(ledger, asked({ planId: "next", recipe: "car", quantity: measure("2", "one") }));
    expect(next.commitments.slice(2).map((flow) => flow["resourceInventoriedAs"])).toEqual([undefined, "good"]);
  });

  it("[C84] of several recipes for one thing the one recorded first is taken, unless another is named", () => {
    const ledger = recipeLedger();
    kinds(ledger, "table", "plank", "board");
    sayRecipe(ledger, "z-first", { outputs: [some("table", "1")], inputs: [some("plank", "4")] });
    sayRecipe(ledger, "a-second", { outputs: [some("table", "1")], inputs: [some("board", "2")] });
    const first = planned(ledger, asked({ resourceConformsTo: "table" }));
    expect(first.intents).toMatchObject([some("plank", "4")]);
    const second = planned(ledger, asked({ planId: "next", resourceConformsTo: "table", recipe: "a-second" }));
    expect(second.intents).toMatchObject([some("plank", "4"), some("board", "2")]);
  });

  it("[C85] what is not substitutable is not taken from stock", () => {
    const ledger = recipeLedger();
    kinds(ledger, "portrait");
    ledger.say("resourceSpecification", "sitter", { name: "Sitter", substitutable: false });
    sayRecipe(ledger, "paint", { outputs: [some("portrait", "1")], inputs: [some("sitter", "1")] });
    ledger.stock("somebody", "sitter", measure("1", "one"));
    const { commitments, intents } = planned(ledger, asked({ recipe: "paint" }));
    expect(commitments.some((flow) => flow["resourceInventoriedAs"] !== undefined)).toBe(false);
    expect(intents).toMatchObject([some("sitter", "1")]);
  });

  it("[C86] a by-product and what is left of whole batches are used by what needs them later", () => {
    const ledger = recipeLedger();
    kinds(ledger, "meal", "cheese", "whey", "milk", "drink");
    sayRecipe(ledger, "cheese", { outputs: [some("cheese", "1", "kg"), some("whey", "9", "l")], inputs: [some("milk", "10", "l")] });
    sayRecipe(ledger, "drink", { outputs: [some("drink", "1", "l")], inputs: [some("whey", "1", "l")] });
    sayRecipe(ledger, "meal", {
      outputs: [some("meal", "1")],
      inputs: [some("cheese", "1.5", "kg"), some("drink", "12", "l")],
    });
    const { commitments, intents, processes } = planned(ledger, asked({ recipe: "meal", wholeBatches: true }));
    expect(processes).toHaveLength(3);
    expect(sum(commitments.filter((flow) => flow["action"] === "produce" && flow["resourceConformsTo"] === "cheese"))).toBe("2");
    expect(sum(commitments.filter((flow) => flow["resourceConformsTo"] === "whey" && flow["outputOf"] !== undefined))).toBe("18");
    expect(intents.filter(({ resourceConformsTo }) => resourceConformsTo === "whey")).toEqual([]);
  });

  it("[C86] a by-product that comes out too late is not counted on", () => {
    const planOf = (hours: string) => {
      const ledger = recipeLedger();
      kinds(ledger, "meal", "cheese", "whey", "milk", "roast");
      sayRecipe(ledger, "cheese", { outputs: [some("cheese", "1"), some("whey", "9", "l")], inputs: [some("milk", "10", "l")] });
      sayRecipe(ledger, "roast", {
        outputs: [some("roast", "1")],
        inputs: [some("whey", "1", "l")],
        step: { hasDuration: measure(hours, "h") },
      });
      sayRecipe(ledger, "meal", { outputs: [some("meal", "1")], inputs: [some("cheese", "1"), some("roast", "1")] });
      return planned(ledger, asked({ recipe: "meal", due: "2027-05-01" }));
    };
    expect(planOf("3").intents).toMatchObject(
      [{ ...some("whey", "1", "l"), due: "2027-04-30T21:00:00Z" }, some("milk", "10", "l")].toReversed(),
    );
    expect(planOf("0").intents).toMatchObject([some("milk", "10", "l")]);
  });

  it("[C86] a step does not live on what only comes out of it later", () => {
    const ledger = recipeLedger();
    kinds(ledger, "steel", "slag", "brick");
    sayRecipe(ledger, "steel", { outputs: [some("steel", "1"), some("slag", "1")], inputs: [some("brick", "1")] });
    sayRecipe(ledger, "brick", { outputs: [some("brick", "1")], inputs: [some("slag", "1")] });
    const { intents } = planned(ledger, asked({ recipe: "steel" }));
    expect(intents).toMatchObject([some("slag", "1")]);
  });
});

describe("other kinds of inputs", () => {
  function bakery(): RecipeLedger {
    const ledger = recipeLedger();
    kinds(ledger, "bread", "oven", "design", "haul");
    sayRecipe(ledger, "bake", {
      outputs: [some("bread", "10")],
      inputs: [
        { action: "use", resourceConformsTo: "oven", effortQuantity: measure("1", "h") },
        { action: "cite", ...some("design", "1") },
        { action: "deliverService", ...some("haul", "1") },
      ],
      step: { hasDuration: measure("1", "h") },
    });
    return ledger;
  }

  it("[C87] equipment is reserved for the time of the step, and wished for where it is taken; a design is cited once", () => {
    const ledger = bakery();
    ledger.stock("the-oven", "oven", measure("1", "one"));
    ledger.stock("the-design", "design", measure("1", "one"));
    const command = asked({ recipe: "bake", quantity: measure("20", "one"), due: "2027-05-01T12:00:00Z" });
    const first = planned(ledger, command);
    expect(first.commitments.find(({ action }) => action === "use")).toMatchObject({
      resourceInventoriedAs: "the-oven",
      effortQuantity: measure("2", "h"),
      hasBeginning: "2027-05-01T10:00:00Z",
      hasEnd: "2027-05-01T12:00:00Z",
    });
    expect(first.commitments.find(({ action }) => action === "cite")).toMatchObject({
      ...some("design", "1"),
      resourceInventoriedAs: "the-design",
    });
    expect(first.intents).toMatchObject([{ action: "deliverService", ...some("haul", "2") }]);
    const meanwhile = planned(ledger, { ...command, planId: "next", due: "2027-05-01T11:00:00Z" });
    expect(meanwhile.intents.filter(({ action }) => action === "use")).toHaveLength(1);
    const after = planned(ledger, { ...command, planId: "third", due: "2027-05-01T14:00:00Z" });
    expect(after.intents.filter(({ action }) => action === "use")).toHaveLength(1);
  });

  it("[C87] equipment that does not exist is made once where a recipe says how, and a service by who gives it", () => {
    const ledger = bakery();
    sayRecipe(ledger, "build", { outputs: [some("oven", "1", "piece")], inputs: [] });
    ledger.say("recipeProcess", "drive", { name: "drive" });
    ledger.say("recipeFlow", "drive-out", { action: "deliverService", ...some("haul", "1"), recipeOutputOf: "drive" });
    const { processes, intents, commitments } = planned(ledger, asked({ recipe: "bake", quantity: measure("20", "one") }));
    expect(processes.map(({ name }) => name)).toEqual(["make bake", "make build", "drive"]);
    expect(commitments.filter((flow) => flow["outputOf"] !== undefined && flow["resourceConformsTo"] === "haul")).toMatchObject([
      some("haul", "2"),
    ]);
    expect(intents).toMatchObject([{ action: "cite", receiver: "coop" }]);
  });

  it("[C87] what is made to be used is made once for all who use it, and not used up", () => {
    const ledger = recipeLedger();
    kinds(ledger, "feast", "bread", "pie", "oven");
    const use = { action: "use", resourceConformsTo: "oven", effortQuantity: measure("1", "h") };
    sayRecipe(ledger, "bread", { outputs: [some("bread", "1")], inputs: [use] });
    sayRecipe(ledger, "pie", { outputs: [some("pie", "1")], inputs: [use] });
    sayRecipe(ledger, "oven", { outputs: [some("oven", "1")], inputs: [] });
    sayRecipe(ledger, "feast", { outputs: [some("feast", "1")], inputs: [some("bread", "2"), some("pie", "3")] });
    const { processes } = planned(ledger, asked({ recipe: "feast" }));
    expect(processes.map(({ name }) => name)).toEqual(["make feast", "make bread", "make pie", "make oven"]);
  });

  function repair(): RecipeLedger {
    const ledger = recipeLedger();
    kinds(ledger, "bicycle", "tube");
    for (const stage of ["cleaned", "mended"]) ledger.say("processSpecification", stage, { name: stage });
    ledger.say("recipeProcess", "clean", { name: "clean", processConformsTo: "cleaned", hasDuration: measure("1", "d") });
    ledger.say("recipeProcess", "mend", { name: "mend", processConformsTo: "mended", hasDuration: measure("1", "wk") });
    ledger.say("recipeFlow", "f1", { action: "accept", ...some("bicycle", "1"), recipeInputOf: "clean" });
    ledger.say("recipeFlow", "f2", { action: "modify", ...some("bicycle", "1"), recipeOutputOf: "clean" });
    ledger.say("recipeFlow", "f3", { action: "accept", ...some("bicycle", "1"), stage: "cleaned", recipeInputOf: "mend" });
    ledger.say("recipeFlow", "f4", { action: "consume", ...some("tube", "2"), recipeInputOf: "mend" });
    ledger.say("recipeFlow", "f5", { action: "modify", ...some("bicycle", "1"), recipeOutputOf: "mend" });
    // In an order that is not that of the work: stages say it.
    ledger.say("recipe", "repair", { name: "repair", primaryOutput: "bicycle", recipeIncludes: ["mend", "clean"] });
    return ledger;
  }

  it("[C88] a thing goes through its stages one after the other, and the first step takes the thing that is there", () => {
    const ledger = repair();
    ledger.stock("mine", "bicycle", measure("1", "one"));
    const { processes, commitments, intents } = planned(ledger, asked({ recipe: "repair", resource: "mine", due: "2027-02-28" }));
    expect(processes).toMatchObject([
      { name: "mend", basedOn: "mended", hasBeginning: "2027-02-21T00:00:00Z", hasEnd: "2027-02-28T00:00:00Z" },
      { name: "clean", basedOn: "cleaned", hasBeginning: "2027-02-20T00:00:00Z", hasEnd: "2027-02-21T00:00:00Z" },
    ]);
    const [mend, clean] = processes.map(({ id }) => id);
    const bicycles = commitments.filter(({ resourceConformsTo }) => resourceConformsTo === "bicycle");
    expect(bicycles).toMatchObject([
      { action: "modify", outputOf: mend, independentDemandOf: "plan" },
      { action: "accept", inputOf: mend, stage: "cleaned" },
      { action: "modify", outputOf: clean },
      { action: "accept", inputOf: clean, resourceInventoriedAs: "mine" },
    ]);
    expect(intents).toMatchObject([some("tube", "2")]);
    expect(criticalPathOf(ledger.records, "plan")).toEqual({ steps: [clean, mend], length: 8 * 86_400_000 });
  });

  it("[C88] a thing at a later stage in stock saves the steps before", () => {
    const ledger = repair();
    ledger.say("process", "earlier", { name: "earlier", basedOn: "cleaned" });
    const made = { action: "produce", outputOf: "earlier" };
    ledger.stock("clean-one", "bicycle", measure("1", "one"), made);
    const { processes } = planned(ledger, asked({ recipe: "repair", stage: "mended" }));
    expect(processes).toMatchObject([{ name: "earlier" }, { name: "mend" }]);
  });

  it("[C89] flows of an exchange become one agreement with what is given in return", () => {
    const ledger = deliveryFibre();
    kinds(ledger, "euro");
    ledger.say("recipeExchange", "wages", { name: "Wages" });
    ledger.say("recipeFlow", "paint", {
      action: "work",
      resourceConformsTo: "assembly",
      effortQuantity: measure("1", "h"),
      recipeInputOf: "fibre-step",
      recipeClauseOf: "wages",
    });
    ledger.say("recipeFlow", "pay", { action: "transfer", ...some("euro", "15"), recipeReciprocalClauseOf: "wages" });
    const { agreements, commitments } = planned(ledger, asked({ recipe: "fibre", quantity: measure("1", "m"), worker: "worker" }));
    expect(agreements).toMatchObject([{ name: "Wages" }]);
    const [agreement] = agreements.map(({ id }) => id);
    const { clauseOf: _none, ...returned } = commitments.find((flow) => flow["reciprocalClauseOf"] !== undefined) ?? {};
    expect(commitments.filter((flow) => flow["clauseOf"] === agreement)).toMatchObject([
      { provider: "worker", receiver: "coop", effortQuantity: measure("2", "h") },
    ]);
    expect(returned).toMatchObject({
      reciprocalClauseOf: agreement,
      plannedWithin: "plan",
      provider: "coop",
      receiver: "worker",
      ...some("euro", "30"),
    });
  });

  it("[C89] what is given away in an exchange brings its return to the planner, with all clauses of the exchange", () => {
    const ledger = recipeLedger();
    kinds(ledger, "chair", "euro", "manual");
    ledger.say("recipeExchange", "sale", { name: "Sale" });
    ledger.say("recipeProcess", "build", { name: "build" });
    const produced = { action: "produce", ...some("chair", "1"), recipeOutputOf: "build", recipeClauseOf: "sale" };
    ledger.say("recipeFlow", "chair-out", produced);
    ledger.say("recipeFlow", "manual-too", { action: "transfer", ...some("manual", "1"), recipeClauseOf: "sale" });
    ledger.say("recipeFlow", "price", { action: "transfer", ...some("euro", "40"), recipeReciprocalClauseOf: "sale" });
    ledger.say("recipe", "chair", { name: "chair", primaryOutput: "chair", recipeIncludes: ["build"] });
    const { agreements, commitments } = planned(ledger, asked({ recipe: "chair", quantity: measure("3", "one") }));
    const [agreement] = agreements.map(({ id }) => id);
    expect(agreements).toHaveLength(1);
    expect(commitments).toMatchObject([
      { action: "produce", clauseOf: agreement, independentDemandOf: "plan", ...some("chair", "3") },
      { action: "transfer", clauseOf: agreement, provider: "coop", plannedWithin: "plan", ...some("manual", "3") },
      { action: "transfer", reciprocalClauseOf: agreement, receiver: "coop", plannedWithin: "plan", ...some("euro", "120") },
    ]);
    expect(commitments[1]).not.toHaveProperty("receiver");
    expect(commitments[2]).not.toHaveProperty("provider");
  });

  it("[C90] a region's recipe is planned as others are", () => {
    const ledger = recipeLedger();
    kinds(ledger, "switch", "plastic");
    const recipe = {
      id: "mould",
      primaryOutput: "switch",
      leadPeriods: 1,
      integerRuns: true,
      recipeIncludes: [
        {
          hasRecipeInput: [
            { action: "consume", ...some("plastic", "3", "kg") },
            { action: "use", resourceClassifiedAs: ["moulding"], effortQuantity: measure("0.5", "h") },
            { action: "work", resourceConformsTo: "machinist", effortQuantity: measure("0.25", "h") },
          ],
          hasRecipeOutput: [{ action: "produce", ...some("switch", "10", "piece") }],
        },
      ],
    };
    const rules = { id: "rules", periods: ["2027-02", "2027-03"] };
    const entry = (kind: "recipeRecorded" | "planningRulesSet", body: object) => ({ kind, version: 1, ...decider, body: body as never });
    ledger.take({ entries: [entry("recipeRecorded", recipe), entry("planningRulesSet", rules)], id: "mould", warnings: [] });
    expect(ledger.records.get("recipe", "mould")?.isRegional).toBe(true);
    const { processes, commitments, intents } = planned(
      ledger,
      asked({ resourceConformsTo: "switch", quantity: measure("12", "piece"), due: "2027-04-30" }),
    );
    expect(processes).toMatchObject([{ hasBeginning: "2027-03-05T00:00:00Z", hasEnd: "2027-04-30T00:00:00Z" }]);
    expect(commitments).toMatchObject([
      { action: "produce", independentDemandOf: "plan", ...some("switch", "12", "piece") },
      { action: "produce", ...some("switch", "8", "piece") },
      { action: "consume", ...some("plastic", "6", "kg") },
    ]);
    expect(intents).toMatchObject([
      { action: "transfer", ...some("plastic", "6", "kg") },
      { action: "use", resourceClassifiedAs: ["moulding"], effortQuantity: measure("1", "h") },
      { action: "work", resourceClassifiedAs: ["machinist"], effortQuantity: measure("0.5", "h") },
    ]);
  });
});

describe("what cannot be planned", () => {
  const refusedOf = (ledger: RecipeLedger, more: Partial<PlanFromRecipe>) =>
    refusalOf(planFromRecipe(ledger.records, asked(more), decider));

  it("[C91] a thing that needs itself is refused, unless there is some to begin with", () => {
    const ledger = recipeLedger();
    kinds(ledger, "starter", "flour");
    sayRecipe(ledger, "feed", { outputs: [some("starter", "10")], inputs: [some("starter", "1"), some("flour", "9")] });
    expect(refusedOf(ledger, { recipe: "feed" })).toEqual({ type: "RecipeCycle", process: "make feed" });
    ledger.stock("jar", "starter", measure("0.5", "one"));
    expect(refusedOf(ledger, { recipe: "feed", quantity: measure("10", "one") })).toMatchObject({ type: "RecipeCycle" });
    ledger.stock("crock", "starter", measure("0.5", "one"));
    const { commitments } = planned(ledger, asked({ recipe: "feed", quantity: measure("10", "one") }));
    expect(commitments.map((flow) => [flow["action"], flow["resourceInventoriedAs"]])).toEqual([
      ["produce", undefined],
      ["consume", "jar"],
      ["consume", "crock"],
      ["consume", undefined],
    ]);
  });

  it("[C91] a circle of several recipes is refused", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), (length) => {
        const ledger = recipeLedger();
        kinds(ledger, ...Array.from({ length }, (_, index) => `c${index}`));
        for (let index = 0; index < length; index += 1) {
          sayRecipe(ledger, `k${index}`, { outputs: [some(`c${index}`, "1")], inputs: [some(`c${(index + 1) % length}`, "1")] });
        }
        expect(refusedOf(ledger, { recipe: "k0" })).toMatchObject({ type: "RecipeCycle", process: "make k0" });
      }),
      { numRuns: 5 },
    );
  });

  it("[C91] no recipe, no quantity of the output, another unit, and what is unknown are refused", () => {
    const ledger = deliveryFibre();
    expect(refusedOf(ledger, { resourceConformsTo: "optical-fibre" })).toMatchObject({ type: "NoRecipe", specification: "optical-fibre" });
    expect(refusedOf(ledger, { recipe: "fibre", resourceConformsTo: "optical-fibre" })).toMatchObject({ type: "RecipeUnusable" });
    expect(refusedOf(ledger, { recipe: "fibre" })).toMatchObject({ type: "UnitOther", unit: "one", wanted: "m" });
    expect(refusedOf(ledger, {})).toMatchObject({ type: "Missing", at: "resourceConformsTo" });
    expect(refusedOf(ledger, { recipe: "nothing" })).toMatchObject({ type: "NoSuch", at: "recipe" });
    expect(refusedOf(ledger, { recipe: "fibre", agent: "nobody" })).toMatchObject({ type: "NoSuch", at: "agent" });
    expect(refusedOf(ledger, { recipe: "fibre", quantity: measure("0", "m") })).toMatchObject({ type: "NotAboveNothing", at: "quantity" });
    expect(refusedOf(ledger, { recipe: "fibre", quantity: measure("-1", "m") })).toMatchObject({ type: "NotAboveNothing", text: "-1" });
    expect(refusedOf(ledger, { recipe: "fibre", quantity: measure("1", "m"), plan: {} })).toMatchObject({
      type: "Missing",
      at: "plan.name",
    });
    kinds(ledger, "nothing", "cable");
    sayRecipe(ledger, "nothing", { outputs: [some("nothing", "0")], inputs: [] });
    expect(refusedOf(ledger, { recipe: "nothing" })).toMatchObject({ type: "RecipeUnusable", recipe: "nothing" });
    sayRecipe(ledger, "cable", { outputs: [some("cable", "1")], inputs: [some("delivery-fibre", "1", "kg")] });
    expect(refusedOf(ledger, { recipe: "cable" })).toMatchObject({ type: "RecipeUnusable", recipe: "fibre" });
  });

  it("[C91] too little time between start and due is refused with when it had to begin; durations are in units of time", () => {
    const ledger = deliveryFibre();
    const quantity = measure("0.5", "m");
    ledger.say("recipeProcess", "slow", { name: "slow", hasDuration: measure("2", "mo") });
    ledger.say("recipeFlow", "slow-out", { action: "produce", ...some("delivery-fibre", "1", "m"), recipeOutputOf: "slow" });
    ledger.say("recipe", "slow", { name: "slow", primaryOutput: "delivery-fibre", recipeIncludes: ["slow"] });
    expect(refusedOf(ledger, { recipe: "slow", quantity, start: "2027-02-01", due: "2027-03-01" })).toMatchObject({
      type: "TooLittleTime",
      needed: "2026-12-30T03:00:00Z",
    });
    ledger.say("recipeProcess", "odd", { name: "odd", hasDuration: measure("2", "kg") });
    ledger.say("recipeFlow", "odd-out", { action: "produce", ...some("delivery-fibre", "1", "m"), recipeOutputOf: "odd" });
    ledger.say("recipe", "odd", { name: "odd", primaryOutput: "delivery-fibre", recipeIncludes: ["odd"] });
    expect(refusedOf(ledger, { recipe: "odd", quantity })).toMatchObject({ type: "RecipeUnusable", recipe: "odd" });
  });

  it("[C91] a plan that would be too large is refused", () => {
    const ledger = recipeLedger();
    const length = 12;
    kinds(ledger, ...Array.from({ length: length + 1 }, (_, index) => `d${index}`));
    // Each needs the next twice, in two inputs: the plan doubles with each step down.
    for (let index = 0; index < length; index += 1) {
      sayRecipe(ledger, `d${index}`, {
        outputs: [some(`d${index}`, "1")],
        inputs: [some(`d${index + 1}`, "1"), some(`d${index + 1}`, "1")],
      });
    }
    expect(refusedOf(ledger, { recipe: "d0" })).toEqual({ type: "PlanTooLarge", most: 2000, of: "records" });
  });

  it("[C91] a plan that would be too deep is refused", () => {
    const ledger = recipeLedger();
    kinds(ledger, ...Array.from({ length: 102 }, (_, index) => `e${index}`));
    for (let index = 0; index < 101; index += 1) {
      sayRecipe(ledger, `e${index}`, { outputs: [some(`e${index}`, "1")], inputs: [some(`e${index + 1}`, "1")] });
    }
    expect(refusedOf(ledger, { recipe: "e0" })).toMatchObject({ type: "PlanTooLarge", most: 100 });
    const { processes } = planned(ledger, asked({ recipe: "e1" }));
    expect(processes).toHaveLength(100);
  });
});
