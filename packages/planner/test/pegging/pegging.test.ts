// Pegging on random problems and in regions that can be followed by hand: nothing is lost, nothing is counted twice.
import { describe, expect, test } from "vitest";
import { type NeedPegging, type Pegging, pegPlan, type PlanProblem, type PlanResult, readProblem } from "../../src/index.js";
import { randomProblem } from "../oracle/randomProblem.js";
import { planned, relative, withStatedCosts } from "../plan/planned.js";
import { item, type Json, need, recipe, region } from "../plan/region.js";

interface Pegged {
  readonly problem: PlanProblem;
  readonly result: PlanResult;
  readonly pegging: Pegging;
}

async function pegged(original: unknown): Promise<Pegged> {
  const read = readProblem(original);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  const result = await planned(original);
  return { problem: read.problem, result, pegging: pegPlan(read.problem, result) };
}

/** Random problems with by-products, circles, several periods, set-ups and whole runs. */
async function randomPlans(): Promise<(Pegged & { seed: number })[]> {
  const plans: (Pegged & { seed: number })[] = [];
  for (let seed = 1; seed <= 24; seed++) {
    const rule = seed % 2 === 0 ? ("weighted" as const) : ("lexicographic" as const);
    const whole = seed % 3 === 0 ? { setups: 2, integers: 1, parts: 4 } : {};
    plans.push({ seed, ...(await pegged(withStatedCosts(randomProblem(seed, { rule, ...whole })))) });
  }
  return plans;
}

const plans = randomPlans();
const LISTS = ["runs", "shipments", "purchases", "holdings"] as const;

/** Quantity of a row that is for a need. */
function partOf(pegging: Pegging, list: (typeof LISTS)[number], row: number, needId: string): number {
  return pegging[list][row].forNeeds.find((share) => share.need === needId)?.quantity ?? 0;
}

/** Per node, what comes in and goes out of the parts that are for one need; stock from the need's lines. */
function flowOf({ problem, result, pegging }: Pegged, of: NeedPegging): Map<string, { incoming: number; outgoing: number; scale: number }> {
  const nodes = new Map<string, { incoming: number; outgoing: number; scale: number }>();
  const at = (itemId: string, place: string, period: string) => {
    const key = JSON.stringify([itemId, place, period]);
    const node = nodes.get(key) ?? { incoming: 0, outgoing: 0, scale: of.met };
    nodes.set(key, node);
    return node;
  };
  const bring = (itemId: string, place: string, period: string, quantity: number) => (at(itemId, place, period).incoming += quantity);
  const take = (itemId: string, place: string, period: string, quantity: number) => (at(itemId, place, period).outgoing += quantity);
  result.runs.forEach((row, k) => {
    const part = partOf(pegging, "runs", k, of.need);
    const made = problem.recipes.find((entry) => entry.id === row.recipe);
    const place = problem.workshops.find((entry) => entry.id === row.workshop)?.place ?? "";
    if (made === undefined) throw new Error("the recipe exists");
    const end = problem.periods[problem.periods.indexOf(row.period) + made.leadPeriods];
    bring(made.out[0].item, place, end, part * made.out[0].quantity);
    for (const input of made.in) take(input.item, place, row.period, part * input.quantity);
  });
  result.shipments.forEach((row, k) => {
    const part = partOf(pegging, "shipments", k, of.need);
    bring(row.item, row.to, row.period, part);
    take(row.item, row.from, row.period, part);
  });
  result.purchases.forEach((row, k) => bring(row.item, row.place, row.period, partOf(pegging, "purchases", k, of.need)));
  result.holdings.forEach((row, k) => {
    const part = partOf(pegging, "holdings", k, of.need);
    take(row.item, row.place, row.period, part);
    bring(row.item, row.place, problem.periods[problem.periods.indexOf(row.period) + 1], part);
  });
  const wanted = problem.needs.find((entry) => entry.id === of.need);
  if (wanted === undefined) throw new Error("the need exists");
  take(wanted.item, wanted.place, wanted.due, of.met);
  for (const line of of.lines) {
    const isFree = line.source === "stock" || (line.source === "made" && line.recipe === null);
    // A by-product comes when its run ends.
    if (line.source === "stock") for (const origin of line.origins) bring(line.item, origin.place, origin.period, origin.quantity);
    else if (isFree) for (const origin of line.origins) at(line.item, origin.place, origin.period).scale = Number.NaN;
  }
  return nodes;
}

