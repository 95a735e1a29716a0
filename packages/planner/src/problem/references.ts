// Whether every id that is named exists, every row is there once, and figures fit together (P3, P5, P8); reads values that may be of any shape.

import { didYouMean } from "./nearest.js";
import { PROBLEM_LIMITS } from "./planProblem.js";
import { isMap, nameOf, type Problem, type ProblemPath } from "./shapeProblems.js";

type Loose = Readonly<Record<string, unknown>>;
/** An object in a list, with where it stands: in `list` (at the top, or within `above`) as entry `k`. Its path is only made when it is needed. */
type Row = { readonly value: Loose; readonly list: string; readonly k: number; readonly above: Row | undefined };
type Report = (path: ProblemPath, message: string) => void;
type Ids = ReadonlySet<string>;

/** Lists of ids: what one entry is called. */
const NAMED_LISTS = {
  periods: "period",
  territories: "territory",
  places: "place",
  items: "item",
  capabilities: "capability",
  skills: "skill",
  recipes: "recipe",
  workshops: "workshop",
  needs: "need",
} as const;
type ListName = keyof typeof NAMED_LISTS;

/** So many different unknown ids get a suggestion; a search among many names takes time. */
const MOST_SUGGESTIONS = 500;

/** Which key of which rows names an entry of which list. A list within each row is written after a dot. */
const REFERENCES: readonly (readonly [rows: string, key: string, list: ListName])[] = [
  ["places", "territory", "territories"],
  ["recipes.out", "item", "items"],
  ["recipes.in", "item", "items"],
  ["recipes.extracts", "item", "items"],
  ["recipes.machine", "capability", "capabilities"],
  ["recipes.labour", "skill", "skills"],
  ["workshops", "place", "places"],
  ["workshops.capabilities", "capability", "capabilities"],
  ["labour", "territory", "territories"],
  ["labour", "skill", "skills"],
  ["ceilings", "territory", "territories"],
  ["ceilings", "extract", "items"],
  ["market", "item", "items"],
  ["moneyLimits", "territory", "territories"],
  ["stocks", "item", "items"],
  ["stocks", "place", "places"],
  ["needs", "item", "items"],
  ["needs", "place", "places"],
  ["needs", "due", "periods"],
];

/** Rows that may be there only once, by the keys that tell them apart. */
const UNIQUE_ROWS: readonly (readonly [rows: string, keys: readonly string[]])[] = [
  ["recipes.out", ["item"]],
  ["recipes.in", ["item"]],
  ["recipes.extracts", ["item"]],
  ["recipes.machine", ["capability"]],
  ["recipes.labour", ["skill"]],
  ["workshops.capabilities", ["capability"]],
  ["labour", ["territory", "skill"]],
  ["market", ["item"]],
  ["moneyLimits", ["territory"]],
];

/** Everything that does not fit together in `value`; what has the wrong shape is passed over here. */
export function referenceProblems(value: Loose): Problem[] {
  const found: Problem[] = [];
  const report: Report = (path, message) => found.push({ path, message });
  const ids = collectIds(value, report);
  checkReferences(value, ids, report);
  checkPrices(value, ids.places, report);
  for (const [rows, keys] of UNIQUE_ROWS) for (const group of groupsOf(value, rows)) checkUnique(group, keys, report);
  checkCeilings(value, report);
  checkRecipes(value, report);
  checkPlaces(value, report);
  checkDistances(value, report);
  checkPenalties(value, report);
  return found;
}

function pathOf({ list, k, above }: Row): ProblemPath {
  return above ? [...pathOf(above), list, k] : [list, k];
}

function rowsOf(value: Loose, list: string, above?: Row): Row[] {
  const entries: unknown = value[list];
  if (!Array.isArray(entries)) return [];
  const rows: Row[] = [];
  entries.forEach((entry: unknown, k) => isMap(entry) && rows.push({ value: entry, list, k, above }));
  return rows;
}

/** The rows of a list ("needs"), as one group; or of a list within the rows of another ("recipes.in"), as one group for each. */
function groupsOf(value: Loose, name: string): Row[][] {
  const [outer, inner] = name.split(".");
  const rows = rowsOf(value, outer);
  return inner === undefined ? [rows] : rows.map((row) => rowsOf(row.value, inner, row));
}

