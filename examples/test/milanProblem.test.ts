// The example region holds together: ids, what can be bought and made, and the two needs that are planted to fail.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EXCHANGE_RATES } from "./citation.js";
import { entriesOf, type LooseMap, numberOf, readProblemFolder, textOf } from "./problemFolder.js";
import { ROOT } from "./realData.js";

const problem = readProblemFolder(join(ROOT, "examples/milan"));
const periods = Array.isArray(problem.periods) ? problem.periods : [];

function idsOf(list: string): ReadonlySet<string> {
  return new Set(entriesOf(problem, list).map((entry) => textOf(entry, "id")));
}

/** Names in the entries of a list, under a key, that are not among the known ones. */
function unknownNames(entries: readonly LooseMap[], key: string, known: ReadonlySet<unknown>): readonly string[] {
  return entries.map((entry) => textOf(entry, key)).filter((name) => !known.has(name));
}

/** Whether some workshop has every capability of the recipe, in a territory with hours of every skill that it needs. */
function isPossible(recipe: LooseMap): boolean {
  return entriesOf(problem, "workshops").some((workshop) => {
    const machines = new Set(entriesOf(workshop, "capabilities").map((row) => row.capability));
    const place = entriesOf(problem, "places").find(({ id }) => id === workshop.place);
    const skills = new Set(
      entriesOf(problem, "labour")
        .filter((row) => row.territory === place?.territory)
        .map((row) => row.skill),
    );
    return (
      entriesOf(recipe, "machine").every(({ capability }) => machines.has(capability)) &&
      entriesOf(recipe, "labour").every(({ skill }) => skills.has(skill))
    );
  });
}

/** The first period (from 0) in which each item can be there: bought, taken from stock, or made; limits and hours apart. */
function earliestPeriods(): ReadonlyMap<string, number> {
  const earliest = new Map<string, number>();
  for (const row of entriesOf(problem, "market")) earliest.set(textOf(row, "item"), 0);
  for (const row of entriesOf(problem, "stocks")) earliest.set(textOf(row, "item"), 0);
  const recipes = entriesOf(problem, "recipes").filter(isPossible);
  for (let changed = true; changed; ) {
    changed = false;
    for (const recipe of recipes) {
      const inputs = entriesOf(recipe, "in").map((row) => earliest.get(textOf(row, "item")) ?? Number.POSITIVE_INFINITY);
      const ready = Math.max(0, ...inputs) + (typeof recipe.leadPeriods === "number" ? recipe.leadPeriods : 0);
      for (const { item } of entriesOf(recipe, "out")) {
        if (typeof item !== "string" || ready >= (earliest.get(item) ?? Number.POSITIVE_INFINITY)) continue;
        earliest.set(item, ready);
        changed = true;
      }
    }
  }
  return earliest;
}

/** The longest chain of recipes below an item: 0 for what is bought. */
function levelsBelow(item: string): number {
  const recipes = entriesOf(problem, "recipes").filter((recipe) => entriesOf(recipe, "out")[0]?.item === item);
  if (entriesOf(problem, "market").some((row) => row.item === item)) return 0;
  return Math.max(
    0,
    ...recipes.map((recipe) => 1 + Math.max(0, ...entriesOf(recipe, "in").map((row) => levelsBelow(textOf(row, "item"))))),
  );
}