describe("the parts of needs", () => {
  test("[E1] with what is left over they make every row of the plan, and what is met is what was asked for less what is unmet", async () => {
    for (const { seed, problem, result, pegging } of await plans) {
      for (const list of LISTS) {
        result[list].forEach((row, k) => {
          const { forNeeds, leftOver } = pegging[list][k];
          const sum = forNeeds.reduce((all, share) => all + share.quantity, leftOver);
          expect(relative(sum, row.quantity), `seed ${seed}, ${list} ${k}`).toBeLessThan(1e-6);
          expect(leftOver).toBeGreaterThanOrEqual(0);
        });
      }
      const unmet = new Map(result.unmet.map((row) => [row.need, row.quantity]));
      expect(pegging.needs.map((of) => of.need)).toEqual(problem.needs.map((of) => of.id));
      pegging.needs.forEach((of, n) => expect(of.met).toBeCloseTo(problem.needs[n].quantity - (unmet.get(of.need) ?? 0), 9));
    }
  });

  test("[E1] two needs that share a node take from its sources in the same proportion; what is left over takes its part", async () => {
    const problem = region({
      items: [item("bench"), item("wood", { referenceCost: 1 })],
      recipes: [recipe("join", { bench: 2 }, { wood: 6 }, { integerRuns: true })],
      stocks: [{ item: "wood", place: "town", quantity: 4 }],
      market: [{ item: "wood", price: 1 }],
      needs: [need("hall", "bench", 2), need("yard", "bench", 1)],
    });
    const { pegging, result } = await pegged(problem);
    expect(result.runs[0].quantity).toBe(2);
    // 3 benches of 4 are needed: a quarter of the work, and of the 8 pieces of wood bought, is for nobody.
    expect(pegging.runs[0]).toEqual({
      forNeeds: [
        { need: "hall", quantity: 1 },
        { need: "yard", quantity: 0.5 },
      ],
      leftOver: 0.5,
    });
    expect(pegging.purchases[0].leftOver).toBeCloseTo(2, 9);
    expect(pegging.unassigned.money).toBeCloseTo(0.5 * 2 + 2, 9);
    const [hall] = pegging.needs;
    expect(hall.lines.map(({ item: of, source, quantity }) => [of, source, Math.round(quantity * 1e9) / 1e9])).toEqual([
      ["bench", "made", 2],
      ["wood", "bought", 4],
      ["wood", "stock", 2],
    ]);
    expect(hall.cost.money).toBeCloseTo(1 * 2 + 4, 9);
  });

  test("[E2] every node balances for each need by itself", async () => {
    let nodes = 0;
    for (const plan of await plans) {
      for (const of of plan.pegging.needs) {
        const hasByProducts = of.lines.some((line) => line.source === "made" && line.recipe === null);
        for (const [node, { incoming, outgoing, scale }] of flowOf(plan, of)) {
          // What comes along as a by-product asks for nothing, and is not in the list of parts.
          if (hasByProducts && incoming < outgoing) continue;
          expect(Math.abs(incoming - outgoing), `seed ${plan.seed}, ${of.need} at ${node}`).toBeLessThan(
            1e-6 * Math.max(1, outgoing, Number.isNaN(scale) ? 1 : scale),
          );
          nodes++;
        }
      }
    }
    expect(nodes).toBeGreaterThan(500);
  });
});

