// The small example is what its README says: the hand calculation is done again from the numbers of the problem file.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { entriesOf, isMap, type Loose, type LooseMap, numberOf, readProblemFolder, textOf } from "./problemFolder.js";
import { ROOT } from "./realData.js";

const FOLDER = join(ROOT, "examples/tiny");
const problem = readProblemFolder(FOLDER);
const weights = mapOf(problem, "weights");

/** The three components of a cost, apart. */
type Cost = { readonly money: number; readonly labourHours: number; readonly co2Kg: number };

const NOTHING: Cost = { money: 0, labourHours: 0, co2Kg: 0 };

function sum(...costs: readonly Cost[]): Cost {
  return costs.reduce(
    (a, b) => ({ money: a.money + b.money, labourHours: a.labourHours + b.labourHours, co2Kg: a.co2Kg + b.co2Kg }),
    NOTHING,
  );
}

function times(factor: number, { money, labourHours, co2Kg }: Cost): Cost {
  return { money: factor * money, labourHours: factor * labourHours, co2Kg: factor * co2Kg };
}

function weighted({ money, labourHours, co2Kg }: Cost): number {
  return money * numberOf(weights, "money") + labourHours * numberOf(weights, "labourHour") + co2Kg * numberOf(weights, "co2Kg");
}

function mapOf(map: LooseMap, key: string): LooseMap {
  const value = map[key];
  if (!isMap(value)) throw new Error(`no object ${key}`);
  return value;
}

function entry(list: string, id: string): LooseMap {
  const found = entriesOf(problem, list).find((row) => textOf(row, "id") === id || textOf(row, "item") === id);
  if (found === undefined) throw new Error(`no ${id} in ${list}`);
  return found;
}

function bought(item: string, place: string): Cost {
  const row = entry("market", item);
  return { money: numberOf(mapOf(row, "price"), place), labourHours: 0, co2Kg: "co2Kg" in row ? numberOf(row, "co2Kg") : 0 };
}

/** Machine hours and work of one run, without its inputs. */
function worked(recipe: string, workshop: string): Cost {
  const rates = new Map(
    entriesOf(entry("workshops", workshop), "capabilities").map((row) => [row.capability, numberOf(row, "costPerHour")]),
  );
  const machines = entriesOf(entry("recipes", recipe), "machine");
  const labour = entriesOf(entry("recipes", recipe), "labour");
  const money = machines.reduce((total, row) => total + numberOf(row, "hours") * (rates.get(row.capability) ?? Number.NaN), 0);
  return { money, labourHours: labour.reduce((total, row) => total + numberOf(row, "hours"), 0), co2Kg: 0 };
}

function shipped(item: string, from: string, to: string): Cost {
  const transport = mapOf(problem, "transport");
  const km = Math.abs(numberOf(entry("places", from), "x") - numberOf(entry("places", to), "x"));
  const perKg = numberOf(transport, "fixedPerKg") + numberOf(transport, "costPerKgKm") * km;
  return { money: numberOf(entry("items", item), "massKg") * perKg, labourHours: 0, co2Kg: 0 };
}

/** The quantity of an item among the inputs or outputs of a recipe. */
function quantityIn(recipe: string, side: "in" | "out", item: string): number {
  return numberOf(entriesOf(entry("recipes", recipe), side).find((row) => row.item === item) ?? {}, "quantity");
}

const granulate = quantityIn("print-shade", "in", "granulate");
const scrap = quantityIn("print-shade", "out", "scrap");
const shade = sum(
  times(granulate - scrap, bought("granulate", "town")),
  times(scrap, worked("shred-scrap", "town-workshop")),
  worked("print-shade", "town-workshop"),
);
const stand = sum(bought("board", "mill"), worked("turn-stand", "mill-workshop"));
const lampFromShelf = sum(
  shade,
  shipped("shade", "town", "mill"),
  worked("assemble-lamp", "mill-workshop"),
  shipped("lamp", "mill", "school"),
);
const newLamp = sum(lampFromShelf, stand);
const wait = numberOf(problem, "holdingRate") * bought("board", "mill").money;
const plan = sum(times(2, lampFromShelf), times(4, newLamp), { ...NOTHING, money: 2 * wait });
const penalty = mapOf(mapOf(problem, "priorities"), "penalty");
const lampMissing = numberOf(penalty, "3") * numberOf(entry("items", "lamp"), "referenceCost");
const vaseMissing = numberOf(penalty, "2") * numberOf(entry("needs", "vase-hall"), "referenceCost");

const readme = readFileSync(join(FOLDER, "README.md"), "utf8");
const parsed: Loose = JSON.parse(readFileSync(join(FOLDER, "expected.json"), "utf8"));
const expected = isMap(parsed) ? parsed : {};

describe("the hand calculation of the small example", () => {
  it.each([
    ["a shade in the town", weighted(shade), 6.5],
    ["a stand", weighted(stand), 10],
    ["a lamp with a stand from the shelf", weighted(lampFromShelf), 14.7],
    ["a lamp with a new stand", weighted(newLamp), 24.7],
    ["the plan", weighted(plan), 128.28],
    ["the objective", weighted(plan) + lampMissing + vaseMissing, 368.28],
    ["one more board in February", lampMissing - weighted(newLamp), 95.3],
    ["one more board in January", lampMissing - weighted(newLamp) - wait, 95.26],
  ])("gives what README.md states: %s", (_, computed, stated) => {
    expect(computed).toBeCloseTo(stated, 9);
    expect(readme).toContain(`**${stated.toFixed(2)}**`);
  });

  it("is what expected.json hands to the tests of the planner", () => {
    const cost = mapOf(expected, "cost");
    expect(numberOf(expected, "objective")).toBeCloseTo(weighted(plan) + lampMissing + vaseMissing, 9);
    for (const [key, value] of Object.entries(plan)) expect(numberOf(cost, key)).toBeCloseTo(value, 9);
    expect(numberOf(mapOf(expected, "unreachable"), "value")).toBe(vaseMissing);
    expect(entriesOf(expected, "boardPrices").map((row) => numberOf(row, "price"))).toEqual([95.26, 95.3]);
    expect(entriesOf(expected, "unmet").map((row) => textOf(row, "need"))).toEqual(["lamps-yard", "vase-hall"]);
  });

  it("needs no more machine hours than there are in the fuller month", () => {
    const lamps = 4;
    for (const [recipe, workshop] of [
      ["print-shade", "town-workshop"],
      ["turn-stand", "mill-workshop"],
      ["assemble-lamp", "mill-workshop"],
    ] as const) {
      const rows = entriesOf(entry("workshops", workshop), "capabilities");
      for (const { capability, hours } of entriesOf(entry("recipes", recipe), "machine"))
        expect(lamps * Number(hours)).toBeLessThan(numberOf(rows.find((row) => row.capability === capability) ?? {}, "hoursPerPeriod"));
    }
  });
});
