// A problem's region as entries of a log.

import { type Entry, type JsonObject, RULE_KEYS, toJson } from "@commonwright/commons";
import type { PlanProblem } from "@commonwright/planner";

/** The entries that make a region of a problem. */
export function regionEntries(problem: PlanProblem, { at, by }: { readonly at: string; readonly by: string }): Entry[] {
  const entry = (kind: Entry["kind"], body: object): Entry => ({ kind, version: 1, at, by, body: toJson(body) as JsonObject });
  const unitOf = new Map(problem.items.map((item) => [item.id, item.unit]));
  const measure = (value: number, unit: string) => ({ hasNumericalValue: String(value), hasUnit: unit });
  const flow = (action: string) => (row: { item: string; quantity: number }) => ({
    action,
    resourceConformsTo: row.item,
    resourceQuantity: measure(row.quantity, unitOf.get(row.item) ?? "one"),
  });
  return [
    entry("planningRulesSet", Object.fromEntries(RULE_KEYS.flatMap((key) => (problem[key] === undefined ? [] : [[key, problem[key]]])))),
    ...problem.places.map(({ lon, ...place }) =>
      entry("spatialThingRecorded", { ...place, long: lon, household: place.id.startsWith("home-"), town: place.name }),
    ),
    ...problem.items.map(({ unit, ...item }) => entry("resourceSpecificationRecorded", { ...item, defaultUnitOfResource: unit })),
    ...problem.recipes.map(({ out, in: inputs, machine, labour, extracts, ...recipe }) =>
      entry("recipeRecorded", {
        ...recipe,
        primaryOutput: out[0].item,
        extracts: extracts.map(flow("raise")),
        recipeIncludes: [
          {
            hasRecipeInput: [
              ...inputs.map(flow("consume")),
              ...machine.map(({ capability, hours }) => ({
                action: "use",
                resourceClassifiedAs: [capability],
                effortQuantity: measure(hours, "h"),
              })),
              ...labour.map(({ skill, hours }) => ({ action: "work", resourceConformsTo: skill, effortQuantity: measure(hours, "h") })),
            ],
            hasRecipeOutput: out.map(flow("produce")),
          },
        ],
      }),
    ),
    ...problem.workshops.map(({ place, capabilities, ...workshop }) =>
      entry("agentRecorded", {
        ...workshop,
        type: "Organization",
        primaryLocation: place,
        machines: capabilities.map(({ hoursPerPeriod, costPerHour, ...machine }) => ({
          ...machine,
          hoursPerPeriod: String(hoursPerPeriod),
          costPerHour: String(costPerHour),
          isConfirmed: false,
        })),
      }),
    ),
    ...problem.needs.map(({ item, place, quantity, ...need }) =>
      entry("intentStated", {
        ...need,
        action: "transfer",
        resourceConformsTo: item,
        resourceQuantity: measure(quantity, unitOf.get(item) ?? "one"),
        atLocation: place,
      }),
    ),
  ];
}
