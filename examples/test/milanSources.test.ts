// Every number of the example region that names its source is the number that stands there; every other one says that it is assumed.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { EXCHANGE_RATES, readCitation } from "./citation.js";
import { entriesOf, isMap, type Loose, type LooseMap, numberOf, readProblemFolder, textOf } from "./problemFolder.js";
import { RealData, ROOT, realDataFolder } from "./realData.js";

const FOLDER = join(ROOT, "examples/milan");
const LABS = "okw/fablabs_io_okw_open.json";

/** Keys whose number is a figure about the world; the others name, order or locate. */
const FIGURES = ["quantity", "hours", "price", "massKg", "comparePrice"];

/** A number that names its cell: where it stands in the problem, and what it is there. */
type Cited = { readonly path: string; readonly source: string; readonly file: string; readonly value: number };

/** Every figure with a source, in the order of the problem. A recipe's `source` is the file of its lines' citations. */
function citedFigures(problem: LooseMap): readonly Cited[] {
  const cited: Cited[] = [];
  const visit = (value: Loose, path: string, file: string): void => {
    if (Array.isArray(value)) for (const [index, entry] of value.entries()) visit(entry, `${path}/${labelOf(entry, index)}`, file);
    if (!isMap(value)) return;
    const source = textOf(value, "source");
    const key = citedKey(value);
    if (source !== "" && key !== undefined) cited.push({ path: `${path}/${key}`, source, file, value: numberOf(value, key) });
    const fileHere = /^bom\/\S+$/.test(source) ? source : file;
    for (const [name, child] of Object.entries(value)) visit(child, `${path}/${name}`, fileHere);
  };
  visit({ items: problem.items, recipes: problem.recipes, market: problem.market }, "", "");
  return cited;
}

function labelOf(entry: Loose, index: number): string {
  if (!isMap(entry)) return String(index);
  return textOf(entry, "id") || textOf(entry, "item") || textOf(entry, "capability") || String(index);
}

/** The one figure of an entry that is not assumed. */
function citedKey(entry: LooseMap): string | undefined {
  const open = FIGURES.filter((key) => typeof entry[key] === "number" && !isAssumed(entry, key));
  if (open.length > 1) throw new Error(`one source for ${open.join(" and ")} of ${labelOf(entry, 0)}`);
  return open[0];
}

function isAssumed(entry: LooseMap, key: string): boolean {
  const { assumed } = entry;
  return assumed === true || (Array.isArray(assumed) && assumed.includes(key));
}

/** What is wrong with the figures that name a source: one line each. */
function wrongFigures(problem: LooseMap, data: RealData): readonly string[] {
  return citedFigures(problem).flatMap(({ path, source, file, value }) => {
    const stated = statedFigure(data, source, file);
    if (typeof stated === "string") return [`${path}: ${stated}`];
    return Math.abs(value - stated) <= 1e-4 * Math.abs(stated) ? [] : [`${path} is ${value}; ${source} gives ${stated}`];
  });
}

