// From the problem file as given to the view that the checker works on, with every default filled in (rules P3 to P8).
import { distanceMatrix } from "./distances.js";
import { type Findings, report } from "./findings.js";
import { idTable, indexAt, type IdTable } from "./idTable.js";
import {
  isObject,
  type JsonObject,
  listAt,
  numberAt,
  numberFrom,
  objectAt,
  objectFrom,
  type Place,
  rowsAt,
  valueAt,
} from "./jsonValues.js";
import type { NeedView, ProblemIds, ProblemView, StockView } from "./problemView.js";
import { readPairs, readRecipes } from "./recipeReading.js";
import { leastCosts } from "./referenceCost.js";

const PATH = "problem";
/** More nodes, places or pairs than this are refused: no region comes near, and the check must end. */
const MOST_NODES = 20_000_000;
const MOST_PLACES = 1_500;
const MOST_RUNS = 40_000_000;

/** The view, or undefined with findings where the problem cannot be read. */
export function readProblem(value: unknown, findings: Findings): ProblemView | undefined {
  const before = findings.count;
  const problem = objectFrom(value, PATH, findings);
  const format = valueAt(problem, "format");
  if (format !== "commonwright-plan/1") report(findings, `${PATH}.format`, `is ${JSON.stringify(format)}, must be "commonwright-plan/1"`);
  const ids = readIds(problem, findings);
  if (findings.count > before || !sizeAllowed(ids, findings)) return undefined;
  const unpriced = readUnpriced(problem, ids, findings);
  if (findings.count > before) return undefined;
  const least = leastCosts(unpriced);
  if (!least)
    report(findings, `${PATH}.recipes`, "a circle of recipes lets the least costs fall without end: give the items a referenceCost");
  const referenceCost = readReferenceCosts(problem, least ?? new Float64Array(unpriced.items), findings);
  const view = {
    ...unpriced,
    referenceCost,
    stocks: readStocks(problem, ids, findings),
    needs: readNeeds(problem, ids, referenceCost, findings),
  };
  return findings.count > before ? undefined : view;
}

function readIds(problem: JsonObject, findings: Findings): ProblemIds {
  const named = (noun: string, key: string): IdTable =>
    idTable(
      noun,
      rowsAt(problem, key, PATH, findings).map((row) => valueAt(row, "id")),
      `${PATH}.${key}`,
      findings,
    );
  const listed = (noun: string, key: string): IdTable => idTable(noun, listAt(problem, key, PATH, findings), `${PATH}.${key}`, findings);
  return {
    period: listed("period", "periods"),
    territory: named("territory", "territories"),
    place: named("place", "places"),
    item: named("item", "items"),
    capability: listed("capability", "capabilities"),
    skill: listed("skill", "skills"),
    recipe: named("recipe", "recipes"),
    workshop: named("workshop", "workshops"),
    need: named("need", "needs"),
  };
}

function sizeAllowed(ids: ProblemIds, findings: Findings): boolean {
  // An empty list counts as one, since there are tables over the other lists alone.
  const size = (table: IdTable) => Math.max(1, table.ids.length);
  const inPeriods = size(ids.period);
  const sizes = [
    ["items x places x periods", size(ids.item) * size(ids.place) * inPeriods, MOST_NODES],
    ["items x territories x periods", size(ids.item) * size(ids.territory) * inPeriods, MOST_NODES],
    ["workshops x capabilities x periods", size(ids.workshop) * size(ids.capability) * inPeriods, MOST_NODES],
    ["territories x skills x periods", size(ids.territory) * size(ids.skill) * inPeriods, MOST_NODES],
    ["recipes x workshops x periods", size(ids.recipe) * size(ids.workshop) * inPeriods, MOST_RUNS],
    ["places", size(ids.place), MOST_PLACES],
  ] as const;
  const tooLarge = sizes.filter(([, count, most]) => count > most);
  for (const [what, count, most] of tooLarge) report(findings, PATH, `is too large to check: ${count} ${what}, at most ${most}`);
  return tooLarge.length === 0;
}

