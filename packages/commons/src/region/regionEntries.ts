// What an example or a file brings, as entries of a log.

import type { PlanNeed, PlanProblem, PlanRecipe, PlanWorkshop } from "@commonwright/planner";
import { type Action, decimalText, measureOf } from "@commonwright/rea";
import { type Decider, entryOf } from "../log/decider.js";
import type { Entry, EntryKind } from "../log/entry.js";
import { provenanceOf } from "./provenance.js";
import { RULE_KEYS } from "./planningRules.js";

/** The entries that make a region of a problem that was read; `problemOf` gives the problem back. */
export function regionEntries(problem: PlanProblem, decider: Decider): Entry[] {
  const units = new Map(problem.items.map(({ id, unit }) => [id, unit]));
  const unitOf = (item: string) => units.get(item) ?? "one";
  const entry = (kind: EntryKind) => (body: object) => entryOf(kind, body, decider);
  return [
    entry("planningRulesSet")({
      id: "rules",
      ...provenanceOf(problem),
      ...Object.fromEntries(RULE_KEYS.map((key) => [key, problem[key]])),
    }),
    ...problem.places.map(({ lon, ...place }) => ({ ...place, long: lon })).map(entry("spatialThingRecorded")),
    ...problem.items.map(({ unit, ...item }) => ({ ...item, defaultUnitOfResource: unit })).map(entry("resourceSpecificationRecorded")),
    ...problem.recipes.map((recipe) => recipeBody(recipe, unitOf)).map(entry("recipeRecorded")),
    ...problem.workshops.map(workshopBody).map(entry("agentRecorded")),
    ...problem.stocks
      .map((stock, index) => stockBody(stock, { id: `stock-${index + 1}`, at: decider.at, unitOf }))
      .map(entry("stockRaised")),
    ...problem.needs.map((need) => needBody(need, unitOf)).map(entry("intentStated")),
  ];
}

type UnitOf = (item: string) => string;
type ItemRow = PlanRecipe["in"][number];

const itemFlow = (action: Action, unitOf: UnitOf) => (row: ItemRow) => ({
  ...provenanceOf(row),
  action,
  resourceConformsTo: row.item,
  resourceQuantity: measureOf(row.quantity, unitOf(row.item)),
});

function recipeBody({ out, in: inputs, machine, labour, extracts, ...recipe }: PlanRecipe, unitOf: UnitOf) {
  return {
    ...recipe,
    primaryOutput: out[0].item,
    extracts: extracts.map(itemFlow("raise", unitOf)),
    recipeIncludes: [
      {
        hasRecipeInput: [
          ...inputs.map(itemFlow("consume", unitOf)),
          ...machine.map((row) => ({
            ...provenanceOf(row),
            action: "use",
            resourceClassifiedAs: [row.capability],
            effortQuantity: measureOf(row.hours, "h"),
          })),
          ...labour.map((row) => ({
            ...provenanceOf(row),
            action: "work",
            resourceConformsTo: row.skill,
            effortQuantity: measureOf(row.hours, "h"),
          })),
        ],
        hasRecipeOutput: out.map(itemFlow("produce", unitOf)),
      },
    ],
  };
}

function workshopBody({ place, capabilities, ...workshop }: PlanWorkshop) {
  return {
    ...workshop,
    type: "Organization",
    primaryLocation: place,
    machines: capabilities.map(({ hoursPerPeriod, costPerHour, ...machine }) => ({
      ...machine,
      hoursPerPeriod: decimalText(hoursPerPeriod),
      costPerHour: decimalText(costPerHour),
      isConfirmed: false,
    })),
  };
}

interface Counted {
  readonly id: string;
  readonly at: string;
  readonly unitOf: UnitOf;
}

function stockBody({ item, place, quantity, ...said }: PlanProblem["stocks"][number], { id, at, unitOf }: Counted) {
  const counted = measureOf(quantity, unitOf(item));
  return {
    event: {
      id: `${id}-count`,
      action: "raise",
      resourceInventoriedAs: id,
      resourceConformsTo: item,
      resourceQuantity: counted,
      hasPointInTime: at,
      toLocation: place,
    },
    resource: { id, ...said, conformsTo: item, currentLocation: place, accountingQuantity: counted, onhandQuantity: counted },
  };
}

/** A need as an example brings it: its `due` is the name of a period, which stands for the period's last day. */
function needBody({ item, place, quantity, ...need }: PlanNeed, unitOf: UnitOf) {
  return { ...need, action: "transfer", resourceConformsTo: item, resourceQuantity: measureOf(quantity, unitOf(item)), atLocation: place };
}
