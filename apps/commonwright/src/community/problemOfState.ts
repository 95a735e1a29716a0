// The plan problem that a region's state amounts to.

import type { RegionState } from "@commonwright/commons";
import type { PlanProblem } from "@commonwright/planner";

/** The problem of a state. Throws where the rules are not set. */
export function problemOfState(state: RegionState): PlanProblem {
  const { rules } = state;
  if (rules === null) throw new RangeError("a region without rules has no plan problem");
  const { id: _id, revision: _revision, firstSequence: _first, ...own } = rules;
  const flowsOf = (recipe: RegionState["recipes"] extends ReadonlyMap<string, infer Recipe> ? Recipe : never) => recipe.recipeIncludes[0];
  const amount = (measure: { readonly hasNumericalValue: string } | undefined) => Number(measure?.hasNumericalValue ?? 0);
  return {
    format: "commonwright-plan/1",
    ...own,
    places: [...state.places.values()].map(({ id, name, territory, level, lat, long, x, y }) => ({
      id,
      territory,
      level,
      ...(name !== undefined && { name }),
      ...(lat !== undefined && { lat }),
      ...(long !== undefined && { lon: long }),
      ...(x !== undefined && { x }),
      ...(y !== undefined && { y }),
    })),
    items: [...state.items.values()].map(({ id, name, massKg, kind, referenceCost, comparePrice, defaultUnitOfResource }) => ({
      id,
      unit: defaultUnitOfResource,
      massKg,
      kind,
      ...(name !== undefined && { name }),
      ...(referenceCost !== undefined && { referenceCost }),
      ...(comparePrice !== undefined && { comparePrice }),
    })),
    recipes: [...state.recipes.values()].map((recipe) => {
      const { hasRecipeInput: inputs, hasRecipeOutput: outputs } = flowsOf(recipe);
      const item = (flow: (typeof inputs)[number]) => ({ item: flow.resourceConformsTo ?? "", quantity: amount(flow.resourceQuantity) });
      return {
        id: recipe.id,
        ...(recipe.name !== undefined && { name: recipe.name }),
        out: outputs.map(item),
        in: inputs.filter(({ action }) => action === "consume").map(item),
        machine: inputs.flatMap((flow) =>
          flow.action === "use" ? [{ capability: flow.resourceClassifiedAs?.[0] ?? "", hours: amount(flow.effortQuantity) }] : [],
        ),
        labour: inputs.flatMap((flow) =>
          flow.action === "work" ? [{ skill: flow.resourceConformsTo ?? "", hours: amount(flow.effortQuantity) }] : [],
        ),
        co2Kg: recipe.co2Kg,
        leadPeriods: recipe.leadPeriods,
        extracts: recipe.extracts.map(item),
        setupMoney: recipe.setupMoney,
        integerRuns: recipe.integerRuns,
      };
    }),
    workshops: [...state.workshops.values()].map((workshop) => ({
      id: workshop.id,
      ...(workshop.name !== undefined && { name: workshop.name }),
      place: workshop.primaryLocation,
      efficiency: workshop.efficiency,
      capabilities: workshop.machines.map(({ capability, hoursPerPeriod, costPerHour }) => ({
        capability,
        hoursPerPeriod: Number(hoursPerPeriod),
        costPerHour: Number(costPerHour),
      })),
    })),
    stocks: [...state.stocks.values()].map((stock) => ({
      item: stock.conformsTo,
      place: stock.currentLocation,
      quantity: amount(stock.onhandQuantity),
    })),
    needs: [...state.needs.values()].map((need) => ({
      id: need.id,
      item: need.resourceConformsTo,
      place: need.atLocation,
      quantity: amount(need.resourceQuantity),
      due: rules.periods.includes(need.due)
        ? need.due
        : (rules.periods.find((period) => period >= need.due.slice(0, 7)) ?? rules.periods[rules.periods.length - 1]),
      priority: need.priority,
      ...(need.referenceCost !== undefined && { referenceCost: need.referenceCost }),
    })),
  };
}
