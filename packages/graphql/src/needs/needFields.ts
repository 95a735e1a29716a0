// Needs, and what the plan says of each.

import { lastDay, type Need, periodOfDue, type Recorded } from "@commonwright/commons";
import type { Fields } from "../viewing/fields.js";
import { lineFields, needAnswer, needAnswerFields, originFields } from "./needAnswer.js";
import type { RegionView } from "../viewing/regionView.js";

/** A need as it is in the state. */
export type OpenNeed = Recorded<Need>;

const PRIORITIES = { 1: "vital", 2: "useful", 3: "nice" } as const;
export type PriorityName = (typeof PRIORITIES)[1 | 2 | 3];

/** The API's word for a priority. */
export const priorityName = (priority: 1 | 2 | 3): PriorityName => PRIORITIES[priority];

/** What an example brings is due at the end of a period; in a region whose periods are no dates, the period's name. */
const dueDay = ({ due }: OpenNeed) => lastDay(due) ?? due;

/** The vital first, then by due date, then by when it was stated. */
export function openNeeds(view: RegionView): readonly OpenNeed[] {
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...view.state.needs.values()].toSorted(
    (a, b) => a.priority - b.priority || byText(dueDay(a), dueDay(b)) || a.firstSequence - b.firstSequence,
  );
}

/** Words of a household's need are the household's. */
const words = (view: RegionView, need: OpenNeed, text: string | undefined) => (view.mask.isHidden(need.atLocation) ? null : (text ?? null));

const needFields: Fields<OpenNeed> = {
  revisionId: ({ revision }) => String(revision),
  name: (need, _args, { view }) => words(view, need, need.name),
  note: (need, _args, { view }) => words(view, need, need.note),
  item: ({ resourceConformsTo }, _args, { view }) => view.item(resourceConformsTo),
  quantity: ({ resourceQuantity }) => resourceQuantity.hasNumericalValue,
  place: ({ atLocation }, _args, { view }) => view.mask.place(atLocation),
  due: dueDay,
  // A need that was due before the plan began is part of no plan; the page shows its first period.
  period: ({ due }, _args, { view }) => periodOfDue(due, view.rules?.periods ?? []) ?? view.periods[0]?.id ?? due,
  priority: ({ priority }) => priorityName(priority),
  statedBy: (need, _args, { view }) => words(view, need, need.statedBy),
  isAssumed: ({ assumed }) => assumed !== undefined,
  answer: ({ id }, _args, { view }) => needAnswer(view, id),
};

export const needFieldMaps = { Need: needFields, NeedPlan: needAnswerFields, NeedLine: lineFields, LineOrigin: originFields };