/** The view before the reference costs, which are found from it. */
type Unpriced = Omit<ProblemView, "referenceCost" | "needs" | "stocks">;

function readUnpriced(problem: JsonObject, ids: ProblemIds, findings: Findings): Unpriced {
  const transport = objectAt(problem, "transport", PATH, findings),
    weights = objectAt(problem, "weights", PATH, findings);
  const inTransport: Place = { path: `${PATH}.transport`, findings },
    inWeights: Place = { path: `${PATH}.weights`, findings };
  const places = rowsAt(problem, "places", PATH, findings);
  const territoryOfPlace = Int32Array.from(places, (row, n) =>
    indexAt(row, "territory", ids.territory, { path: `${PATH}.places[${n}]`, findings }),
  );
  const items = rowsAt(problem, "items", PATH, findings);
  const workshops = readWorkshops(problem, ids, findings);
  const recipes = readRecipes(problem, ids, findings);
  const rule = readPriorities(problem, findings);
  return {
    ids,
    periods: ids.period.ids.length,
    territories: ids.territory.ids.length,
    places: places.length,
    items: items.length,
    capabilities: ids.capability.ids.length,
    skills: ids.skill.ids.length,
    workshops: ids.workshop.ids.length,
    territoryOfPlace,
    km: distanceMatrix(problem, places, numberAt(transport, "roadFactor", inTransport, { fallback: 1 }), findings),
    massKg: Float64Array.from(items, (row, n) => numberAt(row, "massKg", { path: `${PATH}.items[${n}]`, findings })),
    recipes,
    pairs: readPairs({ ids, recipes, ...workshops, territoryOfPlace }),
    ...workshops,
    labourHours: readLabour(problem, ids, findings),
    ...readCeilings(problem, ids, findings),
    moneyLimit: readMoneyLimits(problem, ids, findings),
    ...readMarket(problem, ids, findings),
    fixedPerKg: numberAt(transport, "fixedPerKg", inTransport, { fallback: 0 }),
    costPerKgKm: numberAt(transport, "costPerKgKm", inTransport, { fallback: 0 }),
    co2PerKgKm: numberAt(transport, "co2PerKgKm", inTransport, { fallback: 0 }),
    holdingRate: numberAt(problem, "holdingRate", { path: PATH, findings }, { fallback: 0.002 }),
    weights: {
      money: numberAt(weights, "money", inWeights, { fallback: 1 }),
      labourHour: numberAt(weights, "labourHour", inWeights, { fallback: 15 }),
      co2Kg: numberAt(weights, "co2Kg", inWeights, { fallback: 0.1 }),
    },
    ...rule,
  };
}

function readPriorities(problem: JsonObject, findings: Findings): { lexicographic: boolean; penalty: Float64Array } {
  const penalty = new Float64Array(4);
  const stated = valueAt(problem, "priorities");
  if (stated === undefined) return { lexicographic: true, penalty };
  const priorities = objectFrom(stated, `${PATH}.priorities`, findings);
  const rule = valueAt(priorities, "rule");
  if (rule === "lexicographic") return { lexicographic: true, penalty };
  if (rule !== "weighted") report(findings, `${PATH}.priorities.rule`, 'must be "weighted" or "lexicographic"');
  const penalties = objectAt(priorities, "penalty", `${PATH}.priorities`, findings);
  const used = new Set(rowsAt(problem, "needs", PATH, findings).map((need) => valueAt(need, "priority")));
  for (const priority of [1, 2, 3]) {
    const given = valueAt(penalties, String(priority));
    if (given === undefined && !used.has(priority)) continue;
    penalty[priority] = numberFrom(given, `${PATH}.priorities.penalty.${priority}`, {}, findings);
  }
  return { lexicographic: false, penalty };
}

