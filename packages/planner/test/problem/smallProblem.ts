// A small problem that is sound, for tests to break in one place.

/** A new copy each time, loose on purpose: tests put wrong things in. */
export function smallProblem(): Record<string, any> {
  return {
    format: "commonwright-plan/1",
    currency: "EUR",
    periods: ["w1", "w2"],
    territories: [{ id: "valley" }],
    places: [
      { id: "village", territory: "valley", level: "personal", lat: 45, lon: 9 },
      { id: "town", territory: "valley", level: "regional", lat: 45, lon: 9.5 },
    ],
    items: [
      { id: "board", unit: "m2", massKg: 10, kind: "raw" },
      { id: "stool", unit: "piece", massKg: 5, kind: "product" },
    ],
    capabilities: ["saw"],
    skills: ["woodwork"],
    recipes: [
      {
        id: "make-stool",
        out: [{ item: "stool", quantity: 2 }],
        in: [{ item: "board", quantity: 1 }],
        machine: [{ capability: "saw", hours: 1 }],
        labour: [{ skill: "woodwork", hours: 2 }],
        co2Kg: 4,
      },
    ],
    workshops: [
      { id: "joinery", place: "town", efficiency: 1.5, capabilities: [{ capability: "saw", hoursPerPeriod: 10, costPerHour: 6 }] },
    ],
    labour: [{ territory: "valley", skill: "woodwork", hoursPerPeriod: 40 }],
    market: [{ item: "board", price: { village: 30, town: 20 }, co2Kg: 5 }],
    needs: [{ id: "n1", item: "stool", place: "village", quantity: 3, due: "w2", priority: 1 }],
    transport: { roadFactor: 1.2, costPerKgKm: 0.01, fixedPerKg: 0.1, co2PerKgKm: 0.001 },
  };
}
