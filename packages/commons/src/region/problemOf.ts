// The plan problem that a region's state amounts to: what the planner is given.

import type { PlacePrice, PlanProblem } from "@commonwright/planner";
import type { JsonObject } from "../log/json.js";
import { canonicalJson, toJson } from "../log/canonicalJson.js";
import type { Need } from "../needs/need.js";
import { periodOfDue } from "../needs/due.js";
import type { Workshop } from "../workshops/workshop.js";
import type { Item } from "./item.js";
import type { Place } from "./place.js";
import { RULE_KEYS } from "./planningRules.js";
import { provenanceOf } from "./provenance.js";
import type { RegionFlow, RegionRecipe } from "./regionRecipe.js";
import type { RegionState } from "./regionState.js";
import type { Stock } from "./stock.js";

/**
 * The problem in the format that `readProblem` reads (commonwright-plan/1). Lists are in the order in which things were first written. Null: the region has no
 * rules, places or items yet, so there is nothing to plan.
 */
export function problemOf(state: RegionState): JsonObject | null {
  const { rules } = state;
  if (rules === null || state.places.size === 0 || state.items.size === 0) return null;
  const ruleValues = RULE_KEYS.filter((key) => rules[key] !== undefined && key !== "market" && key !== "priorities");
  const problem = toJson({
    format: "commonwright-plan/1",
    ...provenanceOf(rules),
    ...Object.fromEntries(ruleValues.map((key) => [key, rules[key]])),
    market: rules.market.map((row) => ({ ...row, price: priceAsGiven(row.price) })),
    priorities: prioritiesAsGiven(rules.priorities),
    places: [...state.places.values()].map(placeRow),
    items: [...state.items.values()].map(itemRow),
    recipes: [...state.recipes.values()].map(recipeRow),
    workshops: [...state.workshops.values()].map(workshopRow),
    stocks: [...state.stocks.values()].map(stockRow),
    needs: [...state.needs.values()].flatMap((need) => needRow(need, rules.periods)),
  });
  // What is not there is left out, so that the value is the same as the document that is kept of it.
  return JSON.parse(canonicalJson(problem)) as JsonObject;
}

const priceAsGiven = (price: number | readonly PlacePrice[]) =>
  typeof price === "number" ? price : Object.fromEntries(price.map(({ place, price: there }) => [place, there]));

function prioritiesAsGiven({ rule, penalty, ...said }: PlanProblem["priorities"]) {
  return rule === "lexicographic" ? { ...said, rule } : { ...said, rule, penalty: { "1": penalty[1], "2": penalty[2], "3": penalty[3] } };
}

function placeRow({ id, territory, level, lat, long, x, y, household, town, ...said }: Place) {
  return { id, ...provenanceOf(said), territory, level, lat, lon: long, x, y, household, town };
}

function itemRow({ id, defaultUnitOfResource, massKg, kind, referenceCost, comparePrice, ...said }: Item) {
  return { id, ...provenanceOf(said), unit: defaultUnitOfResource, massKg, kind, referenceCost, comparePrice };
}

function recipeRow({ id, recipeIncludes, co2Kg, leadPeriods, extracts, setupMoney, integerRuns, ...said }: RegionRecipe) {
  const inputs = recipeIncludes.flatMap((step) => step.hasRecipeInput);
  const outputs = recipeIncludes.flatMap((step) => step.hasRecipeOutput);
  const hours = (flow: RegionFlow) => Number(flow.effortQuantity?.hasNumericalValue);
  return {
    id,
    ...provenanceOf(said),
    out: outputs.map(itemQuantity),
    in: inputs.filter(({ action }) => action === "consume").map(itemQuantity),
    machine: inputs
      .filter(({ action }) => action === "use")
      .map((flow) => ({ ...provenanceOf(flow), capability: flow.resourceClassifiedAs?.[0], hours: hours(flow) })),
    labour: inputs
      .filter(({ action }) => action === "work")
      .map((flow) => ({ ...provenanceOf(flow), skill: flow.resourceConformsTo, hours: hours(flow) })),
    extracts: extracts.map(itemQuantity),
    co2Kg,
    leadPeriods,
    setupMoney,
    integerRuns,
  };
}

const itemQuantity = (flow: RegionFlow) => ({
  ...provenanceOf(flow),
  item: flow.resourceConformsTo,
  quantity: Number(flow.resourceQuantity?.hasNumericalValue),
});

function workshopRow({ id, primaryLocation, efficiency, machines, ...said }: Workshop) {
  return {
    id,
    ...provenanceOf(said),
    place: primaryLocation,
    efficiency,
    capabilities: machines.map(({ capability, hoursPerPeriod, costPerHour, ...machine }) => ({
      ...provenanceOf(machine),
      capability,
      hoursPerPeriod: Number(hoursPerPeriod),
      costPerHour: Number(costPerHour),
    })),
  };
}

/** The greatest number that readProblem takes. */
const MOST = 1e12;

/** By the book a shelf may have less than nothing on it, or more than a plan can hold: the one counts as none, the other as the most. */
function stockRow({ conformsTo, currentLocation, onhandQuantity, ...said }: Stock) {
  const quantity = Math.min(Math.max(Number(onhandQuantity.hasNumericalValue), 0), MOST);
  return { ...provenanceOf(said), item: conformsTo, place: currentLocation, quantity };
}

/** Nothing for a need whose time is over: the plan does not reach back. */
function needRow(need: Need, periods: readonly string[]) {
  const due = periodOfDue(need.due, periods);
  if (due === null) return [];
  return [
    {
      id: need.id,
      ...provenanceOf(need),
      item: need.resourceConformsTo,
      place: need.atLocation,
      quantity: Number(need.resourceQuantity.hasNumericalValue),
      due,
      priority: need.priority,
      referenceCost: need.referenceCost,
    },
  ];
}
