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
  const centre = centreOf(view);
  const makers = view.mask.workshops().map((visible): Maker => {
    const { point } = view.mask.place(visible.workshop.primaryLocation);
    const distanceKm = point === null ? 0 : greatCircleKm(centre, point);
    return {
      workshop: visible,
      ...abilityOf(view, item, new Set(visible.workshop.machines.map(({ capability }) => capability))),
      distanceKm,
    };
  });
  return makers.toSorted((a, b) => a.distanceKm - b.distanceKm);
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