function readWorkshops(problem: JsonObject, ids: ProblemIds, findings: Findings) {
  const rows = rowsAt(problem, "workshops", PATH, findings),
    capabilities = ids.capability.ids.length;
  const placeOfWorkshop = new Int32Array(rows.length),
    efficiency = new Float64Array(rows.length);
  const machineHours = new Float64Array(rows.length * capabilities).fill(NaN),
    machineMoney = new Float64Array(rows.length * capabilities);
  rows.forEach((row, w) => {
    const at = { path: `${PATH}.workshops[${w}]`, findings };
    placeOfWorkshop[w] = indexAt(row, "place", ids.place, at);
    efficiency[w] = numberAt(row, "efficiency", at, { fallback: 1, above: 0 });
    rowsAt(row, "capabilities", at.path, findings).forEach((able, n) => {
      const inside = { path: `${at.path}.capabilities[${n}]`, findings };
      const at2 = w * capabilities + indexAt(able, "capability", ids.capability, inside);
      if (!Number.isNaN(machineHours[at2])) report(findings, inside.path, "the workshop lists this capability twice");
      machineHours[at2] = numberAt(able, "hoursPerPeriod", inside);
      machineMoney[at2] = numberAt(able, "costPerHour", inside, { fallback: 0 });
    });
  });
  return { placeOfWorkshop, efficiency, machineHours, machineMoney };
}

/** Sets one cell of a table that must not be set twice. */
function setOnce(table: Float64Array, cell: number, value: number, at: Place): void {
  if (!Number.isNaN(table[cell])) report(at.findings, at.path, "stands twice in its list");
  table[cell] = value;
}

function readLabour(problem: JsonObject, ids: ProblemIds, findings: Findings): Float64Array {
  const hours = new Float64Array(ids.territory.ids.length * ids.skill.ids.length).fill(NaN);
  rowsAt(problem, "labour", PATH, findings).forEach((row, n) => {
    const at = { path: `${PATH}.labour[${n}]`, findings };
    const territory = indexAt(row, "territory", ids.territory, at),
      skill = indexAt(row, "skill", ids.skill, at);
    setOnce(hours, territory * ids.skill.ids.length + skill, numberAt(row, "hoursPerPeriod", at), at);
  });
  return hours.map((value) => (Number.isNaN(value) ? 0 : value));
}

const unlimitedWhereNaN = (table: Float64Array): Float64Array => table.map((value) => (Number.isNaN(value) ? Infinity : value));

function readCeilings(problem: JsonObject, ids: ProblemIds, findings: Findings) {
  const items = ids.item.ids.length,
    territories = ids.territory.ids.length;
  const co2Limit = new Float64Array(territories).fill(NaN),
    extractLimit = new Float64Array(territories * items).fill(NaN);
  rowsAt(problem, "ceilings", PATH, findings).forEach((row, n) => {
    const at = { path: `${PATH}.ceilings[${n}]`, findings };
    const territory = indexAt(row, "territory", ids.territory, at);
    const onCo2 = valueAt(row, "co2KgPerPeriod") !== undefined,
      onExtract = valueAt(row, "extract") !== undefined;
    if (!onCo2 && !onExtract) report(findings, at.path, "must limit co2KgPerPeriod, or quantityPerPeriod of what it extracts");
    if (onCo2) setOnce(co2Limit, territory, numberAt(row, "co2KgPerPeriod", at), at);
    if (onExtract)
      setOnce(extractLimit, territory * items + indexAt(row, "extract", ids.item, at), numberAt(row, "quantityPerPeriod", at), at);
  });
  return { co2Limit: unlimitedWhereNaN(co2Limit), extractLimit: unlimitedWhereNaN(extractLimit) };
}

function readMoneyLimits(problem: JsonObject, ids: ProblemIds, findings: Findings): Float64Array {
  const limit = new Float64Array(ids.territory.ids.length).fill(NaN);
  rowsAt(problem, "moneyLimits", PATH, findings).forEach((row, n) => {
    const at = { path: `${PATH}.moneyLimits[${n}]`, findings };
    setOnce(limit, indexAt(row, "territory", ids.territory, at), numberAt(row, "perPeriod", at), at);
  });
  return unlimitedWhereNaN(limit);
}

