// Who can make a thing: every step of it, its last step only, or not.

import { centreOf } from "../region/regionFields.js";
import { greatCircleKm } from "../region/geography.js";
import type { VisibleWorkshop } from "../viewing/mask.js";
import type { RegionView } from "../viewing/regionView.js";
import { inputsOf, machineHoursOf } from "./recipeReading.js";

/** A workshop with what it is able to do of a design; `missing` are capabilities. */
export interface Maker {
  readonly workshop: VisibleWorkshop;
  readonly ability: "all" | "assembly" | "not";
  readonly missing: readonly string[];
  readonly distanceKm: number;
}

/** All workshops, nearest first from the region's middle. A workshop without a known point comes last. */
export function makersOf(view: RegionView, item: string): readonly Maker[] {
  const abilities = abilitiesOf(view, item);
  return view
    .once("workshopsByDistance", () => workshopsByDistance(view))
    .map((row) => {
      const { ability, missing } = abilities.get(row.workshop.workshop.id) ?? { ability: "not", missing: [] };
      return { ...row, ability, missing };
    });
}

function workshopsByDistance(view: RegionView): readonly Pick<Maker, "workshop" | "distanceKm">[] {
  const centre = centreOf(view);
  const rows = view.mask.workshops().map((workshop) => {
    const { point } = view.mask.place(workshop.workshop.primaryLocation);
    return { workshop, distanceKm: point === null ? 0 : greatCircleKm(centre, point) };
  });
  return rows.toSorted((a, b) => a.distanceKm - b.distanceKm);
}

type Ability = Pick<Maker, "ability" | "missing">;
/** Abilities by item and workshop, for some sets of workshops and recipes: needs change far more often than what people can do. */
const catalogues = new Map<string, Map<string, ReadonlyMap<string, Ability>>>();
const MOST_CATALOGUES = 4;

function abilitiesOf(view: RegionView, item: string): ReadonlyMap<string, Ability> {
  const key = view.once("catalogueKey", () => catalogueKey(view));
  const items = catalogues.get(key) ?? new Map<string, ReadonlyMap<string, Ability>>();
  if (!catalogues.has(key) && catalogues.size >= MOST_CATALOGUES) catalogues.clear();
  catalogues.set(key, items);
  const known =
    items.get(item) ??
    new Map(
      [...view.state.workshops.values()].map((workshop) => {
        const has = new Set(workshop.machines.map(({ capability }) => capability));
        return [workshop.id, abilityOf(view, item, has)] as const;
      }),
    );
  items.set(item, known);
  return known;
}

/** Revisions grow with every change. */
function catalogueKey({ state }: RegionView): string {
  const newest = (rows: ReadonlyMap<string, { readonly revision: number }>) =>
    [...rows.values()].reduce((most, { revision }) => Math.max(most, revision), 0);
  return JSON.stringify([state.community?.id, newest(state.workshops), newest(state.recipes)]);
}

type Capabilities = ReadonlySet<string>;

function abilityOf(view: RegionView, item: string, has: Capabilities): Pick<Maker, "ability" | "missing"> {
  const lastStep = fewest(view.recipesFor(item).map((recipe) => lacking(machineHoursOf(recipe), has)));
  if (lastStep.length > 0) return { ability: "not", missing: lastStep };
  const allSteps = missingForAll(view, item, { has, above: new Set() });
  return { ability: allSteps.length > 0 ? "assembly" : "all", missing: allSteps };
}

/** What is missing for the item and all parts of it that can be made; a part that goes round in a circle is had already. */
function missingForAll(
  view: RegionView,
  item: string,
  { has, above }: { has: Capabilities; above: ReadonlySet<string> },
): readonly string[] {
  if (above.has(item)) return [];
  const below = new Set([...above, item]);
  const ways = view.recipesFor(item).map((recipe) => {
    const parts = inputsOf(recipe).flatMap((input) => missingForAll(view, input.item, { has, above: below }));
    return [...new Set([...lacking(machineHoursOf(recipe), has), ...parts])];
  });
  return fewest(ways);
}

const lacking = (hours: readonly { readonly capability: string }[], has: Capabilities) =>
  hours.flatMap(({ capability }) => (has.has(capability) ? [] : [capability]));

/** The shortest of several lists; nothing where there is none. */
const fewest = (lists: readonly (readonly string[])[]): readonly string[] =>
  lists.reduce((least, list) => (list.length < least.length ? list : least), lists[0] ?? []);