describe("the region", () => {
  it.each(["territories", "places", "items", "recipes", "workshops", "needs"])("has no id twice among its %s", (list) => {
    expect(idsOf(list).size).toBe(entriesOf(problem, list).length);
  });

  it("names only what exists", () => {
    const recipes = entriesOf(problem, "recipes");
    const lines = recipes.flatMap((recipe) => [...entriesOf(recipe, "in"), ...entriesOf(recipe, "out"), ...entriesOf(recipe, "extracts")]);
    const [items, places, territories] = [idsOf("items"), idsOf("places"), idsOf("territories")];
    const capabilities = new Set(Array.isArray(problem.capabilities) ? problem.capabilities : []);
    const skills = new Set(Array.isArray(problem.skills) ? problem.skills : []);
    const stocksAndNeeds = [...entriesOf(problem, "stocks"), ...entriesOf(problem, "needs")];
    const ruled = ["places", "labour", "ceilings", "moneyLimits"].flatMap((list) => entriesOf(problem, list));
    const machines = recipes.flatMap((recipe) => entriesOf(recipe, "machine"));
    const owned = entriesOf(problem, "workshops").flatMap((workshop) => entriesOf(workshop, "capabilities"));
    const work = [...recipes.flatMap((recipe) => entriesOf(recipe, "labour")), ...entriesOf(problem, "labour")];
    expect([
      ...unknownNames([...lines, ...entriesOf(problem, "market"), ...stocksAndNeeds], "item", items),
      ...unknownNames([...entriesOf(problem, "workshops"), ...stocksAndNeeds], "place", places),
      ...unknownNames(ruled, "territory", territories),
      ...unknownNames([...machines, ...owned], "capability", capabilities),
      ...unknownNames(work, "skill", skills),
      ...unknownNames(entriesOf(problem, "needs"), "due", new Set(periods)),
    ]).toEqual([]);
  });

  it("uses every item, capability and skill that it names", () => {
    const recipes = entriesOf(problem, "recipes");
    const used = (key: string, lists: readonly string[]): ReadonlySet<unknown> =>
      new Set(lists.flatMap((list) => recipes.flatMap((recipe) => entriesOf(recipe, list))).map((row) => row[key]));
    expect([...idsOf("items")].filter((id) => !used("item", ["in", "out", "extracts"]).has(id))).toEqual([]);
    expect(
      (Array.isArray(problem.capabilities) ? problem.capabilities : []).filter((name) => !used("capability", ["machine"]).has(name)),
    ).toEqual([]);
    expect((Array.isArray(problem.skills) ? problem.skills : []).filter((name) => !used("skill", ["labour"]).has(name))).toEqual([]);
  });

  it("can buy, take or make every input", () => {
    const reachable = earliestPeriods();
    const inputs = entriesOf(problem, "recipes").flatMap((recipe) => entriesOf(recipe, "in").map((row) => textOf(row, "item")));
    expect(inputs.filter((item) => !reachable.has(item))).toEqual([]);
  });

  it("can make what is needed in time, but for the two needs that are planted", () => {
    const earliest = earliestPeriods();
    const late = entriesOf(problem, "needs").filter(
      (need) => !((earliest.get(textOf(need, "item")) ?? Number.POSITIVE_INFINITY) <= periods.indexOf(textOf(need, "due"))),
    );
    expect(late.map((need) => textOf(need, "id"))).toEqual(["pavia-internals-01", "home-monza-keyboard"]);
    expect(earliest.get("ventilator-internals")).toBe(1);
    expect(earliest.has("reform-keyboard")).toBe(false);
  });

  it("puts no more mass into what a recipe makes than it takes in", () => {
    const mass = new Map(entriesOf(problem, "items").map((item) => [textOf(item, "id"), numberOf(item, "massKg")]));
    const total = (rows: readonly LooseMap[]): number =>
      rows.reduce((sum, row) => sum + numberOf(row, "quantity") * (mass.get(textOf(row, "item")) ?? Number.NaN), 0);
    const grown = entriesOf(problem, "recipes").filter(
      (recipe) => !(total(entriesOf(recipe, "out")) <= (1 + 1e-9) * total([...entriesOf(recipe, "in"), ...entriesOf(recipe, "extracts")])),
    );
    expect(grown.map((recipe) => textOf(recipe, "id"))).toEqual([]);
  });

  it("adds the parts of a pinch valve up to the price that its project states", () => {
    // The page counts its two printed parts at one dollar each; here they are made, from resin.
    const price = new Map(entriesOf(problem, "market").map((row) => [textOf(row, "item"), numberOf(row, "price")]));
    const inputs = entriesOf(problem, "recipes")
      .filter(({ id }) => id === "assemble-pinch-valve")
      .flatMap((recipe) => entriesOf(recipe, "in"));
    const printed = 2 * (EXCHANGE_RATES.USD ?? Number.NaN);
    const bought = inputs.reduce((sum, row) => sum + numberOf(row, "quantity") * (price.get(textOf(row, "item")) ?? 0), 0);
    const stated = entriesOf(problem, "items").find(({ id }) => id === "pinch-valve") ?? {};
    expect(bought + printed).toBeCloseTo(numberOf(stated, "comparePrice"), 2);
  });

  it("has a product of four levels and the size that its README states", () => {
    expect(levelsBelow("ventilator-internals")).toBeGreaterThanOrEqual(3);
    const counted = ["places", "workshops", "items", "recipes", "needs"].map((list) => `${entriesOf(problem, list).length} ${list}`);
    expect(readFileSync(join(ROOT, "examples/milan/README.md"), "utf8")).toContain(counted.join(", "));
    expect(periods).toEqual(["2027-01", "2027-02", "2027-03", "2027-04"]);
    expect(new Set(entriesOf(problem, "places").map(({ level }) => level))).toEqual(new Set(["personal", "outlet", "regional", "remote"]));
  });
});