function collectIds(value: Loose, report: Report): Record<ListName, Ids> {
  const collect = (name: ListName): Ids => {
    const list: readonly unknown[] = Array.isArray(value[name]) ? value[name] : [];
    const first = new Map<string, number>();
    list.forEach((entry, k) => {
      const id = isMap(entry) ? entry.id : entry;
      if (typeof id !== "string") return;
      const before = first.get(id);
      if (before === undefined) first.set(id, k);
      else
        report(
          isMap(entry) ? [name, k, "id"] : [name, k],
          `${NAMED_LISTS[name]} ${nameOf(id)} is there already, as ${name}[${before}]; every id of a list must be its own`,
        );
    });
    return new Set(first.keys());
  };
  const names = Object.keys(NAMED_LISTS) as ListName[];
  return Object.fromEntries(names.map((name) => [name, collect(name)])) as Record<ListName, Ids>;
}

function checkReferences(value: Loose, ids: Record<ListName, Ids>, report: Report): void {
  const messages = new Map<string, string>();
  const unknownId = (list: ListName, id: string): string => {
    const key = `${list} ${id}`;
    const known =
      messages.get(key) ??
      (messages.size < MOST_SUGGESTIONS ? unknownIdMessage(list, id, ids[list]) : `unknown ${NAMED_LISTS[list]} ${nameOf(id)}`);
    messages.set(key, known);
    return known;
  };
  for (const [rows, key, list] of REFERENCES) {
    for (const group of groupsOf(value, rows)) {
      for (const row of group) {
        const id = row.value[key];
        if (typeof id === "string" && !ids[list].has(id)) report([...pathOf(row), key], unknownId(list, id));
      }
    }
  }
}

function unknownIdMessage(list: ListName, id: string, known: Ids): string {
  const meant = didYouMean(id, known);
  const what = NAMED_LISTS[list];
  if (meant) return `unknown ${what} ${nameOf(id)}${meant}`;
  if (known.size === 0) return `unknown ${what} ${nameOf(id)}; the list "${list}" is empty`;
  const few = [...known].slice(0, 8).join(", ");
  return `unknown ${what} ${nameOf(id)}; ${list} has ${few}${known.size > 8 ? ` and ${known.size - 8} more` : ""}`;
}

function checkPrices(value: Loose, places: Ids, report: Report): void {
  for (const row of rowsOf(value, "market")) {
    if (!isMap(row.value.price)) continue;
    for (const place of Object.keys(row.value.price)) {
      if (!places.has(place)) report([...pathOf(row), "price", place], unknownIdMessage("places", place, places));
    }
  }
}

function checkUnique(rows: readonly Row[], keys: readonly string[], report: Report): void {
  if (rows.length < 2) return;
  const first = new Map<string, Row>();
  for (const row of rows) {
    const named = keys.map((key) => row.value[key]);
    if (named.some((id) => typeof id !== "string")) continue;
    const same = named.length === 1 ? String(named[0]) : JSON.stringify(named);
    const before = first.get(same);
    if (before === undefined) first.set(same, row);
    else
      report(
        pathOf(row),
        `a second row for ${keys.map((key, k) => `${key} ${nameOf(named[k])}`).join(" and ")}, after ${pathText(pathOf(before))}; put them together in one`,
      );
  }
}

function checkCeilings(value: Loose, report: Report): void {
  const first = new Map<string, ProblemPath>();
  for (const entry of rowsOf(value, "ceilings")) {
    const row = entry.value;
    const path = pathOf(entry);
    const co2 = row.co2KgPerPeriod !== undefined;
    const extract = row.extract !== undefined || row.quantityPerPeriod !== undefined;
    if (co2 === extract)
      report(path, `${co2 ? "has both" : "has neither"}; a ceiling needs either "co2KgPerPeriod", or "extract" and "quantityPerPeriod"`);
    else if (extract && row.extract === undefined)
      report([...path, "extract"], 'missing; "quantityPerPeriod" needs the item that it limits in "extract"');
    else if (extract && row.quantityPerPeriod === undefined)
      report([...path, "quantityPerPeriod"], 'missing; "extract" needs the most that may be taken in "quantityPerPeriod"');
    if (co2 === extract || typeof row.territory !== "string" || (extract && typeof row.extract !== "string")) continue;
    const what = co2 ? "CO2" : `extracting ${nameOf(row.extract)}`;
    const before = first.get(`${what} in ${row.territory}`);
    if (before) report(path, `a second ceiling for ${what} in territory ${nameOf(row.territory)}, after ${pathText(before)}; leave one`);
    else first.set(`${what} in ${row.territory}`, path);
  }
}