describe("costs", () => {
  test("[E3] needs and what is unassigned make the cost of the plan; a need's parts make its own", async () => {
    for (const { seed, result, pegging } of await plans) {
      for (const part of ["money", "labourHours", "co2Kg"] as const) {
        const sum = pegging.needs.reduce((all, of) => all + of.cost[part], pegging.unassigned[part]);
        expect(relative(sum, result.cost[part]), `seed ${seed}, ${part}`).toBeLessThan(1e-6);
        for (const { need: id, lines, carrying, waiting, cost } of pegging.needs) {
          const own = lines.reduce((all, line) => all + line.cost[part], carrying.cost[part] + (part === "money" ? waiting : 0));
          expect(relative(own, cost[part]), `seed ${seed}, ${id}`).toBeLessThan(1e-9);
        }
      }
    }
  });

  test("[E3] carrying counts trips, road and kilograms; waiting counts money", async () => {
    const problem = region({
      periods: ["p0", "p1"],
      places: [
        { id: "town", territory: "land", level: "outlet", x: 0, y: 0 },
        { id: "mill", territory: "land", level: "regional", x: 30, y: 40 },
      ],
      items: [item("flour", { massKg: 2, referenceCost: 10 })],
      stocks: [{ item: "flour", place: "mill", quantity: 3 }],
      transport: { costPerKgKm: 0.01, fixedPerKg: 0.1, co2PerKgKm: 0.001 },
      holdingRate: 0.05,
      needs: [need("bread", "flour", 3, { due: "p1" })],
    });
    const { pegging } = await pegged(problem);
    const [{ carrying, waiting, lines, cost }] = pegging.needs;
    expect(carrying.trips).toBe(1);
    expect(carrying.km).toBeCloseTo(50, 9);
    expect(carrying.kgKm).toBeCloseTo(300, 9);
    expect(carrying.cost.money).toBeCloseTo(6 * (0.1 + 0.5), 9);
    expect(carrying.cost.co2Kg).toBeCloseTo(0.3, 9);
    expect(waiting).toBeCloseTo(3 * 0.05 * 10, 9);
    expect(cost.money).toBeCloseTo(3.6 + 1.5, 9);
    expect(lines).toEqual([
      {
        parent: null,
        depth: 0,
        item: "flour",
        source: "stock",
        recipe: null,
        quantity: 3,
        cost: { money: 0, labourHours: 0, co2Kg: 0 },
        origins: [{ place: "mill", workshop: null, period: "p0", quantity: 3 }],
        usedAt: [{ place: "town", period: "p1", quantity: 3 }],
      },
    ]);
  });
});