function statedFigure(data: RealData, source: string, file: string): number | string {
  try {
    return data.number(readCitation(source, file));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What is wrong with the labs: one line each. */
function wrongLabs(problem: LooseMap, data: RealData): readonly string[] {
  const records: Loose = JSON.parse(data.text(LABS));
  const known = new Map(entriesOf({ records }, "records").map((record) => [textOf(part(record, "facility"), "facility_id"), record]));
  return entriesOf(problem, "places").flatMap((place) => {
    if (isAssumed(place, "lat")) return [];
    const id = new RegExp(`^${LABS} facility (\\S+)$`).exec(textOf(place, "source"))?.[1];
    const record = known.get(id ?? "");
    return record === undefined ? [`${textOf(place, "id")} names no record`] : wrongLab(place, record);
  });
}

function wrongLab(place: LooseMap, record: LooseMap): readonly string[] {
  const [facility, region, geocoding] = [part(record, "facility"), part(record, "region"), part(record, "geocoding")];
  const stated: LooseMap = {
    name: textOf(facility, "name").trim(),
    note: `${textOf(region, "city_town").trim()} (${textOf(region, "country")})`,
    lat: numberOf(geocoding, "latitude"),
    lon: numberOf(geocoding, "longitude"),
  };
  return Object.keys(stated).flatMap((key) =>
    place[key] === stated[key]
      ? []
      : [`${textOf(place, "id")}: ${key} is ${JSON.stringify(place[key])}, the record has ${JSON.stringify(stated[key])}`],
  );
}

function part(map: LooseMap, key: string): LooseMap {
  const value = map[key];
  return isMap(value) ? value : {};
}

/** A copy of the problem in which one entry of a list is changed. */
function planted(problem: LooseMap, list: string, id: string, change: LooseMap): LooseMap {
  const changed = entriesOf(problem, list).map((entry) =>
    (textOf(entry, "id") || textOf(entry, "item")) === id ? { ...entry, ...change } : entry,
  );
  return { ...problem, [list]: changed };
}

describe("every figure of the region", () => {
  it("that states no source says that it is assumed", () => {
    const silent: string[] = [];
    const visit = (value: Loose, path: string): void => {
      if (Array.isArray(value)) for (const [index, entry] of value.entries()) visit(entry, `${path}/${labelOf(entry, index)}`);
      if (!isMap(value)) return;
      const key = citedKey(value);
      // One run of a recipe makes one of its product, and a kilogram weighs a kilogram: neither is a figure about the world.
      const trivial =
        (key === "quantity" && /\/out\//.test(path) && value.quantity === 1) ||
        (key === "massKg" && value.unit === "kg" && value.massKg === 1);
      if (key !== undefined && !trivial && textOf(value, "source") === "") silent.push(`${path}/${key}`);
      for (const [name, child] of Object.entries(value)) visit(child, `${path}/${name}`);
    };
    const problem = readProblemFolder(FOLDER);
    visit(Object.fromEntries(["items", "recipes", "market", "stocks", "needs"].map((key) => [key, problem[key]])), "");
    expect(silent).toEqual([]);
  });

  it("is converted at the rates that README.md states", () => {
    const readme = readFileSync(join(FOLDER, "README.md"), "utf8");
    const stated = [...readme.matchAll(/1 ([A-Z]{3}) = ([\d.]+) EUR/g)].map(([, currency, rate]) => [currency, Number(rate)]);
    expect(Object.fromEntries(stated)).toEqual(EXCHANGE_RATES);
    for (const [currency, rate] of Object.entries(EXCHANGE_RATES))
      expect(textOf(readProblemFolder(FOLDER), "note")).toContain(`1 ${currency} = ${rate} EUR`);
  });
});

const dataFolder = realDataFolder();
if (dataFolder === undefined)
  console.warn("real data not found (../shared/data or COMMONWRIGHT_REAL_DATA): the sources of examples/milan are not compared");

describe.skipIf(dataFolder === undefined)("the region's sources, in the folder of real data", () => {
  let data: RealData;
  let problem: LooseMap;
  beforeAll(() => {
    data = new RealData(dataFolder ?? "");
    problem = readProblemFolder(FOLDER);
  });

  it("give every quantity, price, print time and mass that cites them", () => {
    expect(wrongFigures(problem, data)).toEqual([]);
  });

  it("are cited by more than 250 figures of at least eight projects", () => {
    const cited = citedFigures(problem);
    const projects = new Set(cited.map(({ source, file }) => readCitation(source, file).file.split("/")[1]));
    expect(cited.length).toBeGreaterThan(250);
    expect(projects.size).toBeGreaterThanOrEqual(8);
  });

  it.each([
    ["market", "mini-joystick", { price: 19.6 }],
    ["market", "nema17-motor", { price: 9.74 }],
    ["market", "tygon-tube", { price: 17.5 }],
    ["items", "oak-top", { massKg: 0.0283 }],
    ["items", "equipment-bracket", { comparePrice: 129 }],
    [
      "market",
      "blower-12v",
      { source: 'bom/RespiraWorks__Ventilator/manufacturing/internals/blower/README.md row A2 "WS7040", Price (USD), in USD' },
    ],
  ])("catch a number about one percent off, or a wrong cell: %s %s", (list, id, change) => {
    const wrong = wrongFigures(planted(problem, list, id, change), data);
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toContain(id);
  });

  it("catch a wrong quantity and a wrong print time inside a recipe", () => {
    const recipe = entriesOf(problem, "recipes").find((entry) => entry.id === "print-oak-top") ?? {};
    const hours = entriesOf(recipe, "machine").map((entry) => ({ ...entry, hours: 2.19 }));
    const quantities = entriesOf(recipe, "in").map((entry) => ({ ...entry, quantity: 0.028 }));
    expect(wrongFigures(planted(problem, "recipes", "print-oak-top", { machine: hours }), data)).toHaveLength(1);
    expect(wrongFigures(planted(problem, "recipes", "print-oak-top", { in: quantities }), data)).toHaveLength(1);
  });

  it("give the name, town and coordinates of every lab", () => {
    expect(wrongLabs(problem, data)).toEqual([]);
    expect(entriesOf(problem, "places").filter((place) => textOf(place, "source").startsWith(LABS))).toHaveLength(37);
  });

  it.each([{ lat: 45.4655 }, { lon: 9.1867 }, { name: "Frankenstein's Garage" }, { note: "Monza (IT)" }, { source: `${LABS} facility 0` }])(
    "catch a lab that differs: %o",
    (change) => {
      expect(wrongLabs(planted(problem, "places", "frankenstein-garage", change), data)).toHaveLength(1);
    },
  );

  it("and the seed give the committed file of workshops", () => {
    const script = join(ROOT, "tools/make-milan-workshops.mjs");
    const env = { ...process.env, COMMONWRIGHT_REAL_DATA: dataFolder };
    const written = execFileSync(process.execPath, [script, "--print"], { encoding: "utf8", env });
    expect(written).toBe(readFileSync(join(FOLDER, "20-workshops.yaml"), "utf8"));
  });
});