function checkRecipes(value: Loose, report: Report): void {
  for (const row of rowsOf(value, "recipes")) {
    const recipe = row.value;
    const [product] = rowsOf(recipe, "out", row);
    const made = product?.k === 0 ? product.value.quantity : undefined;
    if (typeof made === "number" && made >= 0 && made < PROBLEM_LIMITS.leastPositive) {
      report(
        [...pathOf(product), "quantity"],
        `must be greater than 0, at least ${PROBLEM_LIMITS.leastPositive}: the first output is what the recipe is for`,
      );
    }
    const hours = rowsOf(recipe, "machine").some(({ value: used }) => typeof used.hours !== "number" || used.hours > 0);
    if (typeof recipe.setupMoney === "number" && recipe.setupMoney > 0 && !hours) {
      report(
        [...pathOf(row), "setupMoney"],
        'a recipe with a set-up must use a machine: give it hours in "machine", or leave "setupMoney" out',
      );
    }
  }
}

function checkPlaces(value: Loose, report: Report): void {
  const rows = rowsOf(value, "places");
  const items = Array.isArray(value.items) ? value.items.length : 0;
  if (rows.length * items > PROBLEM_LIMITS.itemsTimesPlaces) {
    report(
      ["places"],
      `${items} items at ${rows.length} places are too many; items times places must be at most ${PROBLEM_LIMITS.itemsTimesPlaces}`,
    );
  }
  const given = value.distancesKm !== undefined;
  const onPlane = rows.length > 0 && rows[0].value.x !== undefined;
  for (const row of rows) {
    const place = row.value;
    const path = pathOf(row);
    const has = (key: string) => place[key] !== undefined;
    for (const [one, other] of [
      ["lat", "lon"],
      ["lon", "lat"],
      ["x", "y"],
      ["y", "x"],
    ]) {
      if (has(one) && !has(other)) report([...path, other], `missing; "${one}" needs "${other}"`);
    }
    if (given) continue;
    const globe = has("lat") || has("lon");
    const plane = has("x") || has("y");
    if (!globe && !plane)
      report(path, 'where it lies is missing; give "lat" and "lon" (or "x" and "y" in km), or give "distancesKm" for all places');
    else if (globe && plane) report(path, "has both lat/lon and x/y; leave one");
    else if (plane !== onPlane)
      report(
        path,
        `has ${plane ? "x/y" : "lat/lon"} where ${pathText(pathOf(rows[0]))} has ${onPlane ? "x/y" : "lat/lon"}; use one kind for all places`,
      );
  }
}

function checkDistances(value: Loose, report: Report): void {
  if (!Array.isArray(value.distancesKm) || !Array.isArray(value.places)) return;
  const rows: readonly unknown[] = value.distancesKm;
  const count = value.places.length;
  if (rows.length !== count)
    report(["distancesKm"], `has ${rows.length} rows; there are ${count} places, and each needs a row in their order`);
  rows.forEach((row, from) => {
    if (!Array.isArray(row)) return;
    if (row.length !== count)
      report(["distancesKm", from], `has ${row.length} distances; there are ${count} places, and each needs one in their order`);
    else if (typeof row[from] === "number" && row[from] !== 0)
      report(["distancesKm", from, from], `must be 0 (it is ${row[from]}): the distance of a place from itself`);
  });
}

function checkPenalties(value: Loose, report: Report): void {
  const { priorities } = value;
  if (!isMap(priorities) || priorities.rule !== "weighted") return;
  const penalty = isMap(priorities.penalty) ? priorities.penalty : {};
  const used = new Set(rowsOf(value, "needs").map(({ value: need }) => need.priority));
  for (const priority of [1, 2, 3]) {
    if (!used.has(priority) || penalty[priority] !== undefined) continue;
    report(["priorities", "penalty", String(priority)], `missing; needs of priority ${priority} are there, and the rule is "weighted"`);
  }
}

/** A path as people read it: `recipes[3].in[0].item`. */
export function pathText(path: ProblemPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (!/^[\p{L}\p{N}_-]+$/u.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}