describe("the tree", () => {
  test("[E4] parents stand before children, origins and uses add up, inputs are what the runs above take", async () => {
    let inputs = 0;
    for (const { seed, problem, pegging } of await plans) {
      for (const { need: id, met, lines } of pegging.needs) {
        const roots = lines.filter((line) => line.parent === null);
        if (met > 0)
          expect(
            relative(
              roots.reduce((all, line) => all + line.quantity, 0),
              met,
            ),
            `seed ${seed}, ${id}`,
          ).toBeLessThan(1e-6);
        lines.forEach((line, k) => {
          const where = `seed ${seed}, ${id}, line ${k}`;
          expect(line.parent ?? -1, where).toBeLessThan(k);
          expect(line.depth, where).toBe(line.parent === null ? 0 : lines[line.parent].depth + 1);
          expect(
            relative(
              line.origins.reduce((all, origin) => all + origin.quantity, 0),
              line.quantity,
            ),
            where,
          ).toBeLessThan(1e-9);
          expect(
            relative(
              line.usedAt.reduce((all, of) => all + of.quantity, 0),
              line.quantity,
            ),
            where,
          ).toBeLessThan(1e-9);
          const made = problem.recipes.find((entry) => entry.id === line.recipe);
          const children = lines.filter((child) => child.parent === k);
          if (made === undefined) return expect(children, where).toEqual([]);
          if (line.depth >= 12) return expect(children, where).toEqual([]);
          const order = made.in.filter((input) => input.quantity > 0).map((input) => input.item);
          expect([...new Set(children.map((child) => child.item))], where).toEqual(order);
          for (const input of made.in) {
            const taken = children.filter((child) => child.item === input.item).reduce((all, child) => all + child.quantity, 0);
            expect(relative(taken, (line.quantity * input.quantity) / made.out[0].quantity), where).toBeLessThan(1e-6);
            inputs++;
          }
        });
      }
    }
    expect(inputs).toBeGreaterThan(100);
  });

  /** A strand grows from two thirds of itself. */
  const grown = (changes: Json = {}) =>
    region({
      items: [item("strand", { referenceCost: 100 }), item("dye", { referenceCost: 1 })],
      recipes: [recipe("spin", { strand: 3 }, { strand: 2, dye: 1 }, { labour: [{ skill: "craft", hours: 1 }] })],
      stocks: [{ item: "strand", place: "town", quantity: 1 }],
      market: [{ item: "dye", price: 2 }],
      needs: [need("loom", "strand", 10)],
      ...changes,
    });

  test("[E5] a thing that is made from itself ends at 13 levels, and no cost is lost", async () => {
    const { pegging, result } = await pegged(grown());
    const [{ lines, cost }] = pegging.needs;
    expect(result.runs[0].quantity).toBeCloseTo(9, 6);
    expect(Math.max(...lines.map((line) => line.depth))).toBe(12);
    expect(pegging.runs[0].leftOver).toBe(0);
    expect(relative(cost.money, result.cost.money)).toBeLessThan(1e-9);
    expect(relative(cost.labourHours, result.cost.labourHours)).toBeLessThan(1e-9);
    // The deepest line bears what lies below it.
    const deepest = lines.findLast((line) => line.depth === 12 && line.source === "made");
    expect(deepest?.cost.labourHours).toBeGreaterThan((deepest?.quantity ?? 0) / 3);
  });

  test("[E5] what goes round in a circle that nothing feeds is for nobody", async () => {
    const problem = region({
      places: ["town", "mill", "port"].map((id, k) => ({ id, territory: "land", level: "outlet", x: k, y: 0 })),
      items: [item("flour"), item("idle")],
      market: [{ item: "flour", price: { mill: 1 } }],
      needs: [need("bread", "flour", 3)],
    });
    const read = readProblem(problem);
    if ("problems" in read) throw new Error(JSON.stringify(read.problems));
    const result = await planned(problem);
    const round = (of: string, quantity: number) => [
      { item: of, from: "mill", to: "port", period: "p0", quantity },
      { item: of, from: "port", to: "mill", period: "p0", quantity },
    ];
    const circling = { ...result, shipments: [...result.shipments, ...round("flour", 9), ...round("idle", 2)] };
    const pegging = pegPlan(read.problem, circling);
    const [{ lines, met }] = pegging.needs;
    expect(met).toBe(3);
    expect(lines).toHaveLength(1);
    expect(lines[0].origins).toEqual([{ place: "mill", workshop: null, period: "p0", quantity: expect.closeTo(3, 9) as number }]);
    expect(pegging.purchases[0].forNeeds[0].quantity).toBeCloseTo(3, 9);
    expect(pegging.shipments.slice(-2).map((row) => row.leftOver)).toEqual([2, 2]);
  });

  test("[E5] a tree of more than 5,000 lines keeps its cost", async () => {
    // Eight levels of three parts that are each made of the three below: 3 + 9 + … + 6561 paths.
    const levels = 8;
    const parts = Array.from({ length: levels }, (_, level) => [0, 1, 2].map((k) => `part-${level}-${k}`));
    const below = (level: number) => Object.fromEntries(level + 1 < levels ? parts[level + 1].map((id) => [id, 1]) : [["ore", 1]]);
    const problem = region({
      items: [item("ore"), item("thing"), ...parts.flat().map((id) => item(id))],
      capabilities: ["bench"],
      recipes: [
        recipe("finish", { thing: 1 }, Object.fromEntries(parts[0].map((id) => [id, 1])), { machine: [] }),
        ...parts.flatMap((list, level) =>
          list.map((id) => recipe(`make-${id}`, { [id]: 1 }, below(level), { machine: [], labour: [{ skill: "craft", hours: 0.001 }] })),
        ),
      ],
      market: [{ item: "ore", price: 0.01 }],
      needs: [need("all", "thing", 1)],
    });
    const { pegging, result } = await pegged(problem);
    const [{ lines, cost }] = pegging.needs;
    expect(lines.length).toBeGreaterThan(4_000);
    expect(lines.length).toBeLessThanOrEqual(5_000);
    expect(relative(cost.money, result.cost.money)).toBeLessThan(1e-9);
    expect(relative(cost.labourHours, result.cost.labourHours)).toBeLessThan(1e-9);
  });
});
