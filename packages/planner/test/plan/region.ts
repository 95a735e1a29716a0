// A region of one workshop at one place, to which a test adds what it is about.
export type Json = Record<string, unknown>;

/** One place "town", workshop "shop" with 100 h of "bench" at 2 per hour, a skill "craft" of 100 h; labour and CO2 weigh nothing unless the test says so. */
export function region(changes: Json): Json {
  return {
    format: "commonwright-plan/1",
    currency: "EUR",
    periods: ["p0"],
    territories: [{ id: "land" }],
    places: [{ id: "town", territory: "land", level: "outlet", x: 0, y: 0 }],
    items: [],
    capabilities: ["bench"],
    skills: ["craft"],
    workshops: [{ id: "shop", place: "town", capabilities: [{ capability: "bench", hoursPerPeriod: 100, costPerHour: 2 }] }],
    labour: [{ territory: "land", skill: "craft", hoursPerPeriod: 100 }],
    weights: { money: 1, labourHour: 0, co2Kg: 0 },
    ...changes,
  };
}

/** An item that weighs one kilogram and whose absence costs 100. */
export function item(id: string, changes: Json = {}): Json {
  return { id, unit: "piece", massKg: 1, referenceCost: 100, ...changes };
}

/** A recipe that takes one hour of bench. */
export function recipe(id: string, out: Record<string, number>, inputs: Record<string, number>, changes: Json = {}): Json {
  const amounts = (map: Record<string, number>) => Object.entries(map).map(([name, quantity]) => ({ item: name, quantity }));
  return { id, out: amounts(out), in: amounts(inputs), machine: [{ capability: "bench", hours: 1 }], ...changes };
}

/** A need of priority 1 in the town. */
export function need(id: string, of: string, quantity: number, changes: Json = {}): Json {
  return { id, item: of, place: "town", quantity, due: "p0", priority: 1, ...changes };
}