function readMarket(problem: JsonObject, ids: ProblemIds, findings: Findings) {
  const items = ids.item.ids.length,
    places = ids.place.ids.length;
  const marketPrice = new Float64Array(items * places).fill(NaN);
  const marketCo2 = new Float64Array(items),
    marketLimit = new Float64Array(items).fill(NaN);
  rowsAt(problem, "market", PATH, findings).forEach((row, n) => {
    const at = { path: `${PATH}.market[${n}]`, findings };
    const item = indexAt(row, "item", ids.item, at),
      price = valueAt(row, "price"),
      limit = valueAt(row, "limitPerPeriod");
    const unlimited = limit === undefined || limit === null;
    setOnce(marketLimit, item, unlimited ? Infinity : numberAt(row, "limitPerPeriod", at), at);
    marketCo2[item] = numberAt(row, "co2Kg", at, { fallback: 0 });
    if (!isObject(price)) return void marketPrice.fill(numberAt(row, "price", at), item * places, (item + 1) * places);
    for (const id of Object.keys(price)) {
      const place = ids.place.indexOf.get(id);
      if (place === undefined) report(findings, `${at.path}.price`, `no place is called "${id}"`);
      else marketPrice[item * places + place] = numberAt(price, id, { path: `${at.path}.price`, findings });
    }
  });
  return { marketPrice, marketCo2, marketLimit: unlimitedWhereNaN(marketLimit) };
}

function readReferenceCosts(problem: JsonObject, least: Float64Array, findings: Findings): Float64Array {
  return Float64Array.from(rowsAt(problem, "items", PATH, findings), (row, n) =>
    numberAt(row, "referenceCost", { path: `${PATH}.items[${n}]`, findings }, { fallback: least[n] }),
  );
}

function readStocks(problem: JsonObject, ids: ProblemIds, findings: Findings): StockView {
  const rows = rowsAt(problem, "stocks", PATH, findings);
  const at = (n: number): Place => ({ path: `${PATH}.stocks[${n}]`, findings });
  return {
    count: rows.length,
    item: Int32Array.from(rows, (row, n) => indexAt(row, "item", ids.item, at(n))),
    place: Int32Array.from(rows, (row, n) => indexAt(row, "place", ids.place, at(n))),
    quantity: Float64Array.from(rows, (row, n) => numberAt(row, "quantity", at(n))),
  };
}

function readNeeds(problem: JsonObject, ids: ProblemIds, referenceCost: Float64Array, findings: Findings): NeedView {
  const rows = rowsAt(problem, "needs", PATH, findings);
  const at = (n: number): Place => ({ path: `${PATH}.needs[${n}]`, findings });
  const item = Int32Array.from(rows, (row, n) => indexAt(row, "item", ids.item, at(n)));
  return {
    count: rows.length,
    item,
    place: Int32Array.from(rows, (row, n) => indexAt(row, "place", ids.place, at(n))),
    period: Int32Array.from(rows, (row, n) => indexAt(row, "due", ids.period, at(n))),
    priority: Int32Array.from(rows, (row, n) => readPriority(row, at(n))),
    quantity: Float64Array.from(rows, (row, n) => numberAt(row, "quantity", at(n))),
    referenceCost: Float64Array.from(rows, (row, n) => numberAt(row, "referenceCost", at(n), { fallback: referenceCost[item[n]] ?? 0 })),
  };
}

function readPriority(row: JsonObject, at: Place): number {
  const priority = numberAt(row, "priority", at);
  if (priority !== 1 && priority !== 2 && priority !== 3) report(at.findings, `${at.path}.priority`, `is ${priority}, must be 1, 2 or 3`);
  return priority;
}
